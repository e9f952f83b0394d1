"""What is locked holds, whatever a model would rather write: over thousands of takes.

The tiny model knows nothing of music: left alone it leaves every scale, chord and rhythm. What is
checked here is told apart from the notes alone, in another way than the locks find it.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import AriettaError
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.melody.continue_ import continue_melody

METERS = [(4, 4), (3, 4), (6, 8), (5, 8), (2, 2), (7, 16), (1, 32)]
CHORDS = ["C", "Am", "F#dim", "Bb7", "Dsus4", "N.C.", "Emaj7/B", "Ab+"]
PPQ = 24
"""A tick is a grid tick of the representation."""


def melody_song(meter: tuple[int, int], spans: list[tuple[int, int, int]]) -> Song:
    """A song of notes (ticks after the last one's end, length, pitch), one after the other."""
    notes, end = [], 0
    for wait, length, pitch in spans:
        notes.append(Note(len(notes), pitch, 60 + len(notes) % 50, Tick(end + wait), Tick(length)))
        end = notes[-1].end
    meters = MeterMap(PPQ, (Meter(Tick(0), *meter),))
    track = Track(1, "Lead", clips=(Clip(2, length=Tick(end), notes=tuple(notes)),))
    return Song(tempos=TempoMap(PPQ), meters=meters, tracks=(track,), next_id=10_000)


MELODIES = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 0, 0, 6, 30]),
        st.sampled_from([3, 6, 12, 24, 36, 60]),
        st.sampled_from([60, 62, 64, 65, 67]),
    ),
    min_size=1,
    max_size=24,
)
LOCKS = st.fixed_dictionaries(
    {
        "key": st.sampled_from(["none", "auto", "C major", "F# minor", "Bb"]),
        "low": st.sampled_from([None, 0, 48, 60]),
        "high": st.sampled_from([None, 127, 80, 71, 64, 61]),
        "chords": st.one_of(
            st.just(""), st.lists(st.sampled_from(CHORDS), min_size=1, max_size=4).map(" ".join)
        ),
        "no_repeat": st.sampled_from([None, None, 1, 2, 3, 5, 9]),
        "max_polyphony": st.sampled_from([None, 1, 4]),
        "bars": st.integers(1, 4),
        "variations": st.just(16),
        "temperature": st.sampled_from([0.2, 1.0, 3.0]),
        "top_p": st.sampled_from([0.5, 0.95, 1.0]),
        "seed": st.integers(0, 2**32 - 1),
    }
)


def assert_key_and_range(options: ContinueOptions, notes: tuple[Note, ...]) -> None:
    scale = range(12) if options.key in ("none", "auto") else parse_key(options.key).scale
    low, high = options.low or 0, 127 if options.high is None else options.high
    assert all(note.pitch % 12 in scale and low <= note.pitch <= high for note in notes)


def assert_chords(options: ContinueOptions, notes: tuple[Note, ...], bars: Sequence[int]) -> None:
    """Every tick that sounds is a tone of its bar's chord; `bars` are the bar lines."""
    names = options.chords.split()
    for number, (begin, end) in enumerate(pairwise(bars)):
        tones = parse_chord(names[number % len(names)]).tones
        inside = [note for note in notes if note.start < end and note.end > begin]
        assert all(note.pitch % 12 in tones for note in inside)


def assert_rhythm(
    options: ContinueOptions, before: tuple[Note, ...], notes: tuple[Note, ...], bars: Sequence[int]
) -> None:
    """The bars before come again without their pitches; a chord that changes may end a note."""
    bar, start = bars[1] - bars[0], bars[0]
    first, last = ((start - note.start - 1) // bar + 1 for note in (before[0], before[-1]))
    period = max(min(options.bars, first), last)
    model = [n for n in before if n.start >= start - period * bar]
    shifts = range(period * bar, (options.bars + period) * bar, period * bar)
    onsets = [n.start + by for by in shifts for n in model if n.start + by < bars[-1]]
    lengths = [n.length for _ in shifts for n in model][: len(onsets)]
    room = [b - a for a, b in pairwise([*onsets, bars[-1]])]
    assert [note.start for note in notes] == onsets
    for note, length, free in zip(notes, lengths, room, strict=True):
        assert note.length <= min(length, free)
        assert options.chords or note.length == min(length, free)


def repeats(longest: int, before: Sequence[Note], notes: Sequence[Note]) -> int:
    """How many runs of more notes than `longest` end in `notes` and were heard before."""
    line = [*before, *notes]
    runs: Counter[tuple[int, ...]] = Counter()
    again = 0
    for first in range(len(line) - longest):
        run = line[first : first + longest + 1]
        shape = tuple(x for n in run for x in (n.pitch, n.start - run[0].start))
        again += first + longest >= len(before) and runs[shape] > 0
        runs[shape] += 1
    return again


def assert_bars_filled(notes: tuple[Note, ...], bars: Sequence[int], rest: bool) -> None:
    assert all(bars[0] <= note.start < note.end <= bars[-1] for note in notes)
    assert all(a.end <= b.start for a, b in pairwise(notes))
    for begin, end in pairwise(bars):
        assert rest or any(begin <= note.start < end for note in notes)


def rests(song: Song) -> bool:
    """Whether a bar of the melody has no onset."""
    notes, meters = list(song.track(1).notes), song.meters
    begun = {meters.bar_at(note.start) for note in notes}
    last = meters.bar_at(Tick(notes[-1].end - 1))
    return len(begun) < last - min(begun) + 1


@pytest.mark.parametrize("rhythm", ["free", "keep"])
@settings(max_examples=64, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(meter=st.sampled_from(METERS), spans=MELODIES, wanted=LOCKS)
def test_at_full_strength_nothing_that_is_locked_is_violated(tiny, rhythm, meter, spans, wanted):
    song = melody_song(meter, spans)
    options = ContinueOptions(rhythm=rhythm, **wanted)
    try:
        result = continue_melody(song, 1, options, tiny)
    except ToolError as error:
        assert options.high in (61, 64, 71) and "widen" in str(error)
        return
    before = tuple(song.track(1).notes)
    for take in result.takes:
        first = song.meters.bar_at(take.start)
        bars = [song.meters.bar_start(first + bar) for bar in range(options.bars + 1)]
        assert (take.start, take.end) == (bars[0], bars[-1])
        assert_bars_filled(take.notes, bars, rests(song))
        assert_key_and_range(options, take.notes)
        if options.chords:
            assert_chords(options, take.notes, bars)
        if options.rhythm == "keep":
            assert_rhythm(options, before, take.notes, bars)
        if options.no_repeat:
            assert repeats(options.no_repeat, before, take.notes) == 0


QUARTERS = [(0, 24, 60 + 2 * (number % 2)) for number in range(8)]


def run(tiny, spans=QUARTERS, **options):
    song = melody_song((4, 4), spans)
    return continue_melody(
        song, 1, ContinueOptions(**{"seed": 3, "variations": 8, **options}), tiny
    )


def heard(result) -> list[list[tuple[int, int, int]]]:
    return [[(n.start, n.length, n.pitch) for n in take.notes] for take in result.takes]


@pytest.mark.parametrize(
    "locks",
    [{"rhythm": "keep"}, {"no_repeat": 1}, {"max_polyphony": 1}, {"chords": "C"},
     {"key": "F# minor"},
     {"rhythm": "keep", "no_repeat": 2, "key": "none", "low": 60, "high": 70}],
)  # fmt: skip
def test_at_strength_zero_nothing_is_locked_nor_told(tiny, locks):
    key = {"key": "none"} if locks.get("key") == "none" else {}
    assert heard(run(tiny, strength=0.0, **locks)) == heard(run(tiny, **key))


def test_chords_are_told_however_weak_they_are(tiny):
    told = heard(run(tiny, strength=1e-9, chords="C"))
    assert told != heard(run(tiny))
    assert told == heard(run(tiny, strength=1e-9, chords="C", low=60, no_repeat=1))
    assert {pitch % 12 for take in told for _, _, pitch in take} - {0, 4, 7}


def test_between_the_more_strength_the_fewer_violations(tiny):
    def violations(strength: float) -> tuple[float, float]:
        wanted = {"strength": strength, "bars": 8, "variations": 16, "temperature": 0.3}
        chords, rhythm = (
            [note for take in run(tiny, **lock, **wanted).takes for note in take.notes]
            for lock in ({"chords": "C"}, {"rhythm": "keep"})
        )
        return (
            sum(note.pitch % 12 not in (0, 4, 7) for note in chords) / len(chords),
            sum(note.start % 24 > 0 for note in rhythm) / len(rhythm),
        )

    free, half, held = violations(0.0), violations(0.7), violations(1.0)
    assert all(none > some > 0 for none, some in zip(free, half, strict=True))
    assert held == (0, 0)


def test_a_hair_below_full_strength_is_full_strength_or_finds_a_way(tiny):
    locks = {"key": "none", "low": 60, "high": 60, "no_repeat": 1, "chords": "C"}
    for strength in (1 - 1e-9, 1 - 1e-6, 0.5):
        for take in run(tiny, strength=strength, **locks).takes:
            outside = {note.pitch for note in take.notes} - {60}
            assert strength < 1 - 1e-8 or not outside
    with pytest.raises(ToolError, match="too few pitches"):
        run(tiny, **locks, strength=1 - 1e-9, rhythm="keep", bars=2)


def test_a_rhythm_comes_again_note_for_note(tiny):
    spans = [(0, 36, 60), (0, 12, 62), (0, 24, 64), (12, 12, 65), (0, 96, 64), (0, 24, 62)]
    result = run(tiny, spans, rhythm="keep", bars=5)
    bars = [(0, 36), (36, 12), (48, 24), (84, 12), (96, 96), (192, 24)]
    onsets = [288 + start for start, _ in bars] + [576 + start for start, _ in bars if start < 192]
    for take in heard(result):
        assert [start for start, _, _ in take] == onsets
        assert [n for _, n, _ in take] == [36, 12, 24, 12, 96, 24, 36, 12, 24, 12, 96]


def test_a_melody_of_few_pitches_finds_its_way_through(tiny):
    """Two pitches in quarters: there are four pairs, eight runs of three, sixteen of four."""
    tight = {"key": "none", "low": 70, "high": 71, "rhythm": "keep"}
    for longest, bars in ((1, 1), (2, 2), (3, 4)):
        result = run(tiny, no_repeat=longest, bars=bars, **tight)
        for take in result.takes:
            assert len(take.notes) == 4 * bars
            assert repeats(longest, (), take.notes) == 0
        with pytest.raises(ToolError, match="too few pitches are left"):
            run(tiny, no_repeat=longest, bars=bars * 2 + 1, **tight)
    assert run(tiny, no_repeat=1, bars=9, strength=0.99, **tight).takes


def test_one_pitch_is_enough_where_its_rhythm_is_free(tiny):
    result = run(tiny, no_repeat=1, bars=6, key="none", low=70, high=70)
    for take in result.takes:
        gaps = [b.start - a.start for a, b in pairwise(take.notes)]
        assert len({*gaps}) == len(gaps) >= 5


@pytest.mark.parametrize(
    ("options", "text"),
    [({"chords": "C H"}, '"H" is not a chord'), ({"no_repeat": 0}, "raise the number"),
     ({"max_polyphony": 0}, "raise the number"), ({"rhythm": "swing"}, '"free" or "keep"'),
     ({"chords": "C G", "key": "C", "low": 60, "high": 61}, "no tone of the chord G")],
)  # fmt: skip
def test_what_cannot_hold_is_refused(tiny, options, text):
    with pytest.raises(AriettaError, match=text):
        run(tiny, **options)
