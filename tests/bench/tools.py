"""Each tool in the window: from the press to its first take and to four, and how soon one stops."""

import time
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from engine.tools.catalogue import TOOLS
from gui.window import MainWindow
from tests.bench.goals import Figure, in_milliseconds
from tests.bench.windows import until, window
from tests.gui.test_tools import band

TIMES = 12
BLINK = 100.0
"""Milliseconds in which the first take has to be there."""

STOPPED = 50.0
LONG = {"variations": 16, "bars": 32}
LATER = (0.02, 0.05, 0.1, 0.2, 0.3)
"""Seconds after a press at which it is broken off: while a model reads, and while it writes."""


def tool_figures() -> list[Figure]:
    """Medians over some presses; four takes of what the form says at first."""
    with window(band()) as shown:
        shown.desk.choose_clip(shown.desk._document.song.tracks[0].clips[0].id)
        until(lambda: bool(shown.device_choice._chip.text()))
        figures = [figure for name in TOOLS for figure in _tool(shown, name)]
        return [*figures, _stopping(shown)]


def _tool(shown: MainWindow, name: str) -> list[Figure]:
    song = shown.desk._document.song
    shown.desk.choose_clip(song.tracks[1 if name == "groove" else 0].clips[0].id)
    notes = list(song.tracks[0].notes)
    shown.places.roll.set_selection([n.id for n in notes[4:8]] if name == "infill" else [])
    _press(shown, name)
    pairs = [_press(shown, name) for _ in range(TIMES)]
    first, last = zip(*pairs, strict=True)
    count = len(shown.shelf.batch.offers) if shown.shelf.batch else 0
    return [
        in_milliseconds(f"{name}: press to first take", first, BLINK),
        in_milliseconds(f"  to {count} takes", last),
    ]


def _press(shown: MainWindow, name: str) -> tuple[float, float]:
    """Seconds until the first take is on its card, and until all are."""
    began = time.perf_counter()
    shown.actions_[name].trigger()
    until(lambda: _ready(shown) > 0)
    first = time.perf_counter() - began
    until(lambda: not shown.asking.busy)
    QApplication.processEvents()
    return first, time.perf_counter() - began


def _ready(shown: MainWindow) -> int:
    """How many takes are on cards that have been painted since."""
    batch = shown.shelf.batch
    count = sum(offer.ready for offer in batch.offers) if batch is not None else 0
    if count:
        QApplication.processEvents()
    return count


@dataclass(frozen=True)
class Probe:
    """Says when the composer comes to it."""

    def run(self, room: object, job: object) -> float:
        """The time by the clock that all processes share."""
        return time.monotonic()


def _stopping(shown: MainWindow) -> Figure:
    """From Esc until the worker is free for other work."""
    song, composer = shown.desk._document.song, shown.asking._composer
    shown.desk.choose_clip(song.tracks[0].clips[0].id)
    shown.places.assistant.show_tool("continue")
    for name, value in LONG.items():
        shown.places.assistant.form.sliders[name].set_value(value)
    composer.submit(Probe(), key="probe").wait()  # what a probe is made of is loaded there
    seconds = []
    for later in LATER * 3:
        shown.actions_["continue"].trigger()
        end = time.monotonic() + later
        until(lambda end=end: time.monotonic() > end)
        assert shown.asking.busy
        began = time.monotonic()
        shown.actions_["escape"].trigger()
        free: list[float] = []
        probe = composer.submit(Probe(), key="probe", on_done=free.append)
        probe.wait()
        seconds.append(free[0] - began)
        QApplication.processEvents()
    return in_milliseconds("a cancelled Continue stops", seconds, STOPPED)
