"""`generate` and `interpolate` from outside: MIDI files that another library reads back."""

import json
from pathlib import Path

import mido
import pytest

from engine.cli import main


def call(*words: object) -> int:
    return main([str(word) for word in words])


def notes(path: Path) -> list[tuple[int, int, int, int]]:
    """(channel, start, pitch, velocity) of all notes, in ticks of the file."""
    found = []
    for track in mido.MidiFile(path).tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                found.append((message.channel, tick, message.note, message.velocity))
    return found


def tune_file(path: Path, pitches: tuple[int, ...], ppq: int = 480, channel: int = 0) -> Path:
    midi = mido.MidiFile(type=1, ticks_per_beat=ppq)
    midi.tracks.append(mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=432_100)]))
    track = mido.MidiTrack([mido.MetaMessage("track_name", name="Lead")])
    track.append(mido.Message("program_change", program=73, channel=channel))
    for pitch in pitches:
        track.append(mido.Message("note_on", note=pitch, velocity=77, channel=channel))
        track.append(mido.Message("note_off", note=pitch, channel=channel, time=ppq // 2))
    midi.tracks.append(track)
    midi.save(path)
    return path


def test_generate_writes_as_many_files_as_asked_and_the_same_again(tmp_path, capfd):
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        assert (
            call("generate", "-o", tmp_path / run / "o.mid", "--bars", 2, "--variations", 2,
                 "--seed", 9, "--tempo", 90, "--meter", "3/4", "--json", "--device", "cpu") == 0
        )  # fmt: skip
    told = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert told["tool"] == "generate" and told["seed"] == 9
    assert [Path(output["path"]).name for output in told["outputs"]] == ["o-1.mid", "o-2.mid"]
    for name in ("o-1.mid", "o-2.mid"):
        first, again = ((tmp_path / run / name).read_bytes() for run in ("a", "b"))
        assert first == again
    midi = mido.MidiFile(tmp_path / "a" / "o-1.mid")
    metas = {message.type: message for track in midi.tracks for message in track}
    assert round(mido.tempo2bpm(metas["set_tempo"].tempo)) == 90
    assert (metas["time_signature"].numerator, metas["time_signature"].denominator) == (3, 4)
    assert all(start < 6 * 960 for _, start, _, _ in notes(tmp_path / "a" / "o-1.mid"))


def test_generate_makes_drums_on_their_channel(tmp_path):
    out = tmp_path / "o.mid"
    assert call("generate", "-o", out, "--kind", "drums", "--seed", 4) == 0
    assert {channel for channel, *_ in notes(out)} == {9}
    assert {pitch for _, _, pitch, _ in notes(out)} <= {36, 38, 42, 46, 43, 47, 50, 49, 51}


def test_generate_makes_a_trio_on_three_tracks(tmp_path, capfd):
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        words = ("generate", "-o", tmp_path / run / "o.mid", "--kind", "trio", "--bars", 2,
                 "--meter", "3/4", "--seed", 4, "--key", "A minor", "--tempo", 96, "--json",
                 "--device", "cpu")  # fmt: skip
        assert call(*words) == 0
    told = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert told["model"] == "clips-trio"
    assert (tmp_path / "a" / "o.mid").read_bytes() == (tmp_path / "b" / "o.mid").read_bytes()
    midi = mido.MidiFile(tmp_path / "a" / "o.mid")
    assert [track.name for track in midi.tracks[1:]] == ["Melody", "Bass", "Drums"]
    channels = [{m.channel for m in track if m.type == "note_on"} for track in midi.tracks[1:]]
    assert channels == [{0}, {1}, {9}]
    programs = [m.program for m in midi.tracks[2] if m.type == "program_change"]
    assert programs == [33]
    made = notes(tmp_path / "a" / "o.mid")
    assert all(0 <= start < 6 * midi.ticks_per_beat for _, start, _, _ in made)
    assert {pitch % 12 for channel, _, pitch, _ in made if channel < 9} <= {
        9,
        11,
        0,
        2,
        4,
        5,
        7,
        6,
        8,
    }


def test_interpolate_keeps_what_is_not_the_notes(tmp_path, capfd):
    a = tune_file(tmp_path / "a.mid", (60, 62, 64, 65, 67, 69, 71, 72))
    b = tune_file(tmp_path / "b.mid", (72, 71, 69, 67, 65, 64, 62, 60) * 2, ppq=96)
    before = a.read_bytes(), b.read_bytes()
    out = tmp_path / "o.mid"
    words = ("interpolate", a, b, "-o", out, "--steps", 2, "--temperature", 0, "--json")
    assert call(*words) == 0
    told = json.loads(capfd.readouterr().out)
    assert [output["scores"]["share"] for output in told["outputs"]] == pytest.approx(
        [1 / 3, 2 / 3]
    )
    assert (a.read_bytes(), b.read_bytes()) == before
    midi = mido.MidiFile(tmp_path / "o-1.mid")
    assert midi.ticks_per_beat == 480
    messages = [message for track in midi.tracks for message in track]
    assert any(m.type == "set_tempo" and m.tempo == 432_100 for m in messages)
    assert any(m.type == "track_name" and m.name == "Lead" for m in messages)
    assert any(m.type == "program_change" and m.program == 73 for m in messages)
    assert notes(tmp_path / "o-1.mid") and notes(tmp_path / "o-2.mid")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("generate", "--kind", "trio", "--model", "clips-melody"), 1, "makes melody and no trio"),
        (("generate", "--kind", "trio", "--rhythm", "keep"), 2, "--rhythm"),
        (("generate", "--bars", 17), 2, "17"),
        (("generate", "--meter", "4/5"), 2, "4/5"),
        (("generate", "--temperature", 0, "--variations", 2), 2, "--temperature 0"),
        (("interpolate", "a.mid", "drums.mid"), 1, "one clip is drums"),
        (("interpolate", "a.mid", "none.mid"), 1, "none.mid"),
        (("interpolate", "a.mid"), 2, "B.mid"),
    ],
)
def test_calls_that_are_off_say_why(tmp_path, capfd, monkeypatch, words, code, says):
    monkeypatch.chdir(tmp_path)
    tune_file(tmp_path / "a.mid", (60, 62, 64, 65))
    tune_file(tmp_path / "drums.mid", (36, 38, 36, 38), channel=9)
    assert call(*words, "-o", tmp_path / "o.mid") == code
    captured = capfd.readouterr().err
    assert says in captured
    assert "Traceback" not in captured
    assert not (tmp_path / "o.mid").exists()
