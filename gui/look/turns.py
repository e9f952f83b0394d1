"""Painting in turns: much of the window may change at once, but its thread is never long away.

Qt paints all that has changed in one go. A part that waits for a turn of its own shows until then
what it showed, and keys, clock and music are heard in between.
"""

from collections import deque
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def paint_in_turns(*parts: QWidget | Iterable[QWidget]) -> None:
    """Paint each of these parts as a whole, one in each of the event loop's next turns; small ones
    that are given together, together. A part that lies within another one is painted after it.
    """
    app = QApplication.instance()
    if app is not None:
        for part in parts:
            _turns(app).wait((part,) if isinstance(part, QWidget) else part)


def paint_again(part: QWidget) -> None:
    """Paint a widget whose updates were off, now that they are wanted. The window is asked to: Qt
    itself asks no more for what was to be painted before they were off.
    """
    part.setUpdatesEnabled(True)
    QApplication.postEvent(part.window(), QEvent(QEvent.Type.UpdateRequest))


class _Turns(QObject):
    """What waits to be painted, in the order in which it came."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self._waiting: deque[list[QWidget]] = deque()
        self._may_begin = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def wait(self, parts: Iterable[QWidget]) -> None:
        """Paint these in one turn. What waits already keeps its place, and what is hidden is
        painted when it is shown.
        """
        known = {part for each in self._waiting for part in each}
        new = [part for part in parts if part.isVisible() and part not in known]
        for part in new:
            part.setUpdatesEnabled(False)
        if new:
            self._waiting.append(new)
            if not self._timer.isActive():
                self._may_begin = False
                self._timer.start()

    def _next(self) -> None:
        if not self._may_begin:
            # A timer may go off before that is painted which waits for no turn.
            self._may_begin = True
            return
        ready = next(filter(_may_show, self._waiting), self._waiting[0])
        self._waiting.remove(ready)
        for part in filter(isValid, ready):
            paint_again(part)
        if not self._waiting:
            self._timer.stop()


def _may_show(parts: list[QWidget]) -> bool:
    """Whether none of them lies within what waits itself."""
    holders = (part.parentWidget() for part in filter(isValid, parts))
    return all(holder is None or holder.updatesEnabled() for holder in holders)


@lru_cache(maxsize=1)
def _turns(app: QObject) -> _Turns:
    return _Turns(app)
