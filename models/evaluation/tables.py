"""The figures of markov's card: how likely held-out melodies are, what is lost by leaving out what
few pieces do, and eight bars after eight.

python -m models.evaluation.tables --data DIR [--write]
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.representation.chain import Chain
from engine.representation.contexts import chances, threes
from engine.representation.notes import FIELDS, UNKNOWN_KEY
from engine.runtime.library import Library
from engine.runtime.tables import Tables
from models.evaluation import generation
from models.evaluation.continue_melody import some
from models.evaluation.likelihood import per_note
from models.evaluation.markov import markov_nats
from models.evaluation.memorisation import Memory
from models.evaluation.rows import evaluate
from models.training.data.corpus import cached_corpus
from models.training.melody.data import Melody, load_melodies
from models.training.melody.tables import counted

EACH = 6
"""One in so many of the held-out melodies is looked at."""

PROMPTS = 100


def rows(data: Path, cache: Path) -> dict[str, dict[str, float]]:
    """Every row of markov's tables by its name."""
    melodies = load_melodies(data, cache.with_name("melodies.npz"))
    held_out = melodies.validation[::EACH]
    model = Library(Path("models")).load("markov", "cpu")
    chains: dict[str, Chain] = {}
    for graph in model.graphs.values():
        assert isinstance(graph, Tables)
        chains |= graph.chains
    found = {
        "all counts": per_note(markov_nats(counted(melodies.training), held_out)),
        "markov": per_note(markov_nats(chains, held_out)),
        "markov, told the key": {"pitch": pitch_nats(chains, held_out)},
    }
    corpus = cached_corpus(data, cache.with_name("corpus.pickle"))
    excerpts = some(generation.excerpts(corpus.validation), PROMPTS)
    systems = {
        "real": generation.real,
        "repeat": generation.repeat,
        "markov": generation.continued_by(model),
    }
    memory = Memory(piece.notes for piece in corpus.training)
    for name, values in generation.figures(excerpts, systems, memory).items():
        found[f"bars, {name}"] = {row: float(values[row].mean()) for row in generation.ROWS}
    return found


def pitch_nats(chains: dict[str, Chain], melodies: Sequence[Melody]) -> float:
    """Nats of a note's pitch where the key is told; of melodies that have one."""
    total, notes = 0.0, 0
    for melody in melodies:
        here = melody.targets[:, FIELDS.index("pitch")] >= 0
        if melody.key == UNKNOWN_KEY:
            continue
        true = melody.targets[here, FIELDS.index("pitch")].astype(int)
        last = threes(melody.rows.astype(np.int64))[here]
        chosen = {f: melody.targets[here, i].astype(int) for i, f in enumerate(FIELDS[:2])}
        found = chances(chains, "pitch", last, chosen, np.full(len(last), melody.key))
        total -= float(np.log(found[np.arange(len(true)), true]).sum())
        notes += len(true)
    return total / notes


if __name__ == "__main__":
    evaluate("markov", __doc__, rows)
