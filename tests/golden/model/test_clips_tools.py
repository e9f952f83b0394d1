"""Generate and Interpolate with the models that ship: what they promise, whatever comes in."""

from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.runtime.library import Library, LoadedModel
from engine.score.edits import rescaled
from engine.score.meter import Meter
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.catalogue import TOOLS
from engine.tools.clips.ends import End
from engine.tools.clips.generate import GenerateOptions, generate
from engine.tools.clips.interpolate import InterpolateOptions, interpolate
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.replay import options_of
from engine.tools.takes import Take
from tests.property.heard import most_at_once

LIBRARY = Library(Path(__file__).parents[3] / "models")
CENTRAL = InterpolateOptions(steps=1, temperature=0)
KIT = {36, 38, 42, 46, 43, 47, 50, 49, 51}


@pytest.fixture(scope="module")
def melodies() -> LoadedModel:
    return LIBRARY.load("clips-melody", "cpu")


@pytest.fixture(scope="module")
def drums() -> LoadedModel:
    return LIBRARY.load("clips-drums", "cpu")


def song_of(*notes: Note, meter: tuple[int, int] = (4, 4), channel: int = 0) -> Song:
    song = new_song(bars=2)
    song = replace(song, meters=song.meters.with_meter(Meter(Tick(0), *meter)))
    song = song.with_track(replace(song.tracks[0], channel=channel))
    own = (replace(note, id=10 + index, channel=channel) for index, note in enumerate(notes))
    return replace(song.with_clip(replace(song.tracks[0].clips[0], notes=tuple(own))), next_id=999)


def tune(*pitches: int, length: int = 480, meter: tuple[int, int] = (4, 4)) -> Song:
    """Pitches one after the other, at 960 to the quarter."""
    notes = (
        Note(0, pitch, 90, Tick(index * length), Tick(length))
        for index, pitch in enumerate(pitches)
    )
    return song_of(*notes, meter=meter)


def rock(bars: int = 2) -> Song:
    notes = []
    for step in range(8 * bars):
        for pitch in (42, *((36,) if step % 4 == 0 else ()), *((38,) if step % 4 == 2 else ())):
            notes.append(Note(0, pitch, 90, Tick(480 * step), Tick(120)))
    return song_of(*notes, channel=9)


SCALE = tune(60, 62, 64, 65, 67, 69, 71, 72, 72, 71, 69, 67, 65, 64, 62, 60)
ARCH = tune(67, 64, 60, 64, 67, 72, 76, 72, 67, 64, 60, 64, 60, 59, 57, 55)


def heard(take: Take) -> list[tuple[int, int, int, int]]:
    return [(note.start, note.length, note.pitch, note.velocity) for note in take.notes]


def between(
    first: Song, last: Song, model: LoadedModel, options: InterpolateOptions = CENTRAL
) -> list[Take]:
    ends = [(song, song.tracks[0].id) for song in (first, last)]
    return list(interpolate(ends[0], ends[1], options, model).takes)


def test_a_seed_gives_the_same_clips_alone_and_among_others(melodies: LoadedModel) -> None:
    options = GenerateOptions(bars=2, variations=3, seed=5)
    takes = generate(options, melodies).takes
    assert len({tuple(heard(take)) for take in takes}) == 3
    for take in takes:
        alone = generate(replace(options, variations=1, seed=take.seed), melodies).takes[0]
        assert heard(alone) == heard(take)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([(4, 4), (3, 4), (6, 8), (5, 8), (7, 8)]),
    st.integers(1, 4),
    st.sampled_from(["A minor", "F# major", "Eb"]),
    st.integers(40, 70),
)
def test_what_is_locked_is_never_left_and_nothing_leaves_its_bars(
    melodies: LoadedModel, seed: int, meter: tuple[int, int], bars: int, key: str, low: int
) -> None:
    options = GenerateOptions(
        bars=bars, meter=meter, key=key, low=low, high=low + 13, seed=seed, temperature=1.5
    )
    end = options.meters.bar_start(bars)
    before = 0
    for note in generate(options, melodies).takes[0].notes:
        assert note.pitch % 12 in parse_key(key).scale
        assert low <= note.pitch <= low + 13
        assert before <= note.start < note.end <= end
        assert 1 <= note.velocity <= 127
        before = note.end


@pytest.mark.parametrize("seed", range(8))
def test_a_locked_chord_sounds_alone(melodies: LoadedModel, seed: int) -> None:
    options = GenerateOptions(bars=4, chords="Am F:2 G:2", variations=2, seed=seed)
    begins = [0, 3840, 5760, 7680, 11520, 13440, 4 * 3840]
    tones = [parse_chord(symbol).tones for symbol in ("Am", "F", "G") * 2]
    for note in (n for take in generate(options, melodies).takes for n in take.notes):
        for (begin, end), chord in zip(pairwise(begins), tones, strict=True):
            if note.start < end and note.end > begin:
                assert note.pitch % 12 in chord


def test_drums_are_made_on_the_kit_and_never_overlap_themselves(drums: LoadedModel) -> None:
    for take in generate(GenerateOptions(bars=4, variations=4, seed=2), drums).takes:
        assert {note.pitch for note in take.notes} <= KIT
        assert {note.channel for note in take.notes} == {9}
        ends: dict[int, int] = {}
        for note in take.notes:
            assert ends.get(note.pitch, 0) <= note.start < note.end <= 4 * 4 * 960
            ends[note.pitch] = note.end


def test_a_clip_between_itself_and_itself_is_nearly_itself(
    melodies: LoadedModel, drums: LoadedModel
) -> None:
    for song, model in ((SCALE, melodies), (ARCH, melodies), (rock(), drums)):
        true = {(n.start // 240, n.pitch) for n in song.tracks[0].notes}
        back = {(round(n.start / 240), n.pitch) for n in between(song, song, model)[0].notes}
        assert len(true & back) >= 0.8 * max(len(true), len(back))


def test_steps_go_from_the_one_to_the_other(melodies: LoadedModel) -> None:
    takes = between(SCALE, ARCH, melodies, InterpolateOptions(steps=9, temperature=0))
    ends = [{(n.start, n.pitch) for n in song.tracks[0].notes} for song in (SCALE, ARCH)]
    near = [[len({(n.start, n.pitch) for n in take.notes} & end) for take in takes] for end in ends]
    assert near[0][0] > near[0][-1]
    assert near[1][0] < near[1][-1]
    assert [take.scores["share"] for take in takes] == pytest.approx([k / 10 for k in range(1, 10)])


def test_each_step_changes_a_like_part_of_the_notes(melodies: LoadedModel) -> None:
    options = InterpolateOptions(steps=3, temperature=0)
    takes = between(SCALE, ARCH, melodies, options)
    clips = [SCALE.tracks[0].notes, *(take.notes for take in takes), ARCH.tracks[0].notes]
    changed = [
        len({(n.start, n.pitch) for n in one} ^ {(n.start, n.pitch) for n in other})
        for one, other in pairwise(clips)
    ]
    assert max(changed) <= 2 * sum(changed) / len(changed)
    latent = between(SCALE, ARCH, melodies, replace(options, way="latent"))
    assert [heard(take) for take in latent] != [heard(take) for take in takes]


@pytest.mark.parametrize("way", ["heard", "latent"])
def test_a_seed_gives_the_same_way_alone_and_among_others(
    melodies: LoadedModel, drums: LoadedModel, way: str
) -> None:
    options = InterpolateOptions(steps=2, variations=2, seed=5, way=way)
    for first, last, model in ((SCALE, ARCH, melodies), (rock(), rock(1), drums)):
        takes = between(first, last, model, options)
        again = replace(options, variations=1, seed=takes[2].seed)
        alone = between(first, last, model, again)
        assert [heard(take) for take in alone] == [heard(take) for take in takes[2:]]


def test_long_clips_are_read_in_windows_and_nothing_is_lost(
    melodies: LoadedModel, drums: LoadedModel
) -> None:
    """40 bars; in the melody a note lasts over each border between two windows."""
    phrase = (60, 64, 67, 72, 71, 67, 64, 62, 65, 69, 72, 69, 67, 65, 64)
    long = tune(*phrase * 14, length=720)
    for song, model, whole in ((long, melodies, 0.8), (rock(40), drums, 0.95)):
        take = between(song, song, model)[0]
        assert take.scores["bars"] == 40
        true = {(round(n.start / 240), n.pitch) for n in song.tracks[0].notes}
        back = {(round(n.start / 240), n.pitch) for n in take.notes}
        for bar in range(40):
            inside = [{each for each in notes if each[0] // 16 == bar} for notes in (true, back)]
            assert len(inside[0] & inside[1]) >= whole * len(inside[0]) - 2
        assert len(true & back) >= whole * max(len(true), len(back))


def test_every_note_of_a_very_long_clip_is_read() -> None:
    """More notes than Continue looks back for."""
    song = tune(*[60, 64, 67, 72] * 600)
    end = End.of(song, song.tracks[0])
    assert len(end.notes) == 2400
    assert end.bars == 300


def test_the_shorter_clip_is_filled_up_and_triplets_stay(melodies: LoadedModel) -> None:
    triplets = tune(*([60, 64, 67] * 8), length=320)
    take = between(triplets, tune(72), melodies)[0]
    assert take.scores["bars"] == 2
    own = between(triplets, triplets, melodies)[0]
    assert sum(note.start % 320 == 0 for note in own.notes) > 0.6 * len(own.notes)


def test_ticks_of_two_songs_need_not_agree(melodies: LoadedModel) -> None:
    assert heard(between(SCALE, rescaled(ARCH, 2), melodies)[0]) == heard(
        between(SCALE, ARCH, melodies)[0]
    )


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (SCALE, tune(60, 62, meter=(3, 4)), "bar 1 is in 4/4 here and in 3/4 there"),
        (SCALE, rock(), "one clip is drums"),
        (rock(), rock(), "turns melody into melody"),
        (SCALE, tune(60, 60, length=513 * 3840), "at most 512"),
        (song_of(), SCALE, "no notes"),
    ],
)
def test_clips_that_cannot_turn_are_refused(
    melodies: LoadedModel, first: Song, last: Song, says: str
) -> None:
    with pytest.raises(ToolError, match=says):
        between(first, last, melodies)


@pytest.mark.parametrize(
    "change",
    [{"bars": 0}, {"bars": 17}, {"variations": 0}, {"strength": 2.0}, {"seed": -1},
     {"temperature": 0.0, "variations": 2}],
)  # fmt: skip
def test_options_that_mean_nothing_are_refused(melodies: LoadedModel, change: dict) -> None:
    with pytest.raises(ToolError):
        generate(replace(GenerateOptions(), **change), melodies)
    with pytest.raises(ToolError, match="no way called round"):
        between(SCALE, ARCH, melodies, replace(CENTRAL, way="round"))


def test_locks_that_leave_nothing_are_refused(melodies: LoadedModel) -> None:
    with pytest.raises(NothingLeft):
        generate(GenerateOptions(key="C", low=61, high=61, variations=1), melodies)


def test_a_call_can_be_cancelled(melodies: LoadedModel) -> None:
    with pytest.raises(Cancelled):
        generate(GenerateOptions(), melodies, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        ends = (SCALE, SCALE.tracks[0].id), (ARCH, ARCH.tracks[0].id)
        interpolate(*ends, CENTRAL, melodies, cancelled=lambda: True)


def test_phrases_come_back_in_melodies_from_nothing(melodies: LoadedModel) -> None:
    """In real melodies of sixteen bars two notes of five lie in a repeated motif."""
    takes = generate(GenerateOptions(bars=16, variations=16, seed=3), melodies).takes
    assert sum(take.scores["repeated_motif"] for take in takes) / 16 > 0.2
    assert sum(take.scores["out_of_key"] for take in takes) / 16 < 0.03


@pytest.mark.parametrize("meter", [(7, 8), (12, 8), (5, 8), (11, 16), (3, 4)])
def test_phrases_come_back_in_any_meter(melodies: LoadedModel, meter: tuple[int, int]) -> None:
    options = GenerateOptions(bars=16, meter=meter, variations=4, seed=2)
    for take in generate(options, melodies).takes:
        assert take.notes
        assert take.notes[-1].end <= take.end


def test_drums_at_temperature_nought_are_each_at_its_likeliest(drums: LoadedModel) -> None:
    options = GenerateOptions(bars=2, variations=1, seed=3, temperature=0)
    played, likeliest = (
        generate(replace(options, played=each), drums).takes[0] for each in (True, False)
    )
    assert heard(played) == heard(likeliest)


def test_drums_are_played_by_their_seed_the_looser_the_more_is_dared(drums: LoadedModel) -> None:
    """Beside the same noise with each stroke at its likeliest; to the 16th they stay in place."""
    spreads = []
    for temperature in (0.25, 0.5, 1.0):
        options = GenerateOptions(bars=8, variations=4, seed=5, temperature=temperature)
        takes, again = (generate(options, drums).takes for _ in range(2))
        assert [heard(take) for take in takes] == [heard(take) for take in again]
        plain = generate(replace(options, played=False), drums).takes
        away = []
        for take, other in zip(takes, plain, strict=True):
            starts = {(round(n.start / 240), n.pitch): n.start for n in other.notes}
            both = [(round(n.start / 240), n.pitch, n.start) for n in take.notes]
            away += [at - starts[step, p] for step, p, at in both if (step, p) in starts]
        spreads.append(fmean(abs(ticks) for ticks in away))
    assert 0 < spreads[0] < spreads[1] < spreads[2] < 60


def test_drums_that_were_made_before_they_were_played_come_the_same_again() -> None:
    asked = asdict(GenerateOptions(bars=4, seed=2))
    del asked["played"]
    again = options_of(TOOLS["generate"], asked)
    assert isinstance(again, GenerateOptions)
    assert not again.played
    assert GenerateOptions().played


@pytest.mark.parametrize("most", [1, 2])
def test_played_drums_keep_their_locks(drums: LoadedModel, most: int) -> None:
    options = GenerateOptions(bars=4, variations=4, seed=1, max_polyphony=most)
    for take in generate(options, drums).takes:
        assert take.notes
        assert most_at_once(take.notes) <= most
