"""Continue for drums: new bars after a drum part, by a network that goes on step by step."""

import time

from engine.runtime.library import LoadedModel
from engine.score.edits import rescaled
from engine.score.song import Song
from engine.tools.asking import NOBODY, Ears
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.desk import Desk, fine_factor
from engine.tools.drums.part import Part
from engine.tools.options import seeded
from engine.tools.takes import Answer


def continue_drums(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off, on the
    drums of the part's own kit.

    A part that lies on the grid, or is all of one loudness, goes on like that. No new bar is empty
    unless the part has empty bars. Key, range, chords and rules mean nothing to drums; `rhythm`
    "keep" strikes the steps of the last two bars, and what `no_repeat` counts are strokes: the
    drums struck on a 16th. Takes are written side by side; one seed gives the same take, alone and
    among others, but for the network's rounding. Raises ToolError, ModelError, Cancelled.
    """
    began, factor = time.perf_counter(), fine_factor(song)
    options.check()
    fine = rescaled(song, factor)
    part = Part.after(fine, track_id, options.bars)
    desk = Desk(fine, track_id, part, seeded(options.in_force()), model, ears)
    return desk.answer(began, factor)
