"""All data sets together: near-duplicates found, training and validation split by song."""

import pickle
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from models.training.data.cre_irish import read_cre_irish
from models.training.data.openewld import read_openewld
from models.training.data.pd_abc import read_pd_abc
from models.training.data.pieces import Piece
from models.training.data.pop909 import is_validation, read_pop909

GRAM = 10
"""Intervals in a row that two pieces must share to be compared at all."""

SAME_SIDE = 0.3
"""Pieces that share this part of the shorter one's n-grams are on one side of the split."""

DUPLICATE = 0.7
"""pd-abc tunes that share this part with an earlier one are dropped."""

FEWEST_NOTES = 16


@dataclass(frozen=True)
class Corpus:
    """The pieces to train on and those held out."""

    training: tuple[Piece, ...]
    validation: tuple[Piece, ...]


def read_corpus(data: Path) -> Corpus:
    """Reads every data set below a folder. Raises FileNotFoundError where one is missing."""
    readers = (read_pop909, read_openewld, read_cre_irish, read_pd_abc)
    pieces = [p for read in readers for p in read(data) if len(p.notes) >= FEWEST_NOTES]
    return split(pieces)


def cached_corpus(data: Path, cache: Path) -> Corpus:
    """As read_corpus, kept in a cache file: delete it where the data or a reader changes."""
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        part = cache.with_suffix(".part")
        part.write_bytes(pickle.dumps(read_corpus(data)))
        part.replace(cache)
    return pickle.loads(cache.read_bytes())


def split(pieces: Sequence[Piece]) -> Corpus:
    """POP909 by song number; the others by a hash of the name, about one in fourteen. Pieces that
    resemble each other are on one side: on POP909's side where one of them is from there.
    """
    leader, dropped = group(pieces)
    held_out: dict[int, bool] = {}
    for index, piece in enumerate(pieces):
        first = held_out.get(leader[index])
        if piece.style == "pop909":
            held_out[leader[index]] = first or is_validation(piece.name)
        elif first is None:
            held_out[leader[index]] = zlib.crc32(piece.name.encode()) % 14 == 0
    kept = [i for i in range(len(pieces)) if i not in dropped]
    return Corpus(
        tuple(pieces[i] for i in kept if not held_out[leader[i]]),
        tuple(pieces[i] for i in kept if held_out[leader[i]]),
    )


def grams(piece: Piece, size: int = GRAM) -> set[int]:
    """Hashes of every run of intervals in a piece."""
    pitches = [note.pitch for note in piece.notes]
    steps = [b - a for a, b in pairwise(pitches)]
    return {hash(tuple(steps[i : i + size])) for i in range(len(steps) - size + 1)}


def group(pieces: Sequence[Piece]) -> tuple[list[int], set[int]]:
    """For each piece the first one it belongs with, and the duplicates inside pd-abc."""
    leader = list(range(len(pieces)))
    dropped: set[int] = set()
    seen: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []

    def find(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    for index, piece in enumerate(pieces):
        mine = grams(piece)
        sizes.append(max(1, len(mine)))
        shared = Counter(other for gram in mine for other in seen[gram][:40])
        for other, count in shared.items():
            likeness = count / min(sizes[index], sizes[other])
            if likeness >= SAME_SIDE:
                a, b = sorted((find(index), find(other)))
                leader[b] = a
            both_abc = piece.style == pieces[other].style == "pd-abc"
            if likeness >= DUPLICATE and both_abc and other not in dropped:
                dropped.add(index)
        for gram in mine:
            seen[gram].append(index)
    return [find(index) for index in range(len(pieces))], dropped
