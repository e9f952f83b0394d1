"""What will be wanted soon, built in small steps with pauses for whatever else there is to do, so
that it only has to be shown when it is asked for.
"""

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

PAUSE_MS = 20
"""Between two steps the window is free for whatever comes."""

Steps = Iterator[object]
"""Each `next` builds a small part, in less than half the time of a frame."""


class Ahead(QObject):
    """Takes one step of one piece of work at a time. It ends with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Steps] = deque()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._step)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._timer.start)

    def begin(self, steps: Steps, after_ms: int = 0) -> None:
        """Take these steps when those before are done, and not before so many milliseconds."""
        self._waiting.append(steps)
        if not self._timer.isActive():
            self._later.start(after_ms)

    def hurry(self, steps: Steps) -> None:
        """Take these steps before all others, and without a pause: somebody waits for them."""
        self._waiting.appendleft(steps)
        self._timer.start(0)

    def _step(self) -> None:
        try:
            next(self._waiting[0])
        except StopIteration:
            self._waiting.popleft()
            self._timer.setInterval(PAUSE_MS)
            if not self._waiting:
                self._timer.stop()


def finish(steps: Steps) -> None:
    """Take all the steps that are left at once: what they build is wanted now."""
    deque(steps, maxlen=0)


def polished(root: QWidget) -> Steps:
    """Give a hidden widget and all within it their style, which showing it would take the time for,
    then the room that each asks for.
    """
    for number, widget in enumerate(root.findChildren(QWidget)):
        widget.ensurePolished()
        if number % 8 == 7:
            yield
    if (layout := root.layout()) is not None:
        layout.activate()
