"""The piano roll as the window embeds it: keyboard, ruler, notes, velocity lane, scroll bars."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget

from engine.score.grids import Grid
from engine.score.song import Note, Song
from engine.score.time import Tick
from gui.document import Document
from gui.files.drag import tag
from gui.look.theme import Theme
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.canvas import Canvas
from gui.piano_roll.commands import Commands
from gui.piano_roll.coordinates import LEFT_MARGIN, PITCHES, Coordinates
from gui.piano_roll.keyboard import Keyboard
from gui.piano_roll.ruler import Ruler
from gui.piano_roll.shortcuts import code_of, shortcuts
from gui.piano_roll.stage import Stage
from gui.piano_roll.velocity_lane import VelocityLane

if TYPE_CHECKING:
    from engine.theory.keys import Key

translate = QCoreApplication.translate

LANE_HEIGHT = 56, 112
LANE_PART = 0.18
SCROLL_UNITS = 1_000_000
PAGE_MARGIN = 0.06
SEEN_PART = 0.7
LEAST_ROW = 6.0
KIT = 34, 58
"""The rows of a kit that are shown before anything is played on it."""


class PianoRoll(QWidget):
    """One clip to look at and to edit. Edits go to the document; sounds and seeks are signals."""

    auditioned = Signal(int, int)
    """(pitch, velocity): let it be heard until `released`."""
    released = Signal(int)
    seek_requested = Signal(object)
    loop_requested = Signal(object, object)
    selection_changed = Signal()
    tool_changed = Signal(str)
    message = Signal(str)
    menu_requested = Signal(object)
    """(QPoint on the screen): the right button asks for a menu; with the pencil it rubs out."""
    drag_wanted = Signal(QPixmap)
    """The selected notes are dragged out; with what the hand shows meanwhile."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage = Stage(document, theme, self)
        self._commands = commands = Commands(stage)
        self._canvas = Canvas(stage)
        self._ruler = Ruler(stage)
        self._lane = VelocityLane(stage)
        self._across = QScrollBar(Qt.Orientation.Horizontal)
        self._down = QScrollBar(Qt.Orientation.Vertical)
        self._framed = False
        self._shortcuts = shortcuts(stage, commands)
        self.delete_selected = commands.delete_selected
        self.select_all = commands.select_all
        self.copy = commands.copy
        self.cut = commands.cut
        self.paste = commands.paste
        self.duplicate = commands.duplicate
        self.transpose = commands.transpose
        self.quantize = commands.quantize
        self.nudge = commands.nudge
        self.insert_note = commands.insert_note
        self.step_to_note = commands.step_to_note
        self.louder = commands.louder
        self.legato = commands.legato
        self.staccato = commands.staccato
        self.set_tool = stage.set_tool
        self.set_grid = stage.set_grid
        self.show_others = stage.show_others
        self._lay_out(stage)
        self._connect(stage)

    def _lay_out(self, stage: Stage) -> None:
        self.setFocusProxy(self._canvas)
        self._grid = layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Corner(stage), 0, 0)
        layout.addWidget(self._ruler, 0, 1)
        layout.addWidget(Corner(stage), 0, 2)
        layout.addWidget(Keyboard(stage), 1, 0)
        layout.addWidget(self._canvas, 1, 1)
        layout.addWidget(self._down, 1, 2)
        layout.addWidget(Corner(stage, translate("Roll", "velocity")), 2, 0)
        layout.addWidget(self._lane, 2, 1)
        layout.addWidget(Corner(stage), 2, 2)
        layout.addWidget(self._across, 3, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(1, 1)
        for bar, name in (
            (self._across, translate("Roll", "Scroll in time")),
            (self._down, translate("Roll", "Scroll in pitch")),
        ):
            bar.setAccessibleName(name)
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self, stage: Stage) -> None:
        stage.auditioned.connect(self.auditioned)
        stage.released.connect(self.released)
        stage.seek_requested.connect(self.seek_requested)
        stage.loop_requested.connect(self.loop_requested)
        stage.selection_changed.connect(self.selection_changed)
        stage.tool_changed.connect(self.tool_changed)
        stage.message.connect(self.message)
        stage.menu_requested.connect(self.menu_requested)
        stage.drag_wanted.connect(self.take_out)
        stage.picture_changed.connect(self._show_place)
        stage.document.opened.connect(self.frame)
        stage.document.changed.connect(self._follow_kit)
        self._across.actionTriggered.connect(self._scroll_across)
        self._down.actionTriggered.connect(self._scroll_down)

    # What is shown

    @property
    def track_id(self) -> int:
        """The track of the clip shown, -1 where the song has none."""
        return self._stage.track_id

    @property
    def clip_id(self) -> int:
        """The clip shown, -1 where the song has none."""
        return self._stage.clip_id

    @property
    def selection(self) -> frozenset[int]:
        """The ids of the selected notes."""
        return self._stage.selection

    @property
    def tool(self) -> str:
        """The tool in hand: "pencil", "select" or "knife"."""
        return self._stage.tool

    @property
    def grid(self) -> Grid:
        """The grid that notes snap to."""
        return self._stage.grid

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._stage.set_theme(theme)

    def set_clip(self, track_id: int, clip_id: int) -> None:
        """Show another clip: at the bars in view if it lies there, else from its beginning."""
        if (track_id, clip_id) == (self.track_id, self.clip_id):
            return
        stage = self._stage
        stage.set_clip(track_id, clip_id)
        clip, (start, end) = stage.clip, self._ticks_in_view
        if clip is None or clip.start >= end or max(clip.end, clip.last_note_end) <= start:
            self.frame()
        else:
            self._show_rows()

    def set_selection(self, ids: Collection[int]) -> None:
        """Select these notes and no others."""
        self._stage.set_selection(ids)

    def set_playhead(self, tick: Tick) -> None:
        """Show where the song is; turn the page to it where the view follows."""
        stage = self._stage
        stage.set_playhead(tick)
        if stage.follow and not stage.gesture_runs:
            self._turn_page(tick)

    def set_follow(self, on: bool) -> None:
        """Whether the view turns its pages to keep the playhead in sight."""
        self._stage.follow = on

    def set_loop(self, loop: tuple[Tick, Tick] | None) -> None:
        """Show the range that is played in a loop."""
        self._stage.set_loop(loop)

    def set_ghosts(self, notes: Sequence[Note], *, dashed: bool = False) -> None:
        """Show a take that sounds or arrives, in the machine's voice; `dashed` for mere hints."""
        self._stage.set_ghosts(notes, dashed)

    def set_recording(self, notes: Sequence[Note]) -> None:
        """Show what has been recorded so far."""
        self._stage.set_recording(notes)

    def set_key(self, key: "Key | None") -> None:
        """Tint the rows of a key; without one the white keys are a shade lighter."""
        self._stage.set_key(key)

    def set_live(self, pitch: int, on: bool) -> None:
        """Light a key while it sounds."""
        self._stage.set_lit(self._stage.lit | {pitch} if on else self._stage.lit - {pitch})

    def take_out(self) -> None:
        """Ask for the selected notes to be dragged out."""
        text = translate("Roll", "%1 notes").replace("%1", str(len(self.selection)))
        self.drag_wanted.emit(tag(self, text, self._stage.theme))

    # Where the view stands

    def zoom_to_fit(self) -> None:
        """Show all notes of the clip."""
        stage, notes = self._stage, self._stage.notes
        clip = stage.clip
        if clip is None:
            return
        last = max(clip.end, clip.last_note_end)
        fitted = stage.coordinates.fitted(*stage.size, (clip.start, last), _pitch_range(notes))
        stage.look(fitted)

    def frame(self) -> None:
        """Show the beginning of the clip, eight bars or so, with its notes in the middle."""
        stage, clip = self._stage, self._stage.clip
        meters = stage.song.meters
        start = clip.start if clip else Tick(0)
        first = meters.bar_at(start)
        span = meters.bar_start(first + 8) - meters.bar_start(first)
        tick_width = stage.size[0] / span
        top, row_height = self._rows_of(start, start + span)
        left = start - LEFT_MARGIN / tick_width
        stage.look(Coordinates(left, top, tick_width, row_height))

    def reveal(self, notes: Sequence[Note], start: Tick) -> None:
        """Bring notes that are to be heard from `start` on into view: in pitch all of them.

        In time the view moves where the first one lies so far to the right that little is seen.
        """
        if not notes:
            return
        stage, width = self._stage, self._stage.size[0]
        pitches = [note.pitch for note in notes]
        stage.reveal_pitches(max(0, min(pitches) - 2), min(PITCHES - 1, max(pitches) + 2))
        x = stage.coordinates.x_of(min(note.start for note in notes))
        if not 0 <= x <= width * SEEN_PART:
            self._turn_to(start)

    def _show_rows(self) -> None:
        """Stay at the bars in view, and put their notes in the middle."""
        top, row_height = self._rows_of(*self._ticks_in_view)
        self._stage.look(replace(self._stage.coordinates, top=top, row_height=row_height))

    def _follow_kit(self, before: Song, after: Song) -> None:
        """Show the drums where the track has become a kit, the tones where it is none any more."""
        kits = [{track.id for track in song.tracks if track.is_drums} for song in (before, after)]
        if len({self.track_id in kit for kit in kits}) > 1:
            self._show_rows()

    @property
    def _ticks_in_view(self) -> tuple[float, float]:
        coordinates = self._stage.coordinates
        return coordinates.left, coordinates.tick_at(self._stage.size[0])

    def _rows_of(self, start: float, end: float) -> tuple[float, float]:
        """The first row and the height of rows that put the notes of a stretch in the middle."""
        stage, height = self._stage, self._stage.size[1]
        notes = stage.notes.taken(stage.notes.between(start, end))
        drums = stage.track is not None and stage.track.is_drums
        low, high = KIT if drums and not len(notes) else _pitch_range(notes)
        most = max(16.0, self.fontMetrics().height() * 0.9)
        row_height = max(LEAST_ROW, min(most, height / (high - low + 1)))
        return PITCHES - 0.5 - (low + high) / 2 - height / row_height / 2, row_height

    def _turn_page(self, tick: Tick) -> None:
        if not 0 <= self._stage.coordinates.x_of(tick) < self._stage.size[0]:
            self._turn_to(tick)

    def _turn_to(self, tick: Tick) -> None:
        stage, coordinates = self._stage, self._stage.coordinates
        left = tick - stage.size[0] * PAGE_MARGIN / coordinates.tick_width
        stage.look(replace(coordinates, left=left))

    def _show_place(self) -> None:
        """Set the scroll bars to where the view stands."""
        coordinates, (width, height) = self._stage.coordinates, self._stage.size
        seen, end = width / coordinates.tick_width, float(self._stage.end)
        _set_bar(self._across, coordinates.left, seen, max(seen, end))
        rows = height / coordinates.row_height
        _set_bar(self._down, coordinates.top, rows, max(rows, PITCHES))

    def _scroll_across(self) -> None:
        """Go where the hand has put the scroll bar."""
        coordinates, seen = self._stage.coordinates, self._stage.size[0]
        end = max(seen / coordinates.tick_width, float(self._stage.end))
        left = self._across.sliderPosition() / SCROLL_UNITS * end
        self._stage.look(
            coordinates.scrolled((left - coordinates.left) * coordinates.tick_width, 0)
        )

    def _scroll_down(self) -> None:
        """Go where the hand has put the scroll bar."""
        coordinates = self._stage.coordinates
        rows = max(self._stage.size[1] / coordinates.row_height, float(PITCHES))
        top = self._down.sliderPosition() / SCROLL_UNITS * rows
        self._stage.look(coordinates.scrolled(0, (top - coordinates.top) * coordinates.row_height))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; Esc breaks off a gesture, else selects nothing."""
        if event.key() == Qt.Key.Key_Escape and self.escape():
            return
        action = self._shortcuts.get(code_of(event))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def escape(self) -> bool:
        """Break off a running gesture, else select nothing. Whether there was anything to do."""
        running = [part.cancel() for part in (self._canvas, self._lane, self._ruler)]
        if any(running):
            return True
        chosen = bool(self.selection)
        self._stage.set_selection(())
        return chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the velocities their part of the height."""
        least, most = LANE_HEIGHT
        self._lane.setFixedHeight(max(least, min(most, round(self.height() * LANE_PART / 4) * 4)))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the beginning of the clip."""
        super().showEvent(event)
        if not self._framed:
            self._framed = True
            self._grid.activate()
            self._stage.set_size(self._canvas.width(), self._canvas.height())
            self.frame()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the places beside the scroll bars."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._stage.theme.ground)

    def sizeHint(self) -> QSize:
        """Room for eight bars and three octaves."""
        return QSize(900, 720)


class Corner(QWidget):
    """A corner between keyboard, ruler and lane; may say what lies beside it."""

    def __init__(self, stage: Stage, text: str = "") -> None:
        super().__init__()
        self._stage = stage
        self._text = text
        stage.keys_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it, and write the text in weak letters."""
        theme, box = self._stage.theme, self.rect()
        with QPainter(self) as painter:
            painter.fillRect(box, theme.panel)
            painter.fillRect(QRectF(0, 0, self.width(), 1), theme.line)
            if self._text:
                painter.setPen(theme.text_2)
                top = Qt.AlignmentFlag.AlignTop
                painter.drawText(box.adjusted(6, 10, 0, 0), top, self._text)


def _pitch_range(notes: NoteArrays) -> tuple[int, int]:
    """The lowest and highest pitch to be seen, with two rows to spare; around C5 without notes."""
    if not len(notes):
        return 57, 76
    return int(notes.pitches.min()) - 2, int(notes.pitches.max()) + 2


def _set_bar(bar: QScrollBar, value: float, page: float, whole: float) -> None:
    """Set a scroll bar to a place in a whole."""
    unit = SCROLL_UNITS / whole
    bar.setRange(0, max(0, round((whole - page) * unit)))
    bar.setPageStep(max(1, round(page * unit)))
    bar.setSingleStep(max(1, round(page * unit / 12)))
    bar.setValue(round(value * unit))
