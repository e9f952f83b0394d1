"""The list of tracks on the left: whose turn it is, who is silent, how loud."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.score.song import Song, Track
from gui.commands.actions import Actions
from gui.files.drag import lifted
from gui.look.controls import (
    FLAT_MARGIN,
    ElidedLabel,
    FlatEdit,
    fill_with_scroll,
    label,
)
from gui.look.fonts import dress, text_unit
from gui.look.icon_button import IconButton
from gui.look.theme import Theme, mixed
from gui.tracks.general_midi import program_name
from gui.tracks.volume import Volume

RADIUS = 8
HUES = (None, 232, 322, 74, 200, 14, 280, 150)
"""The tracks' colours by their place; the first wears the musician's own."""


def track_color(theme: Theme, index: int) -> QColor:
    """The colour of the track at a place in the list."""
    hue = HUES[index % len(HUES)]
    if hue is None:
        return theme.you
    return QColor.fromHsl(hue, 120, 185 if theme.is_dark else 105).toRgb()


class Mark(QToolButton):
    """A letter that lights up, on a small square."""

    def sizeHint(self) -> QSize:
        """The room it would like."""
        side = round(text_unit() * 1.35)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return self.sizeHint()


class TrackRow(QFrame):
    """One track. It shows what the song says and asks the panel for everything else."""

    chosen = Signal(int)
    renamed = Signal(int, str)
    muted = Signal(int)
    soloed = Signal(int)
    volume_turned = Signal(int, int, bool)
    menu_wanted = Signal(int, QPoint)
    moved = Signal(int, int)
    """The track, and by how many places it was dragged."""
    drag_wanted = Signal(int, QPixmap)
    """The track is dragged off the list, and out."""

    def __init__(self, track_id: int, theme: Theme) -> None:
        super().__init__()
        self.track_id = track_id
        self._theme = theme
        self._color = theme.you
        self._chosen = False
        self._seen: tuple[object, ...] = ()
        self._press: QPoint | None = None
        self.name = FlatEdit("")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.name.setMinimumWidth(30)
        self.name.setAccessibleName(self.tr("Name of the track"))
        self.name.setToolTip(self.tr("Name of the track: double click or Ctrl+R, then type"))
        self.name.committed.connect(lambda text: self.renamed.emit(self.track_id, text))
        self.name.editingFinished.connect(self._stop_renaming)
        self.program = ElidedLabel("", "small")
        self.program.setProperty("level", 2)
        self.program.setIndent(FLAT_MARGIN)
        self.mute = self._mark("M", self.tr("Mute  M"))
        self.solo = self._mark("S", self.tr("Solo  N"))
        self.mute.clicked.connect(lambda: self.muted.emit(self.track_id))
        self.solo.clicked.connect(lambda: self.soloed.emit(self.track_id))
        self.volume = Volume(theme)
        self.volume.turned.connect(lambda v, over: self.volume_turned.emit(self.track_id, v, over))
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 8, 10, 8)
        row.setSpacing(4)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.name)
        texts.addWidget(self.program)
        row.addLayout(texts, 1)
        row.addWidget(self.mute)
        row.addWidget(self.solo)
        row.addWidget(self.volume)

    def show_track(self, track: Track, color: QColor, chosen: bool, theme: Theme) -> None:
        """Show a track as it stands; its notes do not show here."""
        sound = f"{program_name(track.program, track.is_drums)} · {track.channel + 1}"
        marks = track.muted, track.soloed
        seen = (track.name, sound, *marks, track.volume, color, chosen, theme)
        if seen == self._seen:
            return
        self._seen = seen
        self._theme, self._color, self._chosen = theme, color, chosen
        self.name.show_value(track.name or self.tr("Track"))
        self.name.setProperty("face", "strong" if chosen else "plain")
        dress(self.name)
        self.program.setText(sound)
        self.mute.setChecked(track.muted)
        self.solo.setChecked(track.soloed)
        self.volume.show_volume(track.volume, color, theme)
        self.setAccessibleName(f"{track.name}, {sound}")
        self.update()

    def rename(self) -> None:
        """Let the name be typed."""
        self.name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the mouse does here."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = event.position().toPoint()
            self.chosen.emit(self.track_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Beyond the list's side the track is dragged out; within, up or down."""
        if self._press is not None and not 0 <= event.position().x() < self.width():
            self._press = None
            self.drag_wanted.emit(self.track_id, lifted(self, self.rect(), RADIUS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the mouse began."""
        if self._press is not None:
            distance = event.position().y() - self._press.y()
            places = round(distance / max(1, self.height() + 4))
            if places:
                self.moved.emit(self.track_id, places)
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do what a double click stands for."""
        if event.position().y() > self.program.geometry().top():
            self.menu_wanted.emit(self.track_id, event.globalPosition().toPoint())
        else:
            self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what lies here."""
        self.chosen.emit(self.track_id)
        self.menu_wanted.emit(self.track_id, event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._chosen or self.underMouse():
                shade = 1.0 if self._chosen else 0.5
                painter.setBrush(mixed(self._theme.panel, self._theme.control, shade))
                painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
            painter.setBrush(self._color)
            painter.drawRoundedRect(QRectF(8, 10, 4, self.height() - 20), 2, 2)

    def enterEvent(self, event: QEvent) -> None:
        """Show that the pointer is here."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has gone."""
        self.update()

    def _mark(self, text: str, tip: str) -> Mark:
        button = Mark()
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("meaning", "mark")
        button.setProperty("face", "caption")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _stop_renaming(self) -> None:
        self.name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class TracksPanel(QFrame):
    """The rows in the song's order, and the way to one more."""

    chosen = Signal(int)
    renamed = Signal(int, str)
    muted = Signal(int)
    soloed = Signal(int)
    volume_turned = Signal(int, int, bool)
    menu_wanted = Signal(int, QPoint)
    moved = Signal(int, int)
    drag_wanted = Signal(int, QPixmap)

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._theme = theme
        self.rows: dict[int, TrackRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._add = IconButton("plus", theme, quiet=True, size=1.5).bind(actions["add_track"])
        add_text = label(self.tr("track"), level=2)
        add_row = QHBoxLayout()
        add_row.setContentsMargins(4, 4, 0, 0)
        add_row.addWidget(self._add)
        add_row.addWidget(add_text)
        add_row.addStretch(1)
        inside = QWidget()
        inside.setProperty("surface", "none")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(8, 12, 8, 8)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addLayout(add_row)
        whole.addStretch(1)
        fill_with_scroll(self, inside)

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 13), 400)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 9.5), 80)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme; the rows follow when they are shown next."""
        self._theme = theme
        self._add.set_theme(theme)

    def show_song(self, song: Song, chosen: int | None) -> None:
        """Show the tracks of a song; rows that stay are the same widgets."""
        wanted = [track.id for track in song.tracks]
        for gone in set(self.rows) - set(wanted):
            row = self.rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for index, track in enumerate(song.tracks):
            row = self.rows.get(track.id) or self._make(track.id)
            if self._column.indexOf(row) != index:
                self._column.insertWidget(index, row)
            color = track_color(self._theme, index)
            row.show_track(track, color, track.id == chosen, self._theme)

    def row_at(self, point: QPoint) -> TrackRow | None:
        """The row under a point of the panel."""
        return next((row for row in self.rows.values() if self._shown(row).contains(point)), None)

    def free_box(self) -> QRect:
        """The room below the rows, in pixels of the panel."""
        last = max((self._shown(row).bottom() for row in self.rows.values()), default=0)
        return self.rect().adjusted(0, min(last, self.height() - 4 * RADIUS), 0, 0)

    def _shown(self, row: TrackRow) -> QRect:
        """Where a row is, in pixels of the panel."""
        return QRect(row.mapTo(self, QPoint()), row.size())

    def _make(self, track_id: int) -> TrackRow:
        row = TrackRow(track_id, self._theme)
        dress(row)
        for name in (
            "chosen",
            "renamed",
            "muted",
            "soloed",
            "volume_turned",
            "menu_wanted",
            "moved",
            "drag_wanted",
        ):
            getattr(row, name).connect(getattr(self, name))
        self.rows[track_id] = row
        return row
