"""The single line in a track: what the melody model hears of it, or why it hears none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from engine.representation.notes import GRID, to_grid
from engine.score.song import Note, Song, Track
from engine.score.time import Tick
from engine.tools.errors import ToolError, called

CHORD_SHARE = 0.15
"""A track plays chords where more of its onsets than this share are chords."""

TOGETHER = 1
"""Notes that begin at most so many grid ticks apart begin together: 20 ms at 120 a minute."""

MOST = 2048
"""So many notes at the end of a track are looked at: more than any model reads."""

LEGATO = GRID // 4
"""How far, in grid ticks, notes overlap as fingers do without being two voices: a 16th."""


def melody_line(song: Song, track: Track, most: int = MOST) -> tuple[Note, ...]:
    """The end of the track's melody, of at most so many notes, in grid ticks, one note at a time,
    for the model alone.

    Where notes begin together the highest counts; where they overlap the earlier is cut. Raises
    ToolError for drums, for a track without notes and for one that plays chords.
    """
    name = called(track)
    if track.is_drums:
        raise ToolError(
            f"{name} plays drums, and this tool writes melodies only; choose a track with a melody"
        )
    notes = to_grid(_last_notes(track, most), song.ppq)
    if not notes:
        raise ToolError(f"{name} holds no notes; play or draw a melody first")
    groups = _onset_groups(notes)
    chords = _count_chords(groups)
    if chords > CHORD_SHARE * len(groups):
        raise ToolError(
            f"{name} plays chords ({chords} of {len(groups)} onsets), and this tool writes "
            "melodies only; choose a track with a single line"
        )
    return _single(max(group, key=lambda note: note.pitch) for group in groups)


def plays_chords(song: Song, track: Track) -> bool:
    """Whether too much of a track's end sounds together for it to be a melody."""
    groups = _onset_groups(to_grid(_last_notes(track, MOST), song.ppq))
    return _count_chords(groups) > CHORD_SHARE * len(groups)


def _last_notes(track: Track, most: int) -> list[Note]:
    """The last so many notes of a track, in order."""
    last: list[Note] = []
    for clip in reversed(track.clips):
        last = [*clip.notes[-(most - len(last)) :], *last] if len(last) < most else last
    return last


def _onset_groups(notes: Sequence[Note]) -> list[list[Note]]:
    """The notes, in order, by onset: those that begin together with the first and during it."""
    groups: list[list[Note]] = []
    for note in notes:
        first = groups[-1][0] if groups else note
        if groups and note.start < min(first.end, first.start + TOGETHER + 1):
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


def _count_chords(groups: Sequence[Sequence[Note]]) -> int:
    """How many onsets have several pitches, or come while two notes before are held on.

    One held note, a drone or a note-off that never came, makes no chord.
    """
    chords = 0
    held: list[Note] = []
    for group in groups:
        start = group[0].start
        held = [note for note in held if note.end - start > LEGATO]
        chords += len({note.pitch for note in group}) > 1 or len(held) > 1
        held.extend(group)
    return chords


def _single(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes, each cut where the next begins."""
    line = list(notes)
    cut = [
        replace(note, length=Tick(min(note.length, after.start - note.start)))
        for note, after in pairwise(line)
    ]
    return (*cut, line[-1])
