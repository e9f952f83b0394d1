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


Known = dict[tuple[frozenset[int], int], tuple[int, ...]]
"""Frames by their tones and size."""


@dataclass(frozen=True)
class Goal:
    """What follows the chords that are voiced: the first frame, where voices are on average, and
    the frames that are played there.
    """

    frame: tuple[int, ...]
    home: tuple[float, ...]
    known: Known


@dataclass
class Voices:
    """A part's voices on their way. `now` is where they are, `home` where they were on average,
    `rooted` says that the part stands on its roots; the `goal` is what they lead to, where there is
    something.
    """

    now: tuple[int, ...]
    home: tuple[float, ...]
    rooted: bool
    limits: Limits
    temperature: float
    generator: np.random.Generator
    known: Known = field(default_factory=dict)
    """Frames that were played already."""

    goal: Goal | None = None
    gone: float = 0.0
    """How much of the way to the goal lies behind, from 0 to 1; 1 is the last chord before it."""

    def frame(self, tones: frozenset[int], root: int | None, size: int) -> tuple[int, ...]:
        """`size` pitches of these tones, lowest first, or as many as there are. A frame that was
        played before comes again; where no chord is meant (no root) the voices stay. Raises
        NothingLeft where no pitch is left.
        """
        if root is None and len(self.now) == size and all(p % 12 in tones for p in self.now):
            return self.now
        found = self._played(tones, size)
        if found is None:
            found = self.known[tones, size] = self._led(tones, root, size)
        self.now = found
        return found

    def _played(self, tones: frozenset[int], size: int) -> tuple[int, ...] | None:
        """The frame as it is played on the nearer side, or on the other."""
        sides = [self.known, self.goal.known if self.goal else {}]
        if self.gone > 0.5:
            sides.reverse()
        return next((known[tones, size] for known in sides if (tones, size) in known), None)

    def _led(self, tones: frozenset[int], root: int | None, size: int) -> tuple[int, ...]:
        free = [p for p in range(128) if p % 12 in tones and self.limits.cost(p) < math.inf]
        if not free:
            raise NothingLeft(
                "no pitch of the chords lies inside the range and the key; loosen one of them"
            )
        size = min(size, len(free))
        ends, home = self._ends(size), self._at_home(size)
        costs = []
        for voice in range(size):
            near = [p for p in free if any(abs(p - e[voice]) <= REACH for e in ends)] or free
            costs.append({p: self._cost(p, voice, ends, home, root) for p in near})
        found = cheapest(costs, _wanted(tones, root))
        return tuple(free[:size]) if found is None else found

    def _ends(self, size: int) -> list[list[float]]:
        """Where so many voices come from, and where they go to from the last chord."""
        frames = [self.now, self.goal.frame] if self.goal and self.gone == 1 else [self.now]
        return [resampled(frame, size) for frame in frames]

    def _at_home(self, size: int) -> Sequence[float]:
        """Where so many voices are on average, here on the way."""
        home = np.array(resampled(self.home, size))
        if self.goal is not None:
            home += self.gone * (np.array(resampled(self.goal.home, size)) - home)
        return home.tolist()

    def _cost(
        self,
        pitch: int,
        voice: int,
        ends: Sequence[Sequence[float]],
        home: Sequence[float],
        root: int | None,
    ) -> float:
        leaps = voice == 0 and self.rooted and root is not None
        moved = sum(abs(pitch - end[voice]) for end in ends)
        cost = moved * (BASS if leaps else 1.0) + self.limits.cost(pitch)
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
