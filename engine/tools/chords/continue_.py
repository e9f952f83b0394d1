"""Continue for chords: new bars of harmony, played the way the track plays its chords."""

import time

from engine.runtime.library import LoadedModel
from engine.score.song import Song
from engine.tools.asking import NOBODY, Ears
from engine.tools.chords.desk import Desk, check_chords
from engine.tools.chords.part import ChordPart
from engine.tools.continue_options import ContinueOptions
from engine.tools.takes import Answer


def continue_chords(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off.

    The chords are read from the notes and drawn on, beat by beat, heeding a melody that another
    track has over the new bars; they are played in the pattern of the track's last bars, in its
    register, each voice moving as little as it can. With `chords` at full strength those are
    played. Rules mean nothing here; `rhythm` "keep" lets chords change only where the pattern
    strikes, and what `no_repeat` counts are changes of chord. One seed gives the same take, alone
    and among others. Raises ToolError, UnknownKey, UnknownChord, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    check_chords(options)
    part = ChordPart.after(song, song.track(track_id), options)
    return Desk(part, options, model, ears).answer(began)
