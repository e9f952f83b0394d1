"""`groove` and `drumify` from outside: files in, files out, read back by another MIDI library."""

import json
from pathlib import Path

import mido
import pytest

from engine.cli import main

KIT = {36, 38, 42, 46, 43, 47, 50, 49, 51}


def call(*words: object) -> int:
    return main([str(word) for word in words])


def rhythm_file(
    path: Path,
    *,
    ppq: int = 480,
    channel: int = 9,
    pitch: int = 38,
    velocities: tuple[int, ...] = (80,),
) -> Path:
    """Two bars of eighths, every fourth one missing, with a melody beside it."""
    midi = mido.MidiFile(type=1, ticks_per_beat=ppq)
    head = [mido.MetaMessage("set_tempo", tempo=432_100), mido.MetaMessage("time_signature")]
    midi.tracks.append(mido.MidiTrack(head))
    hits = mido.MidiTrack([mido.MetaMessage("track_name", name="Hits")])
    rest = 0
    for index in range(16):
        if index % 4 == 3:
            rest += ppq // 2
            continue
        velocity = velocities[index % len(velocities)]
        hits.append(
            mido.Message("note_on", note=pitch, velocity=velocity, channel=channel, time=rest)
        )
        hits.append(mido.Message("note_off", note=pitch, channel=channel, time=ppq // 4))
        rest = ppq // 4
    song = mido.MidiTrack([mido.MetaMessage("track_name", name="Song")])
    song.append(mido.Message("note_on", note=60, velocity=70, channel=0))
    song.append(mido.Message("note_off", note=60, channel=0, time=4 * ppq))
    midi.tracks += [hits, song]
    midi.save(path)
    return path


def notes(path: Path, channel: int = 9) -> list[tuple[int, int, int]]:
    """(start, pitch, velocity) of a channel's notes, in ticks of the file."""
    found = []
    for track in mido.MidiFile(path).tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity and message.channel == channel:
                found.append((tick, message.note, message.velocity))
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return rhythm_file(tmp_path / "in.mid")


@pytest.mark.parametrize("tool", ["groove", "drumify"])
def test_the_same_call_writes_the_same_bytes(source: Path, tmp_path: Path, tool: str, capfd):
    outs = [tmp_path / name for name in ("a.mid", "b.mid")]
    for out in outs:
        assert call(tool, source, "-o", out, "--seed", 4, "--json") == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    answer = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert set(answer) == {"tool", "model", "sha256", "seed", "device", "seconds", "outputs"}
    assert answer["tool"] == tool
    assert answer["outputs"][0]["notes"] == len(notes(outs[1]))


@pytest.mark.parametrize("tool", ["groove", "drumify"])
def test_variations_are_numbered_and_can_be_had_again_alone(
    source: Path, tmp_path: Path, tool: str, capfd
):
    assert (
        call(tool, source, "-o", tmp_path / "v.mid", "--seed", 4, "--variations", 2, "--json") == 0
    )
    second = json.loads(capfd.readouterr().out)["outputs"][1]
    assert second["path"].endswith("v-2.mid")
    assert call(tool, source, "-o", tmp_path / "again.mid", "--seed", second["seed"]) == 0
    assert (tmp_path / "again.mid").read_bytes() == (tmp_path / "v-2.mid").read_bytes()
    assert call(tool, source, "-o", tmp_path / "w.mid", "--variations", 2, "--temperature", 0) == 2


@pytest.mark.parametrize("tool", ["groove", "drumify"])
def test_everything_else_in_the_file_comes_through(source: Path, tmp_path: Path, tool: str):
    out = tmp_path / "out.mid"
    assert call(tool, source, "-o", out, "--seed", 1, "--track", 1) == 0
    assert [pitch for _, pitch, _ in notes(out, channel=0)] == [60]
    tempos = [
        m.tempo for track in mido.MidiFile(out).tracks for m in track if m.type == "set_tempo"
    ]
    assert tempos == [432_100]


def test_groove_keeps_the_notes_and_moves_them(source: Path, tmp_path: Path):
    out = tmp_path / "out.mid"
    assert call("groove", source, "-o", out, "--temperature", 0) == 0
    before, after = notes(source), notes(out)
    assert len(after) == len(before)
    assert {pitch for _, pitch, _ in after} == {38}
    assert len({velocity for _, _, velocity in after}) > 2
    assert any(a[0] != b[0] for a, b in zip(after, before, strict=True))
    assert max(abs(a[0] - b[0]) for a, b in zip(after, before, strict=True)) < 60


def test_groove_of_amount_0_is_the_input(source: Path, tmp_path: Path):
    out = tmp_path / "out.mid"
    assert call("groove", source, "-o", out, "--amount", 0) == 0
    assert notes(out) == notes(source)


def test_coarse_ticks_are_refined_for_micro_timing(tmp_path: Path):
    source = rhythm_file(tmp_path / "coarse.mid", ppq=96)
    assert call("groove", source, "-o", tmp_path / "out.mid", "--seed", 1) == 0
    assert mido.MidiFile(tmp_path / "out.mid").ticks_per_beat == 480


def test_groove_takes_the_drum_track_by_itself_and_refuses_a_melody(
    source: Path, tmp_path: Path, capfd
):
    assert call("groove", source, "-o", tmp_path / "out.mid", "--track", 2) == 1
    assert "plays no drums" in capfd.readouterr().err
    assert not (tmp_path / "out.mid").exists()


def test_drumify_plays_the_kit_in_place_of_taps(source: Path, tmp_path: Path):
    out = tmp_path / "out.mid"
    assert call("drumify", source, "-o", out, "--temperature", 0) == 0
    made = notes(out)
    assert {pitch for _, pitch, _ in made} <= KIT
    assert len({pitch for _, pitch, _ in made}) > 1
    assert {start for start, _, _ in made} == {start for start, _, _ in notes(source)}


def test_drumify_leaves_a_melody_and_plays_beside_it(tmp_path: Path):
    source = rhythm_file(tmp_path / "in.mid", channel=3, pitch=67, velocities=(60, 90, 110))
    out = tmp_path / "out.mid"
    assert call("drumify", source, "-o", out, "--seed", 1) == 0
    assert notes(out, channel=3) == notes(source, channel=3)
    assert {pitch for _, pitch, _ in notes(out)} <= KIT


def test_density_makes_it_busier(source: Path, tmp_path: Path):
    counts = []
    for density in (-2, 0, 2):
        out = tmp_path / f"{density}.mid"
        assert call("drumify", source, "-o", out, "--seed", 1, "--density", density) == 0
        counts.append(len(notes(out)))
    assert counts[0] < counts[1] < counts[2]


def test_an_unknown_style_is_refused_with_those_there_are(source: Path, tmp_path: Path, capfd):
    assert call("drumify", source, "-o", tmp_path / "out.mid", "--style", "polka") == 1
    assert "rock" in capfd.readouterr().err
