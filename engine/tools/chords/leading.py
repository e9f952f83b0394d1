"""Where a track's voices come from and where they go, and what pitches are left to them."""

from collections.abc import Sequence

import numpy as np

from engine.representation.harmony import NONE, root_of, tones
from engine.tools.chords.manner import Frame, Manner
from engine.tools.chords.voicing import Goal, Known, Limits, Voices, resampled
from engine.tools.melody_options import MelodyOptions

ROOTED = 0.6
"""A part stands on its roots where more than this share of its chords do."""


def voices_of(manner: Manner, options: MelodyOptions, generator: np.random.Generator) -> Voices:
    """The voices where the track left them, on the way to where it takes them up again."""
    before, after = _chords(manner.frames), _chords(manner.following)
    limits = _limits(options)
    size = round(float(np.mean([len(frame) for _, frame in before or after])))
    goal = None
    if after:
        known = _known(after[::-1], limits)
        goal = Goal(after[0][1], _home(after, size), known)
    last = before[-1] if before else after[0]
    return Voices(
        last[1], _home(before or after, size), _rooted([*before, *after]), limits,
        options.temperature, generator, _known(before, limits), goal,
    )  # fmt: skip


def _chords(frames: Sequence[Frame]) -> Sequence[Frame]:
    """The frames that stood for a chord; all where none did."""
    return [each for each in frames if each[0] != NONE] or frames


def _home(frames: Sequence[Frame], size: int) -> tuple[float, ...]:
    return tuple(np.mean([resampled(frame, size) for _, frame in frames], axis=0).tolist())


def _rooted(frames: Sequence[Frame]) -> bool:
    standing = [frame[0] % 12 == root_of(symbol) for symbol, frame in frames if symbol != NONE]
    return bool(standing) and sum(standing) > ROOTED * len(standing)


def _known(frames: Sequence[Frame], limits: Limits) -> Known:
    """The frames by their tones and size, of two the later one, where nothing forbids them."""
    return {
        (tones(symbol), len(frame)): frame
        for symbol, frame in frames
        if symbol != NONE
        and all(pitch % 12 in tones(symbol) and not limits.cost(pitch) for pitch in frame)
    }


def _limits(options: MelodyOptions) -> Limits:
    """The range, and what a pitch outside costs."""
    with np.errstate(divide="ignore"):
        beyond = float(-np.log1p(-np.float32(options.strength)))
    low = 0 if options.low is None else options.low
    high = 127 if options.high is None else options.high
    return Limits(low, high, beyond)
