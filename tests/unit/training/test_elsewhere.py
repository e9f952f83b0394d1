"""Music that nothing learnt from: how it is read, and what is reckoned of it."""

import io
from zipfile import ZipFile

import numpy as np
import pytest

from engine.representation.clips import HOLD, REST, Bars, Content
from engine.representation.harmony import name_of
from engine.representation.notes import METERS
from models.evaluation.clips_causes import traits_told
from models.evaluation.clips_data import Excerpt
from models.evaluation.decomposition import Weighed, decomposed
from models.evaluation.lieder import read_accompanied, read_lieder
from models.evaluation.other_clips import meter_of
from models.evaluation.other_music import line
from models.evaluation.rock_corpus import bars_of_numerals, plain


def test_songs_from_elsewhere_are_taken_evenly_by_their_voice(tmp_path) -> None:
    folder = tmp_path / "openscore-lieder"
    folder.mkdir()
    with ZipFile(folder / "openscore-lieder-mxl.zip", "w") as archive:
        for number in range(6):
            archive.writestr(f"{number}.mxl", song(notes=15 if number == 4 else 16))
    found = list(read_lieder(tmp_path, 3))
    assert [piece.name for piece in found] == ["0.mxl", "2.mxl"]
    assert [note.pitch for note in found[0].notes] == [60] * 16
    assert str(found[0].meters.changes[0]) == "4/4"


def song(notes: int, chords: bool = False) -> bytes:
    """A compressed score of a voice that sings quarters, over a piano that plays as many."""
    note = "<note>{}<pitch><step>{}</step><octave>{}</octave></pitch><duration>1</duration></note>"
    above = note.format("<chord/>", "E", 4) + note.format("<chord/>", "C", 3) if chords else ""
    parts = ""
    for own in (note.format("", "C", 4), note.format("", "G", 4) + above):
        bars = [own * min(4, notes - sung) for sung in range(0, notes, 4)]
        parts += f"<part>{''.join(f'<measure>{bar}</measure>' for bar in bars)}</part>"
    content = io.BytesIO()
    with ZipFile(content, "w") as inner:
        inner.writestr("score.xml", f"<score-partwise>{parts}</score-partwise>")
    return content.getvalue()


def test_a_line_of_the_table_says_by_how_much_the_lstm_is_beaten() -> None:
    figures = {"arietta": {"nats_per_note": 1.5, "notes": 7}, "lstm": {"nats_per_note": 2.0}}
    assert line("9/8", figures) == "| 9/8 | 7 | 1.500 | 2.000 | 25.0% |"


def test_a_piano_is_all_of_its_notes_and_its_lowest_are_the_bass(tmp_path) -> None:
    folder = tmp_path / "openscore-lieder"
    folder.mkdir()
    with ZipFile(folder / "openscore-lieder-mxl.zip", "w") as archive:
        archive.writestr("1.mxl", song(notes=16, chords=True))
    (band,) = read_accompanied(tmp_path, 1)
    assert [note.pitch for note in band.melody] == [60] * 16
    assert sorted(note.pitch for note in band.pitched) == [48] * 16 + [64] * 16 + [67] * 16
    assert {note.length for note in band.pitched} == {24}
    assert [note.pitch % 12 for note in band.bass] == [0] * 16
    assert [note.start for note in band.bass] == [24 * beat for beat in range(16)]


def test_numerals_are_chords_on_beats() -> None:
    text = "[A] i | IV7 . V7 . | | [2/4] bVII6 | [6/8] iih42/ii R | [Bb] Id7 V7/V | nonsense "
    lengths, symbols = bars_of_numerals(text)
    names = [name_of(symbol) for symbol in symbols]
    assert lengths == [4, 4, 4, 2, 2, 2]
    assert names[:12] == ["Am"] * 4 + ["Dmaj7", "Dmaj7", "E7", "E7"] + ["E7"] * 4
    assert names[12:] == ["G", "G", "Dbm7b5", "N.C.", "Bb7", "C7"]


def test_titles_are_told_by_letters_alone() -> None:
    assert plain("I Don't Mind (Live)") == plain("i_dont_mind")


def test_a_difference_is_what_its_traits_explain_and_a_rest() -> None:
    rng = np.random.default_rng(3)
    traits = rng.normal(size=(500, 2))
    usual = Weighed(traits, 0.9 - 0.1 * traits[:, 0], rng.uniform(1, 5, 500))
    others = Weighed(np.tile([0.5, 3.0], (9, 1)), np.full(9, 0.8), np.ones(9))
    found = decomposed(usual, others, ["one", "two"])
    shift = np.average(traits[:, 0], weights=usual.weight)
    assert found["one"] == pytest.approx(-0.1 * (0.5 - shift))
    assert found["two"] == pytest.approx(0, abs=1e-9)
    assert found["rest"] == pytest.approx(0.8 - (0.9 - 0.1 * 0.5))


def excerpt(*symbols: int, fine: bool = False, meter: tuple[int, int] = (4, 4)) -> Excerpt:
    """A clip of one bar of sixteenths."""
    steps, nothing = np.array(symbols), np.zeros(len(symbols))
    bars = Bars((3 * len(symbols),), (METERS.index(meter),), (fine,))
    return Excerpt("", False, bars, Content(steps, nothing, nothing), steps, nothing, nothing)


def test_clips_are_told_apart_by_their_traits() -> None:
    clip = excerpt(71, HOLD, 75, HOLD, REST, REST, REST, 76)
    traits = {name: trait(clip) for name, trait in traits_told({clip.bars.meters[0]: 99}).items()}
    assert traits["density"] == 2 * 3 / 4
    assert traits["rests"] == 3 / 8
    assert (traits["leaps"], traits["lengths"]) == (2.5, 2)
    assert traits["register"] == pytest.approx(3)
    assert (traits["meter"], traits["triplets"]) == (2, 0)


def test_a_clip_is_of_its_meter_where_that_is_a_common_one() -> None:
    assert meter_of(excerpt(60, meter=(3, 4))) == "3/4"
    assert meter_of(excerpt(60, meter=(9, 8))) == "other meters"
