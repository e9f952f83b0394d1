"""Infill for drums: new strokes in a range of a drum part, aware of what comes before and after.

The network hears what follows first, then what comes before (see `Part`), and goes on from there.
"""

import time

from engine.runtime.library import LoadedModel
from engine.score.edits import rescaled
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.asking import NOBODY, Ears
from engine.tools.drums.desk import Desk, fine_factor
from engine.tools.drums.part import Part
from engine.tools.errors import NO_RANGE, NO_RHYTHM, NothingLeft, ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.options import seeded
from engine.tools.takes import Answer


def infill_drums(
    song: Song,
    track_id: int,
    start: Tick,
    end: Tick,
    options: MelodyOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """New strokes in [start, end), in song ticks, in place of those of a drum track that begin
    there, but for such as are early for what follows.

    What `continue_drums` says of the kit, the grid, loudness and locks holds here too. Raises
    ToolError for a track that plays no drums and a range that holds every note, NothingLeft,
    ModelError, Cancelled.
    """
    began, factor = time.perf_counter(), fine_factor(song)
    options.check()
    if not 0 <= start < end:
        raise ToolError(NO_RANGE)
    fine = rescaled(song, factor)
    part = Part.within(fine, track_id, Tick(start * factor), Tick(end * factor))
    options = seeded(options.in_force())
    if options.rhythm == "keep" and part.first_bar == part.following:
        raise NothingLeft(NO_RHYTHM)
    desk = Desk(fine, track_id, part, options, model, ears)
    return desk.answer(began, factor)
