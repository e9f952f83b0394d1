"""The figures of markov-chords' card: nats of held-out songs' chords, told the melody and not.

python -m models.evaluation.chord_tables --data DIR [--write]
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.runtime.library import Library
from models.evaluation.continue_chords import EACH, distinct, first_beat, model_nats
from models.evaluation.rows import evaluate
from models.training.chords.data import load_songs
from models.training.chords.songs import harmony_of

SOURCES = ("pop909", "openewld", "billboard")


def rows(data: Path, cache: Path) -> dict[str, dict[str, float]]:
    """Every row of the table by its name."""
    songs = load_songs(data, cache.with_name("chords.pickle")).validation
    model = Library(Path("models")).load("markov-chords", "cpu")
    found: dict[str, dict[str, float]] = {}
    for source in SOURCES:
        held_out = [harmony_of(song) for song in songs if song.source == source][::EACH]
        chords = sum(len(distinct(h.symbols[first_beat(h) - 1 :])) - 1 for h in held_out)
        for told in (False, True) if source != "billboard" else (False,):
            heard = held_out if told else [replace(h, melody=None) for h in held_out]
            every = np.concatenate([model_nats(model, harmony) for harmony in heard])
            name = f"{source}, told the melody" if told else source
            found[name] = {
                "per_beat": float(every.mean()),
                "per_chord": float(every.sum() / chords),
            }
    return found


if __name__ == "__main__":
    evaluate("markov-chords", __doc__, rows)
