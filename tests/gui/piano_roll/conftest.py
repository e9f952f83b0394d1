"""A roll with a known clip, and a hand that presses, moves and releases as a person would."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.score.edits import add_notes
from engine.score.song import Note, new_song
from engine.score.time import Tick
from gui.document import Document
from gui.look.theme import DARK
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.roll import PianoRoll

TRACK, CLIP = 1, 2
QUARTER = 960

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Hand:
    """Holds the mouse over one part of the roll."""

    def __init__(self, roll: PianoRoll, part: QWidget | None = None) -> None:
        self.roll = roll
        self.part = part or roll._canvas
        self.place = QPoint()

    def at(self, tick: float, pitch: float) -> QPoint:
        """The pixel at a tick and in the middle of a pitch's row."""
        coordinates = self.roll._stage.coordinates
        y = coordinates.y_of(pitch) + coordinates.row_height / 2
        return QPoint(round(coordinates.x_of(tick)), round(y))

    def press(self, place: QPoint, button=LEFT, modifiers=NONE) -> None:
        self.place = place
        QTest.mousePress(self.part, button, modifiers, place)

    def move(self, place: QPoint, button=LEFT, modifiers=NONE) -> None:
        """Go there in a few steps, with the button held."""
        start = self.place
        for i in (1, 2, 3):
            step = start + (place - start) * i / 3
            self._send(step, button, modifiers)
        self.place = place

    def release(self, button=LEFT, modifiers=NONE) -> None:
        QTest.mouseRelease(self.part, button, modifiers, self.place)

    def click(self, place: QPoint, button=LEFT, modifiers=NONE) -> None:
        self.press(place, button, modifiers)
        self.release(button, modifiers)

    def drag(self, start: QPoint, end: QPoint, button=LEFT, modifiers=NONE) -> None:
        self.press(start, button, modifiers)
        self.move(end, button, modifiers)
        self.release(button, modifiers)

    def key(self, key, modifiers=NONE) -> None:
        QTest.keyClick(self.roll._canvas, key, modifiers)

    def _send(self, place: QPoint, button, modifiers) -> None:
        local = place.toPointF()
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            local,
            self.part.mapToGlobal(local),
            Qt.MouseButton.NoButton,
            button,
            modifiers,
        )
        QApplication.sendEvent(self.part, event)


def note(start: float, pitch: int, length: float = 1.0, velocity: int = 80) -> Note:
    """A note by quarters."""
    return Note(-1, pitch, velocity, Tick(round(start * QUARTER)), Tick(round(length * QUARTER)))


def picture_of(roll: PianoRoll) -> QImage:
    """What the roll shows once its notes have had their turn to be painted."""
    while not roll._canvas.updatesEnabled():
        QApplication.processEvents()
    return roll._canvas.grab().toImage()


@pytest.fixture
def document(qapp) -> Document:
    """A clip of four bars with C4 D4 E4 G4 on the beats of its first bar (ids 3 to 6)."""
    tune = [note(0, 60), note(1, 62), note(2, 64), note(3, 67)]
    return Document(add_notes(new_song(), CLIP, tune))


@pytest.fixture
def roll(document, qtbot) -> Iterator[PianoRoll]:
    """The roll in a window, 100 pixels to a quarter, rows of 16 pixels, C5 near the top."""
    roll = PianoRoll(document, DARK)
    qtbot.addWidget(roll)
    roll.resize(900, 600)
    roll.show()
    roll._stage.look(Coordinates(0.0, 127 - 78, 100 / QUARTER, 16.0))
    yield roll
    roll.grab()


@pytest.fixture
def heard(roll) -> list[tuple]:
    """What was to be heard, in order: ("on", pitch, velocity) and ("off", pitch)."""
    sounds: list[tuple] = []
    roll.auditioned.connect(lambda pitch, velocity: sounds.append(("on", pitch, velocity)))
    roll.released.connect(lambda pitch: sounds.append(("off", pitch)))
    return sounds


@pytest.fixture
def hand(roll) -> Hand:
    return Hand(roll)


@pytest.fixture
def hand_on(roll):
    """A hand on another part: `hand_on("_ruler")`."""
    return lambda name: Hand(roll, getattr(roll, name))
