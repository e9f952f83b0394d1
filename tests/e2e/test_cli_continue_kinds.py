"""`continue` for drums and chords from outside: files in, files out, read by mido."""

import json
from pathlib import Path

import mido
import pytest

from engine.cli import main

MODELS = Path(__file__).parents[1] / "golden" / "engine"
CHORDS = ((48, 55, 60, 64), (45, 57, 60, 64), (41, 53, 57, 60), (43, 55, 59, 62))
BEAT = ((35, 44), (44,), (40, 44), (44,))


def call(*words: object) -> int:
    return main([str(word) for word in words], models=MODELS)


def source_file(path: Path, kind: str, *, ppq: int = 480, kind_of_file: int = 1) -> Path:
    """Four bars of 4/4: chords a bar long on channel 3, or eighths on channel 10; with a melody of
    eight notes in a type 1 file.
    """
    midi = mido.MidiFile(type=kind_of_file, ticks_per_beat=ppq)
    head = [mido.MetaMessage("set_tempo", tempo=432_100), mido.MetaMessage("time_signature")]
    part = mido.MidiTrack([mido.MetaMessage("track_name", name="Part")])
    if kind_of_file == 1:
        midi.tracks.append(mido.MidiTrack(head))
    else:
        part.extend(head)
    steps = CHORDS if kind == "chords" else BEAT * 8
    length = 4 * ppq if kind == "chords" else ppq // 2
    channel = 3 if kind == "chords" else 9
    for number, pitches in enumerate(steps):
        for pitch in pitches:
            velocity = 60 + (pitch + number) % 40
            part.append(mido.Message("note_on", note=pitch, velocity=velocity, channel=channel))
        for index, pitch in enumerate(pitches):
            time = length if index == 0 else 0
            part.append(mido.Message("note_off", note=pitch, channel=channel, time=time))
    midi.tracks.append(part)
    if kind_of_file == 1:
        midi.tracks.append(melody_track(ppq))
    midi.save(path)
    return path


def melody_track(ppq: int) -> mido.MidiTrack:
    track = mido.MidiTrack([mido.MetaMessage("track_name", name="Song")])
    for pitch in (60, 64, 67, 72, 71, 67, 64, 62):
        track.append(mido.Message("note_on", note=pitch, velocity=70, channel=0))
        track.append(mido.Message("note_off", note=pitch, channel=0, time=ppq))
    return track


def events(track: mido.MidiTrack, factor: int = 1) -> list[tuple[int, str]]:
    """Every message but the end of the track with its tick in text."""
    tick, found = 0, []
    for message in track:
        tick += message.time * factor
        if message.type != "end_of_track":
            found.append((tick, str(message.copy(time=0))))
    return found


def onsets(track: mido.MidiTrack) -> list[int]:
    tick, found = 0, []
    for message in track:
        tick += message.time
        found += [tick] if message.type == "note_on" and message.velocity else []
    return found


def part_of(midi: mido.MidiFile) -> mido.MidiTrack:
    """The track that plays on the part's channel."""
    return next(
        track
        for track in midi.tracks
        if any(m.type == "note_on" and m.channel in (3, 9) for m in track)
    )


@pytest.mark.parametrize("kind_of_file", [0, 1])
@pytest.mark.parametrize("ppq", [480, 96, 100, 30])
@pytest.mark.parametrize("kind", ["chords", "drums"])
def test_the_promises_hold_in_the_file(tmp_path, kind, ppq, kind_of_file):
    source = source_file(tmp_path / "in.mid", kind, ppq=ppq, kind_of_file=kind_of_file)
    target = tmp_path / "out.mid"
    assert call("continue", source, "-o", target, "--bars", 3, "--seed", 5) == 0
    before, after = mido.MidiFile(source), mido.MidiFile(target)
    factor, rest = divmod(after.ticks_per_beat, ppq)
    assert rest == 0
    everything = [event for track in after.tracks for event in events(track)]
    for track in before.tracks:
        for event in events(track, factor):
            assert event in everything
    bar = 4 * ppq * factor
    part = part_of(after)
    assert {tick // bar for tick in onsets(part)} == set(range(7))
    assert sum(message.time for message in part) == 7 * bar


@pytest.mark.parametrize("kind", ["chords", "drums"])
def test_the_kind_of_the_track_picks_the_model_and_seeds_give_takes_again(tmp_path, kind, capfd):
    source = source_file(tmp_path / "in.mid", kind)
    target = tmp_path / "out.mid"
    assert call("continue", source, "-o", target, "--variations", 2, "--json") == 0
    said, complained = capfd.readouterr()
    assert said.count("\n") == 1 and complained == ""
    answer = json.loads(said)
    assert {"tool", "model", "sha256", "seed", "device", "seconds", "outputs"} <= answer.keys()
    assert (answer["tool"], answer["model"]) == ("continue", f"tiny-{kind}")
    old = len(onsets(part_of(mido.MidiFile(source))))
    for output in answer["outputs"]:
        again = tmp_path / "again.mid"
        assert call("continue", source, "-o", again, "--seed", output["seed"]) == 0
        assert again.read_bytes() == Path(output["path"]).read_bytes()
        assert output["notes"] == len(onsets(part_of(mido.MidiFile(again)))) - old


@pytest.mark.parametrize("kind", ["chords", "drums"])
def test_temperature_zero_is_one_answer(tmp_path, kind):
    source = source_file(tmp_path / "in.mid", kind)
    for name, seed in (("a", 1), ("b", 2)):
        words = ["--temperature", 0, "--seed", seed]
        assert call("continue", source, "-o", tmp_path / f"{name}.mid", *words) == 0
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()
    words = ["--temperature", 0, "--variations", 2]
    assert call("continue", source, "-o", tmp_path / "c.mid", *words) == 2


def test_another_model_may_be_named(tmp_path, capfd):
    source, target = source_file(tmp_path / "in.mid", "chords"), tmp_path / "out.mid"
    named = ["--model", "tiny-chords", "--track", 2, "--json"]
    assert call("continue", source, "-o", target, *named) == 0
    assert json.loads(capfd.readouterr().out)["model"] == "tiny-chords"
    assert call("continue", source, "-o", target, "--model", "tiny-drums") == 1
    assert "plays no drums" in capfd.readouterr().err
    assert call("continue", source, "-o", target, "--model", "tiny") == 1
    assert "plays chords" in capfd.readouterr().err
