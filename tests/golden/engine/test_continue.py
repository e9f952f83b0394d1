"""Continue with a real, if tiny, model: what it promises, over thousands of notes."""

import json
import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from engine.jobs import Cancelled
from engine.representation.notes import GRID
from engine.score.meter import Meter
from engine.score.song import Clip, Note, Track
from engine.score.time import Tick
from engine.theory.keys import UnknownKey, parse_key
from engine.tools.asking import Ears
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.melody import desk
from engine.tools.melody.continue_ import continue_melody

GOLDEN = Path(__file__).parent / "takes.json"

SHAPES = [
    (480, (4, 4)),
    (960, (3, 4)),
    (96, (6, 8)),
    (100, (5, 8)),
    (24, (7, 8)),
    (1, (4, 4)),
    (5, (5, 16)),
    (480, (13, 4)),
    (384, (9, 8)),
    (480, (11, 32)),
    (480, (5, 64)),
    (25000, (5, 8)),
    (32767, (2, 2)),
]


def run(song, model, **options):
    return continue_melody(song, 1, ContinueOptions(**{"seed": 11, **options}), model)


def spelled(take):
    return [[n.start, n.length, n.pitch, n.velocity] for n in take.notes]


def test_the_takes_of_a_seed_are_those_kept_here(tiny, make_song):
    result = run(make_song(bars=4), tiny)
    takes = [{"seed": take.seed, "notes": spelled(take)} for take in result.takes]
    if os.environ.get("ARIETTA_REWRITE_GOLDEN"):
        GOLDEN.write_text(json.dumps(takes) + "\n")
    assert takes == json.loads(GOLDEN.read_text())
    assert (result.model, result.device, result.seed) == ("tiny", "cpu", 11)
    assert result.sha256 == tiny.card.files[0].sha256


@pytest.mark.parametrize(("ppq", "meter"), SHAPES)
@pytest.mark.parametrize("bars", [1, 3])
def test_takes_fill_exactly_the_bars_that_follow(tiny, make_song, ppq, meter, bars):
    song = make_song(ppq, meter, bars=2)
    result = run(song, tiny, bars=bars, variations=4)
    factor = result.ppq_factor
    bar = ppq * factor * 4 * meter[0] / meter[1]
    for take in result.takes:
        assert take.start == pytest.approx(2 * bar, abs=0.5)
        assert take.end == pytest.approx((2 + bars) * bar, abs=0.5)
        assert all(take.start <= note.start < note.end <= take.end for note in take.notes)
        assert all(note.length > 0 and 0 < note.velocity < 128 for note in take.notes)
        filled = {int((note.start - take.start) // bar) for note in take.notes}
        on_grid = GRID * 4 * meter[0] % meter[1] == 0
        assert filled == set(range(bars)) if on_grid else filled
        ends = [note.end for note in take.notes[:-1]]
        assert all(end <= after.start for end, after in zip(ends, take.notes[1:], strict=True))


def test_new_bars_begin_at_the_bar_line_on_which_the_last_note_ends_or_at_the_next(tiny, make_song):
    song = make_song(bars=2)
    clip = song.clip(2)
    for longer, start in ((0, 2 * 1920), (1, 3 * 1920), (1920, 3 * 1920), (100 * 1920, 102 * 1920)):
        last = clip.notes[-1]
        held = replace(last, length=Tick(last.length + longer))
        grown = song.with_clip(replace(clip, notes=(*clip.notes[:-1], held)))
        for take in run(grown, tiny, bars=1).takes:
            assert (take.start, take.end) == (start, start + 1920)
            assert take.notes


def test_meters_go_on_and_change_where_the_song_says_so(tiny, make_song):
    song = make_song(bars=2)
    meters = song.meters.with_meter(Meter(Tick(3 * 1920), 3, 4))
    take = run(replace(song, meters=meters), tiny, bars=3, variations=1).takes[0]
    lines = [3840, 5760, 7200, 8640]
    assert (take.start, take.end) == (lines[0], lines[-1])
    filled = {sum(note.start >= line for line in lines) for note in take.notes}
    assert filled == {1, 2, 3}


@pytest.mark.parametrize("key", ["A minor", "F# major", "Bb"])
def test_locks_at_full_strength_are_never_violated(tiny, make_song, key):
    song = make_song(bars=4)
    scale = parse_key(key).scale
    count = 0
    for seed in range(12):
        options = {"seed": seed, "variations": 16, "bars": 8, "temperature": 0.5 + seed / 8}
        result = run(song, tiny, key=key, low=60, high=84, top_p=1 - seed % 2 / 10, **options)
        notes = [note for take in result.takes for note in take.notes]
        assert all(note.pitch % 12 in scale and 60 <= note.pitch <= 84 for note in notes)
        assert result.key == str(parse_key(key))
        count += len(notes)
    assert count > 1500


def test_a_lock_may_leave_one_pitch_and_must_leave_one(tiny, make_song):
    song = make_song()
    notes = [n for take in run(song, tiny, key="C", low=60, high=61).takes for n in take.notes]
    assert {note.pitch for note in notes} == {60}
    with pytest.raises(ToolError, match="widen the range"):
        run(song, tiny, key="C", low=61, high=61)
    assert run(song, tiny, key="C", low=61, high=61, strength=0.5).takes


def test_strength_zero_is_no_lock_and_half_holds_more_often_than_none(tiny, make_song):
    song = make_song()
    free = run(song, tiny, key="none", variations=8)
    none = run(song, tiny, key="none", low=60, high=64, strength=0.0, variations=8)
    assert [spelled(take) for take in free.takes] == [spelled(take) for take in none.takes]

    def inside(strength: float) -> float:
        result = run(song, tiny, low=40, high=80, strength=strength, variations=16, bars=16)
        pitches = [note.pitch for take in result.takes for note in take.notes]
        return sum(40 <= pitch <= 80 for pitch in pitches) / len(pitches)

    assert inside(0.0) < inside(0.9) < inside(1.0) == 1.0


def test_a_key_that_is_found_forbids_nothing(tiny, make_song):
    result = run(make_song(), tiny, key="auto", variations=16, bars=8)
    scale = parse_key(result.key).scale
    assert any(note.pitch % 12 not in scale for take in result.takes for note in take.notes)


def test_variation_k_is_the_same_whatever_the_number_of_variations(tiny, make_song):
    song = make_song(bars=4)
    many = run(song, tiny, variations=9)
    for count in (1, 2, 5):
        few = run(song, tiny, variations=count)
        assert [spelled(take) for take in few.takes] == [
            spelled(take) for take in many.takes[:count]
        ]
    for take in many.takes:
        alone = run(song, tiny, variations=1, seed=take.seed)
        assert spelled(alone.takes[0]) == spelled(take)


def test_equal_takes_are_drawn_anew_a_few_times(tiny, make_song, monkeypatch):
    def different(attempts: int, temperature: float = 0.4) -> int:
        monkeypatch.setattr(desk, "ATTEMPTS", attempts)
        result = run(make_song(), tiny, temperature=temperature, bars=1, variations=8)
        assert len(result.takes) == 8
        return len({tuple((n.start, n.length, n.pitch) for n in t.notes) for t in result.takes})

    assert different(1) < different(4) < different(8) == 8
    assert different(4, temperature=0.01) < 8


def test_spare_takes_stand_in_for_equal_ones_and_come_again_alone(tiny, make_song, monkeypatch):
    def different(takes):
        return len({tuple((n.start, n.length, n.pitch) for n in take.notes) for take in takes})

    monkeypatch.setattr(desk, "ATTEMPTS", 0)  # nothing is drawn anew: only spare takes can stand in
    cold = {"temperature": 0.35, "bars": 1}
    assert len(run(make_song(), tiny, variations=4, **cold).takes) < 4
    told = {}
    options = ContinueOptions(seed=11, variations=12, spare=8, **cold)
    result = continue_melody(make_song(), 1, options, tiny, Ears(on_take=told.__setitem__))
    assert 4 <= len(result.takes) < 12
    assert different(result.takes) == len(result.takes)
    assert [told[number] for number in range(4)] == list(result.takes[:4])
    for take in result.takes:
        alone = run(make_song(), tiny, variations=1, seed=take.seed, **cold)
        assert spelled(alone.takes[0]) == spelled(take)


def test_a_seed_is_drawn_and_reported_where_none_is_given(tiny, make_song):
    song = make_song()
    first = run(song, tiny, seed=None)
    again = run(song, tiny, seed=first.seed)
    assert [spelled(t) for t in first.takes] == [spelled(t) for t in again.takes]


def test_temperature_zero_is_one_answer(tiny, make_song):
    song = make_song()
    answers = [run(song, tiny, temperature=0, variations=1, seed=seed).takes for seed in (1, 2)]
    assert spelled(answers[0][0]) == spelled(answers[1][0])
    with pytest.raises(ToolError, match="one take"):
        run(song, tiny, temperature=0, variations=2)


def test_notes_are_heard_of_as_they_are_decided(tiny, make_song):
    heard: dict[int, list[Note]] = {}
    told: list[int] = []
    ears = Ears(
        on_note=lambda take, note: heard.setdefault(take, []).append(note),
        on_take=lambda number, take: told.append(number),
    )
    result = continue_melody(make_song(), 1, ContinueOptions(seed=3), tiny, ears)
    assert sorted(told) == [0, 1, 2, 3]
    lengths = [len(result.takes[number].notes) for number in told]
    assert lengths == sorted(lengths), "a take is told as soon as it has ended"
    for number, take in enumerate(result.takes):
        streamed = heard[number]
        assert [(n.id, n.start, n.pitch) for n in take.notes] == [
            (n.id, n.start, n.pitch) for n in streamed
        ]
        assert all(n.length <= s.length for n, s in zip(take.notes, streamed, strict=True))


def test_cancelling_stops_within_a_step(tiny, make_song):
    notes: list[Note] = []

    def on_note(_: int, note: Note) -> None:
        notes.append(note)

    options = ContinueOptions(seed=3, bars=32, variations=4)
    with pytest.raises(Cancelled):
        ears = Ears(on_note=on_note, cancelled=lambda: len(notes) >= 6)
        continue_melody(make_song(), 1, options, tiny, ears)
    assert len(notes) < 6 + 4


def test_no_new_bar_is_empty_unless_the_melody_has_empty_bars(tiny, make_song):
    song = make_song(bars=6, skip_bars=(2, 3))
    filled = [
        {(note.start - take.start) // 1920 for note in take.notes}
        for take in run(song, tiny, bars=8, variations=16).takes
    ]
    assert any(len(bars) < 8 for bars in filled)
    for bars in filled:
        gaps = sorted({*bars, -1, 8})
        assert all(after - before <= 3 for before, after in pairwise(gaps))


@pytest.mark.parametrize("bars", [130, 500])
def test_a_long_melody_is_read_from_its_end(tiny, make_song, bars):
    song = make_song(meter=(5, 8), bars=bars)
    take = run(song, tiny, variations=1).takes[0]
    assert take.start == bars * 1200


@pytest.mark.parametrize("count", [1, 2])
def test_the_shortest_melodies_go_on(tiny, make_song, count):
    song = make_song(bars=1)
    clip = song.clip(2)
    assert run(song.with_clip(replace(clip, notes=clip.notes[:count])), tiny).takes


def test_the_voice_goes_on_in_its_own_channel(tiny, make_song):
    take = run(make_song(channel=3), tiny, variations=1).takes[0]
    assert {note.channel for note in take.notes} == {3}


def test_drums_chords_and_silence_are_refused_by_name(tiny, make_song):
    song = make_song()
    clip = song.clip(2)
    with pytest.raises(ToolError, match=r"'Lead' plays drums"):
        run(make_song(channel=9), tiny)
    with pytest.raises(ToolError, match=r"'Lead' holds no notes"):
        run(song.with_clip(replace(clip, notes=())), tiny)
    triads = tuple(
        replace(n, id=1000 + 3 * n.id + i, pitch=n.pitch + up)
        for n in clip.notes
        for i, up in enumerate((0, 4, 7))
    )
    with pytest.raises(ToolError, match=r"'Lead' plays chords \(8 of 8 onsets\)"):
        run(song.with_clip(replace(clip, notes=triads)), tiny)


def test_legato_a_drone_and_a_rare_double_stop_are_still_a_melody(tiny, make_song):
    song = make_song(bars=4)
    clip = song.clip(2)
    legato = tuple(replace(n, length=Tick(n.length + 100)) for n in clip.notes)
    drone = Note(900, 36, 60, Tick(0), Tick(4 * 1920))
    double = replace(clip.notes[5], id=901, pitch=30)
    notes = tuple(sorted((*legato, drone, double), key=lambda n: (n.start, n.pitch)))
    assert run(song.with_clip(replace(clip, notes=notes)), tiny).takes


def test_all_clips_of_the_track_count(tiny, make_song):
    song = make_song(bars=2)
    late = Clip(7, start=Tick(6 * 1920), length=Tick(1920), notes=(
        Note(800, 70, 80, Tick(6 * 1920), Tick(480)),
    ))  # fmt: skip
    track = song.track(1)
    song = song.with_track(Track(1, "Lead", clips=(*track.clips, late)))
    assert run(song, tiny, variations=1).takes[0].start == 7 * 1920


@pytest.mark.parametrize(
    "options",
    [{"bars": 0}, {"variations": 0}, {"temperature": -1}, {"top_p": 0}, {"strength": 2},
     {"seed": -1}, {"seed": 2**32}],
)  # fmt: skip
def test_options_that_mean_nothing_are_refused(tiny, make_song, options):
    with pytest.raises(ToolError):
        run(make_song(), tiny, **options)


def test_an_unknown_key_is_refused_by_name(tiny, make_song):
    with pytest.raises(UnknownKey, match="H minor"):
        run(make_song(), tiny, key="H minor")
