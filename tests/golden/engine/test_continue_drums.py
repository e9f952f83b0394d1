"""Continue for drums with a network of random weights: what holds whatever the model says."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.runtime.library import LoadedModel
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.continue_ import continue_drums
from engine.tools.errors import ToolError
from engine.tools.takes import Answer, Take

KIT = {35, 40, 44}
DRUMS = 9


def go_on(song: Song, model: LoadedModel, **how: object) -> Answer:
    return continue_drums(song, 1, ContinueOptions(**{"variations": 1, "seed": 3, **how}), model)


def onsets_by_bar(take: Take, meters: MeterMap) -> list[int]:
    bars = range(meters.bar_at(take.start), meters.bar_at(Tick(take.end - 1)) + 1)
    held = [meters.bar_at(note.start) for note in take.notes]
    return [held.count(bar) for bar in bars]


@pytest.mark.parametrize("ppq", [480, 100, 30])
@pytest.mark.parametrize("meter", [(4, 4), (3, 4), (5, 8), (12, 8), (7, 16)])
def test_new_bars_stand_where_they_belong_and_none_is_empty(beat, drummer, meter, ppq):
    song = beat(meter=meter, ppq=ppq)
    answer = go_on(song, drummer, bars=3, variations=2)
    meters = song.meters.rescaled(answer.ppq_factor)
    for take in answer.takes:
        assert (take.start, take.end) == (meters.bar_start(2), meters.bar_start(5))
        assert all(onsets_by_bar(take, meters))
        assert all(take.start <= note.start < note.end <= take.end for note in take.notes)
        assert all(note.channel == DRUMS and 1 <= note.velocity <= 127 for note in take.notes)


def test_the_part_plays_on_with_its_own_kit(beat, drummer):
    notes = go_on(beat(), drummer, bars=8, variations=3).takes
    pitches = {note.pitch for take in notes for note in take.notes}
    assert pitches > KIT
    assert not pitches & {36, 38, 42}


def test_what_is_stiff_or_all_of_one_loudness_stays_so(beat, drummer):
    song = beat()
    takes = go_on(song, drummer, bars=4, variations=4).takes
    factor = go_on(song, drummer).ppq_factor
    assert {note.start % (120 * factor) for take in takes for note in take.notes} == {0}
    assert len({note.velocity for take in takes for note in take.notes}) > 4
    clip = song.tracks[0].clips[0]
    flat = song.with_clip(replace(clip, notes=tuple(n.with_velocity(77) for n in clip.notes)))
    takes = go_on(flat, drummer, bars=4, variations=4).takes
    assert {note.velocity for take in takes for note in take.notes} == {77}
    played = [n.with_span(n.start + 7 * (n.id % 3), n.end) for n in clip.notes]
    loose = go_on(song.with_clip(replace(clip, notes=tuple(played))), drummer, bars=4)
    assert len({note.start % (120 * factor) for note in loose.takes[0].notes}) > 4


def test_a_seed_gives_the_same_take_alone_and_among_others(beat, drummer):
    many = go_on(beat(), drummer, variations=4).takes
    assert len({take.notes for take in many}) == 4
    for take in many:
        assert go_on(beat(), drummer, seed=take.seed).takes[0].notes == take.notes
    central = [go_on(beat(), drummer, temperature=0, seed=seed).takes[0].notes for seed in (1, 2)]
    assert central[0] == central[1]


def test_no_more_drums_than_wanted_sound_and_a_kept_rhythm_is_kept(beat, drummer):
    song = beat()
    for take in go_on(song, drummer, bars=4, variations=2, max_polyphony=1).takes:
        ends = [note.end for note in take.notes]
        assert all(a <= b.start for a, b in zip(ends, take.notes[1:], strict=False))
    for take in go_on(song, drummer, bars=4, variations=2, rhythm="keep").takes:
        steps = {round((note.start - take.start) / 480) for note in take.notes}
        assert steps == set(range(16))
    free = go_on(song, drummer, bars=4).takes[0].notes
    locks = {"max_polyphony": 1, "rhythm": "keep", "no_repeat": 1, "strength": 0.0}
    assert go_on(song, drummer, bars=4, **locks).takes[0].notes == free


def test_a_hit_that_comes_early_is_the_one_on_the_line(beat, drummer):
    song = beat()
    clip = song.tracks[0].clips[0]
    early = Note(99, 49, 100, Tick(3 * 960 + 960 - 4), Tick(4), DRUMS)
    song = song.with_clip(replace(clip, notes=(*clip.notes[:-1], early)))
    for take in go_on(song, drummer, variations=8).takes:
        assert all(note.pitch != 49 or note.start >= take.start + 100 for note in take.notes)


def test_bars_are_empty_only_where_there_were_some(beat, drummer):
    def empty(song: Song) -> int:
        takes = go_on(song, drummer, bars=8, variations=4, temperature=0.1).takes
        return sum(not held for take in takes for held in onsets_by_bar(take, song.meters))

    quiet = {"meter": (2, 8), "bars": 4}
    assert empty(beat(**quiet)) == 0
    assert empty(beat(**quiet, skip_bars=(1, 2))) > 0


def test_changes_of_meter_two_hundred_bars_and_one_note(beat, drummer):
    song = beat(bars=2)
    changed = replace(song, meters=song.meters.with_meter(Meter(Tick(3840), 3, 4)))
    take = go_on(changed, drummer, bars=2).takes[0]
    assert take.end - take.start == 2 * 3 * 480
    assert go_on(beat(bars=200), drummer, bars=1).takes[0].notes
    clip = song.tracks[0].clips[0]
    one = song.with_clip(replace(clip, notes=clip.notes[:1]))
    assert go_on(one, drummer, bars=2).takes[0].notes


def test_what_cannot_be_meant_is_refused(beat, make_song, drummer):
    for song, how, word in (
        (make_song(), {}, "plays no drums"),
        (make_song(bars=0, channel=DRUMS), {}, "no notes"),
        (beat(), {"bars": 0}, "at least one bar"),
        (beat(), {"temperature": 0.0, "variations": 2}, "one answer"),
    ):
        with pytest.raises(ToolError, match=word):
            go_on(song, drummer, **how)
    with pytest.raises(Cancelled):
        continue_drums(beat(), 1, ContinueOptions(), drummer, Ears(cancelled=lambda: True))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 4000), st.integers(27, 87), st.integers(1, 127), st.integers(1, 999)
        ),
        min_size=1,
        max_size=60,
    ),
    st.integers(0, 2**32 - 1),
)
def test_whatever_was_played_it_goes_on(beat, drummer, hits, seed):
    song = beat()
    clip = song.tracks[0].clips[0]
    notes = [
        Note(10 + i, pitch, velocity, Tick(start), Tick(length), DRUMS)
        for i, (start, pitch, velocity, length) in enumerate(sorted(hits))
    ]
    answer = go_on(song.with_clip(replace(clip, notes=tuple(notes))), drummer, bars=2, seed=seed)
    take = answer.takes[0]
    assert all(take.start <= note.start < note.end <= take.end for note in take.notes)
    by_pitch: dict[int, int] = {}
    for note in take.notes:
        assert by_pitch.get(note.pitch, 0) <= note.start
        by_pitch[note.pitch] = note.end
