"""The representation "drum-cells", version 1: steps of a 16th times nine voices, each cell with
its hit, velocity and offset from the grid.

Steps count from each bar line; a bar whose length is no whole number of 16ths ends with a short
step. A hit belongs to the nearest step; of several hits of a voice in one step the loudest counts.
Voices after Gillick et al., "Learning to Groove with Inverse Sequence Transformations" (2019).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick

NAME = "drum-cells"
VERSION = 1

STEPS_PER_QUARTER = 4
POSITIONS = 16
"""Steps in a bar are counted round this number."""

VOICES = (
    "kick", "snare", "closed hi-hat", "open hi-hat", "low tom", "mid tom", "high tom", "crash",
    "ride",
)  # fmt: skip
PITCHES = (36, 38, 42, 46, 43, 47, 50, 49, 51)
"""The pitch that each voice is written with."""

_KICK, _SNARE, _CLOSED, _OPEN, _LOW, _MID, _HIGH, _CRASH, _RIDE = range(len(VOICES))

_PITCHES_OF: Mapping[int, tuple[int, ...]] = {
    _KICK: (35, 36),
    _SNARE: (31, 37, 38, 39, 40),
    _CLOSED: (22, 42, 44, 54, 69, 70, 82),
    _OPEN: (26, 46),
    _LOW: (41, 43, 58, 64, 66, 68, 74, 79, 86, 87),
    _MID: (45, 47, 61, 63, 65, 67, 73, 78),
    _HIGH: (48, 50, 60, 62, 71, 72, 76, 77),
    _CRASH: (49, 52, 55, 57),
    _RIDE: (51, 53, 59, 56, 75, 80, 81, 83),
}
"""General MIDI percussion and a TD-11's rims and edges; percussion without a drum of its own
takes the place of the drum that it is played like.
"""

VOICE_OF = {pitch: voice for voice, pitches in _PITCHES_OF.items() for pitch in pitches}


def voice_of(pitch: int) -> int:
    """The voice that a percussion pitch is heard as; pitches outside the kit count as the ride."""
    return VOICE_OF.get(pitch, _RIDE)


@dataclass(frozen=True)
class Steps:
    """The steps of a stretch of bars: `ticks` (T,) where each begins, `positions` (T,) in its bar,
    counted round POSITIONS. `length` is a 16th in ticks.
    """

    ticks: np.ndarray
    positions: np.ndarray
    length: float

    def nearest(self, ticks: np.ndarray) -> np.ndarray:
        """The index of the step nearest to each tick; the later one half way between."""
        after = np.searchsorted(self.ticks, ticks, side="right").clip(1, len(self.ticks) - 1)
        before = after - 1
        later = 2 * np.asarray(ticks) >= self.ticks[before] + self.ticks[after]
        return np.where(later, after, before)


def steps_of(meters: MeterMap, first_bar: int, after_bar: int) -> Steps:
    """The steps of bars [first, after), and the one on the bar line after them.

    Raises ValueError where there is no bar.
    """
    if after_bar <= first_bar:
        raise ValueError("a stretch of steps needs a bar")
    length = meters.ppq / STEPS_PER_QUARTER
    lines = [meters.bar_start(bar) for bar in range(first_bar, after_bar + 1)]
    ticks: list[float] = []
    positions: list[int] = []
    for line, following in pairwise(lines):
        count = max(1, int(-(-(following - line) // length)))
        ticks += [line + step * length for step in range(count)]
        positions += [step % POSITIONS for step in range(count)]
    return Steps(np.array([*ticks, lines[-1]]), np.array([*positions, 0]), length)


@dataclass(frozen=True)
class Cells:
    """Drums on T steps: `hits` (T, 9) bool, `velocities` (T, 9) from 0 to 1, `offsets` (T, 9) in
    16ths from the cell's grid point, `leans` (T, 9): how far that point lies from the step's
    beginning, a third of a 16th where a triplet is meant, else 0. All are 0 where no hit is.
    """

    hits: np.ndarray
    velocities: np.ndarray
    offsets: np.ndarray
    leans: np.ndarray

    def __len__(self) -> int:
        return len(self.hits)

    def at(self, steps: slice | np.ndarray) -> "Cells":
        """The cells of some steps."""
        return Cells(
            self.hits[steps], self.velocities[steps], self.offsets[steps], self.leans[steps]
        )


NO_CELLS = Cells(
    np.zeros((0, len(VOICES)), bool), *(np.zeros((0, len(VOICES)), np.float32) for _ in range(3))
)
"""Those of no step."""


def joined(*parts: Cells) -> Cells:
    """The cells of several stretches, one after the other."""
    names = [field.name for field in fields(Cells)]
    return Cells(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def encode(notes: Sequence[Note], steps: Steps, triplets: bool = True) -> Cells:
    """Notes as cells. With `triplets` the notes of a beat are measured from the grid of triplets
    where they lie nearer to it than to that of 16ths.
    """
    shape = len(steps.ticks), len(VOICES)
    cells = Cells(np.zeros(shape, bool), *(np.zeros(shape, np.float32) for _ in range(3)))
    if not notes:
        return cells
    ticks = np.array([note.start for note in notes])
    index = steps.nearest(ticks)
    away = (ticks - steps.ticks[index]) / steps.length
    leans = triplet_leans(steps.positions[index], index, away) if triplets else np.zeros(len(away))
    for note, step, offset, lean in zip(notes, index, away - leans, leans, strict=True):
        cell = step, voice_of(note.pitch)
        if note.velocity / 127 > cells.velocities[cell]:
            cells.hits[cell] = True
            cells.velocities[cell] = note.velocity / 127
            cells.offsets[cell] = offset
            cells.leans[cell] = lean
    return cells


def triplet_leans(positions: np.ndarray, index: np.ndarray, away: np.ndarray) -> np.ndarray:
    """For hits at steps `index` with `positions`, `away` 16ths off: the leans of their beats.

    A beat is one of triplets where its hits off the beat lie clearly nearer to thirds of a quarter.
    """
    step = positions % STEPS_PER_QUARTER
    place = step + away
    third = np.round(place * 3 / STEPS_PER_QUARTER).clip(0, 2) * STEPS_PER_QUARTER / 3
    lean = third - step
    gain = away**2 - (place - third) ** 2
    leans = np.zeros(len(away))
    beat = index - step
    for start in np.unique(beat):
        hits = beat == start
        if gain[hits].sum() > 0 and np.abs(lean[hits]).max() < 0.5:
            leans[hits] = lean[hits]
    return leans


def decode(cells: Cells, steps: Steps, length: int, first_id: int = 0) -> tuple[Note, ...]:
    """Cells as notes on the drum channel, `length` ticks long, none before tick 0."""
    rows, voices = np.nonzero(cells.hits)
    away = (cells.leans + cells.offsets)[rows, voices]
    starts = np.maximum(0, np.rint(steps.ticks[rows] + away * steps.length)).astype(np.int64)
    loud = np.rint(cells.velocities[rows, voices].astype(np.float64) * 127).clip(1, 127)
    struck = zip(voices.tolist(), loud.astype(np.int64).tolist(), starts.tolist(), strict=True)
    return tuple(
        Note(first_id + number, PITCHES[voice], velocity, Tick(start), Tick(length), 9)
        for number, (voice, velocity, start) in enumerate(struck)
    )


def bars_of(notes: Iterable[Note], meters: MeterMap) -> tuple[int, int]:
    """The bars [first, after) that hold every onset."""
    bars = [meters.bar_at(note.start) for note in notes]
    return min(bars), max(bars) + 1
