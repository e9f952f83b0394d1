"""Painting in turns: much of the window may change at once, but its thread is never long away.

Qt paints all that has changed in one go. A part that waits for a turn of its own shows until then
what it showed, and keys, clock and music are heard in between.
"""

from collections import deque
from functools import lru_cache

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def paint_in_turns(*parts: QWidget) -> None:
    """Paint each of these parts as a whole, one in each of the event loop's next turns."""
    app = QApplication.instance()
    if app is not None:
        _turns(app).wait(parts)


class _Turns(QObject):
    """The parts that wait to be painted, the first that came first."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self._waiting: deque[QWidget] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def wait(self, parts: tuple[QWidget, ...]) -> None:
        """Put these behind those that wait already; what is hidden is painted when it is shown."""
        for part in parts:
            if part.isVisible() and part not in self._waiting:
                part.setUpdatesEnabled(False)
                self._waiting.append(part)
        if self._waiting:
            self._timer.start()

    def _next(self) -> None:
        part = self._waiting.popleft()
        if isValid(part):
            part.setUpdatesEnabled(True)
        if not self._waiting:
            self._timer.stop()


@lru_cache(maxsize=1)
def _turns(app: QObject) -> _Turns:
    return _Turns(app)
