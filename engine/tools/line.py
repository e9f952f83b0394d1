"""The single line in a track: what the melody model hears of it, or why it hears none."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from engine.representation.notes import GRID, to_grid
from engine.score.song import Note, Song, Track
from engine.score.time import Tick
from engine.tools.errors import ToolError

CHORD_SHARE = 0.15
"""A track is polyphonic where more of its onsets than this share meet other notes."""

LEGATO = GRID // 4
"""How far, in grid ticks, notes may overlap as fingers do without being two voices: a 16th."""


def melody_line(song: Song, track: Track) -> tuple[Note, ...]:
    """The track's melody in grid ticks, one note at a time, for the model alone.

    Where notes begin together the highest counts; where they overlap the earlier is cut. Raises
    ToolError for drums, for a track without notes and for one that plays chords.
    """
    name = f"the track {track.name!r}" if track.name else "the track"
    if track.is_drums:
        raise ToolError(
            f"{name} plays drums, and this version continues melodies only; "
            "choose a track with a melody"
        )
    notes = to_grid(track.notes, song.ppq)
    if not notes:
        raise ToolError(f"{name} holds no notes; play or draw a melody first")
    together, onsets = _meetings(notes)
    if together > CHORD_SHARE * onsets:
        raise ToolError(
            f"{name} plays chords or several voices ({together} of {onsets} onsets sound with other "
            "notes), and this version continues melodies only; choose a track with a single line"
        )
    return _highest(notes)


def _meetings(notes: Sequence[Note]) -> tuple[int, int]:
    """How many onsets meet another onset or a note held on for longer than LEGATO, and of how many."""
    together = onsets = 0
    sounding = 0
    groups = _onset_groups(notes)
    for index, group in enumerate(groups):
        onsets += 1
        start = group[0].start
        held = sounding - start > LEGATO
        chord = len({note.pitch for note in group}) > 1
        together += chord or held
        sounding = max(sounding, *(min(note.end, _onset_after(groups, index, note)) for note in group))
    return together, onsets


def _onset_after(groups: Sequence[Sequence[Note]], index: int, note: Note) -> Tick:
    """Where a note surely ends as one of a line: when its own pitch is struck again."""
    following = groups[index + 1] if index + 1 < len(groups) else ()
    return min((n.start for n in following if n.pitch == note.pitch), default=note.end)


def _onset_groups(notes: Sequence[Note]) -> list[list[Note]]:
    groups: list[list[Note]] = []
    for note in notes:
        if groups and groups[-1][0].start == note.start:
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


def _highest(notes: Sequence[Note]) -> tuple[Note, ...]:
    line = [max(group, key=lambda note: note.pitch) for group in _onset_groups(notes)]
    trimmed = [
        replace(note, length=Tick(min(note.length, after.start - note.start)))
        for note, after in pairwise(line)
    ]
    return (*trimmed, line[-1])
