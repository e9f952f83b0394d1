"""The rows of a form: a slider with its value, a lock that lights up when it holds, the great
button.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.assistant.form.fields import SliderField
from gui.look.controls import ENTER, PressedBy, label
from gui.look.fonts import face_font, text_unit
from gui.look.theme import Theme, faint, mixed


class CalmSlider(QSlider):
    """A slider that leaves the wheel to the panel unless it has the focus, and jumps to a click."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        if event.button() is Qt.MouseButton.LeftButton:
            share = (event.position().x() - 7) / max(1, self.width() - 14)
            span = self.maximum() - self.minimum()
            self.setValue(self.minimum() + round(max(0.0, min(1.0, share)) * span))
        super().mousePressEvent(event)


class SliderRow(QWidget):
    """One number: its name, its value, and the slider. A double click on the name goes back."""

    changed = Signal()

    def __init__(self, field: SliderField, percent: bool = False) -> None:
        super().__init__()
        self.field = field
        self._percent = percent
        self._name = label(field.label)
        self._shown = label("", level=2, face="figure")
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, field.positions)
        self.slider.setPageStep(max(1, field.positions // 8))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(field.label)
        self.setToolTip(f"{field.help}\n{self._text(field.low)} – {self._text(field.high)}")
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._show)
        self.set_value(field.default)
        self._show()

    @property
    def value(self) -> float:
        """The value that is set."""
        return self.field.value_at(self.slider.value())

    def set_value(self, value: float) -> None:
        """Turn the slider to a value."""
        self.slider.setValue(self.field.position_of(value))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Do what a double click stands for."""
        self.set_value(self.field.default)

    def _show(self) -> None:
        self._shown.setText(self._text(self.value))
        self.changed.emit()

    def _text(self, value: float) -> str:
        return f"{value * 100:.0f} %" if self._percent else self.field.text(value)


class LockRow(QAbstractButton):
    """A plain row with a light: on, what stands on its right holds; off, it is free."""

    def __init__(self, name: str, value: QWidget, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.value = value
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(self.tr("Lock: %1").replace("%1", name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        PressedBy(self, Qt.Key.Key_Space)
        row = QHBoxLayout(self)
        row.setContentsMargins(34, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(value)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(120, round(text_unit() * 2.0 / 4) * 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme = self._theme
            ground = mixed(theme.control, theme.text, 0.05) if self.underMouse() else theme.control
            painter.setBrush(ground)
            painter.setPen(QPen(theme.machine, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            middle = self.height() / 2
            light = QRectF(13, middle - 5, 10, 10)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.you)
            else:
                painter.setPen(QPen(theme.text_3, 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(light)
            painter.setPen(theme.text if self.isChecked() else theme.text_2)
            painter.setFont(self.font())
            room = QRectF(34, 0, self.width() - 34, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._name)


class GreatButton(QAbstractButton):
    """The one great button of a tool, with its key on it. While the tool works it stops it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._busy = False
        self._name = self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        PressedBy(self, Qt.Key.Key_Space, *ENTER)

    @property
    def busy(self) -> bool:
        """Whether it stops instead of starting."""
        return self._busy

    def show_tool(self, text: str, key: str) -> None:
        """Stand for a tool, whose name and key are on it."""
        self._name, self._key = text, key
        self.setToolTip(f"{text}  {key}")
        self.set_busy(self._busy)

    def set_busy(self, busy: bool) -> None:
        """Offer to stop while the tool works."""
        self._busy = busy
        self.setText(self.tr("Stop") if busy else self._name)
        self.setAccessibleName(self.text())
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(160, round(text_unit() * 2.8 / 4) * 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme = self._theme
            face = mixed(theme.control, theme.machine, 0.28) if self._busy else theme.machine
            if self.isDown():
                face = mixed(face, theme.ground, 0.18)
            elif self.underMouse():
                face = mixed(face, theme.text, 0.12)
            ink = theme.machine if self._busy else theme.ground
            painter.setBrush(face)
            edge = QPen(theme.text, 1.5) if self.hasFocus() else QPen(theme.machine, 1.2)
            painter.setPen(edge if self._busy or self.hasFocus() else Qt.PenStyle.NoPen)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, 10, 10)
            painter.setPen(ink)
            name, cap = self.layout_in(box)
            painter.setFont(face_font("great"))
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self.text())
            painter.setFont(face_font("strong"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key_shown)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(faint(ink, 0.45), 1.2))
            painter.drawRoundedRect(cap, 4, 4)

    def layout_in(self, box: QRectF) -> tuple[QRectF, QRectF]:
        """The room of the name, and the key to its right that does the same. The name is in the
        middle of the whole, or of what the key leaves where it would touch it.
        """
        metrics = QFontMetricsF(face_font("strong"))
        height = metrics.height() + 4
        width = max(height, metrics.horizontalAdvance(self._key_shown) + 12)
        cap = QRectF(box.right() - width - 12, box.center().y() - height / 2, width, height)
        name = QFontMetricsF(face_font("great")).horizontalAdvance(self.text())
        if box.center().x() + name / 2 + 8 <= cap.left():
            return box, cap
        return QRectF(box.left(), box.top(), cap.left() - box.left(), box.height()), cap

    @property
    def _key_shown(self) -> str:
        return self.tr("Esc") if self._busy else self._key
