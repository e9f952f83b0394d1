"""Another style sheet for a window that stays at work: some widgets in each turn of the event loop.

Qt's own way dresses all widgets at once, which takes many frames.
"""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.look.fonts import dress_one
from gui.look.turns import paint_in_turns

TURN = 0.003
"""Seconds after which the rest of the widgets waits for the event loop's next turn."""

Parts = Callable[[], Iterable[QWidget]]


class Dressing(QObject):
    """Dresses all widgets in steps. Windows show what they showed until all is done."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._steps: Iterator[object] = iter(())
        self._still: list[QWidget] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def begin(
        self, sheet: str, palette: QPalette, then: Callable[[], object], parts: Parts
    ) -> None:
        """Put on a style sheet and a palette, `then` do what is left, and paint these parts one
        after another. What was begun before is given up for it.
        """
        for window in self._app.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._still.append(window)
        self._steps = self._dressed(sheet, palette, then, parts)
        self._timer.start()

    def _put_on(self, sheet: str, palette: QPalette) -> None:
        """The sheet is there, and no widget knows of it: told to forget how each of them looks, Qt
        finds none to dress.
        """
        self._app.style().unpolish(self._app)
        self._app.setStyleSheet(sheet)
        self._app.setPalette(palette)

    def _dressed(
        self, sheet: str, palette: QPalette, then: Callable[[], object], parts: Parts
    ) -> Iterator[object]:
        self._put_on(sheet, palette)
        yield
        style, since = self._app.style(), perf_counter()
        for widget in self._app.allWidgets():
            if perf_counter() - since > TURN:
                yield
                since = perf_counter()
            if isValid(widget):
                style.polish(widget)
                dress_one(widget)
        yield
        then()
        yield
        while self._still:
            if isValid(window := self._still.pop()):
                window.setUpdatesEnabled(not window.isVisible())
                paint_in_turns(window)
        paint_in_turns(*parts())

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._timer.stop()
