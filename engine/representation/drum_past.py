"""What a next-step drum network is told of the steps before one: shared by training and program.

Beside the last steps it is told what stood at the same place in earlier bars, with what followed
there, and how well each of those bars would have foretold the steps just heard; and what the part
does at this place on the whole. So a groove that goes on is there to be copied, and where it turns
can be learned.
"""

from functools import cached_property
from itertools import pairwise

import numpy as np

from engine.representation.bars import Bars
from engine.representation.drums import POSITIONS, VOICES, Cells, Steps
from engine.score.meter import MeterMap

NEAR, FAR = 16, 32
"""So many of the last steps are told with their loudness, so many with their hits."""

BARS = 16
"""So many bars before are looked at."""

AGO = (1, 2, 4, 8)
"""The bars before whose same place is always told; another is the one most like what was heard."""

BEHIND, AHEAD = 2, 6
"""Of such a place the steps from BEHIND before it to AHEAD after it (exclusive) are told."""

LIKENESS = 16
"""The likeness of two places is that of so many steps before each."""

PHRASE = 8
"""Bars are counted round this number."""

KNOWN = 256
"""It is told how many steps are known, up to so many."""

PAD = 64
"""Silent steps before the first one: more than any feature reaches back from it."""

_V = len(VOICES)
PLACE = (BEHIND + AHEAD) * _V + 2 * _V + 2
FEATURES = (
    NEAR * (2 * _V + 1) + (FAR - NEAR) * _V + (len(AGO) + 1) * PLACE + 3 * _V + 2 * _V + 3
    + 2 * POSITIONS + PHRASE + 2
)  # fmt: skip
"""So many features a step has."""


_POSITIONS, _PHRASE = np.eye(POSITIONS, dtype=np.float32), np.eye(PHRASE, dtype=np.float32)


def bars_in(meters: MeterMap, steps: Steps, first_bar: int, after_bar: int) -> Bars:
    """The bars of steps made by steps_of; the first is counted as 0."""
    lines = [np.searchsorted(steps.ticks, meters.bar_start(b)) for b in range(first_bar, after_bar)]
    return Bars.of([int(b - a) for a, b in pairwise([*lines, len(steps.ticks) - 1])])


class Past:
    """R parts on T steps, each known up to where it has been written.

    `told` (R, PAD + T, 27) holds hits, velocities and offsets; `begin` is the first step known.
    """

    def __init__(self, bars: Bars, bpm: float, rows: int = 1) -> None:
        self.bars, self.bpm = bars, bpm
        self.told = np.zeros((rows, PAD + len(bars.bars), 3 * _V), np.float32)

    @cached_property
    def where(self) -> np.ndarray:
        """Of each step the place from the line and to the next one, the bar of the phrase, how much
        is known, and the tempo, (T, n).
        """
        bars, steps = self.bars, np.arange(len(self.bars.bars))
        left = bars.lines[bars.bars - bars.first + 1] - steps - 1
        tempo = float(np.clip(np.log2(self.bpm / 110), -2, 2))
        parts = (
            _POSITIONS[bars.places % POSITIONS], _POSITIONS[np.minimum(left, POSITIONS - 1)],
            _PHRASE[bars.bars % PHRASE], np.log1p(np.minimum(steps, KNOWN))[:, None] / 4,
            np.tile([[tempo, tempo**2]], (len(steps), 1)),
            (left < POSITIONS)[:, None], (steps < FAR)[:, None],
        )  # fmt: skip
        return np.concatenate(parts, axis=1, dtype=np.float32)

    def write(self, first: int, cells: Cells) -> None:
        """The same cells into all rows, from a step on."""
        parts = (cells.hits, cells.velocities, cells.offsets)
        self.told[:, PAD + first : PAD + first + len(cells)] = np.concatenate(parts, axis=1)

    def put(
        self, rows: np.ndarray, step: int, hits: np.ndarray, loud: np.ndarray, away: np.ndarray
    ) -> None:
        """One step of some rows (R,): (R, 9) each."""
        self.told[rows, PAD + step] = np.concatenate([hits, loud, away], axis=1)

    def hits(self, step: int) -> np.ndarray:
        """What each row strikes at a step, (R, 9)."""
        return self.told[:, PAD + step, :_V]


def features(past: Past, rows: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """(N, FEATURES) for steps (N,) of rows (N,): what is told of each before it is decided."""
    hits, loud = past.told[..., :_V], past.told[..., _V : 2 * _V]
    row = rows[:, None]
    near = PAD + steps[:, None] - np.arange(1, FAR + 1)
    recent = past.told[row, near[:, :NEAR]]
    struck = np.maximum(1, recent[..., :_V].sum(-1))
    lag = recent[..., 2 * _V :].sum(-1) / struck
    known, likeness, sources = _places(past, rows, steps)
    chosen = np.column_stack([*(np.full(len(steps), ago - 1) for ago in AGO), likeness.argmax(1)])
    pick = np.arange(len(steps))[:, None], chosen
    told = known[pick][..., None]
    around = sources[pick][..., None] + np.arange(-BEHIND, AHEAD)
    past_it = (around < PAD + steps[:, None, None]) * told
    around = np.minimum(around, PAD + steps[:, None, None])
    there = past.told[row, sources[pick]] * told
    parts = (
        recent[..., : 2 * _V], 4 * lag, hits[row, near[:, NEAR:]],
        hits[row[..., None], around] * past_it[..., None], there[..., _V : 2 * _V],
        4 * there[..., 2 * _V :], told, likeness[pick],
        _usual(past, rows, known, sources), _lately(loud, hits, row, near), past.where[steps],
    )  # fmt: skip
    return np.concatenate(
        [part.reshape(len(steps), -1) for part in parts], axis=1, dtype=np.float32
    )


def _places(
    past: Past, rows: np.ndarray, steps: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of the same place in each of the BARS bars before, the nearest first, (N, BARS) each: whether
    it is known, its likeness, -1 where it is not, and its index in `told`.
    """
    bars = past.bars
    index = bars.bars[steps][:, None] - bars.first - np.arange(1, BARS + 1)
    inside = np.maximum(index, 0)
    places = bars.places[steps][:, None]
    source = bars.lines[inside] + places
    known = (index >= 0) & (source < bars.lines[inside + 1])
    source = np.where(known, source, steps[:, None]) + PAD
    back = np.arange(-LIKENESS, 0)
    hits = past.told[..., :_V]
    heard = hits[rows[:, None], PAD + steps[:, None] + back][:, None]
    like = hits[rows[:, None, None], source[..., None] + back]
    both = (heard * like).sum((2, 3))
    either = heard.sum((2, 3)) + like.sum((2, 3))
    likeness = np.where(known, 2 * both / np.maximum(1, either), -1)
    return known.astype(np.float32), likeness.astype(np.float32), source


def _usual(past: Past, rows: np.ndarray, known: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """How often each voice is struck at this place, how loud it is and how far off, (N, 27)."""
    there = past.told[rows[:, None], sources] * known[..., None]
    struck = there[..., :_V].sum(1)
    bars = np.maximum(1, known.sum(1))[:, None]
    loud = there[..., _V : 2 * _V].sum(1) / np.maximum(1, struck)
    away = there[..., 2 * _V :].sum(1) / np.maximum(1, struck)
    return np.concatenate([struck / bars, loud, 4 * away], axis=1)


def _lately(loud: np.ndarray, hits: np.ndarray, row: np.ndarray, near: np.ndarray) -> np.ndarray:
    """How often each voice was struck in the last FAR steps and how loud it was, (N, 18)."""
    struck = hits[row, near].sum(1)
    return np.concatenate([struck / FAR, loud[row, near].sum(1) / np.maximum(1, struck)], axis=1)
