"""What a model of tables says, as matrices with names: which degree of the scale follows which, and
which chord follows which.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.chain import Chain, packed
from engine.representation.chord_chain import contexts_of
from engine.representation.contexts import IN_KEY, RECIPES, sizes_of
from engine.representation.harmony import ROOTS, name_of
from engine.representation.notes import SIZES
from engine.runtime.library import LoadedModel
from engine.runtime.tables import Head, NextChord

MODES = "major", "minor"
MOST_CHORDS = 12


@dataclass(frozen=True)
class Matrix:
    """Chances (rows, columns): of each of the columns after each of the rows, together at most 1.
    Tones and chords are named as in C.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    chances: np.ndarray


def matrices(model: LoadedModel) -> tuple[Matrix, ...]:
    """The matrices of a model of tables; none of any other."""
    found: list[Matrix] = []
    for graph in model.graphs.values():
        if isinstance(graph, Head) and IN_KEY in graph.chains:
            found += [_degrees(graph.chains[IN_KEY], mode) for mode in range(len(MODES))]
        elif isinstance(graph, NextChord):
            found.append(_chords(graph.chain.following))
    return tuple(found)


def _degrees(chain: Chain, mode: int) -> Matrix:
    """Which pitch class follows which, wherever they lie."""
    short = Chain(chain.size, chain.orders[:2])
    sizes = sizes_of(RECIPES[IN_KEY][1])
    steps = np.arange(chain.size) - SIZES["pitch"]
    found = np.zeros((12, 12))
    for degree in range(12):
        context = packed([np.array([mode]), np.array([degree])], sizes, 1)[0]
        np.add.at(found[degree], (degree + steps) % 12, short.chances([0, context]))
    return Matrix(f"tones in {MODES[mode]}", ROOTS, ROOTS, found)


def _chords(chain: Chain) -> Matrix:
    """Which of the chords that come most often follows which."""
    short = Chain(chain.size, chain.orders[:2])
    often = np.argsort(-chain.orders[0].times, kind="stable")[:MOST_CHORDS]
    symbols: Sequence[int] = chain.orders[0].symbols[often].tolist()
    chances = [short.chances(contexts_of([symbol])[:2])[symbols] for symbol in symbols]
    names = tuple(name_of(symbol) for symbol in symbols)
    return Matrix("chords", names, names, np.array(chances))
