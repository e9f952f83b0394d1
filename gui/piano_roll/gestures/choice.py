"""Which gesture a press begins: by tool, button, modifiers and what lies under the pointer."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from engine.score.song import Note
from gui.piano_roll.coordinates import Part, part_at
from gui.piano_roll.gestures.band import Band
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.draw import Draw
from gui.piano_roll.gestures.erase import Erase
from gui.piano_roll.gestures.knife import Knife
from gui.piano_roll.gestures.move import Move
from gui.piano_roll.gestures.pan import Pan
from gui.piano_roll.gestures.resize import Resize
from gui.piano_roll.gestures.take_out import TakeOut
from gui.piano_roll.gestures.velocity import NoteLoudness
from gui.piano_roll.raster import MIN_WIDTH
from gui.piano_roll.stage import Stage

SLACK = 3.0
"""A note can be taken from so many pixels outside."""


@dataclass(frozen=True)
class Hit:
    """A note under the pointer, and which part of it."""

    note: Note
    part: Part


def hit_at(stage: Stage, at: Pointer) -> Hit | None:
    """The note under the pointer, if there is one."""
    notes, width = stage.notes, stage.coordinates.tick_width
    index = notes.index_at(at.tick, at.pitch, SLACK / width)
    if index is None or stage.clip is None:
        return None
    start = float(notes.starts[index])
    end = max(start + MIN_WIDTH / width, float(notes.ends[index]))
    part = part_at((at.tick - start) * width, 0.0, (end - start) * width)
    return Hit(stage.clip.notes[index], part)


def neighbour_at(stage: Stage, at: Pointer) -> int | None:
    """Another clip of the track in which the pointer is, where the clip that is edited neither
    reaches nor has a note.
    """
    track, clip = stage.track, stage.clip
    if track is None or clip is None or clip.start <= at.tick < clip.end:
        return None
    if hit_at(stage, at) is not None:
        return None
    return next((c.id for c in track.clips if c.start <= at.tick < c.end), None)


def draws(stage: Stage, at: Pointer) -> bool:
    """Whether the pencil draws here, where there is no note: anywhere but before the clip, unless
    another one lies there.
    """
    clip = stage.clip
    if clip is None or stage.tool != "pencil":
        return False
    return at.tick >= clip.start or neighbour_at(stage, at) is not None


def gesture_at(
    stage: Stage, at: Pointer, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
) -> Gesture | None:
    """The gesture that a press begins, if any."""
    if button is Qt.MouseButton.MiddleButton:
        return Pan(stage, at)
    if stage.clip is None:
        return None
    if button is Qt.MouseButton.RightButton and stage.tool == "pencil":
        return Erase(stage, at)
    if button is Qt.MouseButton.LeftButton:
        return Knife(stage, at) if stage.tool == "knife" else _with_hand(stage, at, modifiers)
    return None


def _with_hand(stage: Stage, at: Pointer, modifiers: Qt.KeyboardModifier) -> Gesture:
    """The gesture of pencil or select tool: by the part of the note under the pointer."""
    hit = hit_at(stage, at)
    if hit is None:
        return Draw(stage, at) if draws(stage, at) and not at.shift else Band(stage, at)
    if modifiers & Qt.KeyboardModifier.ControlModifier and at.shift:
        return TakeOut(stage, at, hit.note)
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return NoteLoudness(stage, at, hit.note)
    if hit.part == "body" or at.shift:
        return Move(stage, at, hit.note)
    return Resize(stage, at, hit.note, hit.part)
