"""The representation "clips", version 1: bars as steps, for models that read a clip as a whole.

A bar is quarters of twelve slots. Its steps are its sixteenths, or every slot where it has
triplets. At each step of a melody a note begins (its pitch), goes on (HOLD) or there is silence
(REST); slots that are no steps are OFF. Bars differ in length: nothing is cut or stretched, and a
clip of several tracks is one such array for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from engine.representation.drums import VOICES, Cells
from engine.representation.notes import GRID, METERS
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import Key

NAME = "clips"
VERSION = 1

SLOTS = 12
"""Slots of a quarter."""

SIXTEENTH = 3
"""Slots of a step where a bar has no triplets."""

HOLD, REST, OFF = 128, 129, 130
"""Symbols above the pitches 0 to 127. OFF is never predicted."""

SYMBOLS = 131

LONGEST_BAR = 12
"""Quarters of the longest bar, as `grid_meters` leaves them."""

NO_STEP = 2
"""Stands in a cell of drums that lies past the end of its bar; 1 is a hit, 0 none."""

FRAMES = 3
"""What is known of a melody's key: MAJOR, that it was moved to C major; MINOR, to A minor; or
ANY_KEY. Drums are in ANY_KEY.
"""

MAJOR, MINOR, ANY_KEY = range(FRAMES)


@dataclass(frozen=True)
class Bars:
    """The bars of a clip: their lengths in slots, their meters (indices into METERS, len(METERS)
    for any other) and whether they have twelve steps to a quarter.
    """

    lengths: tuple[int, ...]
    meters: tuple[int, ...]
    fine: tuple[bool, ...]

    @cached_property
    def steps(self) -> np.ndarray:
        """Which slots are steps: (bars, quarters of the longest bar, SLOTS), True where."""
        quarters = -(-max(self.lengths) // SLOTS)
        slot = np.arange(quarters * SLOTS)
        inside = slot < np.array(self.lengths)[:, None]
        on = (slot % SIXTEENTH == 0) | np.array(self.fine)[:, None]
        return np.asarray(inside & on).reshape(len(self.lengths), quarters, SLOTS)

    @property
    def sixteenths(self) -> np.ndarray:
        """Which sixteenths there are: (bars, quarters of the longest bar, 4)."""
        return self.steps[:, :, ::SIXTEENTH]

    @property
    def there(self) -> np.ndarray:
        """Which quarters there are: (bars, quarters of the longest bar)."""
        return np.asarray(self.steps.any(axis=2))

    @cached_property
    def times(self) -> np.ndarray:
        """Where the steps begin, in slots from the beginning of the clip; the clip's end last."""
        starts = np.concatenate([[0], np.cumsum(self.lengths)])
        bar, quarter, slot = np.nonzero(self.steps)
        return np.concatenate([starts[bar] + quarter * SLOTS + slot, starts[-1:]])

    def __getitem__(self, bars: slice) -> "Bars":
        """Some of the bars."""
        return Bars(self.lengths[bars], self.meters[bars], self.fine[bars])


@dataclass(frozen=True)
class MelodyClip:
    """A melody, one note at a time. symbols and velocities are (steps,), in the order of
    `bars.times`; a velocity is 0 but where a note begins.
    """

    bars: Bars
    symbols: np.ndarray
    velocities: np.ndarray

    def bar(self, first: int, end: int) -> "MelodyClip":
        """The bars from one to another, exclusive, without a note that sounds into the first."""
        counts = np.concatenate([[0], np.cumsum(self.bars.steps.sum(axis=(1, 2)))])
        chosen = slice(counts[first], counts[end])
        return MelodyClip(self.bars[first:end], self.symbols[chosen], self.velocities[chosen])


def shift_to_frame(key: Key) -> int:
    """By how many semitones, -6 to 5, a melody is moved from its key to C major or A minor."""
    return (9 * key.minor - key.tonic + 6) % 12 - 6


def in_slots(values: np.ndarray, bars: Bars, elsewhere: int) -> np.ndarray:
    """Values of the steps (steps, ...) in their places, (bars, quarters, SLOTS, ...)."""
    planes = np.full((*bars.steps.shape, *values.shape[1:]), elsewhere, dtype=values.dtype)
    planes[bars.steps] = values
    return planes


def clip_bars(
    notes: Iterable[Note], meters: MeterMap, first: int, count: int, fine: bool | None = None
) -> Bars:
    """The bars of a clip from notes and meters on the grid of `notes.GRID`. Whether a bar has
    triplets is found in its notes, unless `fine` says so for all.
    """
    starts = [meters.bar_start(bar) for bar in range(first, first + count + 1)]
    onsets: dict[int, list[int]] = defaultdict(list)
    for note in notes:
        if starts[0] <= note.start < starts[-1]:
            bar = meters.bar_at(note.start)
            onsets[bar - first].append(note.start - starts[bar - first])
    held = [meters.meter_at(start) for start in starts[:-1]]
    named = [(meter.numerator, meter.denominator) for meter in held]
    return Bars(
        tuple(-(-(end - start) * SLOTS // GRID) for start, end in pairwise(starts)),
        tuple(METERS.index(name) if name in METERS else len(METERS) for name in named),
        tuple(has_triplets(onsets[bar]) if fine is None else fine for bar in range(count)),
    )


def has_triplets(onsets: Sequence[int]) -> bool:
    """Whether onsets in a bar, in grid ticks, lie better on triplets: at least two of them, in
    quarters that as a whole are nearer to triplets than to sixteenths.
    """
    quarters: dict[int, list[int]] = defaultdict(list)
    for onset in onsets:
        quarters[onset // GRID].append(onset % GRID)
    gain = 0
    for inside in quarters.values():
        straight = sum(_distance(onset, GRID // 4) for onset in inside)
        triplets = sum(_distance(onset, GRID // 6) for onset in inside)
        if triplets + 2 <= straight and 3 * triplets <= len(inside):
            gain += straight - triplets
    return gain >= 4


def _distance(tick: int, step: int) -> int:
    """To the nearest multiple of a step."""
    return min(tick % step, step - tick % step)


def melody_clip(notes: Sequence[Note], meters: MeterMap, bars: Bars, first: int) -> MelodyClip:
    """Notes on the grid, one at a time and in order, as a clip of these bars from bar `first` on.

    Onsets and ends go to the nearest step, at least one step apart; of two onsets at one step the
    longer note stays. What lies outside the bars is left out.
    """
    start = meters.bar_start(first)
    times = bars.times
    symbols = np.full(len(times) - 1, REST, dtype=np.uint8)
    velocities = np.zeros(len(times) - 1, dtype=np.uint8)
    lengths: dict[int, int] = {}
    for note in notes:
        if not 0 <= note.start - start < times[-1] * GRID // SLOTS:
            continue
        onset = min(_nearest(times, note.start - start), len(symbols) - 1)
        if lengths.get(onset, 0) > note.length:
            continue
        lengths[onset] = note.length
        end = max(onset + 1, _nearest(times, note.end - start))
        symbols[onset:end] = HOLD
        symbols[onset], velocities[onset] = note.pitch, note.velocity
    return MelodyClip(bars, symbols, np.where(symbols < HOLD, velocities, 0).astype(np.uint8))


def _nearest(times: np.ndarray, tick: int) -> int:
    """The step that begins nearest to a grid tick, the later one of two."""
    slot = tick * SLOTS / GRID
    after = int(np.searchsorted(times, slot))
    if after == 0 or after == len(times):
        return min(after, len(times) - 1)
    return after if times[after] - slot <= slot - times[after - 1] else after - 1


def melody_notes(clip: MelodyClip) -> tuple[Note, ...]:
    """The notes of a clip, in slots from its beginning. Ids count from 0; a HOLD after silence is
    silence.
    """
    times = clip.bars.times
    notes: list[Note] = []
    begun: int | None = None
    for step, symbol in enumerate([*clip.symbols.tolist(), REST]):
        if symbol == HOLD:
            continue
        if begun is not None:
            length = Tick(int(times[step] - times[begun]))
            velocity = max(1, int(clip.velocities[begun]))
            pitch = int(clip.symbols[begun])
            notes.append(Note(len(notes), pitch, velocity, Tick(int(times[begun])), length))
        begun = step if symbol < HOLD else None
    return tuple(notes)


@dataclass(frozen=True)
class Content:
    """What a network reads of the bars of a clip: symbols (N, Q, 12), or hits (N, Q, 4, 9); how
    loud what begins there is, from 0 to 1, 0 where nobody knows; and how far, in 16ths, it is away
    from its step. All three have one shape.
    """

    symbols: np.ndarray
    loudness: np.ndarray
    away: np.ndarray


def melody_content(clip: MelodyClip) -> Content:
    """A melody as a network reads it."""
    loudness = in_slots(clip.velocities.astype(np.float32) / 127, clip.bars, 0)
    symbols = in_slots(clip.symbols, clip.bars, OFF)
    return Content(symbols, loudness, np.zeros_like(loudness))


def drum_content(cells: Cells, bars: Bars) -> Content:
    """Drums on the sixteenths of bars as a network reads them; cells beyond them are left out."""
    there = bars.sixteenths
    count = int(there.sum())

    def placed(values: np.ndarray, elsewhere: int) -> np.ndarray:
        planes = np.full((*there.shape, len(VOICES)), elsewhere, dtype=values.dtype)
        planes[there] = values[:count]
        return planes

    away = (cells.leans + cells.offsets).astype(np.float32)
    hits = cells.hits.astype(np.uint8)
    return Content(placed(hits, NO_STEP), placed(cells.velocities, 0), placed(away, 0))


def melody_of(bars: Bars, symbols: np.ndarray, loudness: np.ndarray) -> MelodyClip:
    """A clip from what a network says of its steps: symbols (steps,), loudness (steps,) 0 to 1."""
    velocities = np.where(symbols < HOLD, np.clip(np.round(loudness * 127), 1, 127), 0)
    return MelodyClip(bars, symbols.astype(np.uint8), velocities.astype(np.uint8))


def cells_of(hits: np.ndarray, loudness: np.ndarray, away: np.ndarray) -> Cells:
    """Drums from what a network says of the sixteenths, (steps, 9) each."""
    struck = hits.astype(bool)
    velocities = np.where(struck, np.clip(loudness, 1 / 127, 1), 0).astype(np.float32)
    offsets = np.where(struck, away, 0).astype(np.float32)
    return Cells(struck, velocities, offsets, np.zeros_like(offsets))
