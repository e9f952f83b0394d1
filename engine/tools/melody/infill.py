"""Infill: new notes in a range of a melody, aware of what comes before and of what comes after.

The model is told what comes after first, then what comes before, and goes on from there: it has
learnt to fill in the middle.
"""

from dataclasses import replace

from engine.runtime.library import LoadedModel
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.asking import NOBODY, Ears
from engine.tools.errors import NO_RANGE, NO_RHYTHM, NothingLeft, ToolError
from engine.tools.melody.desk import Desk, Site, rules_of
from engine.tools.melody.dynamics import Dynamics
from engine.tools.melody.gap import Gap
from engine.tools.melody.locking import key_of, locks_of
from engine.tools.melody.told import Told
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Answer


def infill_melody(
    song: Song,
    track_id: int,
    start: Tick,
    end: Tick,
    options: MelodyOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """New notes in [start, end), in song ticks, in place of those of a track that begin there.

    They begin at `start`, or where a note from before has ended that sounds on by more than a 16th,
    and end by `end`. Raises ToolError for drums, chords and a range that holds every note or leaves
    no room, UnknownKey, UnknownChord, ModelError, Cancelled.
    """
    options.check()
    options = options.in_force()
    if not 0 <= start < end:
        raise ToolError(NO_RANGE)
    one_voice = options.max_polyphony == 1
    gap = Gap.of(song, song.track(track_id), start, end, one_voice)
    if options.rhythm == "keep" and not gap.before:
        raise NothingLeft(NO_RHYTHM)
    key, lock = key_of(options.key, (*gap.before, *gap.after))
    locks = locks_of(options, lock, song, gap.stretch)
    rules = rules_of(options, locks, key, gap.before, gap.fence)
    site = Site(
        gap.stretch,
        (gap.stretch.start, gap.end),
        Dynamics.of(gap.around),
        gap.before or gap.after,
        gap.prompt,
        gap.future,
        gap.inside,
        gap.former,
    )
    desk = Desk(site, Told.of(options, key, locks), rules, model, replace(ears, on_note=None))
    return desk.answer(options)
