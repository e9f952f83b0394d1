"""Infill for chords with a network of random weights: what holds whatever the model says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.jobs import Cancelled
from engine.representation.harmony import NONE
from engine.runtime.library import Library, LoadedModel
from engine.score.meter import Meter
from engine.score.song import Clip, Note, Song, Track, in_order
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.asking import Ears
from engine.tools.chords.infill import infill_chords
from engine.tools.chords.part import ChordPart
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Answer
from tests.golden.engine.test_continue_chords import AM, BLOCK, OOM_PAH, C, F, G, chords, sounding

BAR = 3840
FOUR = (C, AM, F, G)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(Path(__file__).parent).load("tiny-chords", "cpu")


def fill(song: Song, start: float, end: float, model: LoadedModel, **how: object) -> Answer:
    options = MelodyOptions(**{"variations": 1, "seed": 3, **how})
    return infill_chords(song, 1, Tick(round(start)), Tick(round(end)), options, model)


def with_notes(song: Song, notes: Sequence[Note]) -> Song:
    return song.with_clip(replace(song.tracks[0].clips[0], notes=in_order(notes)))


@pytest.mark.parametrize("pattern", [BLOCK, OOM_PAH])
@pytest.mark.parametrize(
    ("start", "end"),
    [(2, 4), (0, 1), (7, 8), (2.5, 3.5), (2.25, 2.5), (1.99, 3.01), (3.9, 4.1), (0.5, 8)],
)
def test_new_notes_stand_in_the_range_and_nowhere_else(model, pattern, start, end):
    song = chords(FOUR * 2, pattern)
    try:
        takes = fill(song, start * BAR, end * BAR, model, variations=3).takes
    except NothingLeft:
        assert pattern is BLOCK and end < 3
        return
    for take in takes:
        assert (take.start, take.end) == (round(start * BAR), round(end * BAR))
        assert take.notes and take.reason
        assert all(take.start <= note.start < take.end for note in take.notes)
        late = {note.start for note in take.notes if note.end > take.end}
        assert late <= {3 * BAR}, "what is early for what follows stays"


@pytest.mark.parametrize("meter", [(4, 4), (3, 4), (6, 8), (5, 8), (2, 2)])
def test_every_meter_has_its_pattern(model, meter):
    length = Meter(Tick(0), *meter).bar_ticks(960)
    song = chords(FOUR * 2, [(0, length, voice) for voice in range(4)], meter)
    take = fill(song, 2 * length, 5 * length, model, temperature=0).takes[0]
    assert {2 * length, 3 * length, 4 * length} <= {note.start for note in take.notes}


def test_given_chords_are_played_in_the_tracks_pattern_between_both_sides(model):
    for at in (2, 6):
        song = chords(FOUR * 2, OOM_PAH)
        take = fill(song, at * BAR, (at + 2) * BAR, model, chords="Dm G").takes[0]
        onsets = sorted((n.start - take.start, n.length) for n in take.notes)
        assert onsets == sorted((b * BAR + s, n) for b in range(2) for s, n, _ in OOM_PAH)
        for note in take.notes:
            name = ("Dm", "G")[(note.start - take.start) // BAR]
            assert note.pitch % 12 in parse_chord(name).tones


def test_the_pattern_is_that_of_a_bar_at_the_same_place_before_or_after(model):
    first, then = chords(FOUR, BLOCK), chords(FOUR, OOM_PAH)
    later = [replace(n, id=n.id + 500, start=Tick(n.start + 4 * BAR)) for n in then.track(1).notes]
    song = with_notes(chords(FOUR * 2), [*first.track(1).notes, *later])
    at_the_start = fill(song, 0, BAR, model, chords="Dm").takes[0]
    assert {note.start for note in at_the_start.notes} == {0, 960, 1920, 2880}
    at_the_end = fill(song, 7 * BAR, 8 * BAR, model, chords="Dm").takes[0]
    assert {note.start for note in at_the_end.notes} == {7 * BAR}


def test_loudness_goes_from_one_side_to_the_other(model):
    song = chords((C,) * 12)
    soft = [replace(n, velocity=40 if n.start < 6 * BAR else 100) for n in song.track(1).notes]
    take = fill(with_notes(song, soft), 4 * BAR, 8 * BAR, model, chords="Dm").takes[0]
    loud = [next(n.velocity for n in take.notes if n.start == bar * BAR) for bar in range(4, 8)]
    assert loud == sorted(loud) and 40 < loud[0] < 60 and 80 < loud[-1] < 100


def test_voices_lead_to_the_chord_that_follows(model):
    high = tuple(pitch + 12 for pitch in F)
    up, stay = (
        fill(chords((C, C, C, C, *after)), 3 * BAR, 4 * BAR, model, chords="Bb", temperature=0.0)
        for after in ((high,) * 4, (F,) * 4)
    )
    means = [sum(n.pitch for n in each.takes[0].notes) / 4 for each in (up, stay)]
    assert means[0] > means[1] + 2


def test_what_is_early_for_what_follows_stays_and_is_not_struck_over(model):
    song = chords(FOUR * 2)
    notes = [
        n.with_span(n.start - 60, n.end) if n.start == 4 * BAR else n for n in song.track(1).notes
    ]
    early = {(n.start, n.end, n.pitch) for n in notes if n.start == 4 * BAR - 60}
    for take in fill(with_notes(song, notes), 2 * BAR, 4 * BAR, model, variations=4).takes:
        assert early <= {(n.start, n.end, n.pitch) for n in take.notes}
        for note in take.notes:
            assert note.end <= 4 * BAR or (note.start, note.end, note.pitch) in early


def test_what_is_held_from_before_is_no_voice_of_the_new_chords(model):
    song = chords(FOUR * 2, OOM_PAH)
    held = Note(900, 43, 80, Tick(BAR), Tick(5 * BAR // 2))
    for take in fill(with_notes(song, [*song.track(1).notes, held]), 2 * BAR, 4 * BAR, model).takes:
        assert all(note.pitch != 43 or note.start >= held.end for note in take.notes)
    with pytest.raises(NothingLeft, match="held over all of it"):
        fill(chords(FOUR), 1.25 * BAR, 1.75 * BAR, model)


def test_chords_lean_to_what_is_held(model):
    song = chords(FOUR * 2, [(0, 2 * BAR, voice) for voice in range(4)])
    notes = [note for note in song.track(1).notes if note.start % (2 * BAR) == 0]
    takes = fill(with_notes(song, notes), BAR, 4 * BAR, model, variations=8).takes
    assert all(take.reason.split()[0].startswith("C") for take in takes)


def test_a_seed_gives_the_same_take_alone_and_among_others(model):
    song = chords(FOUR * 2)
    many = fill(song, 2 * BAR, 4 * BAR, model, variations=4).takes
    assert len({take.notes for take in many}) == 4
    for take in many:
        assert fill(song, 2 * BAR, 4 * BAR, model, seed=take.seed).takes[0].notes == take.notes
    central = [fill(song, BAR, 2 * BAR, model, temperature=0, seed=seed).takes for seed in (1, 2)]
    assert central[0][0].notes == central[1][0].notes


def test_what_follows_is_told_first_and_the_new_beats_last():
    song, span = chords(FOUR * 2), (Tick(2 * BAR), Tick(3 * BAR + 960))
    part = ChordPart.within(song, song.track(1), *span, MelodyOptions())
    assert part.new == range(8, 13)
    assert part.order.tolist() == [*range(16, 32), *range(13)]
    assert part.told.bars.first == -4
    assert (part.told.symbols[:-5] != NONE).all() and (part.told.symbols[-5:] == NONE).all()
    filled = part.filled(part.told.symbols[-5:] + 1)
    assert (filled.symbols[16:] == part.told.symbols[:16]).all()


def test_chords_far_from_all_others_are_played_as_those_are(model):
    song = chords(FOUR)
    for at in (0, 60 * BAR):
        moved = [replace(n, start=Tick(n.start + at)) for n in song.track(1).notes]
        take = fill(with_notes(song, moved), 30 * BAR, 32 * BAR, model, temperature=0.0).takes[0]
        assert {note.start for note in take.notes} >= {30 * BAR, 31 * BAR}
        assert {note.start % BAR for note in take.notes} <= {0, 960, 1920, 2880}
    assert fill(song, BAR, 3 * BAR, model, temperature=1e-200).takes[0].notes


def test_locks_hold(model):
    song, key = chords(FOUR * 2, OOM_PAH), parse_key("C major")
    how = {"variations": 4, "key": "C major", "low": 50, "high": 65, "max_polyphony": 2}
    for take in fill(song, 1.5 * BAR, 6 * BAR, model, **how, no_repeat=2).takes:
        assert all(50 <= note.pitch <= 65 for note in take.notes)
        assert all(note.pitch % 12 in key.scale for note in take.notes)
        assert all(len(sounding(take, note.start)) <= 2 for note in take.notes)
    for take in fill(chords(FOUR * 2), 2 * BAR, 6 * BAR, model, variations=4, rhythm="keep").takes:
        assert {note.start % BAR for note in take.notes} == {0}
    free = fill(song, 2 * BAR, 4 * BAR, model).takes[0].notes
    locks = {"low": 60, "high": 61, "chords": "F#", "rhythm": "keep", "max_polyphony": 1}
    assert fill(song, 2 * BAR, 4 * BAR, model, **locks, strength=0.0).takes[0].notes == free


def test_a_melody_over_the_range_is_heeded(model):
    song = chords(FOUR * 2)
    tune = [Note(900 + i, 61 + i % 5, 80, Tick(i * 960), Tick(960)) for i in range(32)]
    lead = Track(2, "Lead", clips=(Clip(3, length=Tick(32 * 960), notes=tuple(tune)),))
    both = replace(song, tracks=(*song.tracks, lead))
    take = fill(both, 2 * BAR, 6 * BAR, model).takes[0]
    assert take.notes != fill(song, 2 * BAR, 6 * BAR, model).takes[0].notes
    assert 0 < take.scores["melody_share"] < 1


def test_what_cannot_be_meant_is_refused(model, make_song: Callable[..., Song]):
    song = chords(FOUR)
    for other, start, end, how, word in (
        (make_song(channel=9), 0, BAR, {}, "plays drums"),
        (make_song(bars=0), 0, BAR, {}, "no notes"),
        (song, 0, 4 * BAR, {}, "holds every note"),
        (song, BAR, BAR, {}, "ends after it begins"),
        (song, BAR, 2 * BAR, {"no_repeat": 4, "chords": "C"}, "leave no-repeat or chords out"),
        (song, BAR, 2 * BAR, {"low": 61, "high": 61, "key": "C major"}, "loosen"),
    ):
        with pytest.raises(ToolError, match=word):
            fill(other, start, end, model, **how)
    asked = iter(range(40))
    with pytest.raises(Cancelled):
        infill_chords(
            song, 1, Tick(BAR), Tick(3 * BAR), MelodyOptions(), model,
            Ears(cancelled=lambda: next(asked, None) is None),
        )  # fmt: skip
