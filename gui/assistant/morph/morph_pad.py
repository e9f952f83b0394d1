"""A square between four clips: a puck that is dragged, or moved with the arrows."""

from collections.abc import Mapping, Sequence
from itertools import product

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.score.song import Note
from engine.tools.clips.ground import CORNERS, Cell
from gui.assistant.takes.thumbnail import Scale, draw_thumbnail
from gui.files.arriving import music_in
from gui.look.fonts import face_font, text_unit
from gui.look.kept import KeptPicture
from gui.look.theme import Theme, faint, mixed
from gui.look.turns import paint_in_turns

SIDE = 9
LETTERS = "ABCD"
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
PUCK = 9.0
DOT = 1.6
CORNER_SHARE = 0.42
"""How much of the square's side the picture of a corner's clip takes."""


class MorphPad(QWidget):
    """Shows which clips are decoded and where the puck is. It knows no music but the corners'."""

    moved = Signal(int, int)
    """The puck is at this cell, in columns from the left and rows from the top."""
    corner_wanted = Signal(int)
    """A corner was clicked with the right button, or its letter typed: choose its clip."""
    dropped = Signal(int, list)
    """Files were dropped near a corner, by their paths."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cell: Cell = (0, 0)
        self._ready: frozenset[Cell] = frozenset()
        self._corners: tuple[Sequence[Note], ...] = ((),) * CORNERS
        self._names: tuple[str, ...] = ("",) * CORNERS
        self._landing: int | None = None
        self._picture = KeptPicture(self, self._paint_picture)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setToolTip(
            self.tr(
                "Drag to hear what lies between the clips; arrows move a step, a right click on a "
                "corner or its letter chooses its clip, a dropped MIDI file becomes one"
            )
        )
        self._say()

    def take_over(self, former: "MorphPad") -> None:
        """Have the puck on the same cell."""
        self.cell = former.cell

    def show_corners(self, names: Sequence[str], notes: Sequence[Sequence[Note]]) -> None:
        """Show the clips at the corners: upper left and right, lower left and right. One without
        notes is as the one above it.
        """
        self._names, self._corners = tuple(names), tuple(notes)
        self._say()
        self.update()

    def show_ready(self, cells: Mapping[Cell, object]) -> None:
        """Show which cells can be heard at once."""
        self._ready = frozenset(cells)
        paint_in_turns(self)

    def move_to(self, column: int, row: int) -> None:
        """Put the puck on a cell, inside the square."""
        cell = max(0, min(SIDE - 1, column)), max(0, min(SIDE - 1, row))
        if cell != self.cell:
            self.cell = cell
            self._say()
            paint_in_turns(self)
            self.moved.emit(*cell)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        side = round(text_unit() * 13)
        return QSize(side, side)

    def hasHeightForWidth(self) -> bool:
        """It is a square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as wide, up to what a hand reaches at ease."""
        return min(width, round(text_unit() * 17))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        if event.button() is Qt.MouseButton.RightButton:
            self.corner_wanted.emit(self._corner_at(event.position()))
        else:
            self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the mouse began."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        if event.key() in STEPS:
            across, down = STEPS[Qt.Key(event.key())]
            self.move_to(self.cell[0] + across, self.cell[1] + down)
        elif _letter(event):
            self.corner_wanted.emit(LETTERS.index(_letter(event)))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep its own keys while it has the focus."""
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and (event.key() in STEPS or _letter(event)):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that it has the focus."""
        super().focusInEvent(event)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say whether it can be dropped here."""
        self._over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show at which corner it would land."""
        self._over(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self._show_landing(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        self._show_landing(None)
        if files := music_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(self._corner_at(event.position()), files)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what lies still, then what a hand moves over it."""
        with QPainter(self) as painter:
            still = self._theme, self._corners, self._ready, self.hasFocus()
            self._picture.draw(painter, still)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._landing is not None:
                self._paint_landing(painter, self._box(), self._landing)
            self._paint_puck(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint the square, its corners' clips and its cells."""
        theme, box = self._theme, self._box()
        painter.fillRect(self.rect(), theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.control)
        painter.setPen(QPen(theme.machine, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 10, 10)
        for corner in range(CORNERS):
            self._paint_corner(painter, box, corner)
        painter.setPen(Qt.PenStyle.NoPen)
        for cell in product(range(SIDE), range(SIDE)):
            painter.setBrush(theme.text_2 if cell in self._ready else theme.line)
            painter.drawEllipse(self._point(cell), DOT, DOT)

    def _paint_puck(self, painter: QPainter) -> None:
        theme, place = self._theme, self._point(self.cell)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint(theme.machine, 0.25))
        painter.drawEllipse(place, 2 * PUCK, 2 * PUCK)
        painter.setBrush(theme.machine)
        painter.setPen(QPen(theme.ground, 2))
        painter.drawEllipse(place, PUCK, PUCK)

    def _over(self, event: QDropEvent) -> None:
        if music_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_landing(self._corner_at(event.position()))
        else:
            event.ignore()

    def _show_landing(self, corner: int | None) -> None:
        if corner != self._landing:
            self._landing = corner
            self.update()

    def _paint_landing(self, painter: QPainter, box: QRectF, corner: int) -> None:
        """Frame the quarter of the square where what is dragged would land."""
        side = box.width() / 2
        left = box.left() + side * (corner % 2)
        room = QRectF(left, box.top() + side * (corner // 2), side, side)
        painter.setPen(QPen(self._theme.you, 2, Qt.PenStyle.DashLine))
        painter.setBrush(faint(self._theme.you, 0.12))
        painter.drawRoundedRect(room.adjusted(4, 4, -4, -4), 8, 8)

    def _paint_corner(self, painter: QPainter, box: QRectF, corner: int) -> None:
        theme, side = self._theme, box.width() * CORNER_SHARE
        left = box.left() if corner % 2 == 0 else box.right() - side
        top = box.top() if corner < 2 else box.bottom() - side
        room = QRectF(left, top, side, side).adjusted(14, 26, -14, -26)
        notes = self._corners[corner]
        if notes:
            end = max(note.end for note in notes)
            scale = Scale.over([notes], 0, end)
            color = mixed(theme.control, theme.you, 0.55)
            draw_thumbnail(painter, notes, scale, room, color, theme)
        painter.setFont(face_font("strong"))
        painter.setPen(theme.you if notes else theme.text_3)
        across = Qt.AlignmentFlag.AlignLeft if corner % 2 == 0 else Qt.AlignmentFlag.AlignRight
        down = Qt.AlignmentFlag.AlignTop if corner < 2 else Qt.AlignmentFlag.AlignBottom
        painter.drawText(box.adjusted(10, 6, -10, -6), across | down, LETTERS[corner])

    def _box(self) -> QRectF:
        side = min(self.width(), self.height())
        left = (self.width() - side) / 2
        return QRectF(left + 1, 1, side - 2, side - 2)

    def _inner(self) -> QRectF:
        margin = PUCK * 2
        return self._box().adjusted(margin, margin, -margin, -margin)

    def _point(self, cell: Cell) -> QPointF:
        inner = self._inner()
        step = inner.width() / (SIDE - 1)
        return QPointF(inner.left() + cell[0] * step, inner.top() + cell[1] * step)

    def _follow(self, place: QPointF) -> None:
        inner = self._inner()
        step = inner.width() / (SIDE - 1)
        column, row = place.x() - inner.left(), place.y() - inner.top()
        self.move_to(round(column / step), round(row / step))

    def _corner_at(self, place: QPointF) -> int:
        center = self._box().center()
        return (place.x() > center.x()) + 2 * (place.y() > center.y())

    def _say(self) -> None:
        names = ", ".join(
            f"{letter} {name}" for letter, name in zip(LETTERS, self._names, strict=True) if name
        )
        text = self.tr("Morph pad, column %1 of %3, row %2 of %3; %4")
        for number, value in enumerate((self.cell[0] + 1, self.cell[1] + 1, SIDE, names), start=1):
            text = text.replace(f"%{number}", str(value))
        self.setAccessibleName(text)


def _letter(event: QKeyEvent) -> str:
    """The corner whose letter is typed with Shift, or nothing."""
    letter = event.text().upper()
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return letter if shifted and letter and letter in LETTERS else ""
