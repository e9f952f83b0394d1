"""`infill` from outside: files in, files out, read back by another MIDI library."""

import json
from pathlib import Path

import mido
import pytest

from engine.cli import main
from engine.theory.keys import parse_key
from tests.e2e.test_cli_continue import MODELS, events, lead_of, melody_file, notes


def call(*words: object) -> int:
    return main([str(word) for word in words], models=MODELS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return melody_file(tmp_path / "in.mid", bars=6, extra_tracks=((36, 38),))


def lead(path: Path) -> list[tuple[int, int, int, int]]:
    return notes(lead_of(mido.MidiFile(path)))


def beat(path: Path | str) -> list[tuple[int, int, int, int]]:
    return notes(mido.MidiFile(path).tracks[1])


@pytest.mark.parametrize(
    ("ppq", "meter", "begin", "end", "beats"),
    [(480, (4, 4), "3", "5", (8, 16)), (96, (3, 4), "2:3", "4:2", (5, 10)),
     (100, (6, 8), "1", "2:4", (0, 9)), (960, (7, 8), "6:7", "7", (41, 42))],
)  # fmt: skip
@pytest.mark.parametrize("kind", [0, 1])
def test_what_is_outside_comes_out_as_it_was(tmp_path, ppq, meter, begin, end, beats, kind):
    source = melody_file(tmp_path / "in.mid", ppq=ppq, meter=meter, bars=6, kind=kind)
    out = tmp_path / "out.mid"
    assert call("infill", source, "-o", out, "--from", begin, "--to", end, "--seed", 2) == 0
    before, after = mido.MidiFile(source), mido.MidiFile(out)
    factor, rest = divmod(after.ticks_per_beat, before.ticks_per_beat)
    assert rest == 0
    first, last = (at * (ppq * 4 // meter[1]) * factor for at in beats)
    old = [(s * factor, e * factor, p, v) for s, e, p, v in lead(source)]
    new = lead(out)
    outside = [note for note in old if not first <= note[0] < last]
    assert [note for note in new if not first <= note[0] < last] == outside
    inside = [note for note in new if first <= note[0] < last]
    assert inside and all(first <= start < stop <= last for start, stop, *_ in inside)
    everything = [event for track in after.tracks for event in events(track)]
    for track in before.tracks:
        for tick, text in events(track, factor):
            assert "note_" in text or (tick, text) in everything


def test_other_tracks_come_through(source, tmp_path):
    out = tmp_path / "out.mid"
    assert call("infill", source, "-o", out, "--from", 3, "--to", 5, "--track", 1) == 0
    before, after = mido.MidiFile(source), mido.MidiFile(out)
    assert events(after.tracks[0]) == events(before.tracks[0])
    assert events(after.tracks[2]) == events(before.tracks[2])


def test_the_same_call_writes_the_same_bytes_and_seeds_give_takes_again(source, tmp_path, capfd):
    words = ("infill", source, "--from", 3, "--to", 5)
    for name in ("a", "b"):
        out = tmp_path / f"{name}.mid"
        assert call(*words, "-o", out, "--seed", 9, "--variations", 3, "--json") == 0
    said = capfd.readouterr().out.splitlines()
    answer = json.loads(said[-1])
    keys = {"tool", "model", "sha256", "seed", "device", "seconds", "outputs", "key"}
    assert (set(answer), answer["tool"]) == (keys, "infill")
    for number, output in enumerate(answer["outputs"], start=1):
        made = (tmp_path / f"a-{number}.mid").read_bytes()
        assert made == Path(output["path"]).read_bytes()
        again = tmp_path / "again.mid"
        assert call(*words, "-o", again, "--seed", output["seed"]) == 0
        assert again.read_bytes() == made
        inside = [note for note in lead(again) if 2 * 1920 <= note[0] < 4 * 1920]
        assert output["notes"] == len(inside)


def test_temperature_zero_is_one_answer(source, tmp_path):
    words = ("infill", source, "--from", 3, "--to", 5, "--temperature", 0)
    for name, seed in (("a", 1), ("b", 2)):
        assert call(*words, "-o", tmp_path / f"{name}.mid", "--seed", seed) == 0
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()
    assert call(*words, "-o", tmp_path / "c.mid", "--variations", 2) == 2
    assert not list(tmp_path.glob("c*"))


def test_locks_hold_in_every_file(source, tmp_path):
    words = ["--key", "A minor", "--range", "57-69", "--variations", 8, "--seed", 3]
    words += ["--no-repeat", 3, "--rules", "motif=1"]
    out = tmp_path / "o.mid"
    assert call("infill", source, "-o", out, "--from", 2, "--to", 6, *words) == 0
    for number in range(1, 9):
        inside = [n for n in lead(tmp_path / f"o-{number}.mid") if 1920 <= n[0] < 5 * 1920]
        assert all(57 <= n[2] <= 69 and n[2] % 12 in parse_key("A minor").scale for n in inside)


@pytest.mark.parametrize(
    ("begin", "end", "code", "word"),
    [("3", "3", 2, "range is empty"), ("5", "3", 2, "range is empty"),
     ("3:2", "3:1", 2, "range is empty"), ("0", "3", 2, "no bar or beat"),
     ("2", "x", 2, "no bar or beat"), ("5", "8", 1, "--to is 7 at most"),
     ("99", "100", 1, "the song has 6 bars"), ("2:5", "4", 1, "no beat 5"),
     ("1", "7", 1, "holds every note")],
)  # fmt: skip
def test_a_range_that_cannot_be_is_refused(source, tmp_path, capfd, begin, end, code, word):
    out = tmp_path / "out.mid"
    assert call("infill", source, "-o", out, "--from", begin, "--to", end, "--track", 1) == code
    said, complained = capfd.readouterr()
    assert said == "" and word in complained
    assert ("usage" in complained) == (code == 2)
    assert not out.exists()


def test_a_range_must_be_named(source, tmp_path, capfd):
    assert call("infill", source, "-o", tmp_path / "o.mid", "--from", 2) == 2
    assert "--to" in capfd.readouterr().err


@pytest.mark.parametrize(("ppq", "meter"), [(480, (4, 4)), (96, (3, 4)), (100, (6, 8))])
def test_drums_are_filled_in_and_the_rest_stays(tmp_path, capfd, ppq, meter):
    drums = melody_file(tmp_path / "drums.mid", ppq=ppq, meter=meter, bars=8, channel=9)
    words = ("infill", drums, "--from", 3, "--to", "5", "--seed", 3, "--variations", 2, "--json")
    assert call(*words, "-o", tmp_path / "o.mid") == 0
    answer = json.loads(capfd.readouterr().out)
    assert answer["model"] == "tiny-drums"
    bar, made = ppq * 4 * meter[0] // meter[1], []
    for output in answer["outputs"]:
        factor = mido.MidiFile(output["path"]).ticks_per_beat // ppq
        old = [(s * factor, e * factor, p, v) for s, e, p, v in beat(drums)]
        gap = range(2 * bar * factor, 4 * bar * factor)
        new = beat(output["path"])
        assert [note for note in new if note[0] not in gap] == [n for n in old if n[0] not in gap]
        made.append([note for note in new if note[0] in gap])
        assert made[-1] and all(end <= gap.stop for _, end, *_ in made[-1])
        again = tmp_path / "again.mid"
        words = ("infill", drums, "--from", 3, "--to", 5, "--seed", output["seed"], "-o", again)
        assert call(*words) == 0
        assert again.read_bytes() == Path(output["path"]).read_bytes()
    assert made[0] != made[1]


def chord_file(path: Path, ppq: int) -> Path:
    """A chord of three notes on each beat of eight bars, another one in each bar."""
    midi, chords = mido.MidiFile(ticks_per_beat=ppq), mido.MidiTrack()
    for beat in range(32):
        pitches = [root + (0, 5, 7, 9)[beat // 4 % 4] for root in (60, 64, 67)]
        chords += [mido.Message("note_on", note=pitch, velocity=70) for pitch in pitches]
        chords += [
            mido.Message("note_off", note=pitch, time=0 if number else ppq)
            for number, pitch in enumerate(pitches)
        ]
    midi.tracks.append(chords)
    midi.save(path)
    return path


@pytest.mark.parametrize(("ppq", "begin", "end"), [(480, "3", "5"), (96, "3:2", "3:4"), (25, 1, 2)])
def test_chords_are_filled_in_and_the_rest_stays(tmp_path, capfd, ppq, begin, end):
    path = chord_file(tmp_path / "chords.mid", ppq)
    words = ("infill", path, "--from", begin, "--to", end, "--seed", 3, "--json")
    assert call(*words, "-o", tmp_path / "o.mid", "--variations", 2) == 0
    answer = json.loads(capfd.readouterr().out)
    assert (answer["model"], answer["tool"]) == ("tiny-chords", "infill")
    first, last = {"3": (8, 16), "3:2": (9, 11)}.get(str(begin), (0, 4))
    made, gap = [], range(first * ppq, last * ppq)
    old = notes(mido.MidiFile(path).tracks[-1])
    for output in answer["outputs"]:
        new = notes(mido.MidiFile(output["path"]).tracks[-1])
        assert [note for note in new if note[0] not in gap] == [n for n in old if n[0] not in gap]
        made.append([note for note in new if note[0] in gap])
        assert made[-1] and all(end <= gap.stop for _, end, *_ in made[-1])
        again = tmp_path / "again.mid"
        assert call(*words[:6], "--seed", output["seed"], "-o", again) == 0
        assert again.read_bytes() == Path(output["path"]).read_bytes()
    assert made[0] != made[1]
    was = [note for note in old if note[0] in gap]
    assert was not in made


def test_chords_keep_the_locks_in_the_file(tmp_path):
    path, out = chord_file(tmp_path / "chords.mid", 480), tmp_path / "o.mid"
    words = ("--chords", "Dm G", "--range", "50-69", "--max-polyphony", 2)
    assert call("infill", path, "-o", out, "--from", 3, "--to", 5, *words) == 0
    inside = [n for n in notes(mido.MidiFile(out).tracks[-1]) if 3840 <= n[0] < 7680]
    assert all(50 <= n[2] <= 69 for n in inside)
    for start, *_, pitch, _ in inside:
        assert pitch % 12 in ((2, 5, 9) if start < 5760 else (7, 11, 2))
        assert sum(a <= start < b for a, b, *_ in inside) <= 2
