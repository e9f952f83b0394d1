"""How long the window's thread is away: a scripted use of all that there is, without a screen.

What a hand does in five minutes is done in one: the pauses between are shorter, the work is not.
"""

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.score.song import Song
from engine.score.time import Tick
from gui.application.memory import SETTLED_MS, go_on
from gui.window import MainWindow
from tests.bench.goals import Figure
from tests.bench.windows import window
from tests.gui.test_tools import band

if TYPE_CHECKING:
    from gui.help.manual import Manual

GOAL = 16.0
ROUNDS = 3
PAUSE = 0.12
EVERY = 0.003
"""Seconds between two knocks."""

FIRST = "begin"
LOOKS = ("theme", "larger_text", "smaller_text")
RESIZED = "resize the window"
WORST = 5
DRAG, STEPS = 9, 8
"""Pixels of a step in which something is dragged, and how many there are each way."""
PAGES, WORD = 6, "groove"
"""How many pages of the manual are read, and what is searched there."""
Stretch = tuple[float, float, str]
"""Seconds that a knock waited, by the clock and by what the window's thread worked meanwhile, and
what was done.
"""


class Away(QObject):
    """Knocks at the thread's door every few milliseconds, and keeps how long each knock waited."""

    knocked = Signal(float, float)
    """When, by the clock and by the processor time of the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.doing = FIRST
        self.stretches: list[Stretch] = []
        self._worker = time.pthread_getcpuclockid(threading.get_ident())
        self._over = threading.Event()
        self.knocked.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._hand = threading.Thread(target=self._knock, daemon=True)
        self._hand.start()

    def end(self) -> None:
        """Knock no more."""
        self._over.set()
        self._hand.join()

    def _knock(self) -> None:
        while not self._over.wait(EVERY):
            self.knocked.emit(time.perf_counter(), time.clock_gettime(self._worker))

    def _open(self, since: float, worked: float) -> None:
        waited, work = time.perf_counter() - since, time.thread_time() - worked
        self.stretches.append((waited, work, self.doing))


def use_figures() -> list[Figure]:
    """The longest time that the window did not answer, and the one in a thousand."""
    with window(band()) as shown:
        away, steps, loop = Away(), _use(shown), QEventLoop()
        timer = QTimer(singleShot=True)

        def go_on() -> None:
            doing, pause = next(steps, ("", -1.0))
            if pause < 0:
                loop.quit()
                return
            away.doing = doing
            timer.start(round(pause * 1e3))

        timer.timeout.connect(go_on)
        timer.start(0)
        loop.exec()
        away.end()
    stretches = [each for each in away.stretches if each[2] != FIRST]
    return [
        _figure("longest stall of the window's thread in use", GOAL,
                [each for each in stretches if each[2] not in (*LOOKS, RESIZED)]),
        _figure("  when another theme or text size is put on", GOAL,
                [each for each in stretches if each[2] in LOOKS]),
        _figure("  when the window is resized, which paints all of it", None,
                [each for each in stretches if each[2] == RESIZED]),
    ]  # fmt: skip


def _figure(name: str, goal: float | None, stretches: list[Stretch]) -> Figure:
    """The longest by the clock; beside it how many were longer than the goal, and what was done in
    the longest ones, and the same of what the thread worked, which other programs lengthen less.
    """
    waits = [(1e3 * wall, doing) for wall, _, doing in stretches]
    works = [(1e3 * worked, doing) for _, worked, doing in stretches]
    detail = f"{_told(waits)} of {len(stretches)}; at work {max(works)[0]:.1f}, {_told(works)}"
    return Figure(name, max(waits)[0], "ms", goal, detail)


def _told(times: list[tuple[float, str]]) -> str:
    """How many are above the goal, and the longest of each thing that was done."""
    worst: dict[str, float] = {}
    for each, doing in sorted(times, reverse=True):
        worst.setdefault(doing, each)
    longest = ", ".join(f"{doing} {each:.0f}" for doing, each in list(worst.items())[:WORST])
    return f"{sum(each > GOAL for each, _ in times)} above {GOAL:g} ms ({longest})"


def _use(shown: MainWindow) -> Iterator[tuple[str, float]]:
    """What is done, and for how long nothing follows."""
    yield FIRST, SETTLED_MS / 1e3
    go_on()
    for _ in range(ROUNDS):
        yield from _write(shown)
        yield from _ask(shown)
        yield from _look(shown)


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
    yield from _share(shown)
    yield from _open(shown)
    yield from _resize(shown)
    yield "end of a round", PAUSE


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
        if name == "about":
            shown.helping.about.tabs.setCurrentIndex(1)
            yield "licences", 3 * PAUSE
        if name == "manual":
            yield from _read(shown.helping.manual)
        for opened in QApplication.topLevelWidgets():
            if opened is not shown:
                opened.close()
        yield f"close {name}", PAUSE


def _read(manual: "Manual") -> Iterator[tuple[str, float]]:
    from gui.help.pages import pages

    for page in pages(manual.page.parent)[:PAGES]:
        manual.go(page)
        yield "a page of the manual", 2 * PAUSE
    for end in range(len(WORD)):
        manual.search.setText(WORD[: end + 1])
        yield "search the manual", PAUSE


def _resize(shown: MainWindow) -> Iterator[tuple[str, float]]:
    size = shown.size()
    for step in range(2 * STEPS):
        shown.resize(size - DRAG * min(step, 2 * STEPS - 1 - step) * QSize(1, 1))
        yield RESIZED, PAUSE / 4
