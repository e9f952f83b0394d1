"""Files that cannot be read are refused with their name, the reason and what to do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.smf import MidiFileError, midi_bytes, parse_midi, read_midi
from tests.unit.score.midi_files import midi_file, track_chunk, tracks

FILES = Path(__file__).parents[2] / "golden" / "files"
REASONS = {
    "empty.mid": "it is empty",
    "garbage.mid": "is no standard MIDI file",
    "text.mid": "is no standard MIDI file",
    "header-cut-off.mid": "its header is cut off",
    "track-cut-off.mid": "1 of 2 tracks are complete",
    "track-missing.mid": "1 of 2 tracks are complete",
    "zero-ppq.mid": "0 ticks per quarter note",
    "smpte.mid": "film frames",
    "type-2.mid": "type 2",
    "type-9.mid": "there is no type 9",
    "no-status.mid": "belong to no message",
    "huge-delta.mid": "longer than the standard allows",
    "negative-delta.mid": "longer than the standard allows",
    "event-cut-off.mid": "in the middle of an event",
    "meta-too-long.mid": "in the middle of an event",
    "status-in-data.mid": "broken off",
    "real-time.mid": "no file may hold",
}


@pytest.mark.parametrize("name", REASONS)
def test_a_broken_file_is_refused_with_the_reason(name):
    with pytest.raises(MidiFileError, match=REASONS[name]) as caught:
        read_midi(FILES / name)
    assert str(caught.value).startswith(str(FILES / name))
    assert "\n" not in str(caught.value)


def test_every_broken_file_is_tried():
    assert {path.name for path in FILES.glob("*.mid")} == set(REASONS)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MidiFileError, match=r"none\.mid could not be read: there is no such file"):
        read_midi(tmp_path / "none.mid")


@given(st.binary(max_size=60), st.integers(0, 3), st.integers(0, 0xFFFF))
def test_any_bytes_are_a_song_or_refused(body, kind, division):
    chunk = b"MTrk" + len(body).to_bytes(4, "big") + body
    try:
        song = parse_midi(midi_file(kind, division, [chunk]), "x.mid")
    except MidiFileError as error:
        assert str(error).startswith("x.mid ")
    else:
        parse_midi(midi_bytes(song), "again")


@given(st.lists(tracks, min_size=1, max_size=2), st.data())
def test_a_file_that_is_cut_off_is_refused(parts, data):
    whole = midi_file(1, 96, [track_chunk(*part) for part in parts])
    with pytest.raises(MidiFileError, match=r"^x\.mid is"):
        parse_midi(whole[: data.draw(st.integers(0, len(whole) - 1))], "x.mid")
