"""Continue for chords with a network of random weights: what holds whatever the model says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.runtime.library import Library, LoadedModel
from engine.score.meter import Meter
from engine.score.song import Clip, Note, Song, Track, in_order, new_song
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.asking import Ears
from engine.tools.chords.continue_ import continue_chords
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.takes import Answer, Take

C, AM, F, G = (48, 55, 60, 64), (45, 57, 60, 64), (41, 53, 57, 60), (43, 55, 59, 62)
BLOCK = [(0, 3840, voice) for voice in range(4)]
OOM_PAH = [(0, 960, 0), *((960, 900, voice) for voice in (1, 2, 3)), (1920, 960, 0),
           *((2880, 900, voice) for voice in (1, 2, 3))]  # fmt: skip


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(Path(__file__).parent).load("tiny-chords", "cpu")


def chords(
    frames: Sequence[tuple[int, ...]] = (C, AM, F, G),
    pattern: Sequence[tuple[int, int, int]] = BLOCK,
    meter: tuple[int, int] = (4, 4),
) -> Song:
    """A song whose track 1 plays a chord a bar in a pattern of (begin, length, voice)."""
    song = new_song(bars=len(frames))
    song = replace(song, meters=song.meters.with_meter(Meter(Tick(0), *meter)))
    notes = [
        Note(10 + 20 * bar + i, frame[voice], 60 + i, Tick(line + begin), Tick(length))
        for bar, frame in enumerate(frames)
        for line in [song.meters.bar_start(bar)]
        for i, (begin, length, voice) in enumerate(pattern)
    ]  # fmt: skip
    return song.with_clip(replace(song.tracks[0].clips[0], notes=in_order(notes)))


def go_on(song: Song, model: LoadedModel, **how: object) -> Answer:
    return continue_chords(song, 1, ContinueOptions(**{"variations": 1, "seed": 3, **how}), model)


def sounding(take: Take, tick: int) -> set[int]:
    return {note.pitch for note in take.notes if note.start <= tick < note.end}


@pytest.mark.parametrize("meter", [(4, 4), (3, 4), (6, 8), (5, 8), (2, 2)])
def test_new_bars_stand_where_they_belong_and_none_is_empty(model, meter):
    length = Meter(Tick(0), *meter).bar_ticks(960)
    song = chords(pattern=[(0, length, voice) for voice in range(4)], meter=meter)
    for take in go_on(song, model, bars=3, variations=4).takes:
        assert (take.start, take.end) == (4 * length, 7 * length)
        assert all(take.start <= note.start < note.end <= take.end for note in take.notes)
        starts = {(note.start - take.start) // length for note in take.notes}
        assert starts == {0, 1, 2}


@pytest.mark.parametrize("pattern", [BLOCK, OOM_PAH])
def test_given_chords_are_played_in_the_tracks_own_pattern(model, pattern):
    song = chords(pattern=pattern)
    for take in go_on(song, model, chords="Am F C G", variations=4).takes:
        onsets = sorted((note.start - take.start, note.length) for note in take.notes)
        assert onsets == sorted((b * 3840 + s, n) for b in range(4) for s, n, _ in pattern)
        names = ("Am", "F", "C", "G")
        for note in take.notes:
            assert note.pitch % 12 in parse_chord(names[(note.start - take.start) // 3840]).tones
        lowest = [
            min(n.pitch for n in take.notes if n.start == take.start + b * 3840) for b in range(4)
        ]
        assert [pitch % 12 for pitch in lowest] == [9, 5, 0, 7]
        assert {note.velocity for note in take.notes} == {60 + i for i in range(len(pattern))}


def test_a_chord_that_comes_inside_a_stroke_is_struck_there(model):
    take = go_on(chords(), model, bars=1, chords="Am:1 Dm:3").takes[0]
    assert {note.start - take.start for note in take.notes} == {0, 960}
    assert {pitch % 12 for pitch in sounding(take, take.start + 960)} <= {2, 5, 9}
    assert len(sounding(take, take.start + 960)) == 4


def test_chords_that_ring_for_two_bars_go_on_doing_so(model):
    song = chords((C, AM, F, G), pattern=[(0, 7680, voice) for voice in range(4)])
    clip = song.tracks[0].clips[0]
    notes = tuple(n for n in clip.notes if n.start % 7680 == 0)
    take = go_on(song.with_clip(replace(clip, notes=notes)), model, chords="Am:8 F:8").takes[0]
    struck = {(note.start - take.start, note.length) for note in take.notes}
    assert struck == {(0, 7680), (7680, 7680)}


def test_voices_move_little_and_stay_in_the_register(model):
    for take in go_on(chords(), model, bars=16, variations=4, temperature=0.5).takes:
        frames = [sorted(sounding(take, start)) for start in sorted({n.start for n in take.notes})]
        uppers = [frame[1:] for frame in frames if len(frame) == 4]
        moves = [abs(a - b) for one, two in pairwise(uppers) for a, b in zip(one, two, strict=True)]
        assert sum(moves) / len(moves) < 4
        assert all(36 <= pitch <= 72 for frame in frames for pitch in frame)


@pytest.mark.parametrize("seed", range(4))
def test_locks_hold(model, seed):
    song, key = chords(), parse_key("C major")
    how = {"bars": 8, "variations": 4, "seed": seed, "key": "C major", "low": 50, "high": 65}
    for take in go_on(song, model, **how, max_polyphony=3).takes:
        assert all(50 <= note.pitch <= 65 for note in take.notes)
        assert all(note.pitch % 12 in key.scale for note in take.notes)
        assert all(len(sounding(take, note.start)) <= 3 for note in take.notes)


def test_a_kept_rhythm_lets_chords_change_only_where_it_strikes(model):
    for take in go_on(chords(), model, bars=8, variations=4, rhythm="keep").takes:
        assert {(note.start - take.start) % 3840 for note in take.notes} == {0}


def test_at_strength_zero_locks_are_ignored(model):
    free = go_on(chords(), model).takes[0].notes
    locks = {"low": 60, "high": 61, "chords": "F#", "rhythm": "keep", "max_polyphony": 1}
    assert go_on(chords(), model, **locks, no_repeat=1, strength=0.0).takes[0].notes == free


def test_a_lock_that_is_half_as_strong_leans(model):
    key = parse_key("C major")

    def outside(strength: float) -> int:
        takes = go_on(chords(), model, bars=8, variations=6, key="C major", strength=strength).takes
        return sum(note.pitch % 12 not in key.scale for take in takes for note in take.notes)

    assert outside(0.0) > outside(0.9) > outside(1.0) == 0


def test_a_seed_gives_the_same_take_alone_and_among_others(model):
    many = go_on(chords(), model, variations=4).takes
    assert len({take.notes for take in many}) == 4
    for take in many:
        assert go_on(chords(), model, seed=take.seed).takes[0].notes == take.notes
    central = [go_on(chords(), model, temperature=0, seed=seed).takes[0].notes for seed in (1, 2)]
    assert central[0] == central[1]


def test_a_melody_over_the_new_bars_is_heeded(model):
    song = chords()
    tune = [Note(900 + i, 61 + i % 5, 80, Tick(i * 960), Tick(960)) for i in range(40)]
    lead = Track(2, "Lead", clips=(Clip(3, length=Tick(40 * 960), notes=tuple(tune)),))
    both = replace(song, tracks=(*song.tracks, lead))
    take = go_on(both, model).takes[0]
    assert take.notes != go_on(song, model).takes[0].notes
    assert 0 < take.scores["melody_share"] < 1
    assert "melody_share" not in go_on(song, model).takes[0].scores


def test_what_cannot_be_meant_is_refused(model, make_song: Callable[..., Song]):
    for song, how, word in (
        (make_song(channel=9), {}, "plays drums"),
        (make_song(bars=0), {}, "no notes"),
        (chords(), {"no_repeat": 4, "chords": "C"}, "leave no-repeat or chords out"),
        (chords(), {"temperature": 0.0, "variations": 2}, "one answer"),
    ):
        with pytest.raises(ToolError, match=word):
            go_on(song, model, **how)
    with pytest.raises(NothingLeft):
        go_on(chords(), model, low=61, high=61, key="C major")
    with pytest.raises(NothingLeft):
        go_on(chords(), model, chords="C#", key="F major", low=61, high=61)
    with pytest.raises(Cancelled):
        continue_chords(chords(), 1, ContinueOptions(), model, Ears(cancelled=lambda: True))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9000), st.integers(0, 127), st.integers(1, 127), st.integers(1, 4000)
        ),
        min_size=1,
        max_size=40,
    ),
    st.integers(0, 2**32 - 1),
)
def test_whatever_was_played_it_goes_on(model, struck, seed):
    notes = [
        Note(10 + i, pitch, velocity, Tick(start), Tick(length))
        for i, (start, pitch, velocity, length) in enumerate(struck)
    ]
    song = chords()
    song = song.with_clip(replace(song.tracks[0].clips[0], notes=in_order(notes)))
    take = go_on(song, model, bars=2, seed=seed).takes[0]
    assert take.notes
    ends: dict[int, int] = {}
    for note in take.notes:
        assert take.start <= note.start < note.end <= take.end
        assert ends.get(note.pitch, 0) <= note.start
        ends[note.pitch] = note.end
