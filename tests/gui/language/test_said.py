"""What the engine says, said in Chinese: real errors and real reasons, gaps and all."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engine.errors import AriettaError
from engine.score.project import read_project
from engine.score.smf import read_midi
from engine.score.song import Note, new_song
from engine.score.time import Tick
from engine.theory.chords import parse_chords
from engine.theory.keys import Key
from engine.tools.choice.reasons import Heard, figures
from engine.tools.choice.reasons import reason as why
from engine.tools.melody.line import melody_line
from gui.language.language import Language, spoken
from gui.language.said import reason, told
from gui.messages import sentence
from gui.settings import Settings


@pytest.fixture
def chinese(qapp: QApplication, tmp_path: Path) -> Iterator[Language]:
    language = Language(qapp, Settings(tmp_path / "settings.ini"))
    language.choose("zh_CN")
    yield language
    language.choose("en")


def what_goes_wrong(tmp_path: Path) -> Iterator[str]:
    song = new_song()
    damaged = tmp_path / "a b.arietta"
    damaged.write_bytes(b"PK")
    text = tmp_path / "曲.mid"
    text.write_text("no music")
    for work in (
        lambda: melody_line(song, song.tracks[0]),
        lambda: parse_chords("Am H7"),
        lambda: read_midi(text),
        lambda: read_midi(tmp_path / "gone.mid"),
        lambda: read_project(damaged),
    ):
        with pytest.raises(AriettaError) as error:
            work()
        yield str(error.value)


def test_an_error_is_told_with_what_stands_in_its_gaps(chinese, tmp_path):
    for text in what_goes_wrong(tmp_path):
        said = sentence(text)
        rest = re.sub("（.*?）", "", said.replace(str(tmp_path), ""))  # what a library said
        assert said.endswith("。"), said
        assert not {"is", "the", "no", "and", "notes", "file"} & set(rest.split()), said


def test_a_name_in_a_gap_stays_as_it_is(chinese, tmp_path):
    assert str(tmp_path / "曲.mid") in sentence(f"{tmp_path / '曲.mid'} is missing; try another")


@pytest.mark.parametrize("share", [1.0, 0.9, 0.5])
@pytest.mark.parametrize(("echo", "rhythm"), [(1.0, 0.0), (0.8, 0.0), (0.0, 0.8), (0.0, 0.0)])
@pytest.mark.parametrize(("span", "climb"), [(0, 8), (16, -8), (40, 0)])
def test_a_reason_is_told_part_by_part(chinese, share, echo, rhythm, span, climb):
    scores = {"key_share": share, "range": span, "echo": echo, "echo_bar": 2.0, "rhythm": rhythm,
              "rhythm_bar": 3.0, "climb": climb}  # fmt: skip
    said = reason(why(scores, Key(9, minor=True)))
    assert "A 小调" in said
    assert not any("a" <= letter <= "z" for letter in said), said


def test_what_is_said_of_a_real_take_is_told(chinese):
    notes = [Note(i, 60 + i % 5, 90, Tick(i * 12), Tick(12)) for i in range(32)]
    meters = new_song().meters
    heard = Heard.of(notes[:16], meters)
    scores = figures(heard, notes[16:], meters, Key(0, minor=False), 20.0)
    assert not any("a" <= letter <= "z" for letter in reason(why(scores, Key(0, minor=False))))


def test_in_english_all_is_said_as_it_was_written(qapp):
    assert told("nothing is selected; select some") == "nothing is selected; select some"
    assert reason("in A minor, range a tenth") == "in A minor, range a tenth"


@pytest.mark.parametrize(
    ("preferred", "code"),
    [
        (["zh-Hans-CN", "zh-CN", "en-US"], "zh_CN"),
        (["zh_CN"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW", "zh-Hant", "zh"], "en"),
        (["de-DE", "zh-CN"], "zh_CN"),
        (["de-DE"], "en"),
        (["en-GB", "zh-CN"], "en"),
        ([], "en"),
    ],
)
def test_the_system_speaks_the_first_language_that_can_be_spoken(preferred, code):
    assert spoken("system", preferred) == code


def test_a_choice_is_remembered_and_an_unknown_one_is_the_system_s(qapp, tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    Language(qapp, settings).choose("zh_CN")
    again = Language(qapp, settings)
    assert (again.choice, again.code) == ("zh_CN", "zh_CN")
    again.choose("en")
    assert spoken("tlh", ["zh-CN"]) == "zh_CN"


def test_what_a_kit_plays_is_told(chinese):
    said = reason("hi-hats in eighths, snare on 2 and 4, kick on every beat")
    assert said == "踩镲打八分音符，军鼓在第 2、4 拍，底鼓每拍都打"
