"""The models made of tables: selectable like any other, held by every lock, and statistics only."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import AriettaError
from engine.representation.contexts import CHAINS
from engine.runtime.errors import ModelError
from engine.runtime.library import Library
from engine.runtime.matrices import matrices
from engine.score.edits import add_track
from engine.score.meter import Meter, MeterMap
from engine.score.smf import read_midi
from engine.score.song import DRUM_CHANNEL, Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.asking import Ears, Request
from engine.tools.catalogue import TOOLS
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.hearing.score import score_melody
from engine.tools.melody.continue_ import continue_melody
from engine.tools.offers.continue_ import Continued

ROOT = Path(__file__).parents[3]
MODELS = ROOT / "models"
SCALES = ["none", "C major", "F# minor"]
CHORDS = ["C", "Am", "F#dim", "Bb7", "Dsus4"]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(MODELS)


@pytest.fixture(scope="module")
def markov(library):
    return library.load("markov", "cpu")


def song_of(pitches: list[int], meter: tuple[int, int] = (4, 4), voices: int = 1) -> Song:
    """Quarters, or thirds of so many voices."""
    notes = [
        Note(10 + len(pitches) * voice + beat, pitch + 4 * voice, 70, Tick(24 * beat), Tick(24))
        for voice in range(voices)
        for beat, pitch in enumerate(pitches)
    ]
    notes.sort(key=lambda note: note.start)
    clip = Clip(2, length=Tick(24 * len(pitches)), notes=tuple(notes))
    track = Track(1, "Lead", clips=(clip,))
    meters = MeterMap(24, (Meter(Tick(0), *meter),))
    return Song(tempos=TempoMap(24), meters=meters, tracks=(track,), next_id=9999)


TUNE = [60, 62, 64, 65, 67, 65, 64, 62]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pitches=st.lists(st.integers(55, 76), min_size=1, max_size=12),
    meter=st.sampled_from([(4, 4), (3, 4), (6, 8), (5, 8)]),
    key=st.sampled_from(SCALES),
    chord=st.sampled_from(["", *CHORDS]),
    bounds=st.sampled_from([(None, None), (60, 72), (64, 76)]),
    rhythm=st.sampled_from(["free", "keep"]),
    seed=st.integers(0, 2**32 - 1),
)
def test_at_full_strength_no_lock_is_violated(
    markov, pitches, meter, key, chord, bounds, rhythm, seed
):
    song = song_of(pitches, meter)
    low, high = bounds
    options = ContinueOptions(
        bars=2, variations=8, key=key, chords=chord, low=low, high=high, rhythm=rhythm, seed=seed
    )
    try:
        takes = continue_melody(song, 1, options, markov).takes
    except ToolError as error:
        assert "no tone of the chord" in str(error)
        return
    scale = range(12) if key == "none" else parse_key(key).scale
    tones = parse_chord(chord).tones if chord else range(12)
    for take in takes:
        assert all(note.pitch % 12 in scale and note.pitch % 12 in tones for note in take.notes)
        assert all((low or 0) <= note.pitch <= (high or 127) for note in take.notes)
        assert all(a.end <= b.start for a, b in pairwise(take.notes))
        assert all(take.start <= note.start < note.end <= take.end for note in take.notes)


def share_of_chord(markov, chords: str, tones: set[int]) -> float:
    """The share of notes that are of a chord, which is told and all but does not lock."""
    options = ContinueOptions(bars=8, variations=12, seed=5, chords=chords, strength=0.01)
    takes = continue_melody(song_of(TUNE * 2), 1, options, markov).takes
    notes = [note for take in takes for note in take.notes]
    return sum(note.pitch % 12 in tones for note in notes) / len(notes)


def test_it_follows_chords_that_are_told(markov):
    for chords, tones in (("F", {5, 9, 0}), ("G7", {7, 11, 2, 5})):
        assert share_of_chord(markov, chords, tones) > share_of_chord(markov, "", tones) + 0.1


def test_the_key_that_is_told_is_heard(markov):
    def outside(key: str) -> float:
        options = ContinueOptions(bars=8, variations=12, seed=2, key=key)
        takes = continue_melody(song_of(TUNE * 2), 1, options, markov).takes
        notes = [note for take in takes for note in take.notes]
        return sum(note.pitch % 12 not in parse_key("C major").scale for note in notes) / len(notes)

    assert outside("auto") < 0.5 * outside("none")


def test_one_seed_gives_one_answer(markov):
    options = ContinueOptions(bars=4, variations=3, seed=11)
    first, again = (continue_melody(song_of(TUNE), 1, options, markov).takes for _ in range(2))
    assert [take.notes for take in first] == [take.notes for take in again]
    assert len({take.notes for take in first}) == 3


def test_it_finds_what_tunes_do_likelier_than_what_none_does(markov):
    real = read_midi(ROOT / "resources" / "examples" / "jig.mid")
    odd = song_of([(pitch * 37) % 53 + 40 for pitch in range(40)])
    told = [score_melody(each, each.tracks[0].id, markov) for each in (real, odd)]
    assert told[0].nats_per_note < 0.6 * told[1].nats_per_note
    assert told[0].model == "markov"


def asked(library, song: Song, track: int):
    request = Request(song, track, Continued(bars=2, variations=2, seed=1, model="markov")).fine()

    def load(tool: str, kind: str | None, *family: str):
        return library.load(library.for_tool(tool, kind, *family), "cpu")

    return TOOLS["continue"].answer(request, load, Ears())


def test_it_is_chosen_in_the_options_for_melodies_and_for_chords(library):
    assert asked(library, song_of(TUNE), 1).model == "markov"
    chords = asked(library, song_of(TUNE * 2, voices=3), 1)
    assert chords.model == "markov-chords" and all(take.notes for take in chords.takes)


def test_where_there_are_no_tables_it_says_so(library):
    song, drums = add_track(song_of(TUNE), "Drums", channel=DRUM_CHANNEL)
    with pytest.raises(ModelError, match="no markov model that can continue drums"):
        asked(library, song, drums)


def test_nobody_gets_it_who_did_not_ask(library):
    assert library.for_tool("continue") == "continue-melody"
    assert library.for_tool("continue", "chords") == "continue-chords"
    assert library.for_tool("score") == "continue-melody"


def test_it_is_small_and_holds_what_several_pieces_do(library, markov):
    size = sum(path.stat().st_size for path in MODELS.glob("markov*/*.npz"))
    assert size < 2_000_000
    chains = {name: chain for head in markov.graphs.values() for name, chain in head.chains.items()}
    assert {*chains} == {*CHAINS}
    for chain in chains.values():
        assert all((counts.times >= 3).all() for counts in chain.orders)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_damaged_tables_are_refused_by_name(tmp_path, content):
    from engine.runtime.tables import open_tables

    path = tmp_path / "trunk.npz"
    path.write_bytes(content)
    with pytest.raises(AriettaError, match=r"trunk\.npz"):
        open_tables(path)


def test_its_matrices_can_be_looked_at(library, markov):
    major, minor = matrices(markov)
    assert (major.name, minor.name) == ("tones in major", "tones in minor")
    assert major.chances.sum(axis=1) == pytest.approx(1)
    leading = dict(zip(major.columns, major.chances[major.rows.index("B")], strict=True))
    assert max(leading, key=leading.__getitem__) == "C"
    scale = [name in "CDEFGAB" for name in major.columns]
    assert major.chances[scale][:, scale].sum(axis=1).min() > 0.9
    (chords,) = matrices(library.load("markov-chords", "cpu"))
    after = dict(zip(chords.columns, chords.chances[chords.rows.index("G")], strict=True))
    assert max(after, key=after.__getitem__) == "C" and after["G"] < 0.01
    assert matrices(library.load("continue-melody", "cpu")) == ()
