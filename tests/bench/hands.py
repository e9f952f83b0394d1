"""What a hand does in the window: a script of all that there is.

What takes a hand five minutes is done in one: the pauses between are shorter, the work is not.
"""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.score.song import Song
from engine.score.time import Tick
from gui.application.memory import SETTLED_MS, go_on
from gui.window import MainWindow

FIRST = "begin"
LOOKS = ("theme", "larger_text", "smaller_text")
RESIZED = "resize the window"
PAUSE = 0.12
DRAG, STEPS = 9, 8
"""Pixels of a step in which something is dragged, and how many there are each way."""
PAGES, WORD = 6, "groove"
"""How many pages of the manual are read, and what is searched there."""


class Step(NamedTuple):
    """What is done, for how many seconds nothing follows, and how often all was done before."""

    doing: str
    pause: float
    times: int = 0


def use(shown: MainWindow, rounds: int) -> Iterator[Step]:
    """Everything, so many times; it is done as the steps are asked for."""
    yield Step(FIRST, SETTLED_MS / 1e3)
    go_on()
    for times in range(rounds):
        for part in (_write, _ask, _look, _share, _open, _resize):
            for doing, pause in part(shown):
                yield Step(doing, pause, times)


def _write(shown: MainWindow) -> Iterator[tuple[str, float]]:
    roll, song = shown.places.roll, shown.desk._document.song
    shown.desk.choose_clip(song.tracks[0].clips[0].id)
    for tick in range(8):
        shown.desk.move(Tick(480 * tick))
        roll.insert_note()
        yield "draw a note", PAUSE
    roll.select_all()
    for name in ("up", "down", "later", "earlier", "louder", "quantize", "undo", "undo", "redo"):
        shown.actions_[name].trigger()
        yield name, PAUSE


def _ask(shown: MainWindow) -> Iterator[tuple[str, float]]:
    """Each tool, some of its takes heard, one kept, all of it undone."""
    for name in ("continue", "infill", "drumify", "groove", "generate", "interpolate"):
        _choose(shown, name)
        yield f"choose what {name} is for", PAUSE
        shown.actions_[name].trigger()
        yield name, PAUSE
        while shown.asking.busy:
            yield name, PAUSE
        for take in ("take_1", "take_2", "take_3", "star", "loop_take"):
            shown.actions_[take].trigger()
            yield f"{name}, {take}", PAUSE
        shown.auditioning.keep(0)
        yield f"keep what {name} made", 2 * PAUSE
        shown.actions_["undo"].trigger()
        yield "undo", PAUSE
    for step in range(9):
        shown.places.morph_pad.move_to(step, step)
        yield "morph", PAUSE


def _choose(shown: MainWindow, name: str) -> None:
    song: Song = shown.desk._document.song
    shown.desk.choose_clip(song.tracks[1 if name == "groove" else 0].clips[0].id)
    notes = list(song.tracks[0].notes)[4:8]
    shown.places.roll.set_selection([note.id for note in notes] if name == "infill" else [])


def _look(shown: MainWindow) -> Iterator[tuple[str, float]]:
    stage = shown.places.roll.stage
    for step in range(20):
        stage.look(stage.coordinates.scrolled(37 if step < 10 else -37, 0))
        yield "scroll", PAUSE / 4
    shown.actions_["fold_analysis"].trigger()
    yield "open the analysis", 3 * PAUSE
    for page in ("form", "notes", "time", "feel", "theory"):
        shown.places.analysis.turn_to(page)
        yield f"page {page}", 2 * PAUSE
        shown.places.roll.nudge(1)
        yield f"edit beside {page}", 3 * PAUSE
    for name in ("theme", "fold_analysis", "surprise", "surprise", "instrument", "instrument"):
        shown.actions_[name].trigger()
        yield name, 3 * PAUSE
    for name in ("larger_text", "smaller_text", "fit", "theme"):
        shown.actions_[name].trigger()
        yield name, 3 * PAUSE


def _share(shown: MainWindow) -> Iterator[tuple[str, float]]:
    """The panels' edges are dragged there and back."""
    places = shown.places
    for splitter, number in ((places.across, 1), (places.across, 3), (places.middle, 1)):
        edge = splitter.handle(number)
        for step in (*[DRAG] * STEPS, *[-DRAG] * STEPS):
            at = edge.rect().center()
            QTest.mousePress(edge, Qt.MouseButton.LeftButton, pos=at)
            QTest.mouseMove(edge, at + QPoint(step, step))
            QTest.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=at)
            yield "drag a panel's edge", PAUSE / 4


def _open(shown: MainWindow) -> Iterator[tuple[str, float]]:
    """What lies over the window or beside it, and what is read and searched there."""
    for name in ("palette", "help", "welcome", "about", "manual"):
        shown.actions_[name].trigger()
        yield name, 3 * PAUSE
        yield from _read(shown, name)
        for opened in QApplication.topLevelWidgets():
            if opened is not shown:
                opened.close()
        yield f"close {name}", PAUSE


def _read(shown: MainWindow, name: str) -> Iterator[tuple[str, float]]:
    from gui.help.pages import pages

    about, manual = shown.helping.about, shown.helping.manual
    if name == "about" and about is not None:
        about.tabs.setCurrentIndex(1)
        yield "licences", 3 * PAUSE
    if name == "manual" and manual is not None:
        for page in pages(manual.page.parent)[:PAGES]:
            manual.go(page)
            yield "a page of the manual", 2 * PAUSE
        for end in range(len(WORD)):
            manual.search.setText(WORD[: end + 1])
            yield "search the manual", PAUSE


def _resize(shown: MainWindow) -> Iterator[tuple[str, float]]:
    width, height = shown.width(), shown.height()
    for step in range(2 * STEPS):
        less = DRAG * min(step, 2 * STEPS - 1 - step)
        shown.resize(width - less, height - less)
        yield RESIZED, PAUSE / 4
