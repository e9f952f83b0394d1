"""The small controls that the window is made of: values to type into, elided texts, labels."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from gui.look.fonts import FACES, Lettering, dress_one, elided, text_unit

WHEEL_STEP = 120
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FLAT_MARGIN = 7
"""Pixels between the edge of a flat value and its text."""


class PressedBy(QObject):
    """Lets keys press a button while it has the focus, before they mean "play", say."""

    def __init__(self, button: QAbstractButton, *keys: Qt.Key) -> None:
        super().__init__(button)
        self._button, self._keys = button, keys
        button.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Claim the keys; Space then presses by itself, as it does on every button."""
        if not isinstance(event, QKeyEvent) or event.key() not in self._keys:
            return False
        if not self._button.hasFocus():
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Space:
            self._button.click()
            return True
        return False


class FlatEdit(QLineEdit):
    """A value that looks like text until it is touched. Enter commits, Esc takes back."""

    committed = Signal(str)
    wheeled = Signal(int)

    def __init__(self, face: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("face", face)
        # Worn from the first, as a style gives back what a widget wore when it was first put on.
        dress_one(self)
        self.setProperty("meaning", "flat")
        self._shown = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(False)
        self.textChanged.connect(self.updateGeometry)
        self.editingFinished.connect(self._finish)

    def show_value(self, text: str) -> None:
        """Show a value from outside, unless it is being edited."""
        if text != self._shown:
            self._shown = text
            if not self.hasFocus():
                self.setText(text)
                self.setCursorPosition(0)

    def sizeHint(self) -> QSize:
        """The room it would like."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text() or "0") + 2 * FLAT_MARGIN + 2
        return QSize(min(width, text_unit() * 16), metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as it stands; a value that is not being edited gives way with an ellipsis."""
        room = self.width() - 2 * FLAT_MARGIN
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= room:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        words = elided(self.text(), room, self.font())
        with QPainter(self) as painter:
            panel = QStyle.PrimitiveElement.PE_PanelLineEdit
            self.style().drawPrimitive(panel, option, painter, self)
            painter.setPen(self.palette().text().color())
            box = self.rect().adjusted(FLAT_MARGIN, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that it has the focus."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.clearFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc for itself while it is edited."""
        own = (Qt.Key.Key_Escape, *ENTER)
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn it."""
        steps = round(event.angleDelta().y() / WHEEL_STEP)
        if steps:
            self.wheeled.emit(steps)
        event.accept()

    def _finish(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self.committed.emit(text)
            self.setText(self._shown)


class ElidedLabel(QLabel):
    """A line of text that gives way with an ellipsis and tells all in its tool tip."""

    def __init__(self, text: str = "", face: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if face:
            self.setProperty("face", face)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        """The room it would like."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def event(self, event: QEvent) -> bool:
        """Tell all to a pointer that rests here."""
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip(self.text())
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            room = QRectF(self.rect().adjusted(self.indent(), 0, 0, 0))
            Lettering(painter).write(room, elided(self.text(), int(room.width()), self.font()))


class NoteLabel(QLabel):
    """A text that is broken into lines, with room for two even where it says less: nothing around
    it moves when it speaks.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("level", 2)
        self.setProperty("face", "small")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs other room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        self.setMinimumHeight(round(2.2 * FACES["small"][0] * text_unit()))


def label(text: str, *, level: int = 1, face: str = "", parent: QWidget | None = None) -> QLabel:
    """A text of one of three strengths."""
    made = QLabel(text, parent)
    if level > 1:
        made.setProperty("level", level)
    if face:
        made.setProperty("face", face)
    return made


def set_level(widget: QWidget, level: int) -> None:
    """Write in another of the three strengths, in the same face, which a style takes off."""
    if widget.property("level") != level:
        widget.setProperty("level", level)
        widget.style().polish(widget)
        dress_one(widget)


def captioned(widget: QWidget, caption: str) -> QWidget:
    """The widget with a small text under it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    under = label(caption, level=2, face="small")
    under.setIndent(FLAT_MARGIN if isinstance(widget, FlatEdit) else 0)
    column.addStretch(1)
    column.addWidget(widget)
    column.addWidget(under)
    column.addStretch(1)
    return holder


def fill_with_scroll(panel: QWidget, inside: QWidget) -> None:
    """Lay `inside` out over a whole panel; where it is higher than the panel it scrolls. What it
    holds is painted where it changes: that the whole is higher now is no reason.
    """
    inside.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(scroll)
