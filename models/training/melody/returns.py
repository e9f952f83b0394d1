"""How melodies come back to what they have said, counted for Continue: continue-melody/habits.npz.

python -m models.training.melody.returns --data DIR
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from engine.representation.notes import GRID, METERS, STYLES
from engine.representation.place import meter_index
from engine.representation.returns import (
    DISTANCES,
    EXACTLY,
    LENGTHS,
    MANNERS,
    PITCHES,
    PLACES,
    RHYTHM,
    UNIT,
    look_of,
    place_of,
)
from models.training.data.corpus import cached_corpus
from models.training.data.pieces import Piece
from models.training.habit_file import ship_habits

FEWEST_ONSETS = 2
"""What comes back is a bar or longer and has at least so many onsets."""

ALL_LENGTHS = 0.9
"""It comes back exactly where at least this share of its notes have the same durations."""

DOUBT = 8.0
"""A table of a style counts as if it had been seen so often as all styles together are."""

LONGEST = 64
"""So many bars of a piece are looked at, from its beginning on."""

MISSING = (0.65, 0.0, 0.0, 0.0)
"""How much of what begins to come back, by style, the network itself does not bring back: found on
every other held-out excerpt of `models.evaluation.generation`, those that its tables do not show.
"""

WRITTEN = GRID // 4
"""A 16th, in grid ticks."""

Units = list[tuple[tuple[int, int, int], ...]]
"""For each eighth of a piece what begins in it: place in it, pitch and length, in grid ticks."""


def main() -> None:
    """Counts, writes the file and names it in the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, default=Path("models/continue-melody"))
    parser.add_argument("--corpus", type=Path, default=Path("scratch/corpus.pickle"))
    options = parser.parse_args()
    training = cached_corpus(options.data, options.corpus).training
    arrays = counted(training) | looks(training) | {"missing": np.array(MISSING, np.float32)}
    ship_habits(options.model, arrays)


def counted(pieces: Sequence[Piece]) -> dict[str, np.ndarray]:
    """`chances`, `begins` and `manners` as `Returns` has them, of pieces in one meter."""
    said = np.zeros((len(STYLES), PLACES, DISTANCES, DISTANCES))
    possible = np.zeros_like(said)
    manners = np.zeros((len(STYLES), DISTANCES, MANNERS))
    for piece in pieces:
        style, before = STYLES.index(piece.style), 0
        for bar, unit, distance, manner in returns(piece):
            place = place_of(bar, unit)
            possible[style, place, before, : bar + 1] += 1
            said[style, place, before, distance] += 1
            if distance not in (0, before):
                manners[style, distance, manner] += 1
            before = distance
    usual = said.sum(axis=0) / np.maximum(1, possible.sum(axis=0))
    chances = (said + DOUBT * usual) / (possible + DOUBT)
    chances[..., 0] = 0
    begins = said.sum(axis=2) / np.maximum(1, possible.sum(axis=2))
    begins[..., 0] = 0
    common = manners.sum(axis=1, keepdims=True) + 1
    manners += common / common.sum(axis=2, keepdims=True)
    return {
        "chances": chances.astype(np.float32),
        "begins": begins.astype(np.float32),
        "manners": (manners / manners.sum(axis=2, keepdims=True)).astype(np.float32),
    }


def returns(piece: Piece) -> Iterator[tuple[int, int, int, int]]:
    """Bar, unit, from how many bars before it comes back, 0 where it does not, and in which manner:
    with its pitches if it can, else in its rhythm alone; as long returns as there are, from the
    first to the last (Lempel and Ziv 1977).
    """
    bar, units = units_of(piece)
    melody = Runs([tuple(note[:2] for note in unit) for unit in units], bar)
    rhythm = Runs([tuple(note[0] for note in unit) for unit in units], bar)
    distance, manner = 0, EXACTLY
    for time in range(len(units)):
        runs = rhythm if manner == RHYTHM else melody
        again = int(melody.begins[:, time].argmax())
        if not (distance and runs.lengths[distance, time]) or (manner == RHYTHM and again):
            distance = again or int(rhythm.begins[:, time].argmax())
            exact = melody_of(units, time, bar * distance, int(melody.lengths[again, time]))
            manner = (EXACTLY if exact else PITCHES) if again else RHYTHM
        yield time // bar, time % bar, distance, manner


class Runs:
    """Of what units say: `lengths` (DISTANCES, units) of the runs that come back, from each unit on
    and so many bars before; `begins`, the same where a run is long enough to be meant, else 0.
    """

    def __init__(self, said: Sequence[tuple[object, ...]], bar: int) -> None:
        """`bar` is how many units a bar has."""
        names: dict[tuple[object, ...], int] = {}
        numbers = np.array([names.setdefault(each, len(names)) for each in said])
        onsets = np.array([len(each) for each in said])
        count = len(said)
        alike = np.zeros((DISTANCES, count), dtype=bool)
        for distance in range(1, min(DISTANCES, -(-count // bar))):
            alike[distance, distance * bar :] = (
                numbers[distance * bar :] == numbers[: -distance * bar]
            )
        self.lengths, heard = (np.zeros((DISTANCES, count + 1), dtype=int) for _ in range(2))
        for time in reversed(range(count)):
            self.lengths[:, time] = (self.lengths[:, time + 1] + 1) * alike[:, time]
            heard[:, time] = (heard[:, time + 1] + onsets[time]) * alike[:, time]
        self.begins = self.lengths * ((self.lengths >= bar) & (heard >= FEWEST_ONSETS))


def melody_of(units: Units, time: int, back: int, count: int) -> bool:
    """Whether all but few of the notes in so many units are as long as those before them."""
    pairs = [
        new == old
        for at in range(time, time + count)
        for new, old in zip(units[at], units[at - back], strict=True)
    ]
    return bool(pairs) and sum(pairs) >= ALL_LENGTHS * len(pairs)


def units_of(piece: Piece) -> tuple[int, Units]:
    """How many units a bar has, and the units from the bar of a piece's first note on; none of a
    piece in several meters or with bars that are not whole units.
    """
    first = piece.meters.bar_at(piece.notes[0].start)
    start = piece.meters.bar_start(first)
    bar = piece.meters.bar_start(first + 1) - start
    if len(piece.meters.changes) > 1 or bar % UNIT:
        return 1, []
    bars = min(LONGEST, piece.meters.bar_at(piece.notes[-1].start) - first + 1)
    units: list[list[tuple[int, int, int]]] = [[] for _ in range(bars * bar // UNIT)]
    for note in piece.notes:
        unit, place = divmod(note.start - start, UNIT)
        if unit < len(units):
            units[unit].append((place, note.pitch, note.length))
    return bar // UNIT, [tuple(unit) for unit in units]


def looks(pieces: Sequence[Piece]) -> dict[str, np.ndarray]:
    """By what a melody tells its style: `notes`, `meters` and `styles` as `Returns` has them. Pop
    songs are counted twice, as they are played and as they would be written, in 16ths.
    """
    notes = np.full((len(STYLES) + 1, GRID, LENGTHS, 2), 0.1)
    meters = np.ones((len(STYLES) + 1, len(METERS) + 1))
    for piece in pieces:
        style = STYLES.index(piece.style)
        times = np.array([(note.start, note.length) for note in piece.notes])
        written = np.maximum([0, WRITTEN], np.round(times / WRITTEN) * WRITTEN).astype(int)
        written = written[np.diff(written[:, 0], append=np.inf) > 0]
        for look, each in ((style, times), (len(STYLES), written)):
            if style in (look, 0):
                np.add.at(notes[look], look_of(each), 1)
                meters[look, meter_index(piece.meters.changes[0])] += 1
    return {
        "notes": (notes / notes.sum(axis=(1, 2, 3), keepdims=True)).astype(np.float32),
        "meters": (meters / meters.sum(axis=1, keepdims=True)).astype(np.float32),
        "styles": np.array([*range(len(STYLES)), 0]),
    }


if __name__ == "__main__":
    main()
