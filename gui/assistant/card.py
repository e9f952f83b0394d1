"""One take as a card: its number, its shape, one line why, a star, a tick mark that keeps it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from gui.assistant.shelf import Offer
from gui.assistant.thumbnail import Scale, draw_thumbnail
from gui.files.drag import lifted
from gui.look.controls import IconButton
from gui.look.fonts import face_font, text_unit
from gui.look.theme import Theme, mixed
from gui.pitches import spelt

RADIUS = 10
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class Card(QWidget):
    """Shows an offer. A click auditions it, a double click keeps it, a drag takes it out."""

    auditioned = Signal(int)
    kept = Signal(int)
    starred = Signal(int)
    picked = Signal(int, bool)
    """It is to be taken along with others, or not; True: all from the one picked before."""
    drag_wanted = Signal(int, QPixmap)
    stepped = Signal(int, int)
    """From this card by so many to the right, or to the left (below 0)."""

    def __init__(self, index: int, theme: Theme) -> None:
        super().__init__()
        self.index = index
        self._theme = theme
        self._offer = Offer()
        self._scale = Scale(0, 1, 60, 72)
        self._sounding = False
        self._picked = False
        self._press: QPointF | None = None
        self._star = IconButton(
            "star_outline", theme, quiet=True, size=1.5, meaning="you", parent=self
        )
        self._star.icon_on = "star"
        self._star.setCheckable(True)
        self._star.clicked.connect(lambda: self.starred.emit(self.index))
        self._keep = IconButton("tick", theme, quiet=True, size=1.5, meaning="you", parent=self)
        self._keep.clicked.connect(lambda: self.kept.emit(self.index))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def offer(self) -> Offer:
        """The take that is shown."""
        return self._offer

    @property
    def sounding(self) -> bool:
        """Whether it is the one that is heard."""
        return self._sounding

    def show_offer(self, offer: Offer, scale: Scale) -> None:
        """Show a take on the batch's scale."""
        self._offer, self._scale = offer, scale
        number = self.index + 1
        self._star.setChecked(offer.starred)
        self._star.setToolTip(self.tr("Star  F"))
        self._star.setAccessibleName(self.tr("Star take %1").replace("%1", str(number)))
        self._keep.setToolTip(self.tr("Keep this take  Enter"))
        self._keep.setAccessibleName(self.tr("Keep take %1").replace("%1", str(number)))
        self._keep.setVisible(offer.ready and not offer.kept)
        self._star.setVisible(offer.ready)
        reason = spelt(offer.reason)
        self.setToolTip(reason)
        self.setAccessibleName(
            self.tr("Take %1: %2").replace("%1", str(number)).replace("%2", reason)
        )
        self.update()

    def set_sounding(self, sounding: bool) -> None:
        """Glow while it is heard."""
        self._sounding = sounding
        self.update()

    def set_picked(self, picked: bool) -> None:
        """Show whether it is taken along with others."""
        self._picked = picked
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._star.set_theme(theme)
        self._keep.set_theme(theme)
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 12.5), round(text_unit() * 8.6))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 7.5), round(text_unit() * 4.0))

    def event(self, event: QEvent) -> bool:
        """Claim the arrows, before they move notes."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in ARROWS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        if event.key() in ARROWS:
            self.stepped.emit(self.index, 1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        side = self._star.sizeHint()
        right = self.width() - 8 - side.width()
        self._star.setGeometry(right, 8, side.width(), side.height())
        self._keep.setGeometry(right - side.width() - 2, 8, side.width(), side.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that it has the focus."""
        super().focusInEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the mouse began."""
        if self._press is None or not self._offer.ready:
            return
        if (event.position() - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._press = None
            self.drag_wanted.emit(self.index, lifted(self, self.rect(), RADIUS + 2))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the mouse began."""
        if self._press is not None and self.rect().contains(event.position().toPoint()):
            held = event.modifiers()
            row = bool(held & Qt.KeyboardModifier.ShiftModifier)
            if row or held & Qt.KeyboardModifier.ControlModifier:
                self.picked.emit(self.index, row)
            else:
                self.auditioned.emit(self.index)
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do what a double click stands for."""
        if event.button() is Qt.MouseButton.LeftButton and self._offer.ready:
            self.kept.emit(self.index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what lies here."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            self._paint_head(painter)
            theme, offer = self._theme, self._offer
            line = text_unit()
            lines = 2 if self.height() > line * 7 else 1
            head, gap = (2.6, 0.8) if self.height() > line * 6 else (1.9, 0.35)
            foot = line * (lines + gap)
            room = QRectF(self.rect()).adjusted(14, line * head, -14, -foot - 2)
            if room.height() > 8:
                color = theme.you if offer.kept else theme.machine
                draw_thumbnail(painter, offer.notes, self._scale, room, color, theme)
            painter.setFont(face_font("caption"))
            painter.setPen(theme.text_2)
            words = spelt(offer.reason) if offer.ready else self.tr("listening …")
            under = QRectF(14, self.height() - foot, self.width() - 26, foot - 8)
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            # Two lines hold a little less than twice the width, as words do not break.
            wide = int(under.width() * (1 if lines == 1 else 1.75))
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(under, low | Qt.TextFlag.TextWordWrap, words)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground, edge = theme.control, theme.line
        if self._sounding:
            ground, edge = mixed(theme.control, theme.machine, 0.14), theme.machine
            for spread, strength in ((1.0, 0.5), (0.0, 0.22)):
                glow = mixed(theme.ground, theme.machine, strength * 0.6)
                painter.setPen(QPen(glow, 2))
                painter.drawRoundedRect(box.adjusted(-spread, -spread, spread, spread), 11, 11)
        elif self._offer.kept:
            edge = mixed(theme.line, theme.you, 0.6)
        elif self.hasFocus() or self._picked:
            edge = theme.machine
        elif self.underMouse():
            ground = mixed(theme.control, theme.text, 0.04)
        painter.setPen(QPen(edge, 1.4 if self._sounding or self.hasFocus() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_head(self, painter: QPainter) -> None:
        theme = self._theme
        side = text_unit() * 1.4
        box = QRectF(12, 10, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = theme.ground if theme.is_dark else theme.panel
        painter.setBrush(theme.machine if self._picked else ground)
        painter.drawRoundedRect(box, 4, 4)
        color = theme.you if self._offer.kept else theme.machine if self._sounding else theme.text
        painter.setPen(ground if self._picked else color)
        painter.setFont(face_font("strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.index + 1))
        room = self._keep.x() - box.right() - 12
        if (self._sounding or self._offer.kept) and room > side:
            painter.setFont(face_font("caption"))
            words = self.tr("playing") if self._sounding else self.tr("kept")
            after = QRectF(box.right() + 8, box.top(), room, side)
            if painter.fontMetrics().horizontalAdvance(words) <= room:
                painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, words)
