"""What a hand does with the mouse in more than one test."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)


def hands_off(window: QWidget) -> None:
    """Let go of what other tests may have pressed and, on purpose, left so."""
    for button in BUTTONS:
        QTest.mouseRelease(window, button)


def dragged_away(
    source: QWidget,
    start: QPoint,
    by: QPoint | None = None,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Press the left button and go farther than a hand trembles, or by as much as is given."""
    way = by or QPoint(QApplication.startDragDistance() + 5, 0)
    QTest.mousePress(source, Qt.MouseButton.LeftButton, held, start)
    place = QPointF(start + way)
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, place, source.mapToGlobal(place), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, held,
    )  # fmt: skip
    QApplication.sendEvent(source, event)
    QTest.mouseRelease(source, Qt.MouseButton.LeftButton, held)
