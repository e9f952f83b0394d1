"""What the mouse does in the roll, in words, for the sheet of keys."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.piano_roll.gestures.band import Band
from gui.piano_roll.gestures.base import Gesture
from gui.piano_roll.gestures.controlling import Clear, DrawCurve, DrawLine, Lift, Press
from gui.piano_roll.gestures.draw import Draw
from gui.piano_roll.gestures.erase import Erase
from gui.piano_roll.gestures.knife import Knife
from gui.piano_roll.gestures.move import Move
from gui.piano_roll.gestures.pan import Pan
from gui.piano_roll.gestures.resize import Resize
from gui.piano_roll.gestures.take_out import TakeOut
from gui.piano_roll.gestures.velocity import NoteLoudness, PaintLoudness, StemsLoudness

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Hint:
    """A way to use the mouse and what comes of it; by `gesture`, where one does it."""

    press: str
    effect: str
    gesture: type[Gesture] | None = None


Group = tuple[str, tuple[Hint, ...]]


def mouse_in_roll() -> tuple[Group, ...]:
    """All ways to use the mouse in the roll, under the tool or the place where they hold."""
    return (
        _pencil(),
        _select(),
        _knife(),
        _note(),
        _keyboard(),
        _lane(),
        _controllers(),
        _locks(),
        _view(),
        _ruler(),
    )


def _pencil() -> Group:
    return (translate("Roll", "Pencil"), (
        Hint(translate("Roll", "Drag"), translate("Roll", "Draw a note"), Draw),
        Hint(translate("Roll", "Right drag"), translate("Roll", "Rub out"), Erase),
        Hint(translate("Roll", "Shift + drag"), translate("Roll", "Select by a band"), Band),
    ))  # fmt: skip


def _select() -> Group:
    return (translate("Roll", "Select tool"), (
        Hint(translate("Roll", "Drag"), translate("Roll", "Select by a band"), Band),
        Hint(translate("Roll", "Shift + drag"), translate("Roll", "Select more by a band"), Band),
        Hint(translate("Roll", "Double click"), translate("Roll", "Draw a note"), Draw),
        Hint(translate("Roll", "Right click"), translate("Roll", "Menu")),
    ))  # fmt: skip


def _knife() -> Group:
    return (translate("Roll", "Knife"), (
        Hint(translate("Roll", "Click"), translate("Roll", "Cut a note in two"), Knife),
        Hint(translate("Roll", "Drag up or down"), translate("Roll", "Cut several"), Knife),
    ))  # fmt: skip


def _note() -> Group:
    return (translate("Roll", "On a note"), (
        Hint(translate("Roll", "Click"), translate("Roll", "Select it"), Move),
        Hint(translate("Roll", "Shift + click"), translate("Roll", "Select it too, or not"), Move),
        Hint(translate("Roll", "Drag"), translate("Roll", "Move it"), Move),
        Hint(translate("Roll", "Shift + drag"), translate("Roll", "Copy it"), Move),
        Hint(translate("Roll", "Drag an edge"), translate("Roll", "Longer or shorter"), Resize),
        Hint(translate("Roll", "Ctrl + drag"), translate("Roll", "Louder or softer"), NoteLoudness),
        Hint(translate("Roll", "Ctrl + Shift + drag"),
             translate("Roll", "Take the selection out as a MIDI file"), TakeOut),
        Hint(translate("Roll", "Alt while dragging"), translate("Roll", "Off the grid")),
    ))  # fmt: skip


def _lane() -> Group:
    return (translate("Roll", "Velocities"), (
        Hint(translate("Roll", "Drag"), translate("Roll", "Paint them"), PaintLoudness),
        Hint(translate("Roll", "Drag a selected one"),
             translate("Roll", "All selected by as much"), StemsLoudness),
    ))  # fmt: skip


def _controllers() -> Group:
    return (translate("Roll", "Pedal, bend and other lanes"), (
        Hint(translate("Roll", "Click"), translate("Roll", "Set it from here on"), DrawCurve),
        Hint(translate("Roll", "Drag"), translate("Roll", "Draw it"), DrawCurve),
        Hint(translate("Roll", "Shift + drag"), translate("Roll", "A straight line"), DrawLine),
        Hint(translate("Roll", "Right drag"), translate("Roll", "Clear it"), Clear),
        Hint(translate("Roll", "Drag in a pedal's"), translate("Roll", "Down"), Press),
        Hint(translate("Roll", "Right drag in a pedal's"), translate("Roll", "Up"), Lift),
    ))  # fmt: skip


def _keyboard() -> Group:
    return (translate("Roll", "Keyboard"), (
        Hint(translate("Roll", "Click"), translate("Roll", "Hear the key, louder to the right")),
        Hint(translate("Roll", "Shift + click"),
             translate("Roll", "Select all notes of the key too, or not")),
    ))  # fmt: skip


def _locks() -> Group:
    return (translate("Roll", "Locks"), (
        Hint(translate("Roll", "Drag a handle on the keyboard"),
             translate("Roll", "The lowest or the highest note of the range")),
        Hint(translate("Roll", "Click in the lane of chords"),
             translate("Roll", "Write a chord; two in a bar are half a bar each")),
    ))  # fmt: skip


def _view() -> Group:
    return (translate("Roll", "Looking around"), (
        Hint(translate("Roll", "Wheel"), translate("Roll", "Scroll")),
        Hint(translate("Roll", "Shift + wheel"), translate("Roll", "Scroll in time")),
        Hint(translate("Roll", "Ctrl + wheel"), translate("Roll", "Zoom in time at the pointer")),
        Hint(translate("Roll", "Ctrl + Shift + wheel"), translate("Roll", "Zoom in pitch")),
        Hint(translate("Roll", "Middle drag"), translate("Roll", "Take the paper along"), Pan),
    ))  # fmt: skip


def _ruler() -> Group:
    return (translate("Roll", "Ruler"), (
        Hint(translate("Roll", "Click"), translate("Roll", "Go there")),
        Hint(translate("Roll", "Drag, upper half"), translate("Roll", "Loop")),
        Hint(translate("Roll", "Drag an end of the loop"), translate("Roll", "Longer or shorter")),
        Hint(translate("Roll", "Drag the loop"), translate("Roll", "Move it")),
        Hint(translate("Roll", "Shift + drag, upper half"), translate("Roll", "Another loop")),
        Hint(translate("Roll", "Drag, lower half"), translate("Roll", "Take the playhead along")),
        Hint(translate("Roll", "Right click"),
             translate("Roll", "Menu: changes of tempo and meter, loop")),
        Hint(translate("Roll", "Wheel"), translate("Roll", "Zoom in time at the pointer")),
    ))  # fmt: skip
