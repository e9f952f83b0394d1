"""The piano roll as the window embeds it: keyboard, ruler, notes, velocity lane, scroll bars."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QGridLayout, QWidget

from engine.score.grids import Grid
from engine.score.song import Note
from engine.score.time import Tick
from gui.document import Document
from gui.files.drag import tag
from gui.look.theme import Theme
from gui.look.turns import paint_in_turns
from gui.piano_roll.canvas import Canvas
from gui.piano_roll.chord_lane import ChordLane
from gui.piano_roll.commands import Commands
from gui.piano_roll.controller_lane import ControllerLane
from gui.piano_roll.keyboard import Keyboard
from gui.piano_roll.lane_names import LaneNames
from gui.piano_roll.locks import ShownLocks, moved_range
from gui.piano_roll.ruler import Ruler
from gui.piano_roll.scrolling import ScrollBars
from gui.piano_roll.shortcuts import code_of, shortcuts
from gui.piano_roll.stage import Stage
from gui.piano_roll.telling import selection_words
from gui.piano_roll.velocity_lane import VelocityLane
from gui.piano_roll.view import View

if TYPE_CHECKING:
    from engine.theory.keys import Key

translate = QCoreApplication.translate

LANE_HEIGHT = 56, 112
LANE_PART = 0.18


class PianoRoll(QWidget):
    """One clip to look at and to edit. Edits go to the document; sounds and seeks are signals."""

    auditioned = Signal(int, int)
    """(pitch, velocity): let it be heard until `released`."""
    released = Signal(int)
    seek_requested = Signal(object)
    loop_requested = Signal(object, object)
    clip_wanted = Signal(int)
    """A hand reaches for another clip of the track."""
    selection_changed = Signal()
    tool_changed = Signal(str)
    message = Signal(str)
    menu_requested = Signal(object)
    """(QPoint on the screen): the right button asks for a menu; with the pencil it rubs out."""
    ruler_menu_requested = Signal(object, QPoint)
    """(Tick, QPoint on the screen): the right button asks for a menu of a place of the ruler."""
    range_dragged = Signal(int, int)
    """A hand holds another range than the locks did: its lowest and highest pitch."""
    chords_edited = Signal(str)
    """A hand has written other chords into the lane, as `parse_chords` reads them."""
    chords_shown = Signal(bool)
    """The lane of chords is there, or is folded away."""
    drag_wanted = Signal(QPixmap)
    """The selected notes are dragged out; with what the hand shows meanwhile."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = self._stage = stage = Stage(document, theme, self)
        self.commands = commands = Commands(stage)
        self._canvas = Canvas(stage)
        self._ruler = Ruler(stage)
        self._lane = VelocityLane(stage)
        self._curve = ControllerLane(stage)
        self._lane_names = LaneNames(stage)
        self._chords = ChordLane(stage)
        self.view = view = View(stage, lambda: self.fontMetrics().height())
        self._bars = ScrollBars(stage)
        self._framed = False
        self._shortcuts = shortcuts(stage, commands)
        self.delete_selected = commands.delete_selected
        self.select_all = commands.select_all
        self.select_same_pitch = commands.select_same_pitch
        self.copy = commands.copy
        self.cut = commands.cut
        self.paste = commands.paste
        self.put = commands.put
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
        self.zoom_to_fit = view.zoom_to_fit
        self.frame = view.frame
        self.reveal = view.reveal
        self.mark_ghosts = stage.mark_ghosts
        self._lay_out(stage)
        self._connect(stage)

    def _lay_out(self, stage: Stage) -> None:
        self.setFocusProxy(self._canvas)
        self._grid = layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        rows: tuple[tuple[QWidget | None, ...], ...] = (
            (Corner(stage), self._ruler, Corner(stage)),
            (Corner(stage, translate("Roll", "chords"), 0), self._chords, Corner(stage)),
            (Keyboard(stage), self._canvas, self._bars.down),
            (self._lane_names, self._lane, Corner(stage)),
            (None, self._bars.across, None),
        )
        for row, widgets in enumerate(rows):
            for column, widget in enumerate(widgets):
                if widget is not None:
                    layout.addWidget(widget, row, column)
        layout.addWidget(self._curve, rows.index(rows[3]), 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(rows.index(rows[2]), 1)
        self._chord_row = [widget for widget in rows[1] if widget is not None]
        self.show_chords(False)
        self._show_lane()

    def _connect(self, stage: Stage) -> None:
        stage.lane.changed.connect(self._show_lane)
        self._canvas.clip_wanted.connect(self.clip_wanted)
        self._ruler.menu_requested.connect(self.ruler_menu_requested)
        stage.auditioned.connect(self.auditioned)
        stage.released.connect(self.released)
        stage.seek_requested.connect(self.seek_requested)
        stage.loop_requested.connect(self.loop_requested)
        stage.selection_changed.connect(self.selection_changed)
        stage.tool_changed.connect(self.tool_changed)
        stage.message.connect(self.message)
        stage.menu_requested.connect(self.menu_requested)
        stage.locks.range_dragged.connect(self.range_dragged)
        stage.locks.chords_edited.connect(self.chords_edited)
        stage.drag_wanted.connect(self.take_out)
        stage.document.opened.connect(self.frame)
        stage.document.changed.connect(self.view.follow_kit)
        stage.document.changed.connect(self.view.follow_clip)

    # What is shown

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What is painted apart where all of it changes, the notes after what lies round them."""
        return self, self._canvas

    @property
    def track_id(self) -> int:
        """The track of the clip shown, -1 where the song has none."""
        return self._stage.track_id

    @property
    def clip_id(self) -> int:
        """The clip shown, -1 where the song has none."""
        return self._stage.clip_id

    @property
    def is_empty(self) -> bool:
        """Whether the song has no notes at all."""
        return not any(clip.notes for track in self._stage.song.tracks for clip in track.clips)

    @property
    def selection(self) -> frozenset[int]:
        """The ids of the selected notes."""
        return self._stage.selection

    @property
    def selected_span(self) -> tuple[Tick, Tick] | None:
        """From the grid's line before the selected notes to the one after; None without any."""
        stage, notes = self._stage, self._stage.selected_notes()
        if not notes:
            return None
        start = stage.snapped_down(min(note.start for note in notes))
        last = max(note.end for note in notes)
        end = stage.snapped(last)
        return start, Tick(end if end >= last else end + stage.step)

    @property
    def selection_words(self) -> str:
        """What is selected, in words; nothing where no note is."""
        return selection_words(self._stage)

    @property
    def tool(self) -> str:
        """The tool in hand: "pencil", "select" or "knife"."""
        return self._stage.tool

    @property
    def grid(self) -> Grid:
        """The grid that notes snap to."""
        return self._stage.grid

    def take_over(self, former: "PianoRoll") -> None:
        """Have the same selected and the same tool in the hand; where it looks is set later."""
        stage, before = self._stage, former.stage
        self._framed = True
        stage.set_selection(before.selection)
        stage.set_tool(before.tool)
        stage.follow, stage.others_shown = before.follow, before.others_shown
        stage.last_length, stage.last_velocity = before.last_length, before.last_velocity
        stage.lane.choose(before.lane.controller)
        self.show_chords(former.shows_chords)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._stage.set_theme(theme)

    def set_clip(self, track_id: int, clip_id: int) -> None:
        """Show another clip: at the bars in view if it lies there, else from its beginning."""
        if (track_id, clip_id) != (self.track_id, self.clip_id):
            if track_id != self.track_id:
                paint_in_turns(*self.parts)
            self._stage.set_clip(track_id, clip_id)
            self.view.show_clip()

    def set_selection(self, ids: Collection[int]) -> None:
        """Select these notes and no others."""
        self._stage.set_selection(ids)

    def set_playhead(self, tick: Tick) -> None:
        """Show where the song is; turn the page to it where the view follows."""
        self._stage.set_playhead(tick)
        self.view.follow(tick)

    def set_follow(self, on: bool) -> None:
        """Whether the view turns its pages to keep the playhead in sight."""
        self._stage.follow = on

    def set_loop(self, loop: tuple[Tick, Tick] | None) -> None:
        """Show the range that is played in a loop."""
        self._stage.set_loop(loop)

    def set_ghosts(
        self,
        notes: Sequence[Note],
        instead_of: frozenset[int] = frozenset(),
        *,
        dashed: bool = False,
    ) -> None:
        """Show a take that sounds or arrives, in the machine's voice; `dashed` for mere hints. The
        notes with these ids, that it stands for, step back meanwhile.
        """
        self._stage.set_ghosts(notes, dashed, instead_of)

    def set_recording(self, notes: Sequence[Note]) -> None:
        """Show what has been recorded so far."""
        self._stage.set_recording(notes)

    def set_key(self, key: "Key | None") -> None:
        """Tint the rows of a key; without one the white keys are a shade lighter."""
        self._stage.set_key(key)

    def set_locks(self, locks: ShownLocks) -> None:
        """Show what the assistant's locks hold; chords that come to be locked unfold their lane."""
        first = bool(locks.chords) and not self._stage.locks.shown.chords
        self._stage.locks.show(locks)
        if first:
            self.show_chords(True)

    def move_range(self, low: int, high: int) -> None:
        """Move the ends of the locked range by semitones."""
        bounds = self._stage.locks.shown.range
        if bounds is None:
            self.message.emit(translate("Roll", "Lock the range first"))
        else:
            self._stage.locks.set_range(*moved_range(bounds, low, high))

    def show_chords(self, shown: bool) -> None:
        """Unfold the lane of chords, or fold it away."""
        for part in self._chord_row:
            part.setVisible(shown)
        self.chords_shown.emit(shown)

    @property
    def shows_chords(self) -> bool:
        """Whether the lane of chords is unfolded."""
        return not self._chords.isHidden()

    def next_lane(self) -> None:
        """Show another lane below the notes: the velocities, the pedal, what the clip moves."""
        self._lane_names.step()

    def _show_lane(self) -> None:
        controls = self._stage.lane.controller is not None
        self._curve.setVisible(controls)
        self._lane.setVisible(not controls)

    def write_chords(self) -> None:
        """Go to the lane of chords by key."""
        self.show_chords(True)
        self._chords.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._chords.choose(0)

    def set_live(self, pitch: int, on: bool) -> None:
        """Light a key while it sounds."""
        self._stage.set_lit(self._stage.lit | {pitch} if on else self._stage.lit - {pitch})

    def take_out(self) -> None:
        """Ask for the selected notes to be dragged out."""
        count = len(self.selection)
        text = translate("Roll", "1 note") if count == 1 else translate("Roll", "%1 notes")
        self.drag_wanted.emit(tag(self, text.replace("%1", str(count)), self._stage.theme))

    def bar_at(self, point: QPoint) -> int:
        """The bar, from 0, under a point of the roll."""
        return self.view.bar_at(self._canvas.mapFrom(self, point).x())

    def bar_box(self, bar: int) -> QRect:
        """Where a bar is shown, as much of it as is in view, in pixels of the roll."""
        left, right = self.view.bar_edges(bar)
        return QRect(round(left), 0, round(right - left), self._canvas.height()).translated(
            self._canvas.pos()
        )

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
        running = [part.cancel() for part in (self._canvas, self._lane, self._curve, self._ruler)]
        if any(running):
            return True
        chosen = bool(self.selection)
        self._stage.set_selection(())
        return chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the velocities their part of the height."""
        least, most = LANE_HEIGHT
        least = max(least, self._lane_names.least_height)
        height = max(least, min(most, round(self.height() * LANE_PART / 4) * 4))
        self._lane.setFixedHeight(height)
        self._curve.setFixedHeight(height)

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

    def __init__(self, stage: Stage, text: str = "", top: int = 10) -> None:
        super().__init__()
        self._stage = stage
        self._text = text
        self._top = top
        stage.keys_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it, and write the text in weak letters."""
        theme, box = self._stage.theme, self.rect()
        with QPainter(self) as painter:
            painter.fillRect(box, theme.panel)
            painter.fillRect(QRectF(0, 0, self.width(), 1), theme.line)
            if self._text:
                painter.setPen(theme.text_2)
                align = Qt.AlignmentFlag.AlignTop if self._top else Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box.adjusted(6, self._top, 0, 0), align, self._text)
