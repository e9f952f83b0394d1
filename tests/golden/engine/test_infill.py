"""Infill with a real, if tiny, model: what it promises, whatever that model would write."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import AriettaError
from engine.jobs import Cancelled
from engine.score.edits import fill, rescaled
from engine.score.song import Song
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.asking import Ears
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.melody.infill import infill_melody
from engine.tools.melody_options import MelodyOptions
from tests.golden.engine.test_locks import METERS, PPQ, melody_song

SPANS = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 0, 0, 6, 30]),
        st.sampled_from([3, 6, 12, 24, 36, 60]),
        st.sampled_from([60, 62, 64, 65, 67]),
    ),
    min_size=3,
    max_size=32,
)
LOCKS = st.fixed_dictionaries(
    {
        "key": st.sampled_from(["none", "auto", "C major", "F# minor"]),
        "low": st.sampled_from([None, 0, 48, 60]),
        "high": st.sampled_from([None, 127, 80, 75]),
        "chords": st.sampled_from(["", "", "C", "Am"]),
        "rhythm": st.sampled_from(["free", "free", "keep"]),
        "no_repeat": st.sampled_from([None, None, 2, 5]),
        "max_polyphony": st.sampled_from([None, 1]),
        "variations": st.just(2),
        "temperature": st.sampled_from([0.2, 1.0, 3.0]),
        "top_p": st.sampled_from([0.5, 0.95, 1.0]),
        "seed": st.integers(0, 2**32 - 1),
    }
)


def assert_locks(options: MelodyOptions, notes) -> None:
    scale = range(12) if options.key in ("none", "auto") else parse_key(options.key).scale
    tones = parse_chord(options.chords).tones if options.chords else range(12)
    low, high = options.low or 0, 127 if options.high is None else options.high
    for note in notes:
        assert note.pitch % 12 in scale and note.pitch % 12 in tones and low <= note.pitch <= high


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(METERS), SPANS, LOCKS)
def test_what_is_outside_stays_and_what_is_new_is_inside_and_locked(
    tiny, data, meter, spans, wanted
):
    song = melody_song(meter, spans)
    last = song.meters.bar_line_from(song.end)
    start = data.draw(st.integers(0, last - 1))
    end = data.draw(st.integers(start + 1, min(last, start + 12 * PPQ)))
    options = MelodyOptions(**wanted)
    old = list(song.track(1).notes)
    try:
        answer = infill_melody(song, 1, Tick(start), Tick(end), options, tiny)
    except NothingLeft as error:
        held = any(n.start < start < n.end for n in old)
        assert held or options.rhythm == "keep" or "widen" in str(error)
        return
    except ToolError:
        assert all(start <= note.start < end for note in old)
        return
    outside = [note for note in old if not start <= note.start < end]
    for take in answer.takes:
        assert take.notes
        assert all(start <= note.start < note.end <= end for note in take.notes)
        assert all(a.end <= b.start for a, b in pairwise(take.notes))
        assert_locks(options, take.notes)
        filled = fill(song, 1, Tick(start), Tick(end), take.notes).track(1).notes
        kept = [note for note in filled if note.id < song.next_id]
        assert kept == outside
        if options.max_polyphony == 1:
            before = [note for note in outside if note.start < start]
            assert all(note.end <= take.notes[0].start for note in before)


def run(model, song: Song, start: int, end: int, **options):
    wanted = MelodyOptions(**{"seed": 3, "variations": 2, **options})
    return infill_melody(song, 1, Tick(start), Tick(end), wanted, model)


def heard(answer) -> list[list[tuple[int, int, int, int]]]:
    return [[(n.start, n.end, n.pitch, n.velocity) for n in take.notes] for take in answer.takes]


def test_one_seed_gives_the_same_takes_and_each_has_a_seed_of_its_own(tiny, make_song):
    song = make_song(bars=6)
    first, again = (run(tiny, song, 3840, 7680, variations=3) for _ in range(2))
    assert heard(first) == heard(again)
    assert len({str(each) for each in heard(first)}) == 3
    for number, take in enumerate(first.takes):
        alone = run(tiny, song, 3840, 7680, variations=1, seed=take.seed)
        assert heard(alone)[0] == heard(first)[number]
    assert heard(run(tiny, song, 3840, 7680, variations=3, seed=4)) != heard(first)


def test_what_was_there_is_no_take(tiny, make_song):
    song, span = make_song(bars=6), (3840, 4800)
    answer = run(tiny, song, *span, variations=1)
    take = answer.takes[0]
    assert answer.ppq_factor == 1
    filled = fill(song, 1, Tick(span[0]), Tick(span[1]), take.notes)
    assert heard(run(tiny, filled, *span, variations=1)) != heard(answer)
    zero = run(tiny, song, *span, variations=1, temperature=0.0)
    filled = fill(song, 1, Tick(span[0]), Tick(span[1]), zero.takes[0].notes)
    assert heard(run(tiny, filled, *span, variations=1, temperature=0.0)) == heard(zero)


def test_at_temperature_zero_no_seed_matters(tiny, make_song):
    song = make_song(bars=6)
    zero = {"temperature": 0.0, "variations": 1}
    answers = [heard(run(tiny, song, 3840, 7680, seed=seed, **zero)) for seed in (1, 2)]
    assert answers[0] == answers[1]


def test_what_was_inside_does_not_matter(tiny, make_song):
    song, other = make_song(bars=6), make_song(bars=6)
    clip = other.clip(2)
    inside = [n.with_pitch(90) if 3840 <= n.start < 7680 else n for n in clip.notes]
    other = other.with_clip(replace(clip, notes=tuple(inside)))
    assert heard(run(tiny, song, 3840, 7680)) == heard(run(tiny, other, 3840, 7680))


@pytest.mark.parametrize("side", [(0, 3840), (7680, 11520)])
def test_what_is_on_either_side_does(tiny, make_song, side):
    song = make_song(bars=6)
    clip = song.clip(2)
    moved = [n.with_pitch(n.pitch + 7) if side[0] <= n.start < side[1] else n for n in clip.notes]
    other = song.with_clip(replace(clip, notes=tuple(moved)))
    options = {"variations": 4, "key": "none"}
    assert heard(run(tiny, song, 3840, 7680, **options)) != heard(
        run(tiny, other, 3840, 7680, **options)
    )


def test_a_note_that_sounds_on_is_waited_for_and_one_that_overlaps_is_not(tiny, make_song):
    song = make_song(bars=4)
    clip = song.clip(2)
    for longer, begin in ((60, 3840), (300, 4140), (960, 4800)):
        long = [n.with_span(n.start, n.end + longer) if n.end == 3840 else n for n in clip.notes]
        held = song.with_clip(replace(clip, notes=tuple(long)))
        starts = [n.start for take in run(tiny, held, 3840, 5760).takes for n in take.notes]
        assert min(starts) >= begin
        alone = run(tiny, held, 3840, 5760, max_polyphony=1)
        assert min(n.start for take in alone.takes for n in take.notes) >= 3840 + longer
    with pytest.raises(NothingLeft, match="no room"):
        run(tiny, held, 3840, 4800)


def test_no_new_note_begins_while_its_pitch_is_held(tiny, make_song):
    song = make_song(bars=4, pitches=(60,))
    clip = song.clip(2)
    long = [n.with_span(n.start, n.end + 60) if n.end == 3840 else n for n in clip.notes]
    held = song.with_clip(replace(clip, notes=tuple(long)))
    options = {"low": 60, "high": 60, "key": "none", "variations": 8}
    starts = [take.notes[0].start for take in run(tiny, held, 3840, 5760, **options).takes]
    assert min(starts) >= 3900


def test_the_beginning_of_a_song_and_its_end_can_be_written(tiny, make_song):
    song = make_song(bars=4)
    for start, end in ((0, 1920), (0, 5760), (5760, 7680)):
        for take in run(tiny, song, start, end).takes:
            assert {*range(start // 1920, end // 1920)} == {n.start // 1920 for n in take.notes}


def test_locks_and_rules_work_at_the_beginning_too(tiny, make_song):
    song = make_song(bars=4)
    rules = {"no_repeat": 2, "chords": "C G", "key": "C"}
    for take in run(tiny, song, 0, 3840, **rules).takes:
        tones = [(0, 4, 7), (7, 11, 2)]
        assert all(note.pitch % 12 in tones[note.start // 1920] for note in take.notes)
    with pytest.raises(NothingLeft, match="let the rhythm go"):
        run(tiny, song, 0, 3840, rhythm="keep")
    assert run(tiny, song, 0, 3840, rhythm="keep", strength=0.0).takes


def test_a_kept_rhythm_is_that_of_the_bars_before(tiny, make_song):
    for take in run(tiny, make_song(bars=6), 3840, 7680, rhythm="keep").takes:
        assert [note.start for note in take.notes] == list(range(3840, 7680, 480))


def test_coarse_ticks_are_refined(tiny, make_song):
    song = make_song(ppq=10, bars=6)
    answer = run(tiny, song, 80, 160)
    assert answer.ppq_factor == 12
    for take in answer.takes:
        assert all(80 * 12 <= n.start < n.end <= 160 * 12 for n in take.notes)
        filled = fill(rescaled(song, 12), 1, Tick(960), Tick(1920), take.notes)
        assert filled.end == song.end * 12


def test_what_cannot_be_done_is_refused(tiny, make_song):
    song = make_song(bars=2)
    for text, broken, span in (
        ("holds every note", song, (0, 3840)),
        ("drums", make_song(channel=9), (0, 1920)),
        ("another", song, (1920, 1920)),
        ("another", song, (1920, 480)),
    ):
        with pytest.raises(ToolError, match=text):
            run(tiny, broken, *span)
    with pytest.raises(AriettaError, match="H"):
        run(tiny, song, 0, 1920, key="H")


def test_a_cancel_is_heard_while_lines_are_written_and_while_they_are_read(tiny, make_song):
    song, asked = make_song(bars=6), 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > patience

    def write() -> None:
        infill_melody(song, 1, Tick(3840), Tick(7680), options, tiny, Ears(cancelled=cancelled))

    options, patience = MelodyOptions(seed=1), 10_000
    write()
    whole = asked
    for share in (0, 0.25, 0.99):
        asked, patience = 0, int(share * whole)
        with pytest.raises(Cancelled):
            write()


def test_a_rhythm_that_is_kept_may_begin_just_before_the_range_ends(tiny):
    """The one stroke of the bars before lies in the second half of what is left of its bar."""
    song = melody_song((3, 4), [(0, 72, 60)] * 3 + [(0, 153, 60), (0, 72, 62)])
    assert [n.start for n in song.tracks[0].notes][-1] == 5 * 72 + 9
    takes = run(tiny, song, 6 * 72 + 15, 7 * 72 + 10, rhythm="keep").takes
    assert {note.start for take in takes for note in take.notes} == {7 * 72 + 9}
