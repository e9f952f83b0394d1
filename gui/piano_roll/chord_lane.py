"""The lane above the notes: the chords that are locked, bar by bar, to be read and written."""

from bisect import bisect_right

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from engine.errors import AriettaError
from engine.theory.chords import parse_chords
from gui.look.theme import mixed, scaled_font
from gui.piano_roll.locks import Cell, ShownLocks, cells, rewritten
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

ROOTS = frozenset("ABCDEFGN")
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
LEAST_EDIT = 76
AHEAD = 1.5
"""How much farther than one looks the cells are found."""


class ChordLane(QWidget):
    """Click a bar and type; arrows go from chord to chord, Enter takes what is typed and goes on.

    "C G" in one bar is half a bar each; an empty cell gives its beats to the one before.
    """

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Roll", "Chords"))
        self.setToolTip(translate("Roll", "Chords to stay in: click a bar and type, such as Am"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._stage = stage
        self._chosen = 0
        nowhere: list[Cell] = []
        self._known = (ShownLocks(), stage.song.meters, -1.0, nowhere)
        self._edit = QLineEdit(self)
        self._edit.setFrame(False)
        self._edit.setAccessibleName(translate("Roll", "Chord of the bar"))
        self._edit.hide()
        self._edit.installEventFilter(self)
        self._edit.returnPressed.connect(lambda: self._commit(1))
        stage.picture_changed.connect(self._follow)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As high as a symbol needs."""
        return QSize(300, self.fontMetrics().height() + 8)

    @property
    def chosen(self) -> int:
        """The number of the cell that the keys are on."""
        return self._chosen

    @property
    def editing(self) -> bool:
        """Whether a chord is being typed."""
        return not self._edit.isHidden()

    def box(self, cell: Cell) -> QRectF:
        """Where a cell is drawn."""
        left, right = (self._stage.coordinates.x_of(tick) for tick in (cell.start, cell.end))
        return QRectF(left, 0, right - left, self.height() - 1)

    def cell_at(self, x: float) -> Cell | None:
        """The cell at an x of the lane."""
        tick, found = self._stage.coordinates.tick_at(x), self._cells()
        place = bisect_right(found, tick, key=_start) - 1
        return found[place] if place >= 0 and tick < found[place].end else None

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type into the cell under the pointer."""
        cell = self.cell_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and cell is not None:
            self._commit(0)
            self._chosen = cell.number
            self.open()

    def open(self, text: str | None = None) -> None:
        """Type into the chosen cell: what stands there, or anew beginning with a text."""
        cell = self._cell()
        if cell is None:
            return
        self._edit.setText(cell.symbol if text is None else text)
        self._edit.show()
        self._place()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is None:
            self._edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from chord to chord, begin to type, empty the cell."""
        key, text = event.key(), event.text()
        if key in STEPS:
            self.choose(self._chosen + STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key in OPENING:
            self.open()
        elif key in EMPTYING:
            self._write("")
        elif text.upper() in ROOTS and text:
            self.open(text.upper())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the lane for itself while it has the focus; tell what lies here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            own = event.key() in (*STEPS, *OPENING, *EMPTYING, Qt.Key.Key_Home)
            if plain and (own or (event.text() and event.text().upper() in ROOTS)):
                event.accept()
                return True
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos().x())
            text = cell.symbol if cell is not None and cell.symbol else self.toolTip()
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of what is typed, Esc takes back, Tab goes on, and leaving keeps."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._commit(1 if event.key() == Qt.Key.Key_Tab else -1)
                return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        if event.type() is QEvent.Type.FocusOut and self.editing:
            self._commit(0, stay=False)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Put what is being typed where its cell is."""
        cell = self._cell()
        if self.editing and cell is not None:
            box = self.box(cell).adjusted(1, 1, 0, -1)
            box.setLeft(max(0.0, box.left()))
            box.setWidth(max(LEAST_EDIT, box.width()))
            self._edit.setGeometry(box.toRect())

    def choose(self, number: int) -> None:
        """Go to a cell, or the nearest that there is, and bring it into view."""
        last = len(self._cells(number)) - 1
        self._chosen = max(0, min(last, number))
        cell = self._cell()
        if cell is not None:
            stage = self._stage
            row = stage.coordinates.pitch_at(stage.size[1] / 2)
            stage.reveal(cell.start, min(cell.end, cell.start + 1), row)
            name = cell.symbol or translate("Roll", "no chord")
            self.setAccessibleDescription(name)
        self.update()

    def _commit(self, by: int, stay: bool = True) -> None:
        """Take what is typed; go on by so many cells, and type there too."""
        if not self.editing:
            return
        typed = self._edit.text()
        try:
            _ = typed.strip() and parse_chords(typed)
        except AriettaError as error:
            self._stage.message.emit(str(error))
            if not stay:
                self._close()
            return
        self._edit.hide()
        self._write(typed)
        if stay:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if by:
            self.choose(self._chosen + by * max(1, len(typed.split())))
            self.open()

    def _close(self) -> None:
        """Leave it as it was."""
        self._edit.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, typed: str) -> None:
        """Lock the chords with what was typed in the chosen cell, where that says another thing."""
        cell, locks = self._cell(), self._stage.locks.shown
        if cell is None or typed.strip() == cell.symbol:
            return
        meters = self._stage.song.meters
        beat = meters.meter_at(cell.start).beat_ticks(meters.ppq)
        beats = max(1, round((cell.end - cell.start) / beat))
        self._stage.locks.set_chords(rewritten(locks.chords, cell.number, typed, beats))

    def _cell(self) -> Cell | None:
        found = self._cells(self._chosen)
        return found[self._chosen] if self._chosen < len(found) else None

    def _cells(self, least: int = 0) -> list[Cell]:
        """The cells from the first to the right edge and to the number `least`, both at least.

        They are found once for as long as locks and meters stay, as a long way may lead to them.
        """
        stage, meters = self._stage, self._stage.song.meters
        first = meters.bar_at(stage.locks.shown.start)
        beyond = meters.bar_start(first + max(0, least) + 1)
        until = max(stage.coordinates.tick_at(self.width()), float(beyond))
        locks, known, reach, found = self._known
        if locks is not stage.locks.shown or known is not meters or reach < until:
            found = cells(stage.locks.shown, meters, until * AHEAD)
            self._known = (stage.locks.shown, meters, until * AHEAD, found)
        return found

    def _in_view(self) -> list[Cell]:
        """The cells of which something can be seen."""
        found, coordinates = self._cells(), self._stage.coordinates
        first = bisect_right(found, coordinates.left, key=_end)
        last = bisect_right(found, coordinates.tick_at(self.width()), key=_start)
        return found[first:last]

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is being typed keeps its place no longer."""
        self._commit(0, stay=False)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size may need more room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setFixedHeight(self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They are elsewhere."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells in view: their edges, their symbols, the one that the keys are on."""
        theme = self._stage.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.panel)
            painter.setFont(scaled_font(self.font(), 0.95))
            for cell in self._in_view():
                self._paint(painter, cell, self.box(cell))
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.line)

    def _paint(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        theme = self._stage.theme
        if cell.symbol and not cell.again:
            painter.fillRect(box.adjusted(1, 2, -1, -2), mixed(theme.panel, theme.machine, 0.16))
        painter.fillRect(QRectF(round(box.left()), 2, 1, box.height() - 4), theme.bar_line)
        if self.hasFocus() and cell.number == self._chosen:
            painter.setPen(QPen(theme.machine, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.setPen(theme.text_2 if cell.again else theme.machine)
        room = box.adjusted(6, 0, -2, 0)
        room.setLeft(max(6.0, room.left()))
        if room.width() > 8:
            elide = Qt.TextElideMode.ElideRight
            words = painter.fontMetrics().elidedText(cell.symbol, elide, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _follow(self) -> None:
        """The view has moved, or the chords are others."""
        self.update()
        self._place()


def _start(cell: Cell) -> float:
    return cell.start


def _end(cell: Cell) -> float:
    return cell.end
