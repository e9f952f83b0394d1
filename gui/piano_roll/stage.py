"""What all parts of the roll look at: the clip, where the view stands, what is selected.

Data flows one way: document and window set the stage, its signals make the parts paint themselves.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.score.grids import Grid, grid_named
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from gui.document import Document
from gui.look.theme import Theme
from gui.piano_roll.arrays import ArrayCache, Mask, NoteArrays, TracksCache
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.lane_stage import LaneStage
from gui.piano_roll.lines import snapped, snapped_down
from gui.piano_roll.lock_stage import LockStage
from gui.piano_roll.preview import NOTHING, Preview
from gui.piano_roll.surprise import Read

if TYPE_CHECKING:
    from engine.theory.keys import Key

TOOLS = ("pencil", "select", "knife")


class Stage(QObject):
    """The state of the view. It is no part of the song and not undone."""

    picture_changed = Signal()
    """What lies still has changed: notes, selection, place, size, colours."""
    overlay_changed = Signal()
    """What moves on top has changed: previews, ghosts, loop."""
    keys_changed = Signal()
    """Other keys of the keyboard are lit."""
    playhead_moved = Signal(object, object)
    clip_left = Signal()
    """The clip is about to be shown no longer: gestures end before it goes."""
    selection_changed = Signal()
    tool_changed = Signal(str)
    auditioned = Signal(int, int)
    released = Signal(int)
    seek_requested = Signal(object)
    loop_requested = Signal(object, object)
    message = Signal(str)
    menu_requested = Signal(object)
    drag_wanted = Signal()
    """What is selected is to leave the window with the hand that holds it."""
    ghosts_changed = Signal()
    """A take is shown, or none any more."""

    def __init__(self, document: Document, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.theme = theme
        self.coordinates = Coordinates()
        self.size = (800.0, 500.0)
        self.track_id = self.clip_id = -1
        self.selection = self.replaced = self.lit = frozenset[int]()
        self.tool = "pencil"
        self.grid: Grid = grid_named("1/16")
        self.key: Key | None = None
        self.locks = LockStage(self)
        self.locks.changed.connect(self.picture_changed)
        self.locks.changed.connect(self.keys_changed)
        self.lane = LaneStage(self)
        self.ghosts = self.ghosts_missing = self.recording = NOTHING
        self.ghosts_dashed, self.ghosts_marked = False, NOTHING.mask_of(())
        self._offer = self._marks = ()
        self.preview = Preview()
        self.playhead = Tick(0)
        self.loop: tuple[Tick, Tick] | None = None
        self.hovered: int | None = None
        self.follow, self.gesture_runs = True, False
        self.last_length: Tick | None = None
        self.last_velocity = 100
        self.others_shown = True
        self.read = Read()
        self._arrays = ArrayCache()
        self._others = {heard: TracksCache() for heard in (False, True)}
        self._chosen = (NOTHING, self.selection, NOTHING.mask_of(()))
        document.changed.connect(self._song_changed)
        document.opened.connect(self._begin_anew)
        self._show_first_clip()

    # What is shown

    @property
    def song(self) -> Song:
        """The song as it stands."""
        return self.document.song

    @property
    def track(self) -> Track | None:
        """The track of the clip shown; None where the song has none."""
        return next((track for track in self.song.tracks if track.id == self.track_id), None)

    @property
    def clip(self) -> Clip | None:
        """The clip shown and edited; None where the song has none."""
        track = self.track
        return next((c for c in track.clips if c.id == self.clip_id), None) if track else None

    @property
    def notes(self) -> NoteArrays:
        """The notes of the clip."""
        clip = self.clip
        return self._arrays.of(clip.notes) if clip else NOTHING

    @property
    def chosen(self) -> Mask:
        """Which of the notes are selected."""
        notes, (known_notes, known_selection, mask) = self.notes, self._chosen
        if known_notes is not notes or known_selection is not self.selection:
            mask = notes.mask_of(self.selection)
            self._chosen = (notes, self.selection, mask)
        return mask

    @property
    def ticks_in_view(self) -> tuple[float, float]:
        """From where to where the view shows the song."""
        return self.coordinates.left, self.coordinates.tick_at(self.size[0])

    @property
    def offered(self) -> NoteArrays:
        """The notes of the take that is shown; none where they are mere hints."""
        return NOTHING if self.ghosts_dashed else self.ghosts

    def neighbours(self) -> list[NoteArrays]:
        """The notes of the other clips of the track, which are shown but not edited here."""
        clips = self.track.clips if self.track else ()
        return [self._arrays.of(c.notes) for c in clips if c.id != self.clip_id and c.notes]

    def others(self, *, heard: bool) -> NoteArrays:
        """What the other tracks hold that are heard, or that mute or a solo silences.

        There are no drums among them, as their pitches mean no tones.
        """
        here, song = self.track, self.song
        if here is None or here.is_drums or not self.others_shown:
            return NOTHING
        tracks = [t for t in song.tracks if t is not here and not t.is_drums]
        return self._others[heard].of([t for t in tracks if song.is_heard(t) is heard])

    def note(self, note_id: int) -> Note:
        """The note of the clip with this id. Raises KeyError."""
        for note in self.clip.notes if self.clip else ():
            if note.id == note_id:
                return note
        raise KeyError(note_id)

    def selected_notes(self) -> tuple[Note, ...]:
        """The selected notes, in order."""
        notes = self.clip.notes if self.clip else ()
        return tuple(note for note in notes if note.id in self.selection)

    @property
    def end(self) -> Tick:
        """Where the view ends: the last thing that is to be seen, and four bars to go on."""
        last = max(self.song.end, self.playhead, self.clip.last_note_end if self.clip else 0)
        if len(self.ghosts):
            last = max(last, int(self.ghosts.ends.max()))
        if len(self.recording):
            last = max(last, int(self.recording.ends.max()))
        meters = self.song.meters
        return meters.bar_start(meters.bar_at(meters.bar_line_from(Tick(last))) + 4)

    # The grid

    @property
    def step(self) -> Tick:
        """The distance of the grid's lines; one tick where the grid is off."""
        return self.grid.ticks(self.song.ppq)

    @property
    def visible_step(self) -> Tick:
        """A distance to nudge by: the grid's, or a 64th where it is off."""
        return self.step if self.grid.numerator else Tick(max(1, self.song.ppq // 16))

    @property
    def new_length(self) -> Tick:
        """How long a note becomes that is drawn with a click: as the last one, else one step."""
        if self.last_length is not None:
            return self.last_length
        return self.step if self.grid.numerator else Tick(max(1, self.song.ppq // 4))

    def snapped(self, tick: float, snap: bool = True) -> Tick:
        """The nearest line of the grid; the nearest tick where `snap` is off."""
        return snapped(self.song.meters, tick, self.step if snap else Tick(1))

    def snapped_down(self, tick: float, snap: bool = True) -> Tick:
        """The line of the grid at or before a tick."""
        return snapped_down(self.song.meters, tick, self.step if snap else Tick(1))

    # Setting the stage

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.theme = theme
        self.picture_changed.emit()
        self.keys_changed.emit()

    def set_clip(self, track_id: int, clip_id: int) -> None:
        """Show another clip."""
        if (track_id, clip_id) != (self.track_id, self.clip_id):
            self.clip_left.emit()
            self.set_selection(())
            self.track_id, self.clip_id = track_id, clip_id
            self.picture_changed.emit()
            self.keys_changed.emit()

    def look(self, coordinates: Coordinates) -> None:
        """Look at another place, or from nearer or farther, but never beyond the music's ends."""
        coordinates = coordinates.within(*self.size, self.end)
        if coordinates != self.coordinates:
            self.coordinates = coordinates
            self.picture_changed.emit()

    def reveal(self, start: float, end: float, pitch: int) -> None:
        """Scroll so far that a note can be seen, where it cannot."""
        coordinates, (width, height) = self.coordinates, self.size
        x0, x1 = coordinates.x_of(start), coordinates.x_of(end)
        y = coordinates.y_of(pitch)
        dx = min(0.0, x0 - width / 8) if x0 < 0 else max(0.0, min(x0, x1 - width * 7 / 8))
        dx = dx if x0 < 0 or x1 > width else 0.0
        margin = 2 * coordinates.row_height
        dy = min(0.0, y - margin) + max(0.0, y + coordinates.row_height + margin - height)
        self.look(coordinates.scrolled(dx, dy))

    def reveal_pitches(self, low: int, high: int) -> None:
        """Scroll so far that these pitches can be seen, in lower rows where there are too many."""
        self.look(self.coordinates.showing_pitches(self.size[1], low, high))

    def set_tool(self, tool: str) -> None:
        """Take another tool into the hand: "pencil", "select" or "knife"."""
        if tool not in TOOLS:
            raise ValueError(f"{tool!r} is none of {', '.join(TOOLS)}")
        if tool != self.tool:
            self.tool = tool
            if not self.gesture_runs:
                self.set_preview(Preview())
            self.tool_changed.emit(tool)

    def set_size(self, width: float, height: float) -> None:
        """The canvas has another size, in logical pixels. The row in its middle stays there."""
        dy = (self.size[1] - height) / 2
        self.size = (width, height)
        self.look(self.coordinates.scrolled(0, dy))
        self.picture_changed.emit()

    def set_selection(self, ids: Collection[int]) -> None:
        """Select these notes and no others."""
        chosen = frozenset(ids)
        if chosen != self.selection:
            self.selection = chosen
            self.picture_changed.emit()
            self.selection_changed.emit()

    def show_others(self, on: bool) -> None:
        """Show what the other tracks play, or do not."""
        self.others_shown = on
        self.picture_changed.emit()

    def set_grid(self, grid: Grid) -> None:
        """Snap to another grid; notes are drawn in its length again."""
        self.grid = grid
        self.last_length = None
        self.picture_changed.emit()

    def set_key(self, key: "Key | None") -> None:
        """Tint the rows of a key."""
        if key != self.key:
            self.key = key
            self.picture_changed.emit()
            self.keys_changed.emit()

    def set_ghosts(
        self, notes: Sequence[Note], dashed: bool, replaced: frozenset[int] = frozenset()
    ) -> None:
        """Show what the machine offers; the clip's notes that it would replace step back."""
        if replaced != self.replaced:
            self.replaced = replaced
            self.picture_changed.emit()
        before, self._offer = self._offer, (tuple(notes), dashed)
        if self._offer != before:
            self.ghosts = NoteArrays.of(sorted(notes, key=lambda note: note.start))
            self.ghosts_dashed = dashed
            self._marks = ()
            self.mark_ghosts(frozenset(), ())

    def mark_ghosts(self, marked: frozenset[int], missing: Sequence[Note]) -> None:
        """Mark the ghosts with these ids, which another take has not; `missing` it alone has."""
        before, self._marks = self._marks, (marked, tuple(missing))
        if self._marks != before:
            self.ghosts_marked = self.ghosts.mask_of(marked)
            self.ghosts_missing = NoteArrays.of(sorted(missing, key=lambda note: note.start))
            self.ghosts_changed.emit()
            self.overlay_changed.emit()

    def set_read(self, read: Read) -> None:
        """Show what a model says of the notes, or hide it."""
        changed = read.shown or self.read.shown
        self.read = read
        if changed:
            self.picture_changed.emit()

    def set_recording(self, notes: Sequence[Note]) -> None:
        """Show what has been played so far."""
        self.recording = NoteArrays.of(sorted(notes, key=lambda note: note.start))
        self.overlay_changed.emit()

    def set_preview(self, preview: Preview) -> None:
        """Show what a gesture would do."""
        before, self.preview = self.preview, preview
        if preview.hidden is not before.hidden and preview.hidden != before.hidden:
            self.picture_changed.emit()
        self.overlay_changed.emit()

    def set_loop(self, loop: tuple[Tick, Tick] | None) -> None:
        """Show the range that is played in a loop."""
        if loop != self.loop:
            self.loop = loop
            self.overlay_changed.emit()

    def set_playhead(self, tick: Tick) -> None:
        """Show where the song is."""
        before, self.playhead = self.playhead, tick
        if before != tick:
            self.playhead_moved.emit(before, tick)

    def set_lit(self, pitches: Iterable[int]) -> None:
        """Light keys of the keyboard: those that sound."""
        lit = frozenset(pitches)
        if lit != self.lit:
            self.lit = lit
            self.keys_changed.emit()

    def set_hovered(self, pitch: int | None) -> None:
        """Light the key of the row that the pointer is in."""
        if pitch != self.hovered:
            self.hovered = pitch
            self.keys_changed.emit()

    def _song_changed(self, before: Song, after: Song) -> None:
        if after.ppq != before.ppq:
            self._recount(after.ppq / before.ppq)
        if self.clip is None:
            self._show_first_clip()
        elif self.selection:
            self.set_selection(self.selection & {note.id for note in self.clip.notes})
        self.picture_changed.emit()

    def _recount(self, factor: float) -> None:
        """A quarter has other ticks now; all that is shown stays where it is."""
        here = self.coordinates
        self.coordinates = replace(
            here, left=here.left * factor, tick_width=here.tick_width / factor
        )
        self.playhead = Tick(round(self.playhead * factor))
        if self.loop is not None:
            start, end = self.loop
            self.loop = (Tick(round(start * factor)), Tick(round(end * factor)))
        self.last_length = None

    def _begin_anew(self) -> None:
        self.last_length = None
        self.clip_left.emit()
        self.set_loop(None)
        self.set_selection(())
        self._show_first_clip()

    def _show_first_clip(self) -> None:
        tracks = [track for track in self.song.tracks if track.clips]
        track = next((track for track in tracks if track.id == self.track_id), None)
        track = track or next(iter(tracks), None)
        self.set_clip(track.id if track else -1, track.clips[0].id if track else -1)
