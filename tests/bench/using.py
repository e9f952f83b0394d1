"""How long the window's thread is away while a hand does all that there is, without a screen.

It is done in several fresh windows, each in a process of its own. What the program itself does
comes again in each of them; what the machine does beside it does not.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from tests.bench.goals import Figure
from tests.bench.hands import FIRST, LOOKS, RESIZED, Step, use
from tests.bench.windows import window
from tests.gui.test_tools import band

GOAL = 16.0
WINDOWS, ROUNDS = 3, 2
EVERY = 0.003
"""Seconds between two knocks."""
WORST = 5


class Knock(NamedTuple):
    """How many seconds a knock waited, by the clock and by what the window's thread worked
    meanwhile, and at which step.
    """

    waited: float
    worked: float
    step: Step


class Away(QObject):
    """Knocks at the thread's door every few milliseconds, and keeps how long each knock waited."""

    knocked = Signal(float, float)
    """When, by the clock and by the processor time of the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.step = Step(FIRST, 0.0)
        self.knocks: list[Knock] = []
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
        self.knocks.append(Knock(waited, work, self.step))


def use_figures() -> list[Figure]:
    """The longest time that the window did not answer."""
    windows = []
    for _ in range(WINDOWS):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            windows.append(process.submit(_knocks_in_use).result())
    apart = (*LOOKS, RESIZED)
    return [
        _figure("longest stall of the window's thread in use", GOAL,
                [[knock for knock in knocks if knock.step.doing not in apart]
                 for knocks in windows]),
        _figure("  when another theme or text size is put on", GOAL,
                [[knock for knock in knocks if knock.step.doing in LOOKS] for knocks in windows]),
        _figure("  when the window is resized, which paints all of it", None,
                [[knock for knock in knocks if knock.step.doing == RESIZED]
                 for knocks in windows]),
    ]  # fmt: skip


def _knocks_in_use() -> list[Knock]:
    """What a fresh window answered to each knock, once it had settled."""
    with window(band()) as shown:
        away, steps, loop = Away(), use(shown, ROUNDS), QEventLoop()
        timer = QTimer(singleShot=True)

        def go_on() -> None:
            step = next(steps, None)
            if step is None:
                loop.quit()
                return
            away.step = step
            timer.start(round(step.pause * 1e3))

        timer.timeout.connect(go_on)
        timer.start(0)
        loop.exec()
        away.end()
    return [knock for knock in away.knocks if knock.step.doing != FIRST]


def _figure(name: str, goal: float | None, windows: Sequence[Sequence[Knock]]) -> Figure:
    """The longest wait at one step, of all windows the median. Beside it: at which steps, what the
    thread worked meanwhile, and how many of all knocks waited longer than the goal.
    """
    waits = _longest([[(knock.step, knock.waited) for knock in knocks] for knocks in windows])
    works = _longest([[(knock.step, knock.worked) for knock in knocks] for knocks in windows])
    every = [1e3 * knock.waited for knocks in windows for knock in knocks]
    above = sum(wait > GOAL for wait in every)
    detail = (
        f"{_told(waits)}; at work {_told(works)}; "
        f"{above} of all {len(every)} above {GOAL:g} ms, the longest {max(every):.0f}"
    )
    return Figure(name, waits[0][0], "ms", goal, detail)


def _longest(windows: Sequence[Sequence[tuple[Step, float]]]) -> list[tuple[float, str]]:
    """The longest milliseconds of each step, of all windows the median; the worst first."""
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    for knocks in windows:
        longest: dict[tuple[str, int], float] = defaultdict(float)
        for step, seconds in knocks:
            place = step.doing, step.times
            longest[place] = max(longest[place], 1e3 * seconds)
        for place, each in longest.items():
            times[place].append(each)
    return sorted(((median(each), place[0]) for place, each in times.items()), reverse=True)


def _told(times: Iterable[tuple[float, str]]) -> str:
    """The longest of all that was done."""
    worst: dict[str, float] = {}
    for each, doing in times:
        worst.setdefault(doing, each)
    return ", ".join(f"{doing} {each:.0f}" for doing, each in list(worst.items())[:WORST])
