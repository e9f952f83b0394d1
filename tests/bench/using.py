"""How long the window's thread is away: a scripted use of all that there is, without a screen.

What a hand does in five minutes is done in one: the pauses between are shorter, the work is not.
"""

import threading
import time
from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from engine.score.song import Song
from engine.score.time import Tick
from gui.application.memory import SETTLED_MS, go_on
from gui.window import MainWindow
from tests.bench.goals import Figure
from tests.bench.windows import window
from tests.gui.test_tools import band

GOAL = 16.0
ROUNDS = 3
PAUSE = 0.12
EVERY = 0.003
"""Seconds between two knocks."""

FIRST = "begin"
LOOKS = ("theme",)
WORST = 5
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
                [each for each in stretches if each[2] not in LOOKS]),
        _figure("  when another theme is put on", GOAL,
                [each for each in stretches if each[2] in LOOKS]),
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
    for name in (
        "theme", "fold_analysis", "surprise", "surprise", "instrument", "instrument", "palette",
        "fit", "help", "theme",
    ):  # fmt: skip
        shown.actions_[name].trigger()
        yield name, 3 * PAUSE
    for sheet in (shown.sheets.palette, shown.sheets.help):
        if sheet is not None:
            sheet.hide()
    yield "end of a round", PAUSE
