"""Everything that the window's plots show of a clip or a track, computed in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.representation.notes import grid_meters, to_grid
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, in_order
from engine.theory.bars import starts_of
from engine.theory.course import Course, bar_numbers, density
from engine.theory.keys import Key, find_key
from engine.theory.likeness import Form, form
from engine.theory.metrics import groove_similarity, melody_metrics, notes_per_bar
from engine.theory.musegan import drum_pattern, empty_bars, five
from engine.theory.shares import interval_shares, struck
from engine.theory.strokes import Strokes, strokes

BARS = 16
"""So many bars are measured for the table: as many as of each piece of real music beside it."""

LISTENED = 4000
"""In so many notes at most a key is looked for."""

LEFT_OUT = ("notes", "longest_repeat_of_prompt")
"""Measures that say how long a piece is, or nothing without a prompt."""


@dataclass(frozen=True, eq=False)
class Portrait:
    """The figures of `notes`, in order, whose ticks `meters` counts. `key` is None for drums;
    `numbers` (n,) are the places of the notes in bars as musicians count; `measures` those of the
    sixteen bars from `measured_from` on (an index), empty where there are no notes.
    """

    notes: tuple[Note, ...]
    meters: MeterMap
    key: Key | None
    form: Form
    struck: np.ndarray
    intervals: np.ndarray
    strokes: Strokes
    density: Course
    numbers: np.ndarray
    measures: Mapping[str, float]
    measured_from: int

    @property
    def drums(self) -> bool:
        """Whether it is that of a kit."""
        return self.key is None


def portrait(song: Song, track_id: int, clip_id: int | None = None) -> Portrait:
    """The portrait of a track, or of one of its clips. Raises KeyError."""
    track = song.track(track_id)
    notes = in_order(track.notes) if clip_id is None else track.clip(clip_id).notes
    key = None if track.is_drums else find_key(islice(notes, LISTENED))
    first = song.meters.bar_at(notes[0].start) if notes else 0
    return Portrait(
        notes=notes,
        meters=song.meters,
        key=key,
        form=form(notes, song.meters),
        struck=struck(notes, key),
        intervals=interval_shares(notes),
        strokes=strokes(notes, song.meters, song.tempos, drums=track.is_drums),
        density=density(notes, song.meters),
        numbers=bar_numbers(notes, song.meters),
        measures=_measured(song, track_id, notes, first),
        measured_from=first,
    )


def drum_measures(notes: Sequence[Note], meters: MeterMap) -> dict[str, float]:
    """The measures of a kit by name."""
    return {
        "drum_pattern": drum_pattern(notes, meters),
        "groove_similarity": groove_similarity(notes, meters),
        "notes_per_bar": notes_per_bar(notes, meters),
        "empty_bars": empty_bars(notes, meters),
    }


def _measured(song: Song, track_id: int, notes: Sequence[Note], first: int) -> Mapping[str, float]:
    """The measures of BARS bars, on the grid on which real music was measured."""
    span = song.meters.bar_start(first), song.meters.bar_start(first + BARS)
    here, meters = _within(notes, span, song.ppq), grid_meters(song.meters)
    if not here:
        return {}
    if song.track(track_id).is_drums:
        return drum_measures(here, meters)
    others = [
        beside
        for track in song.tracks
        if track.id != track_id
        and not track.is_drums
        and (beside := _within(tuple(track.notes), span, song.ppq))
    ]
    found = melody_metrics(here, meters) | five(here, meters, others)
    return {name: value for name, value in found.items() if name not in LEFT_OUT}


def _within(notes: Sequence[Note], span: tuple[int, int], ppq: int) -> Sequence[Note]:
    """The notes that begin in a span, on the grid."""
    starts = starts_of(notes)
    inside = np.flatnonzero((starts >= span[0]) & (starts < span[1]))
    return to_grid([notes[index] for index in inside.tolist()], ppq)
