"""One take as a card: its number, its shape, one line why, a star, a tick mark that keeps it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from engine.score.song import Note
from engine.tools.choice.comparison import Difference, compared
from gui.assistant.takes.batches import Offer
from gui.assistant.takes.card_look import RADIUS, Face, Rooms, paint_card, told_of
from gui.assistant.takes.own_keys import ARROWS, REMOVE, OwnKeys
from gui.assistant.takes.thumbnail import Scale
from gui.files.drag import lifted
from gui.look.controls import FlatEdit
from gui.look.fonts import text_unit
from gui.look.icon_button import IconButton
from gui.look.theme import Theme

STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Card(QWidget):
    """Shows an offer. A click auditions it, a double click keeps it, a drag takes it out."""

    auditioned = Signal(int)
    kept = Signal(int)
    starred = Signal(int)
    picked = Signal(int, bool)
    """It is to be taken along with others, or not; True: all from the one picked before."""
    removed = Signal(int)
    noted = Signal(int, str)
    """The musician has written something on it."""
    drag_wanted = Signal(int, QPixmap)
    menu_wanted = Signal(int, QPoint)
    stepped = Signal(int, int, int)
    """From this card by so many to the right and by so many down; below 0 back and up."""

    def __init__(self, index: int, theme: Theme) -> None:
        super().__init__()
        self.index = index
        self._theme = theme
        self._offer = Offer()
        self._scale = Scale(0, 1, 60, 72)
        self._sounding = False
        self._picked = False
        self._difference: Difference | None = None
        self._is_reference = False
        self._press: QPointF | None = None
        self._star = IconButton(
            "star_outline", theme, quiet=True, size=1.5, meaning="you", parent=self
        )
        self._star.icon_on = "star"
        self._star.setCheckable(True)
        self._star.clicked.connect(lambda: self.starred.emit(self.index))
        self._keep = IconButton("tick", theme, quiet=True, size=1.5, meaning="you", parent=self)
        self._keep.clicked.connect(lambda: self.kept.emit(self.index))
        self._note = FlatEdit("caption", self)
        self._note.committed.connect(lambda text: self.noted.emit(self.index, text))
        self._note.editingFinished.connect(self._note.hide)
        self._note.hide()
        self._name_parts()
        OwnKeys(self, (*ARROWS, *REMOVE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _name_parts(self) -> None:
        self._star.setToolTip(self.tr("Star  F"))
        self._star.setAccessibleName(self._numbered(self.tr("Star take %1")))
        self._keep.setToolTip(self.tr("Keep this take  Enter"))
        self._keep.setAccessibleName(self._numbered(self.tr("Keep take %1")))
        self._note.setAccessibleName(self._numbered(self.tr("What is written on take %1")))

    def _numbered(self, text: str) -> str:
        return text.replace("%1", str(self.index + 1))

    @property
    def offer(self) -> Offer:
        """The take that is shown."""
        return self._offer

    @property
    def scale(self) -> Scale:
        """What its thumbnail shows of time and pitch."""
        return self._scale

    @property
    def difference(self) -> Difference | None:
        """What differs from the take that all are compared with, if they are."""
        return self._difference

    @property
    def sounding(self) -> bool:
        """Whether it is the one that is heard."""
        return self._sounding

    def show_offer(self, offer: Offer, scale: Scale) -> None:
        """Show a take on the batch's scale."""
        before = self._offer
        if offer is before and scale == self._scale:
            return
        self._offer, self._scale = offer, scale
        if replace(before, notes=offer.notes) != offer or not self.accessibleName():
            self._tell(offer)
            self.update()
        elif before.notes or offer.notes or self._difference is not None:
            self.update(Rooms.of(QRectF(self.rect())).changing)

    def _tell(self, offer: Offer) -> None:
        """Have its parts and its words say what is known of a take besides its notes."""
        self._star.setChecked(offer.starred)
        self._keep.setVisible(offer.ready and not offer.kept)
        self._star.setVisible(offer.ready)
        self._note.show_value(offer.note)
        words = told_of(offer)
        if words != self.toolTip() or not self.accessibleName():
            self.setToolTip(words)
            self.setAccessibleName(self._numbered(self.tr("Take %1: %2")).replace("%2", words))

    def compare(self, reference: Sequence[Note] | None, near: int, is_reference: bool) -> None:
        """Mark what differs from a take in the same ticks, in which `near` is no way to move.

        None marks nothing; the take itself is marked as the one that others are compared with.
        """
        difference = None
        if reference is not None and not is_reference:
            difference = compared(reference, self._offer.notes, near)
        if (difference, is_reference) != (self._difference, self._is_reference):
            self._difference, self._is_reference = difference, is_reference
            self.update()

    def set_sounding(self, sounding: bool) -> None:
        """Glow while it is heard."""
        if sounding != self._sounding:
            self._sounding = sounding
            self.update()

    def set_picked(self, picked: bool) -> None:
        """Show whether it is taken along with others."""
        if picked != self._picked:
            self._picked = picked
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._star.set_theme(theme)
        self._keep.set_theme(theme)
        self.update()

    def edit_note(self) -> None:
        """Let the musician write on it; Enter is done, Esc takes back."""
        height = self._note.sizeHint().height()
        self._note.setFixedSize(self.width() - 16, height)
        self._note.move(8, self.height() - height - 6)
        self._note.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 12.5), round(text_unit() * 8.6))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 7.5), round(text_unit() * 4.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.stepped.emit(self.index, *STEPS[key])
        elif key in REMOVE:
            self.removed.emit(self.index)
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
        event.accept()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menu_wanted.emit(self.index, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as it stands."""
        face = Face(
            self.index + 1, self._offer, self._scale, self._sounding, self.hasFocus(),
            self.underMouse(), self._keep.x(), self._note.isVisible(), self._picked,
            self._is_reference, self._difference,
        )  # fmt: skip
        with QPainter(self) as painter:
            paint_card(painter, QRectF(self.rect()), face, self._theme, event.rect())
