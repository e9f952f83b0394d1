"""Edits that turn or stretch a passage as a whole: backwards, upside down, twice as fast."""

from collections.abc import Collection

from engine.score.edits.notes import selected
from engine.score.edits.shape import with_changed
from engine.score.song import Note, Song
from engine.score.time import Tick


def reverse(song: Song, note_ids: Collection[int]) -> Song:
    """The song with these notes backwards: what ended last begins first. Lengths stay."""
    notes = [note for _, note in selected(song, note_ids)]
    both = min((n.start for n in notes), default=0) + max((n.end for n in notes), default=0)
    return with_changed(
        song, note_ids, lambda note: note.with_span(both - note.end, both - note.start)
    )


def mirror(song: Song, note_ids: Collection[int]) -> Song:
    """The song with these notes upside down: the highest pitch becomes the lowest."""
    pitches = [note.pitch for _, note in selected(song, note_ids)]
    both = min(pitches, default=0) + max(pitches, default=0)
    return with_changed(song, note_ids, lambda note: note.with_pitch(both - note.pitch))


def stretch(song: Song, note_ids: Collection[int], times: float) -> Song:
    """The song with these notes `times` as long and as far apart; the first begins where it did.

    No note gets shorter than a tick.
    """
    first = min((note.start for _, note in selected(song, note_ids)), default=Tick(0))

    def stretched(note: Note) -> Note:
        start, end = (first + round((tick - first) * times) for tick in (note.start, note.end))
        return note.with_span(start, max(start + 1, end))

    return with_changed(song, note_ids, stretched)
