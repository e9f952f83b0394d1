"""How unlikely the model finds each note of a line: read portion by portion, taken up again after
an edit where the notes begin to differ.
"""

from collections.abc import Sequence

import numpy as np

from engine.representation.notes import grid_meters, to_grid
from engine.runtime.library import LoadedModel
from engine.score.excerpt import excerpt
from engine.score.song import Note, Song, Track
from engine.score.time import Tick
from engine.theory.surprises import Surprises
from engine.tools.errors import ToolError
from engine.tools.hearing.score import (
    Melody,
    NoteScore,
    check_bars,
    field_nats,
    note_scores,
    reader,
)

MOST = 512
"""Notes that are read: all, or of a longer line those around a place."""


class Reading:
    """A line read by a model from the front, as far as it has come.

    Up to MOST notes it says what `score` says, but for the end of the piece, of which it is not
    asked. Of more notes a stretch is read that begins with a bar, as if nothing were before it: in
    `span`, in ticks of the song, which is None where all is read.
    """

    def __init__(
        self,
        song: Song,
        track: Track,
        notes: Sequence[Note],
        model: LoadedModel,
        around: Tick = Tick(0),
        before: "Reading | None" = None,
    ) -> None:
        """Nothing is read yet, save what a reading `before` knows of the same notes.

        `notes` are in order, in the song's ticks; of many, those around a tick are read. Raises
        ToolError for drums, where there are no notes, and for a song of too many bars.
        """
        check_bars(song)
        if track.is_drums:
            raise ToolError("there is no model yet that says how unlikely drums are")
        if not notes:
            raise ToolError("there are no notes here whose likelihood a model could tell")
        first = first_around(notes, song, around)
        read = notes[first : first + MOST]
        start = song.meters.bar_start(song.meters.bar_at(read[0].start)) if first else Tick(0)
        part = excerpt(song, track, "", read, start, Tick(read[-1].end + 1))
        written = list(part.tracks[0].notes)
        on_grid = to_grid(written, song.ppq)
        ticks = {note.id: Tick(note.start + start) for note in written}
        self._melody = Melody.of(on_grid, grid_meters(part.meters))
        self._written = {(note.start, note.pitch): ticks[note.id] for note in on_grid}
        self.span = (start, read[-1].start) if len(read) < len(notes) else None
        self._nats = before._shared(self._melody) if before is not None else []
        self._steps = field_nats(reader(model), self._melody, len(self._nats))

    @property
    def done(self) -> bool:
        """Whether every note is read."""
        return len(self._nats) == len(self._melody.symbols)

    @property
    def surprises(self) -> Surprises:
        """The same, to be looked up."""
        found = self.scores
        return Surprises.of(
            [score.tick for score in found],
            [score.pitch for score in found],
            [score.nats for score in found],
        )

    @property
    def scores(self) -> tuple[NoteScore, ...]:
        """What the notes read so far cost, in their order and the song's ticks."""
        return note_scores(self._melody, self._nats, self._written)

    def go_on(self, steps: int) -> None:
        """Read so many notes more, or to the end. Raises ModelError."""
        for _ in range(steps):
            fields = next(self._steps, None)
            if fields is None:
                return
            self._nats.append(sum(fields[:-1]))

    def _shared(self, melody: Melody) -> list[float]:
        """The nats of the symbols that another melody begins with, too."""
        most = min(len(self._nats), len(melody.symbols))
        rows = (self._melody.rows[:most] == melody.rows[:most]).all(axis=1)
        symbols = np.array(self._melody.symbols[:most]).reshape(most, -1)
        same = rows & (symbols == np.array(melody.symbols[:most]).reshape(most, -1)).all(axis=1)
        return self._nats[: most if same.all() else int(np.argmin(same))]


def first_around(notes: Sequence[Note], song: Song, around: Tick) -> int:
    """The index of the first of MOST notes at most that lie around a tick: half of them before it,
    the first at the beginning of a bar.
    """
    if len(notes) <= MOST:
        return 0
    here = sum(note.start < around for note in notes)
    first = max(0, min(here - MOST // 2, len(notes) - MOST))
    line = song.meters.bar_start(song.meters.bar_at(notes[first].start))
    return next((i for i, note in enumerate(notes) if note.start >= line), 0)
