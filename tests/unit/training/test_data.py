"""The readers of the training data: repeats, pick-ups, ABC, and the split."""

from fractions import Fraction
from xml.etree import ElementTree

import mido
import pytest

from engine.representation.asked import tone_set
from engine.representation.notes import GRID
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.data.corpus import split
from models.training.data.cre_irish import pick_up_shift
from models.training.data.openewld import measures_of
from models.training.data.pd_abc import Tune, key_signature
from models.training.data.pieces import Measure, Piece, laid_out, monophonic, unrolled
from models.training.data.pop909 import block_chords


def abc(body: str, meter: str = "4/4", key: str = "C") -> tuple[tuple[Note, ...], MeterMap]:
    """A tune in eighths, as training meets it."""
    notes, meters, _ = laid_out(unrolled(Tune().read(f"X:1\nM:{meter}\nL:1/8\nK:{key}\n{body}\n")))
    return notes, meters


def pitches(body: str, meter: str = "4/4", key: str = "C") -> list[int]:
    return [note.pitch for note in abc(body, meter, key)[0]]


def bars(names: str) -> str:
    """The order in which bars named by letters are played; ; begins a repeat and : ends it."""
    measures = []
    for word in names.split():
        letter, signs = word[0], word[1:]
        endings = frozenset(int(sign) for sign in signs if sign.isdigit())
        starts, stops = (sign in signs for sign in (";", ":"))
        note = (Fraction(0), Fraction(1), ord(letter), False)
        measures.append(Measure((note,), Fraction(1), (1, 4), starts, stops, endings))
    return "".join(chr(measure.notes[0][2]) for measure in unrolled(measures))


@pytest.mark.parametrize(
    ("written", "played"),
    [
        ("A B", "AB"),
        ("A B: C", "ABABC"),
        ("A; B: C; D:", "ABABCDCD"),
        ("A B C; D:", "ABCDCD"),
        ("A; B1: C2 D", "ABACD"),
        ("A; B1: C2: D;", "ABACD"),
        ("A; B12: C3", "ABABAC"),
    ],
)
def test_repeats_are_written_out(written: str, played: str) -> None:
    assert bars(written) == played


def test_a_pick_up_ends_a_full_first_bar_and_a_short_last_bar_meets_it() -> None:
    notes, meters = abc("GA|B2B2B2B2|c6:|")
    assert meters.changes == (Meter(),)
    assert [note.start for note in notes] == [
        *(72, 84, 96, 120, 144, 168, 192),
        *(264, 276, 288, 312, 336, 360, 384),
    ]


def test_an_odd_bar_has_a_meter_of_its_own() -> None:
    _, meters = abc("C8|C8|C6|C8|C8|")
    assert [(m.tick, str(m)) for m in meters.changes] == [(0, "4/4"), (192, "3/4"), (264, "4/4")]


def test_keys_accidentals_and_octaves() -> None:
    assert pitches("F ^F F|F _B B =B|c' C,", key="G") == [66, 66, 66, 66, 70, 70, 71, 84, 48]
    assert pitches("^c c|c") == [73, 73, 72]
    assert key_signature("E minor") == {"F": 1}
    assert key_signature("Ador") == {"F": 1}
    assert key_signature("Gm") == {"B": -1, "E": -1}


def test_lengths_triplets_dots_and_ties() -> None:
    notes, _ = abc("C>D (3EFG A/B/ c3/2 d/ e-|e2 z2 [CEG]2 {g}a2|")
    assert [(n.start, n.length) for n in notes] == [
        *((0, 18), (18, 6), (24, 8), (32, 8), (40, 8), (48, 6), (54, 6), (60, 18), (78, 6)),
        *((84, 36), (144, 24), (168, 24)),
    ]
    assert notes[-2].pitch == 67


def test_words_and_signs_around_the_notes_are_no_notes() -> None:
    assert pitches('"Am"v"4"A !trill!B .c ~d H"D.C."e|') == [69, 71, 72, 74, 76]


def test_one_note_at_a_time() -> None:
    chord = [Note(0, 60, 80, Tick(0), Tick(48)), Note(1, 64, 80, Tick(0), Tick(48))]
    line = monophonic([*chord, Note(2, 62, 80, Tick(24), Tick(24))])
    assert [(n.pitch, n.start, n.length) for n in line] == [(64, 0, 24), (62, 24, 24)]
    assert monophonic([]) == ()


def test_accents_tell_where_the_bar_lines_are() -> None:
    velocities = (105, 80, 105, 80, 95, 80, 105, 80, 95, 80, 105)
    notes = tuple(
        Note(i, 60, velocity, Tick(24 * i), Tick(24)) for i, velocity in enumerate(velocities)
    )
    assert pick_up_shift(notes, MeterMap(GRID)) == 48
    assert pick_up_shift(notes[2:], MeterMap(GRID)) == 48


def piece(name: str, style: str, seed: int) -> Piece:
    """Forty notes that no other seed gives."""
    notes = tuple(
        Note(i, 60 + (i * i * (seed + 3) + i * seed) % 23, 80, Tick(24 * i), Tick(24))
        for i in range(40)
    )
    return Piece(name, style, notes, MeterMap(GRID))


def test_songs_that_resemble_a_held_out_one_are_held_out_too() -> None:
    pieces = [piece("001", "pop909", 1), piece("002", "pop909", 2), piece("a", "openewld", 1)]
    corpus = split(pieces)
    assert {p.name for p in corpus.validation} == {"001", "a"}
    assert {p.name for p in corpus.training} == {"002"}


def test_twins_inside_pd_abc_are_dropped() -> None:
    corpus = split([piece("x", "pd-abc", 5), piece("y", "pd-abc", 5), piece("z", "pd-abc", 6)])
    assert {p.name for p in (*corpus.training, *corpus.validation)} == {"x", "z"}


def test_chord_symbols_stand_where_the_repeats_bring_them() -> None:
    part = """<part><measure><attributes><divisions>2</divisions><time><beats>2</beats>
    <beat-type>4</beat-type></time></attributes>
    <harmony><root><root-step>F</root-step><root-alter>1</root-alter></root>
    <kind>half-diminished</kind></harmony><note><pitch><step>C</step><octave>4</octave></pitch>
    <duration>2</duration></note><harmony><root><root-step>G</root-step></root>
    <kind>dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter>
    <degree-type>add</degree-type></degree></harmony><note><rest/><duration>2</duration></note>
    <barline><repeat direction="backward"/></barline></measure></part>"""
    score = ElementTree.fromstring(f"<score>{part}</score>")
    chords = laid_out(unrolled(measures_of(score))).chords
    half_diminished, flat_nine = tone_set((6, 9, 0, 4)), tone_set((7, 11, 2, 5, 8))
    assert [tick for tick, _ in chords] == [0, 24, 48, 72]
    assert chords[0][1] == chords[2][1] == half_diminished
    assert chords[1][1] == flat_nine


def test_block_chords_hold_while_they_sound() -> None:
    midi = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack()
    for pitches_of, rest in (((60, 64, 67), 0), ((65, 69, 72), 480)):
        for number, pitch in enumerate(pitches_of):
            track.append(mido.Message("note_on", note=pitch, time=0 if number else rest))
        for number, pitch in enumerate(pitches_of):
            track.append(mido.Message("note_off", note=pitch, time=0 if number else 960))
    chords = block_chords(track, midi)
    assert chords == ((0, tone_set((0, 4, 7))), (48, 0), (72, tone_set((5, 9, 0))), (120, 0))
