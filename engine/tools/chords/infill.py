"""Infill for chords: new harmony in a range of a track, aware of what comes before and after."""

import time

from engine.runtime.library import LoadedModel
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.asking import NOBODY, Ears
from engine.tools.chords.desk import Desk, check_chords
from engine.tools.chords.part import ChordPart
from engine.tools.errors import NO_RANGE, ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Answer


def infill_chords(
    song: Song,
    track_id: int,
    start: Tick,
    end: Tick,
    options: MelodyOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """New chords in [start, end), in song ticks, in place of the notes of a track that begin there,
    but for such as are early for what follows.

    They lead to the chords that follow, in the pattern of bars before and after, as loud as those,
    and from the voices before to those after; what sounds on from before is left as it is. What
    `continue_chords` says of a melody, of locks and of seeds holds here too. Raises ToolError for
    drums and a range that holds every note, NothingLeft, UnknownKey, UnknownChord, ModelError,
    Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    check_chords(options)
    if not 0 <= start < end:
        raise ToolError(NO_RANGE)
    part = ChordPart.within(song, song.track(track_id), start, end, options)
    return Desk(part, options, model, ears).answer(began)
