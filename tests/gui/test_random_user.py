"""Somebody who presses and clicks anything: nothing raises, and the song stays a song."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from engine.playback.events import LiveNote, Recorded
from engine.score.smf import midi_bytes
from engine.score.song import Note, Song
from engine.score.time import Tick
from tests.gui.conftest import BEAT

STEPS = 300
ROOT = Path(__file__).parents[2]

APART = "ARIETTA_RANDOM_USER_APART"
"""Set where this file runs in a process of its own: there its user changes the language, too, which
takes a whole window down at once.
"""

FILLED = {"MALLOC_PERTURB_": "165", "PYTHONMALLOC": "malloc"}
"""Has glibc fill what is freed, so that what is used after its end shows at once."""

LEFT_OUT = {
    "open", "save", "save_as", "import", "export_midi", "export_wav", "soundfont", "quit",
    "full_screen", "theme", "larger_text", "smaller_text", "save_selection", "save_take",
    "save_clip", "save_track",
}  # fmt: skip
"""Actions that open a dialog of the system's, end everything, or only cost time here."""

KEYS = [
    *(Qt.Key(key) for key in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1) if chr(key) != "T"),
    *(Qt.Key(key) for key in range(Qt.Key.Key_1, Qt.Key.Key_5)),
    Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Comma,
    Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F7,
]  # fmt: skip
AFTER_TEXT = [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape]
TEXTS = ["", "-1", "1e999", "C:nan", "Am F C G", "255/64", "0/4", "\u202eabc", "x" * 300, "C4-C6"]
HELD = [Qt.KeyboardModifier.NoModifier] * 4 + [Qt.KeyboardModifier.ShiftModifier]


def check(song: Song) -> None:
    """What holds for every song."""
    ids = [note.id for track in song.tracks for note in track.notes]
    ids += [clip.id for track in song.tracks for clip in track.clips]
    ids += [track.id for track in song.tracks]
    assert len(set(ids)) == len(ids)
    assert all(number < song.next_id for number in ids)
    for track in song.tracks:
        assert 0 <= track.channel < 16
        assert 0 <= track.program < 128
        assert 0 <= track.volume < 128
        for before, after in zip(track.clips, track.clips[1:], strict=False):
            assert before.end <= after.start
        for clip in track.clips:
            starts = [note.start for note in clip.notes]
            assert starts == sorted(starts)
            assert all(0 <= note.pitch < 128 and 1 <= note.velocity < 128 for note in clip.notes)
            assert all(note.start >= clip.start and note.length >= 0 for note in clip.notes)
    midi_bytes(song)


class RandomUser:
    """Does one thing after the other, chosen by a seeded die."""

    def __init__(self, window, services, seed: int) -> None:
        self.window = window
        self.services = services
        self.die = random.Random(seed)
        names = sorted(action.objectName() for action in window.actions_)
        apart = APART in os.environ
        left_out = {*LEFT_OUT, *(() if apart else window.language_choice.names)}
        self.names = [name for name in names if name not in left_out]
        self.patience = QTimer(window)
        self.patience.timeout.connect(self.answer)
        self.patience.start(5)
        self.deeds = [self.act, self.act, self.key, self.key, self.click, self.drag, self.hear]
        self.deeds += [self.double_click, self.turn, self.menu, self.write, self.undo]

    def step(self) -> None:
        self.die.choice(self.deeds)()
        self.answer()
        QApplication.sendPostedEvents()

    def answer(self) -> None:
        """Close whatever waits for an answer."""
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            waiting.close()

    def act(self) -> None:
        self.window.actions_[self.die.choice(self.names)].trigger()

    def key(self) -> None:
        QTest.keyClick(self.window, self.die.choice(KEYS), self.die.choice(HELD))

    def click(self) -> None:
        part = self.part()
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, HELD[0], self.point(part))

    def double_click(self) -> None:
        part = self.part()
        QTest.mouseDClick(part, Qt.MouseButton.LeftButton, HELD[0], self.point(part))

    def turn(self) -> None:
        """The wheel, alone or with Ctrl or Shift held."""
        part = self.part()
        at, ways = QPointF(self.point(part)), (0, 120, -120, 1200)
        by = QPoint(self.die.choice(ways), self.die.choice(ways))
        held = (HELD[0], HELD[-1], Qt.KeyboardModifier.ControlModifier)
        event = QWheelEvent(
            at, part.mapToGlobal(at), QPoint(), by, Qt.MouseButton.NoButton,
            self.die.choice(held), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(part, event)

    def menu(self) -> None:
        """Ask for the menu of a place and take something of it, or not."""
        part = self.part()
        at = self.point(part)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, part.mapToGlobal(at))
        QApplication.sendEvent(part, event)
        opened = QApplication.activePopupWidget()
        if isinstance(opened, QMenu) and self.die.random() < 0.5:
            entries = [each for each in opened.actions() if each.isEnabled() and not each.menu()]
            entries = [each for each in entries if "…" not in each.text()]
            if entries:
                self.die.choice(entries).trigger()

    def write(self) -> None:
        """Put a text where one can be, sensible or not."""
        lines = [line for line in self.window.findChildren(QLineEdit) if line.isVisible()]
        if lines:
            line = self.die.choice(lines)
            line.setFocus()
            line.selectAll()
            line.insert(self.die.choice(TEXTS))
            QTest.keyClick(line, self.die.choice(AFTER_TEXT))

    def undo(self) -> None:
        """Go back and forth a few steps."""
        stack = self.services.document.undo_stack
        for _ in range(self.die.randrange(8)):
            self.die.choice([stack.undo, stack.redo])()

    def drag(self) -> None:
        roll = self.window.places.roll._canvas
        button = Qt.MouseButton.LeftButton
        QTest.mousePress(roll, button, HELD[0], self.point(roll))
        QTest.mouseMove(roll, self.point(roll))
        if self.die.random() < 0.2:
            self.act()
        QTest.mouseRelease(roll, button, HELD[0], self.point(roll))

    def hear(self) -> None:
        """The player reports something."""
        player, die = self.services.player, self.die
        said = die.randrange(4)
        if said == 0:
            player.say(die.randrange(0, 40 * BEAT), die.random() < 0.5, die.random() < 0.3)
        elif said == 1:
            note = LiveNote(die.randrange(128), 80, die.random() < 0.5, 0.0)
            self.services.bridge.player_said.emit(note)
        else:
            start = Tick(die.randrange(0, 30 * BEAT))
            notes = tuple(
                Note(i, die.randrange(128), 1 + die.randrange(127), Tick(start + i * 100), Tick(90))
                for i in range(die.randrange(4))
            )
            track = die.randrange(1, 30)
            done = (said == 3, die.random() < 0.5)
            end = Tick(start + BEAT)
            self.services.bridge.player_said.emit(Recorded(track, notes, (), start, end, *done))

    def part(self) -> QWidget:
        places = self.window.places
        parts = [places.tracks, places.strip, places.roll._canvas, places.assistant, places.tray]
        parts += [places.analysis, places.morph_pad, places.feel]
        parts += [*places.tray.cards, *places.tracks.rows.values()]
        shown = [part for part in parts if part.isVisible()]
        chosen = self.die.choice(shown or [self.window])
        inside = [child for child in chosen.findChildren(QWidget) if child.isVisible()]
        return self.die.choice([chosen, *inside])

    def point(self, part: QWidget) -> QPoint:
        width, height = max(1, part.width()), max(1, part.height())
        return QPoint(self.die.randrange(width), self.die.randrange(height))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_nothing_that_is_pressed_does_harm(window, services, qtbot, seed):
    if seed % 2:
        window.actions_["theme"].trigger()
    user = RandomUser(window, services, seed)
    done = []
    for number in range(STEPS):
        user.step()
        done.append(number)
        if number % 25 == 0:
            check(services.document.song)
    window.asking.cancel()
    window.instrument.switch(False)
    check(services.document.song)
    stack = services.document.undo_stack
    while stack.canUndo():
        stack.undo()
    check(services.document.song)
    while stack.canRedo():
        stack.redo()
    check(services.document.song)
    assert len(done) == STEPS


@pytest.mark.skipif(APART in os.environ, reason="this is the process of its own")
@pytest.mark.timeout(900)
def test_nor_does_it_where_nothing_outlives_its_end():
    only = [f"{__file__}::{test_nothing_that_is_pressed_does_harm.__name__}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *only],
        cwd=ROOT, env={**os.environ, **FILLED, APART: "1"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
