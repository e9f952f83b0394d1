"""Rules of music theory as weights while a model writes: RL Tuner's rewards, without the tuning.

Each rule adds its weight times its term to the logits of what comes next: a weight of 1 makes what
the rule is for e times as likely, or what it is against as unlikely.
"""

from collections.abc import Sequence

import numpy as np

from engine.representation.notes import SIZES
from engine.score.song import Note
from engine.theory.keys import Key
from engine.theory.metrics import LEAP, MOTIF, REPEATS
from engine.theory.taste import Taste
from engine.tools.writing import Chosen, Line

RECENT = 256
"""So many of the melody's last notes can be taken up as motifs."""

AROUND = 32
"""So many last notes tell the mean and the spread of the pitches."""

LAGS = (1, 2, 3)
PITCHES = np.arange(SIZES["pitch"])


class Tuner:
    """Leans lines towards a taste. A rule that needs a key says nothing where there is none."""

    def __init__(self, taste: Taste, melody: Sequence[Note], key: Key | None) -> None:
        self._taste = taste
        recent = melody[-RECENT:]
        heard = [(n.start, n.pitch, n.length) for n in recent]
        self._before = np.array(heard, dtype=np.int64).reshape(-1, 3).T
        self._key = key

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What the rules add to the logits of pitches, and the motif to all but velocity."""
        if field == "velocity" or (field != "pitch" and not self._taste.motif):
            return None
        more = np.zeros((len(lines), SIZES[field]), dtype=np.float32)
        for row, line, each in zip(more, lines, chosen, strict=True):
            said = self._said(line)
            if self._taste.motif:
                row += self._taste.motif * motif(field, said, line, each)
            if field == "pitch":
                row += self._pitch(said, line)
        return more

    def _said(self, line: Line) -> np.ndarray:
        """Onset, pitch and length of all that was said, (3, N)."""
        new = [line.onsets, [s.pitch for s in line.symbols], [s.duration + 1 for s in line.symbols]]
        said = np.concatenate([self._before, np.array(new, dtype=np.int64)], axis=1)
        said[2, :-1] = np.minimum(said[2, :-1], np.diff(said[0]))
        return said

    def _pitch(self, said: np.ndarray, line: Line) -> np.ndarray:
        """The terms of the rules on pitches, weighed and added up, (128,)."""
        taste, key = self._taste, self._key
        pitches = said[1]
        new = pitches[len(self._before[0]) :]
        total = np.zeros(SIZES["pitch"])
        if key is not None and taste.key:
            total -= taste.key * ~np.isin(PITCHES % 12, sorted(key.scale))
        if key is not None and taste.tonic and not len(new):
            total[key.tonic :: 12] += taste.tonic
        if taste.repeats and len(pitches) >= REPEATS and len({*pitches[-REPEATS:].tolist()}) == 1:
            total[pitches[-1]] -= taste.repeats
        if taste.leaps and len(pitches) > 1:
            total += taste.leaps * resolving(pitches)
        if taste.autocorrelation and len(pitches):
            total -= taste.autocorrelation * likeness(pitches[-AROUND:])
        if len(new):
            total[new.max()] -= taste.highest
            total[new.min()] -= taste.lowest
        return total


def resolving(pitches: np.ndarray) -> np.ndarray:
    """Which pitches answer a leap to the last of `pitches` by less in the other direction, (128,)
    of 0 and 1. All 0 where it was no leap.
    """
    leap, onwards = pitches[-1] - pitches[-2], PITCHES - pitches[-1]
    return (abs(leap) >= LEAP) & (onwards * leap < 0) & (abs(onwards) < abs(leap))


def likeness(pitches: np.ndarray) -> np.ndarray:
    """For each pitch how much it would add to the autocorrelation of `pitches`, the mean over LAGS,
    each term from -1 to 1, (128,).
    """
    around = PITCHES - pitches.mean()
    spread = max(1.0, pitches.var())
    back = pitches[[-lag for lag in LAGS if lag <= len(pitches)]] - pitches.mean()
    return np.clip(around * back[:, None] / spread, -1, 1).mean(axis=0)


def motif(field: str, said: np.ndarray, line: Line, chosen: Sequence[int]) -> np.ndarray:
    """How well each symbol of a field goes on as after the same notes earlier, from 0 to 1.

    `said` (3, N) are onsets, pitches and lengths. 1 where the last MOTIF - 1 notes were heard
    before, with equal intervals, distances and lengths; less for fewer notes, 0 for one.
    """
    alike = np.maximum(agreeing(said) - 1, 0)[:-1] / np.float32(MOTIF - 2)
    places = np.flatnonzero(alike)
    onsets, pitches = said[:2, -1:] + said[:2, places + 1] - said[:2, places]
    symbols, fit = _symbols(field, np.stack([onsets, pitches, said[2, places + 1]]), line, chosen)
    row = np.zeros(SIZES[field], dtype=np.float32)
    fit &= (symbols >= 0) & (symbols < len(row))
    np.maximum.at(row, symbols[fit], alike[places[fit]])
    return row


def agreeing(said: np.ndarray) -> np.ndarray:
    """How many notes, at most MOTIF - 1, up to each one are as the last ones are, (N,)."""
    count = said.shape[1]
    steps = np.diff(said[:2], axis=1)
    same = said[2] == said[2, -1:]
    alike = same.astype(np.int64)
    for back in range(1, min(MOTIF - 1, count)):
        earlier = (said[2, :-back] == said[2, -1 - back]) & (
            steps[:, : count - back] == steps[:, -back, None]
        ).all(axis=0)
        same = same & np.concatenate([np.zeros(back, dtype=bool), earlier])
        alike += same
    return alike


def _symbols(
    field: str, notes: np.ndarray, line: Line, chosen: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """The symbols (M,) of a field that stand for notes (3, M), which are onsets, pitches and
    lengths, and whether each note agrees with what is `chosen` already.
    """
    place, (onsets, pitches, lengths) = line.place, notes
    if field == "bars":
        ticks, where = np.unique(onsets, return_inverse=True)
        bars = [place.grid.bar_at(tick) - place.bar for tick in ticks.tolist()]
        return np.array(bars, dtype=np.int64)[where], np.ones(len(onsets), dtype=bool)
    begin, after = (place.grid.bar_start(place.bar + chosen[0] + more) for more in (0, 1))
    positions = onsets - begin
    if field == "position":
        return positions, (onsets >= begin) & (onsets < after)
    fit = positions == chosen[1]
    return (pitches, fit) if field == "pitch" else (lengths - 1, fit & (pitches == chosen[2]))
