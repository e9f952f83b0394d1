"""A button that is an icon, painted once for each way that it looks: outlines take their time."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.commands.actions import keys_text
from gui.look.controls import PressedBy
from gui.look.fonts import text_unit
from gui.look.icons import draw_icon
from gui.look.theme import Theme, mixed

ROUND = 8
"""The radius of the corners in pixels."""

PART = 0.58
"""The icon's share of the side."""


class IconButton(QAbstractButton):
    """A square button with an icon. `meaning` names the theme's colour it takes when it is on."""

    def __init__(
        self,
        icon: str,
        theme: Theme,
        *,
        meaning: str = "text",
        quiet: bool = False,
        size: float = 2.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.icon_on = icon
        self._theme = theme
        self._meaning = meaning
        self._quiet = quiet
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        PressedBy(self, Qt.Key.Key_Space)

    def bind(self, action: QAction) -> "IconButton":
        """Do what the action does, and show whether it is on."""
        self._name_after(action)
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._follow(action))
        return self

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self.icon_name = self.icon_on = name
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        side = round(text_unit() * self._size / 4) * 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        icon = self.icon_on if self.isChecked() else self.icon_name
        edge = self._theme.machine if self.hasFocus() else None
        colors = (color and color.rgba() for color in (self._ink(), self._ground(), edge))
        with QPainter(self) as painter:
            painter.drawImage(0, 0, _face(icon, self.size(), self.devicePixelRatioF(), *colors))

    def _ink(self) -> QColor:
        theme = self._theme
        if not self.isEnabled():
            return theme.text_3
        if self._meaning == "record":
            return theme.ground if self.isChecked() else theme.record
        if self.isChecked():
            return getattr(theme, self._meaning)
        return theme.text_2 if self.isCheckable() or self._quiet else theme.text

    def _ground(self) -> QColor | None:
        theme = self._theme
        if self._meaning == "record" and self.isChecked():
            return theme.record
        if self.isDown():
            return mixed(theme.control, theme.text, 0.14)
        if self.underMouse() and self.isEnabled():
            return mixed(theme.control, theme.text, 0.07)
        if self.isChecked() and self._meaning != "text":
            return mixed(theme.control, getattr(theme, self._meaning), 0.16)
        return None if self._quiet else theme.control

    def _follow(self, action: QAction) -> None:
        self._name_after(action)
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())

    def _name_after(self, action: QAction) -> None:
        keys = keys_text(action)
        self.setToolTip(f"{action.text()}  {keys}".strip())
        self.setAccessibleName(action.text())


@lru_cache(maxsize=256)
def _face(
    icon: str, size: QSize, ratio: float, ink: int, ground: int | None, edge: int | None
) -> QImage:
    """A button of a size in pixels, `ratio` device pixels to each. Colours are ARGB; the ground and
    the edge may be missing.
    """
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    width, height = size.width(), size.height()
    box = QRectF(0.5, 0.5, width - 1, height - 1)
    side = min(width, height) * PART
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if ground is not None:
            painter.setBrush(QColor.fromRgba(ground))
            painter.drawRoundedRect(box, ROUND, ROUND)
        if edge is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor.fromRgba(edge), 1.5))
            painter.drawRoundedRect(box, ROUND, ROUND)
        where = QRectF((width - side) / 2, (height - side) / 2, side, side)
        draw_icon(painter, icon, where, QColor.fromRgba(ink))
    return image
