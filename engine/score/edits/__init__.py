"""Pure edits: a song in, a song out, and all that an edit does not touch stays the same object.

An edit that changes nothing gives back the very song it got. Notes stay between pitch 0 and 127,
velocity 1 and 127, and never begin before their clip; a clip grows in whole bars when a note comes
to end beyond it, and takes in the clips that it then reaches.
"""

from engine.score.edits.clips import (
    duplicate_clip,
    join_clips,
    move_clip,
    name_clip,
    new_clip,
    remove_clip,
    split_clip,
    step_clip,
)
from engine.score.edits.controlling import set_points
from engine.score.edits.joining import (
    counted_alike,
    end_of_music,
    insert_clip,
    insert_song,
    joined,
    one_clip,
    played_by,
)
from engine.score.edits.notes import (
    add_notes,
    change_notes,
    duplicate,
    remove_notes,
    resize,
    selected,
    set_velocity,
    shift,
    split,
    transpose,
)
from engine.score.edits.parts import (
    add_track,
    change_track,
    duplicate_track,
    remove_track,
    rescaled,
    set_meter,
    set_tempo,
    without_change,
)
from engine.score.edits.recording import add_events, append_take, erase, fill
from engine.score.edits.shape import grow_clip
from engine.score.edits.timing import legato, quantize, staccato
from engine.score.edits.turning import mirror, reverse, stretch

__all__ = [
    "add_events",
    "add_notes",
    "add_track",
    "append_take",
    "change_notes",
    "change_track",
    "counted_alike",
    "duplicate",
    "duplicate_clip",
    "duplicate_track",
    "end_of_music",
    "erase",
    "fill",
    "grow_clip",
    "insert_clip",
    "insert_song",
    "join_clips",
    "joined",
    "legato",
    "mirror",
    "move_clip",
    "name_clip",
    "new_clip",
    "one_clip",
    "played_by",
    "quantize",
    "remove_clip",
    "remove_notes",
    "remove_track",
    "rescaled",
    "resize",
    "reverse",
    "selected",
    "set_meter",
    "set_points",
    "set_tempo",
    "set_velocity",
    "shift",
    "split",
    "split_clip",
    "staccato",
    "step_clip",
    "stretch",
    "transpose",
    "without_change",
]
