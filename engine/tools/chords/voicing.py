"""Voicing chords: so many pitches of a chord, each near to where its voice was before."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.tools.errors import NothingLeft

REACH = 9
"""A voice moves by so many semitones at most where it can."""

HOME = 9.0
"""So many semitones from where it was on average a voice rather moves back than away."""

OFF_ROOT = 9.0
"""What another bass than the root costs in a part that stands on its roots."""

NEEDED = {3: 4.0, 4: 4.0, 10: 3.0, 11: 3.0, 9: 2.0, 0: 2.5, 7: 0.5}
"""What a missing tone costs, by semitones above the bass; others MISSING."""

MISSING = 1.5
BASS = 0.4
"""What a semitone of movement costs the lowest voice of such a part, which leaps."""

LIVELY = 0.7
"""How far chance moves the costs at temperature 1, in semitones."""


@dataclass(frozen=True)
class Limits:
    """The lowest and highest pitch, and what a pitch beyond them costs: infinity forbids."""

    low: int = 0
    high: int = 127
    beyond: float = math.inf

    def cost(self, pitch: int) -> float:
        """What it costs to be at a pitch."""
        return 0.0 if self.low <= pitch <= self.high else self.beyond


@dataclass
class Voices:
    """A part's voices on their way. `now` is where they are, `home` where they were on average,
    `rooted` says that the part stands on its roots.
    """

    now: tuple[int, ...]
    home: tuple[float, ...]
    rooted: bool
    limits: Limits
    temperature: float
    generator: np.random.Generator
    known: dict[tuple[frozenset[int], int], tuple[int, ...]] = field(default_factory=dict)
    """Frames that were played already, by their tones and size."""

    def frame(self, tones: frozenset[int], root: int | None, size: int) -> tuple[int, ...]:
        """`size` pitches of these tones, lowest first, or as many as there are. A frame that was
        played before comes again; where no chord is meant (no root) the voices stay. Raises
        NothingLeft where no pitch is left.
        """
        if root is None and len(self.now) == size and all(p % 12 in tones for p in self.now):
            return self.now
        if (tones, size) not in self.known:
            self.known[tones, size] = self._led(tones, root, size)
        self.now = self.known[tones, size]
        return self.now

    def _led(self, tones: frozenset[int], root: int | None, size: int) -> tuple[int, ...]:
        free = [p for p in range(128) if p % 12 in tones and self.limits.cost(p) < math.inf]
        if not free:
            raise NothingLeft(
                "no pitch of the chords lies inside the range and the key; loosen one of them"
            )
        size = min(size, len(free))
        goal, home = resampled(self.now, size), resampled(self.home, size)
        costs = []
        for voice in range(size):
            near = [p for p in free if abs(p - goal[voice]) <= REACH] or free
            costs.append({p: self._cost(p, voice, goal, home, root) for p in near})
        found = cheapest(costs, _wanted(tones, root))
        return tuple(free[:size]) if found is None else found

    def _cost(
        self,
        pitch: int,
        voice: int,
        goal: Sequence[float],
        home: Sequence[float],
        root: int | None,
    ) -> float:
        leaps = voice == 0 and self.rooted and root is not None
        cost = abs(pitch - goal[voice]) * (BASS if leaps else 1.0) + self.limits.cost(pitch)
        cost += (pitch - home[voice]) ** 2 / (2 * HOME) + OFF_ROOT * (leaps and pitch % 12 != root)
        return cost - LIVELY * self.temperature * float(self.generator.gumbel())


_Found = dict[tuple[int, frozenset[int]], tuple[float, tuple[int, ...]]]
"""What was spent, and on which pitches, by the last pitch and the wanted classes heard."""


def cheapest(
    costs: Sequence[dict[int, float]], wanted: dict[int, float] | None = None
) -> tuple[int, ...] | None:
    """The cheapest pitches, each above the one before, where `costs` says what each costs each
    voice, and `wanted` what it costs to leave out a pitch class; None where there are none.
    """
    wanted = wanted or {}
    best: _Found = {(-1, frozenset()): (0.0, ())}
    for each in costs:
        following: _Found = {}
        for (last, heard), (spent, pitches) in best.items():
            for pitch, cost in each.items():
                if pitch <= last:
                    continue
                state = pitch, heard | ({pitch % 12} & wanted.keys())
                total = spent + cost
                if state not in following or total < following[state][0]:
                    following[state] = total, (*pitches, pitch)
        best = following
    ends = [
        (spent + sum(cost for tone, cost in wanted.items() if tone not in heard), pitches)
        for (_, heard), (spent, pitches) in best.items()
    ]
    return min(ends)[1] if ends else None


def _wanted(tones: frozenset[int], root: int | None) -> dict[int, float]:
    """What it costs to leave out each tone; nothing where there is no chord."""
    if root is None:
        return {}
    return {tone: NEEDED.get((tone - root) % 12, MISSING) for tone in tones}


def resampled(pitches: Sequence[float], size: int) -> list[float]:
    """Where `size` voices would be that are spread like these."""
    there = np.linspace(0, 1, len(pitches)) if len(pitches) > 1 else np.array([0.5])
    at = np.linspace(0, 1, size) if size > 1 else np.array([0.5])
    return np.interp(at, there, np.array(pitches, float)).tolist()
