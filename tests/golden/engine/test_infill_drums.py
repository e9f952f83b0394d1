"""Infill for drums with a network of random weights: what holds whatever the model says."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.runtime.library import LoadedModel
from engine.score.meter import Meter
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.drums.infill import infill_drums
from engine.tools.drums.part import Part
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Answer

DRUMS = 9
BAR = 1920


@pytest.fixture
def beat(beat: Callable[..., Song]) -> Callable[..., Song]:
    """Six bars of it, where nothing else is said."""
    return partial(beat, bars=6)


def fill(song: Song, start: int, end: int, model: LoadedModel, **how: object) -> Answer:
    options = MelodyOptions(**{"variations": 1, "seed": 3, **how})
    return infill_drums(song, 1, Tick(start), Tick(end), options, model)


def with_notes(song: Song, *notes: Note) -> Song:
    clip = song.tracks[0].clips[0]
    return song.with_clip(replace(clip, notes=tuple(sorted(notes, key=lambda n: n.start))))


@pytest.mark.parametrize(
    ("start", "end"),
    [(2 * BAR, 4 * BAR), (0, BAR), (5 * BAR, 6 * BAR), (2 * BAR + 480, 2 * BAR + 960),
     (2 * BAR - 7, 3 * BAR + 5), (BAR + 470, BAR + 490), (BAR - 9, BAR + 9)],
)  # fmt: skip
def test_new_strokes_stand_in_the_range_with_the_parts_own_kit(beat, drummer, start, end):
    answer = fill(beat(), start, end, drummer, variations=3)
    factor, pitches = answer.ppq_factor, set()
    for take in answer.takes:
        assert (take.start, take.end) == (start * factor, end * factor)
        assert take.notes
        assert all(take.start <= note.start < note.end <= take.end for note in take.notes)
        assert all(note.channel == DRUMS for note in take.notes)
        pitches |= {note.pitch for note in take.notes}
    assert not pitches & {36, 38, 42}


def test_no_bar_of_the_range_stays_empty_where_none_is(beat, drummer):
    for take in fill(beat(), BAR, 5 * BAR, drummer, variations=3, temperature=0.1).takes:
        assert len({note.start // (take.end // 5) for note in take.notes}) == 4


def test_a_note_that_is_early_for_what_follows_stays_as_it_is(beat, drummer):
    song = beat()
    early = Note(99, 49, 111, Tick(4 * BAR - 9), Tick(300), DRUMS)
    song = with_notes(song, *song.tracks[0].notes, early)
    answer = fill(song, 2 * BAR, 4 * BAR, drummer, variations=4)
    for take in answer.takes:
        kept = [note for note in take.notes if note.pitch == 49 and note.velocity == 111]
        spans = [(note.start, note.end) for note in kept]
        assert spans == [tuple(at * answer.ppq_factor for at in (early.start, early.end))]


def test_nothing_is_struck_again_that_still_sounds(beat, drummer):
    song = beat()
    long = [n.with_span(n.start, n.start + 3 * BAR) for n in song.tracks[0].notes if n.pitch == 35]
    others = [n for n in song.tracks[0].notes if n.pitch != 35]
    for take in fill(with_notes(song, *others, *long), BAR, 2 * BAR, drummer, variations=4).takes:
        assert all(note.pitch != 35 for note in take.notes)


def test_what_was_there_is_no_take(beat, drummer):
    song, gap = beat(), (2 * BAR + 480, 2 * BAR + 960)
    take = fill(song, *gap, drummer).takes[0]
    old = [note for note in song.tracks[0].notes if not gap[0] <= note.start < gap[1]]
    again = fill(with_notes(song, *old, *take.notes), *gap, drummer).takes[0]
    assert [(note.start, note.pitch) for note in again.notes] != [
        (note.start, note.pitch) for note in take.notes
    ]


def test_a_seed_gives_the_same_take_alone_and_among_others(beat, drummer):
    many = fill(beat(), 2 * BAR, 4 * BAR, drummer, variations=4).takes
    assert len({take.notes for take in many}) == 4
    for take in many:
        assert fill(beat(), 2 * BAR, 4 * BAR, drummer, seed=take.seed).takes[0].notes == take.notes
    central = [
        fill(beat(), BAR, 2 * BAR, drummer, temperature=0, seed=seed).takes for seed in (1, 2)
    ]
    assert central[0][0].notes == central[1][0].notes


def test_what_follows_is_told_first_and_the_gap_last(beat):
    song = beat(bars=12)
    part = Part.within(song, 1, Tick(3 * BAR), Tick(4 * BAR))
    assert (part.following, part.first_bar, part.new) == (8, 8 + 3, range(16 * 11, 16 * 12))
    assert part.ticks[0] == 4 * BAR and part.ticks[16 * 8] == 0
    assert not part.cells.hits[part.new.start :].any()
    assert part.cells.hits[: part.new.start].any(axis=1).sum() == 4 * 11


def test_locks_hold(beat, drummer):
    song = beat()
    for take in fill(song, 2 * BAR, 4 * BAR, drummer, variations=2, max_polyphony=1).takes:
        ends = [note.end for note in take.notes]
        assert all(a <= b.start for a, b in zip(ends, take.notes[1:], strict=False))
    answer = fill(song, 2 * BAR, 4 * BAR, drummer, variations=2, rhythm="keep")
    for take in answer.takes:
        steps = {round((note.start - take.start) / answer.ppq_factor / 480) for note in take.notes}
        assert steps == set(range(8))
    with pytest.raises(NothingLeft, match="no note before the range"):
        fill(song, 0, BAR, drummer, rhythm="keep")


def test_changes_of_meter_long_parts_and_a_single_note_elsewhere(beat, drummer):
    song = beat(bars=4)
    changed = replace(song, meters=song.meters.with_meter(Meter(Tick(2 * BAR), 3, 4)))
    assert fill(changed, BAR, 2 * BAR + 1440, drummer).takes[0].notes
    assert fill(beat(bars=200), 100 * BAR, 101 * BAR, drummer).takes[0].notes
    for at in (0, 30 * BAR):
        one = with_notes(song, Note(5, 36, 90, Tick(at), Tick(60), DRUMS))
        assert fill(one, 12 * BAR, 13 * BAR, drummer).takes[0].notes
    beside = with_notes(song, Note(5, 36, 90, Tick(0), Tick(60), DRUMS))
    assert fill(beside, 480, BAR, drummer).takes[0].reason


def test_what_cannot_be_meant_is_refused(beat, make_song, drummer):
    for song, start, end, word in (
        (make_song(), BAR, 2 * BAR, "plays no drums"),
        (make_song(bars=0, channel=DRUMS), BAR, 2 * BAR, "no notes"),
        (beat(), 0, 6 * BAR, "holds every note"),
        (beat(), BAR, BAR, "ends after it begins"),
    ):
        with pytest.raises(ToolError, match=word):
            fill(song, start, end, drummer)
    gone = iter([False, True])
    with pytest.raises(Cancelled):
        infill_drums(
            beat(), 1, Tick(BAR), Tick(3 * BAR), MelodyOptions(), drummer,
            Ears(cancelled=lambda: next(gone, True)),
        )  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9000), st.integers(27, 87), st.integers(1, 127), st.integers(1, 999)
        ),
        min_size=2,
        max_size=60,
    ),
    st.tuples(st.integers(0, 9000), st.integers(1, 4000)),
    st.integers(0, 2**32 - 1),
)
def test_whatever_was_played_the_rest_stays_and_nothing_overlaps(beat, drummer, hits, span, seed):
    notes = [
        Note(10 + i, pitch, velocity, Tick(start), Tick(length), DRUMS)
        for i, (start, pitch, velocity, length) in enumerate(sorted(hits))
    ]
    start, end = span[0], span[0] + span[1]
    outside = [note for note in notes if not start <= note.start < end]
    song = with_notes(beat(), *notes)
    if not outside:
        with pytest.raises(ToolError, match="holds every note"):
            fill(song, start, end, drummer)
        return
    try:
        answer = fill(song, start, end, drummer, seed=seed)
    except NothingLeft:
        assert any(note.start < start < note.end for note in outside)
        return
    take, factor = answer.takes[0], answer.ppq_factor
    old = {(note.start * factor, note.pitch) for note in notes if note not in outside}
    for note in take.notes:
        assert take.start <= note.start < take.end
        assert note.end <= take.end or (note.start, note.pitch) in old
        for other in outside:
            sounding = other.start * factor <= note.start < other.end * factor
            assert note.pitch != other.pitch or not sounding or (note.start, note.pitch) in old
