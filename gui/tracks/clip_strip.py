"""The strip above the roll: the whole track in one look, clip by clip. A clip can be dragged to
another bar, or out.
"""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from engine.score.meter import MeterMap
from engine.score.song import Clip, Song, Track
from engine.score.time import Tick
from gui.files.drag import lifted
from gui.look.fonts import face_font, text_unit
from gui.look.kept import KeptPicture
from gui.look.theme import Theme, faint, mixed

RADIUS = 6
BARS_AFTER = 4
"""So many bars are shown after the song, to move clips to and for takes to lie in."""
MARGIN = 8


class ClipStrip(QWidget):
    """Shows the clips of one track across the song's length; the view is never edited."""

    chosen = Signal(int)
    """A clip was clicked."""
    seek_requested = Signal(int)
    drag_wanted = Signal(int, QPixmap)
    """A clip is being dragged."""
    menu_wanted = Signal(object, QPoint)
    """The right button asks for a menu: of a clip by its id, or of the strip (None)."""
    new_wanted = Signal(int)
    """A double click where no clip is: a new one at this tick."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._track: Track | None = None
        self._chosen: int | None = None
        self._meters = MeterMap()
        self._end = Tick(1)
        self._song_end = Tick(1)
        self._offer = (Tick(0), Tick(0), "")
        self._shown: tuple[object, ...] = ()
        self._picture = KeptPicture(self, self._paint_picture)
        self._tick = Tick(0)
        self._press: QPointF | None = None
        self._grabbed = Tick(0)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Clips of the track"))
        self.setToolTip(
            self.tr(
                "Drag a clip to another bar, with Ctrl a copy of it; or out, into your DAW or a"
                " folder. Right click: all that can be done with it."
            )
        )

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(200, round(text_unit() * 3.0))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(80, round(text_unit() * 3.0))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def show_track(self, song: Song, track: Track | None, chosen: int | None) -> None:
        """Show a track's clips, one of them the one worked on."""
        self._track, self._chosen, self._meters = track, chosen, song.meters
        last = song.meters.bar_line_from(Tick(max(song.end, song.meters.bar_start(1))))
        self._song_end = song.meters.bar_start(song.meters.bar_at(last) + BARS_AFTER)
        self._show()

    def show_offer(self, start: Tick, end: Tick, name: str) -> None:
        """Show where the chosen take would lie; an empty stretch for none."""
        self._offer = (start, end, name)
        self._show()

    def set_playhead(self, tick: Tick) -> None:
        """Show where the playhead is."""
        before, self._tick = self._x(self._tick), tick
        after = self._x(tick)
        if round(before) != round(after):
            self.update(round(before) - 2, 0, 5, self.height())
            self.update(round(after) - 2, 0, 5, self.height())

    @property
    def track_id(self) -> int | None:
        """The track that is shown."""
        return self._track.id if self._track else None

    def bar_at(self, point: QPoint) -> int:
        """The bar, from 0, under a point."""
        return self._meters.bar_at(self._tick_at(point.x()))

    def bar_box(self, bar: int) -> QRect:
        """Where a bar is drawn, in pixels."""
        start, end = (self._meters.bar_start(each) for each in (bar, bar + 1))
        return self._box(start, end).toRect()

    def start_of_move(self, clip: Clip, point: QPoint) -> Tick:
        """Where a clip would begin that was grabbed and is let go of at a point: it goes by whole
        bars and keeps its place in the bar.
        """
        meters, before = self._meters, self._meters.bar_at(clip.start)
        bars = self.bar_at(point) - meters.bar_at(self._grabbed)
        into_bar = clip.start - meters.bar_start(before)
        return Tick(meters.bar_start(max(0, before + bars)) + into_bar)

    def clip_box(self, clip: Clip) -> QRectF:
        """Where a clip is drawn, in pixels."""
        return self._box(clip.start, clip.end)

    def _show(self) -> None:
        self._end = max(self._song_end, self._offer[1])
        shown = self._track, self._chosen, self._meters, self._end, self._offer
        if shown != self._shown:
            self._shown = shown
            self.update()

    def _box(self, start: Tick, end: Tick) -> QRectF:
        left, right = self._x(start), self._x(end)
        return QRectF(left + 1, 6, max(6.0, right - left - 3), self.height() - 12)

    def clip(self, clip_id: int | None) -> Clip | None:
        """The clip of this id, where it is one of those shown."""
        clips = self._track.clips if self._track else ()
        return next((clip for clip in clips if clip.id == clip_id), None)

    def clip_at(self, position: QPointF) -> Clip | None:
        """The clip under a point."""
        clips = self._track.clips if self._track else ()
        return next((clip for clip in clips if self.clip_box(clip).contains(position)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._press = event.position()
        self._grabbed = self._tick_at(event.position().x())
        clip = self.clip_at(event.position())
        if clip is not None and clip.id != self._chosen:
            self.chosen.emit(clip.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin a clip where there is none."""
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.clip_at(event.position()) is None:
            self.new_wanted.emit(self._tick_at(event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of the clip under the pointer, which is worked on from now on; of the
        strip where none is, with the playhead put there. By key, of the clip worked on.
        """
        place = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self._chosen, event.globalPos())
            return
        clip = self.clip_at(place)
        if clip is None:
            self.seek_requested.emit(self._bar_line_at(place.x()))
        elif clip.id != self._chosen:
            self.chosen.emit(clip.id)
        self.menu_wanted.emit(clip.id if clip else None, event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the mouse began."""
        over = self.clip_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
        if self._press is None:
            return
        distance = (event.position() - self._press).manhattanLength()
        clip = self.clip_at(self._press)
        if clip is not None and distance >= QApplication.startDragDistance():
            self._press = None
            box = self.clip_box(clip).toRect()
            self.drag_wanted.emit(clip.id, lifted(self, box, RADIUS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the mouse began."""
        if self._press is not None and event.button() is Qt.MouseButton.LeftButton:
            self.seek_requested.emit(self._bar_line_at(event.position().x()))
        self._press = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            self._picture.draw(painter, (self._shown, self._theme))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x = self._x(self._tick)
            painter.fillRect(
                QRectF(x - 0.5, 3, 1.5, self.height() - 6), faint(self._theme.playhead, 0.7)
            )

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint all but the playhead."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.ground)
        for clip in self._track.clips if self._track else ():
            self._paint_clip(painter, clip)
        self._paint_offer(painter)

    def _paint_clip(self, painter: QPainter, clip: Clip) -> None:
        theme = self._theme
        box = self.clip_box(clip)
        chosen = clip.id == self._chosen
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(theme.ground, theme.you, 0.24 if chosen else 0.13))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.save()
        painter.setClipRect(box)
        self._paint_notes(painter, clip, box)
        painter.setFont(face_font("caption"))
        painter.setPen(theme.you if chosen else mixed(theme.ground, theme.you, 0.7))
        name = clip.name or (self._track.name if self._track else "")
        _paint_name(painter, box, name)
        painter.restore()

    def _paint_offer(self, painter: QPainter) -> None:
        start, end, name = self._offer
        if end <= start:
            return
        theme, box = self._theme, self._box(start, end)
        painter.setPen(QPen(mixed(theme.ground, theme.machine, 0.55), 1, Qt.PenStyle.DashLine))
        painter.setBrush(mixed(theme.ground, theme.machine, 0.16))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setFont(face_font("caption"))
        painter.setPen(theme.machine)
        _paint_name(painter, box, name)

    def _paint_notes(self, painter: QPainter, clip: Clip, box: QRectF) -> None:
        if not clip.notes:
            return
        step = max(1, len(clip.notes) // 2000)
        notes = clip.notes[::step]
        low = min(note.pitch for note in notes)
        high = max(note.pitch for note in notes)
        span = max(12, high - low + 1)
        per_tick = box.width() / max(1, clip.length)
        room = box.adjusted(0, text_unit() * 1.1, 0, -5)
        row = room.height() / span
        height = max(1.5, row)
        painter.setBrush(faint(self._theme.you, 0.5))
        left, bottom = box.left() - clip.start * per_tick, room.bottom() + (low - 1) * row
        painter.drawRects(
            [
                QRectF(
                    left + note.start * per_tick,
                    bottom - note.pitch * row,
                    max(1.5, note.length * per_tick - 0.5),
                    height,
                )
                for note in notes
            ]
        )

    def _tick_at(self, x: float) -> Tick:
        share = max(0.0, min(1.0, (x - MARGIN) / max(1, self.width() - 2 * MARGIN)))
        return Tick(round(share * self._end))

    def _bar_line_at(self, x: float) -> Tick:
        return self._meters.bar_start(self._meters.bar_at(self._tick_at(x)))

    def _x(self, tick: int) -> float:
        return MARGIN + (self.width() - 2 * MARGIN) * max(0, tick) / max(1, self._end)


def _paint_name(painter: QPainter, box: QRectF, name: str) -> None:
    """Write a name in the upper left, as much of it as there is room for."""
    room = box.adjusted(10, 3, -6, 0)
    words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)
