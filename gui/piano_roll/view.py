"""Where the roll's view stands: what it shows at first, and how it follows what is looked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.score.song import Clip, Note, Song
from engine.score.time import Tick
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.coordinates import LEFT_MARGIN, PITCHES, Coordinates
from gui.piano_roll.stage import Stage

PAGE_MARGIN = 0.06
SEEN_PART = 0.7
LEAST_SEEN = 0.2
"""A clip lies in view that fills so much of it, or is seen whole."""
LEAST_ROW = 6.0
KIT = 34, 58
"""The rows of a kit that are shown before anything is played on it."""


class View:
    """Moves the stage's view. `line_height` is that of the text, in pixels, as rows hold names."""

    def __init__(self, stage: Stage, line_height: Callable[[], float]) -> None:
        self._stage = stage
        self._line_height = line_height

    def zoom_to_fit(self) -> None:
        """Show all notes of the clip."""
        stage, notes = self._stage, self._stage.notes
        clip = stage.clip
        if clip is None:
            return
        last = max(clip.end, clip.last_note_end)
        fitted = stage.coordinates.fitted(*stage.size, (clip.start, last), pitch_range(notes))
        stage.look(fitted)

    def zoom_to_selection(self) -> None:
        """Show the selected notes alone; all of the clip, where none is selected."""
        stage = self._stage
        notes = stage.notes.taken(stage.chosen)
        if not len(notes):
            self.zoom_to_fit()
            return
        span = int(notes.starts.min()), int(notes.ends.max())
        stage.look(stage.coordinates.fitted(*stage.size, span, pitch_range(notes)))

    def zoom(self, factor: float) -> None:
        """Show time `factor` times as wide: around the selected notes, else the playhead, else the
        middle of the view.
        """
        stage, width = self._stage, self._stage.size[0]
        notes = stage.notes.taken(stage.chosen)
        middle = (int(notes.starts.min()) + int(notes.ends.max())) / 2 if len(notes) else -1.0
        places = (stage.coordinates.x_of(tick) for tick in (middle, float(stage.playhead)))
        x = next((place for place in places if 0 <= place <= width), width / 2)
        stage.look(stage.coordinates.zoomed_in_time(x, factor, stage.song.ppq))

    def zoom_rows(self, factor: float) -> None:
        """Show rows `factor` times as high; the one in the middle stays there."""
        stage = self._stage
        stage.look(stage.coordinates.zoomed_in_pitch(stage.size[1] / 2, factor))

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

    def show_clip(self) -> None:
        """Show the stage's clip: at the bars in view if it lies there, else its beginning."""
        clip, (start, end) = self._stage.clip, self._stage.ticks_in_view
        if clip is None:
            self.frame()
            return
        last = max(clip.end, clip.last_note_end)
        seen = min(end, last) - max(start, clip.start)
        if seen < min(last - clip.start, LEAST_SEEN * (end - start)):
            self.frame()
        else:
            self._show_rows()

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

    def follow(self, tick: Tick) -> None:
        """Turn the page to the playhead, where the view follows it and no hand is at work."""
        stage = self._stage
        away = not 0 <= stage.coordinates.x_of(tick) < stage.size[0]
        if stage.follow and not stage.gesture_runs and away:
            self._turn_to(tick)

    def follow_kit(self, before: Song, after: Song) -> None:
        """Show the drums where the track has become a kit, the tones where it is none any more."""
        kits = [{track.id for track in song.tracks if track.is_drums} for song in (before, after)]
        if len({self._stage.track_id in kit for kit in kits}) > 1:
            self._show_rows()

    def follow_clip(self, before: Song, after: Song) -> None:
        """Go along with the clip where it was moved to a place that is not in view."""
        was, now = (_clip_of(song, self._stage.clip_id) for song in (before, after))
        if was is None or now is None or was.start == now.start:
            return
        start, end = self._stage.ticks_in_view
        if not start <= now.start < end:
            self._turn_to(now.start)

    def bar_at(self, x: float) -> int:
        """The bar, from 0, at an x of the canvas."""
        tick = max(0, int(self._stage.coordinates.tick_at(x)))
        return self._stage.song.meters.bar_at(Tick(tick))

    def bar_edges(self, bar: int) -> tuple[float, float]:
        """The left and right edge of a bar on the canvas, as much of it as is in view."""
        meters, width = self._stage.song.meters, self._stage.size[0]
        edges = (self._stage.coordinates.x_of(meters.bar_start(each)) for each in (bar, bar + 1))
        left, right = (max(0.0, min(width, edge)) for edge in edges)
        return left, right

    def _show_rows(self) -> None:
        """Stay at the bars in view, and put their notes in the middle."""
        top, row_height = self._rows_of(*self._stage.ticks_in_view)
        self._stage.look(replace(self._stage.coordinates, top=top, row_height=row_height))

    def _rows_of(self, start: float, end: float) -> tuple[float, float]:
        """The first row and the height of rows that put the notes of a stretch in the middle."""
        stage, height = self._stage, self._stage.size[1]
        notes = stage.notes.taken(stage.notes.between(start, end))
        drums = stage.track is not None and stage.track.is_drums
        low, high = KIT if drums and not len(notes) else pitch_range(notes)
        most = max(16.0, self._line_height() * 0.9)
        row_height = max(LEAST_ROW, min(most, height / (high - low + 1)))
        return PITCHES - 0.5 - (low + high) / 2 - height / row_height / 2, row_height

    def _turn_to(self, tick: Tick) -> None:
        stage, coordinates = self._stage, self._stage.coordinates
        left = tick - stage.size[0] * PAGE_MARGIN / coordinates.tick_width
        stage.look(replace(coordinates, left=left))


def _clip_of(song: Song, clip_id: int) -> Clip | None:
    return next((c for track in song.tracks for c in track.clips if c.id == clip_id), None)


def pitch_range(notes: NoteArrays) -> tuple[int, int]:
    """The lowest and highest pitch to be seen, with two rows to spare; around C5 without notes."""
    if not len(notes):
        return 57, 76
    return int(notes.pitches.min()) - 2, int(notes.pitches.max()) + 2
