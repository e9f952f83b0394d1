"""How much of a take is known from the training music."""

from pathlib import Path

import pytest

from engine.representation.phrases import KnownPhrases
from engine.score.song import DRUM_CHANNEL, Note
from engine.score.time import Tick
from engine.tools.choice.originality import FILE, SHARED, Originality
from engine.tools.takes import Take

TUNE = (60, 62, 64, 65, 67, 69, 71, 72, 71, 69, 67, 65, 64, 62)
ROOT = Path(__file__).parents[3]


def take(pitches, beat: int, channel: int = 0) -> Take:
    notes = tuple(
        Note(i, pitch, 80, Tick(i * beat), Tick(beat), channel) for i, pitch in enumerate(pitches)
    )
    return Take(notes, Tick(0), Tick(len(notes) * beat), 1, {"range": 12.0}, "here")


@pytest.fixture
def known(tmp_path) -> Originality:
    KnownPhrases.of([take(TUNE, 24).notes]).save(tmp_path / FILE)
    return Originality(tmp_path)


@pytest.mark.parametrize("beat", [480, 960])
def test_a_copy_is_told_in_any_key_and_any_ticks(known, beat):
    copied = known.told(take([pitch - 5 for pitch in TUNE[2:13]], beat), beat)
    assert copied.scores == {"range": 12.0, SHARED: 11.0}


def test_another_rhythm_is_another_phrase(known):
    assert known.told(take(TUNE, 480), 960).scores[SHARED] == 0


def test_drums_are_no_phrases(known):
    drums = take(TUNE, 480, DRUM_CHANNEL)
    assert known.told(drums, 480) is drums


@pytest.mark.parametrize("content", [None, b"", b"no phrases", b"PK\x03\x04 cut off"])
def test_without_the_file_takes_are_as_they_were(tmp_path, caplog, content):
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    known, tune = Originality(tmp_path), take(TUNE, 480)
    assert known.told(tune, 480) is tune
    assert known.told(tune, 480) is tune
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert FILE in caplog.text


def test_the_file_that_ships_answers():
    shared = Originality(ROOT / "resources").told(take(TUNE, 480), 480).scores[SHARED]
    assert 0 <= shared <= len(TUNE)
