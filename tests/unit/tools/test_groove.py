"""Where notes go for given cells: amounts, flams, ends, the first tick, and phrases."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.representation.drums import encode
from engine.score.edits import set_tempo
from engine.score.meter import Meter
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.tools.drums.groove import apart, moved
from engine.tools.drums.kit import Phrase, phrases
from engine.tools.errors import ToolError

PPQ = 960


def hit(identity: int, start: int, pitch: int = 38, velocity: int = 80, length: int = 60) -> Note:
    return Note(identity, pitch, velocity, Tick(start), Tick(length), 9)


def drums(*notes: Note, bars: int = 4) -> Song:
    song = new_song(bars=bars)
    track = replace(song.tracks[0], channel=9)
    song = song.with_track(track)
    return song.with_clip(replace(track.clips[0], notes=notes))


def phrase(*notes: Note) -> Phrase:
    song = drums(*notes)
    (only,) = phrases(song, song.tracks[0])
    return only


def played(part: Phrase, late: float, loud: float):
    """The phrase's cells, each `late` 16ths behind the grid and `loud`."""
    cells = encode(part.notes, part.steps)
    full = np.where(cells.hits, 1.0, 0.0)
    return replace(cells, offsets=full * late, velocities=full * loud)


def test_a_note_goes_to_its_grid_point_plus_the_offset():
    part = phrase(hit(10, 247))
    (note,) = moved(part, played(part, 0.1, 100 / 127), 1.0)
    assert (note.id, note.start, note.length, note.velocity) == (10, 264, 60, 100)


@pytest.mark.parametrize(
    ("amount", "start", "velocity"), [(0, 247, 80), (0.5, 255, 90), (2, 281, 120)]
)
def test_the_amount_is_the_part_of_the_way(amount: float, start: int, velocity: int):
    part = phrase(hit(10, 247))
    (note,) = moved(part, played(part, 0.1, 100 / 127), amount)
    assert (note.start, note.velocity) == (start, velocity)


def test_a_flam_keeps_its_distance_and_its_proportion():
    part = phrase(hit(10, 200, velocity=30), hit(11, 236, velocity=60))
    grace, stroke = moved(part, played(part, 0.0, 120 / 127), 1.0)
    assert (grace.start, stroke.start) == (204, 240)
    assert (grace.velocity, stroke.velocity) == (60, 120)


def test_a_triplet_stays_one():
    part = phrase(hit(10, 0), hit(11, 318), hit(12, 642))
    assert [n.start for n in moved(part, played(part, 0.0, 0.5), 1.0)] == [0, 320, 640]


def test_of_notes_that_come_to_overlap_the_earlier_ends_first():
    notes = apart([hit(10, 0, length=300), hit(11, 240), hit(12, 100, pitch=36, length=900)])
    assert [(n.id, n.start, n.end) for n in notes] == [
        (10, 0, 240),
        (12, 100, 1000),
        (11, 240, 300),
    ]


def test_a_long_rest_begins_a_new_phrase_and_costs_no_steps():
    song = drums(hit(10, 0), hit(11, 960), hit(12, 400 * 3840 + 240))
    parts = phrases(song, song.tracks[0])
    assert [[n.id for n in part.notes] for part in parts] == [[10, 11], [12]]
    assert sum(len(part.steps.ticks) for part in parts) == 34


def test_a_phrase_knows_its_mean_tempo():
    song = set_tempo(drums(hit(10, 0), hit(11, 2 * 3840 - 240)), Tick(3840), 60)
    (part,) = phrases(song, song.tracks[0])
    assert part.bpm == pytest.approx((16 * 120 + 17 * 60) / 33)


def test_a_melody_is_refused_and_so_is_nothing():
    song = new_song()
    with pytest.raises(ToolError, match="holds no notes"):
        phrases(song, song.tracks[0])
    song = song.with_clip(
        replace(song.tracks[0].clips[0], notes=(Note(9, 60, 80, Tick(0), Tick(9)),))
    )
    with pytest.raises(ToolError, match="plays no drums"):
        phrases(song, song.tracks[0])


@given(
    st.lists(
        st.tuples(st.integers(0, 9000), st.sampled_from([36, 38, 42, 56])), min_size=1, max_size=40
    ),
    st.floats(-0.5, 0.5),
    st.sampled_from([Meter(), Meter(Tick(0), 5, 8), Meter(Tick(0), 7, 32)]),
)
def test_no_note_is_lost_and_none_of_a_pitch_overlap(
    starts: list[tuple[int, int]], late: float, meter: Meter
):
    notes = [hit(10 + i, start, pitch) for i, (start, pitch) in enumerate(sorted(starts))]
    song = drums(*notes)
    song = replace(song, meters=song.meters.with_meter(meter))
    parts = phrases(song, song.tracks[0])
    result = apart([n for part in parts for n in moved(part, played(part, late, 0.6), 1.0)])
    assert sorted((n.id, n.pitch) for n in result) == sorted((n.id, n.pitch) for n in notes)
    for pitch in {n.pitch for n in result}:
        line = [n for n in result if n.pitch == pitch]
        assert all(a.end <= b.start or a.start == b.start for a, b in pairwise(line))
