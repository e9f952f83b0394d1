"""What a drum model hears of a track: its hits on steps, phrase by phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.drums import Steps, steps_of, voice_of
from engine.score.meter import MeterMap
from engine.score.song import DRUM_CHANNEL, Note, Song, Track
from engine.score.time import Tick
from engine.tools.errors import ToolError, called

REST = 8
"""After so many bars without a hit a new phrase begins."""


@dataclass(frozen=True)
class Phrase:
    """Notes in order, with the steps of their bars and their mean tempo."""

    notes: tuple[Note, ...]
    steps: Steps
    bpm: float

    def cells(self) -> list[tuple[int, int]]:
        """The step and the voice of each note."""
        nearest = self.steps.nearest(np.array([note.start for note in self.notes]))
        return [(int(s), voice_of(n.pitch)) for s, n in zip(nearest, self.notes, strict=True)]

    def leaders(self) -> list[Note]:
        """For each note the loudest one of its cell, of equal ones the first."""
        loudest: dict[tuple[int, int], Note] = {}
        cells = self.cells()
        for note, cell in zip(self.notes, cells, strict=True):
            if cell not in loudest or note.velocity > loudest[cell].velocity:
                loudest[cell] = note
        return [loudest[cell] for cell in cells]


def phrases(song: Song, track: Track, drums_only: bool = True) -> list[Phrase]:
    """The phrases of a track in song ticks.

    Raises ToolError where there are no notes, or no drums though they are wanted.
    """
    name = called(track)
    notes = sorted(track.notes, key=lambda note: (note.start, note.pitch, note.id))
    if not notes:
        raise ToolError(f"{name} holds no notes; play or draw a rhythm first")
    if drums_only and any(note.channel != DRUM_CHANNEL for note in notes):
        raise ToolError(f"{name} plays no drums; choose a drum track (channel 10)")
    return [_phrase(song, group) for group in between_rests(song.meters, notes)]


def between_rests(meters: MeterMap, notes: Sequence[Note]) -> list[list[Note]]:
    """Notes in order, a list for each run of them without more than REST bars between two."""
    groups: list[list[Note]] = []
    for note in notes:
        if not groups or meters.bar_at(note.start) - meters.bar_at(groups[-1][-1].start) > REST:
            groups.append([])
        groups[-1].append(note)
    return groups


def _phrase(song: Song, notes: Sequence[Note]) -> Phrase:
    first = song.meters.bar_at(notes[0].start)
    steps = steps_of(song.meters, first, song.meters.bar_at(notes[-1].start) + 1)
    bpm = np.mean([song.tempos.tempo_at(Tick(int(tick))).bpm for tick in steps.ticks])
    return Phrase(tuple(notes), steps, float(bpm))
