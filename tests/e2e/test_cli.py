"""The command line from outside: exit codes, one-line complaints, nothing left behind."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import mido
import pytest

from engine.cli import TOOLS, main
from tests.e2e.test_cli_continue import MODELS, melody_file

ROOT = Path(__file__).parents[2]


def call(*words: object, models: Path = MODELS) -> int:
    return main([str(word) for word in words], models=models)


@pytest.fixture
def source(tmp_path):
    return melody_file(tmp_path / "in.mid")


def complaint(capfd) -> str:
    """The one line that was said, and nothing on standard output."""
    said, complained = capfd.readouterr()
    assert said == ""
    assert complained.startswith("arietta: ") and complained.count("\n") == 1, complained
    return complained


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_tells_what_it_does_and_its_options(capfd, tool):
    assert call("--help") == 0
    assert re.search(rf"^    {tool}\b", capfd.readouterr().out, re.MULTILINE)
    assert call(tool, "--help") == 0
    assert "--json" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("lock", "word"),
    [
        (("--chords", "Am H"), '"H" is not a chord'),
        (("--chords", ""), "no chord is named"),
        (("--rhythm", "swing"), "invalid choice"),
        (("--max-polyphony", 0), "no whole number"),
        (("--no-repeat", 0), "no whole number"),
        (("--strength", 1.5), "no number"),
        (("--rules", "motif"), "no rule with a weight"),
    ],
)
def test_locks_that_mean_nothing_are_misuse(source, tmp_path, capfd, lock, word):
    assert call("continue", source, "-o", tmp_path / "o.mid", *lock) == 2
    assert word in capfd.readouterr().err
    assert not (tmp_path / "o.mid").exists()


def test_locks_that_leave_nothing_say_what_to_loosen(source, tmp_path, capfd):
    locks = ["--key", "C", "--range", "C4-C#4", "--chords", "C G"]
    assert call("continue", source, "-o", tmp_path / "o.mid", *locks) == 1
    assert "no tone of the chord G" in complaint(capfd)
    assert call("continue", source, "-o", tmp_path / "o.mid", *locks, "--strength", 0.9) == 0


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sing"],
        ["continue"],
        ["continue", "IN"],
        ["continue", "IN", "-o"],
        ["continue", "IN", "OUT"],
        ["continue", "IN", "-o", "OUT", "--bars", "0"],
        ["continue", "IN", "-o", "OUT", "--bars", "-3"],
        ["continue", "IN", "-o", "OUT", "--bars", "1.5"],
        ["continue", "IN", "-o", "OUT", "--bars", "9" * 400],
        ["continue", "IN", "-o", "OUT", "--variations", "0"],
        ["continue", "IN", "-o", "OUT", "--track", "0"],
        ["continue", "IN", "-o", "OUT", "--seed", "-1"],
        ["continue", "IN", "-o", "OUT", "--temperature", "nan"],
        ["continue", "IN", "-o", "OUT", "--temperature", "-0.1"],
        ["continue", "IN", "-o", "OUT", "--temperature", "hot"],
        ["continue", "IN", "-o", "OUT", "--top-p", "0"],
        ["continue", "IN", "-o", "OUT", "--top-p", "1.01"],
        ["continue", "IN", "-o", "OUT", "--strength", "2"],
        ["continue", "IN", "-o", "OUT", "--key", "H minor"],
        ["continue", "IN", "-o", "OUT", "--range", "C6-C4"],
        ["continue", "IN", "-o", "OUT", "--range", "C4"],
        ["continue", "IN", "-o", "OUT", "--range", "C4-C99"],
        ["continue", "IN", "-o", "OUT", "--device", "tpu"],
        ["continue", "IN", "-o", "OUT", "--tempo", "100"],
        ["continue", "IN", "-o", "OUT.wav"],
        ["render", "IN", "-o", "OUT.mid"],
        ["render", "IN"],
        ["score"],
    ],
)
def test_a_call_that_is_off_exits_2_with_the_usage(source, tmp_path, capfd, words):
    places = {"IN": str(source), "OUT": str(tmp_path / "o.mid"), "OUT.wav": str(tmp_path / "o.wav")}
    if words[:1] == ["render"]:
        places["OUT.mid"] = str(tmp_path / "o.mid")
    assert call(*[places.get(word, word) for word in words]) == 2
    said, complained = capfd.readouterr()
    assert said == "" and "usage" in complained
    assert [path.name for path in tmp_path.iterdir()] == ["in.mid"]


def test_inputs_that_cannot_be_used_are_named(source, tmp_path, capfd):
    silent = tmp_path / "silent.mid"
    mido.MidiFile(tracks=[mido.MidiTrack()]).save(silent)
    garbage = tmp_path / "garbage.mid"
    garbage.write_bytes(b"MThd nothing of the kind")
    project = tmp_path / "broken.arietta"
    project.write_bytes(b"PK no zip")
    for path, word in (
        (tmp_path / "missing.mid", "missing.mid"),
        (tmp_path, str(tmp_path)),
        (silent, "no notes"),
        (garbage, "garbage.mid"),
        (project, "broken.arietta"),
    ):
        assert call("continue", path, "-o", tmp_path / "o.mid") == 1
        assert word in complaint(capfd)
    assert call("continue", source, "-o", tmp_path / "o.mid", "--track", 5) == 1
    assert "1 Lead" in complaint(capfd)
    assert not (tmp_path / "o.mid").exists()


def test_what_is_for_single_lines_refuses_chords_by_name(tmp_path, capfd):
    path = tmp_path / "chords.mid"
    track = mido.MidiTrack()
    for _ in range(4):
        track += [mido.Message("note_on", note=n, velocity=70) for n in (60, 64, 67)]
        track += [
            mido.Message("note_off", note=n, time=480 if n == 60 else 0) for n in (60, 64, 67)
        ]
    mido.MidiFile(tracks=[track]).save(path)
    assert call("infill", path, "-o", tmp_path / "o.mid", "--from", 1, "--to", 2) == 1
    assert "chords" in complaint(capfd)


def test_outputs_that_cannot_be_written_are_named(source, tmp_path, capfd):
    folder = tmp_path / "folder.mid"
    folder.mkdir()
    pipe = tmp_path / "pipe.mid"
    os.mkfifo(pipe)
    for path in (folder, pipe, tmp_path / "nowhere" / "o.mid", Path("/proc/o.mid")):
        assert call("continue", source, "-o", path) == 1
        assert str(path) in complaint(capfd)
    (tmp_path / "many-2.mid").mkdir()
    assert call("continue", source, "-o", tmp_path / "many.mid", "--variations", 3) == 1
    assert "many-2.mid" in complaint(capfd)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["folder.mid", "in.mid", "many-2.mid", "pipe.mid"]


def test_models_that_cannot_be_used_are_named(source, tmp_path, capfd):
    words = ("continue", source, "-o", tmp_path / "o.mid")
    assert call(*words, "--model", "nobody") == 1
    assert "nobody" in complaint(capfd)
    assert call(*words, models=tmp_path / "none") == 1
    assert "none" in complaint(capfd)
    assert not (tmp_path / "o.mid").exists()


def test_no_gpu_is_said_once_and_the_cpu_does_the_work(source, tmp_path, capfd):
    assert call("continue", source, "-o", tmp_path / "o.mid", "--device", "gpu", "--json") == 0
    said, complained = capfd.readouterr()
    if json.loads(said)["device"] == "cpu":
        assert complained.startswith("arietta: CUDA did not load") and complained.count("\n") == 1
    assert call("continue", source, "-o", tmp_path / "o.mid", "--device", "auto", "--json") == 0
    said, complained = capfd.readouterr()
    assert json.loads(said)["device"] == "cpu" and complained == ""


def test_score_gives_every_note_its_surprise(source, capfd):
    assert call("score", source, "--json") == 0
    answer = json.loads(capfd.readouterr().out)
    assert {
        "model",
        "sha256",
        "notes",
        "nats_per_note",
        "velocity_nats",
        "metrics",
    } <= answer.keys()
    assert [note["tick"] for note in answer["notes"]] == [480 * i for i in range(8)]
    mean = sum(note["nats"] for note in answer["notes"]) / 8
    assert mean == pytest.approx(answer["nats_per_note"])
    assert call("score", source) == 0
    assert "nats per note over 8 notes" in capfd.readouterr().out


@pytest.mark.parametrize("tune", ["ferry", "jig", "waltz"])
def test_score_also_runs_what_continue_is_measured_against(tune, capfd):
    found = []
    for name in ("continue-melody", "lstm", "markov"):
        source = ROOT / "resources" / "examples" / f"{tune}.mid"
        assert call("score", source, "--model", name, "--json", models=ROOT / "models") == 0
        answer = json.loads(capfd.readouterr().out)
        assert answer["model"] == name
        found.append(answer["nats_per_note"])
    assert found == sorted(found)


def test_score_tells_its_measures_beside_those_of_real_music(tmp_path, capfd):
    path = melody_file(tmp_path / "in.mid", channel=2, extra_tracks=((36, 38), (60, 64)))
    assert call("score", path, "--json", "--track", 1) == 0
    answer = json.loads(capfd.readouterr().out)
    for name in ("out_of_key", "empty_bars", "pitch_classes_per_bar", "qualified_notes"):
        assert answer["metrics"][name] >= 0
        for kind in ("pop", "folk"):
            real = answer["real"][kind][name]
            assert real["low"] <= real["high"] and real["mean"] >= 0
    assert answer["metrics"]["tonal_distance"] > 0
    assert "drum_pattern" not in answer["metrics"]
    assert call("score", path, "--track", 1) == 0
    said = capfd.readouterr().out
    assert re.search(r"out of key: [\d.]+ \(real: pop [\d.]+ \[[\d.]+, [\d.]+\], folk ", said)
    assert re.search(r"tonal distance: [\d.]+ \(real: pop ", said)


def test_render_writes_a_sounding_file(source, tmp_path, capfd):
    target = tmp_path / "o.wav"
    assert call("render", source, "-o", target, "--json") == 0
    answer = json.loads(capfd.readouterr().out)
    assert answer["outputs"][0]["path"] == str(target)
    with wave.open(str(target)) as sound:
        assert sound.getnframes() / sound.getframerate() > 8 * 0.4321
        assert any(sound.readframes(48_000))


def test_devices_lists_what_there_is(capfd):
    assert call("devices", "--json") == 0
    answer = json.loads(capfd.readouterr().out)
    assert "cpu" in answer["compute"]
    assert answer["models"][0]["name"] == "tiny"
    assert call("devices") == 0
    assert "tiny" in capfd.readouterr().out


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="looks into /proc to be in time")
def test_an_interrupt_leaves_nothing(source, tmp_path):
    code = "import sys; from engine.cli import main; sys.exit(main(sys.argv[1:]))"
    target = tmp_path / "o.mid"
    words = ["continue", source, "-o", target, "--bars", 1000, "--variations", 64]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "ARIETTA_MODELS": str(MODELS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    maps = Path(f"/proc/{process.pid}/maps")
    while process.poll() is None and "onnxruntime_pybind" not in maps.read_text():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "")
    assert complained == "arietta: interrupted; nothing was written\n"
    assert [path.name for path in tmp_path.iterdir()] == ["in.mid"]


def test_broken_files_never_break_the_program(source, tmp_path, capfd):
    """Bytes of a good file exchanged, cut and repeated: done or refused, never a traceback."""
    good = source.read_bytes()
    chance = random.Random(4)
    path, target = tmp_path / "broken.mid", tmp_path / "o.mid"
    codes = set()
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            kind = chance.random()
            place = chance.randrange(len(data))
            if kind < 0.6:
                data[place] = chance.randrange(256)
            elif kind < 0.8:
                del data[place:]
            else:
                data[place:place] = data[: chance.randrange(40)]
            data = data or bytearray(b"\0")
        path.write_bytes(data)
        tool = chance.choice(["continue", "score"])
        words = ["-o", target, "--bars", "1"] if tool == "continue" else []
        code = call(tool, path, *words)
        _, complained = capfd.readouterr()
        assert code in (0, 1), complained
        assert "Traceback" not in complained and "inside Arietta" not in complained, complained
        assert code == 0 or complained.count("\n") == 1
        codes.add(code)
    assert codes == {0, 1}


def test_odd_words_never_break_the_program(source, tmp_path, capfd):
    chance = random.Random(5)
    odd = [
        "continue", "score", "devices", "--json", "--bars", "--key", "A minor", "-o", str(source),
        str(tmp_path / "o.mid"), "--range", "C4-C6", "C-1-G9", "--seed", "7", "-1", "", " ", "--",
        "--track", "--model", "tiny", "é", "\udcff", "--strength", "0.5", "1e9", "--variations",
        "--temperature", "0", "2", "--top-p", "-h", "@x", "--device", "gpu", "x\ny.mid",
    ]  # fmt: skip
    for _ in range(200):
        words = [chance.choice(odd) for _ in range(chance.randint(0, 9))]
        if chance.random() < 0.7:
            words = ["continue", str(source), "-o", str(tmp_path / "o.mid"), *words[:4]]
        code = call(*words)
        _, complained = capfd.readouterr()
        assert code in (0, 1, 2), words
        assert "Traceback" not in complained and "inside Arietta" not in complained, words
        assert source.exists()


def test_the_program_itself_serves_tools_and_ships_a_model_that_continues(tmp_path):
    example = ROOT / "resources" / "examples" / "jig.mid"
    target = tmp_path / "o.mid"
    words = [sys.executable, "app.py", "continue", example, "-o", target, "--bars", "2", "--json"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["outputs"][0]["notes"] >= 2
    assert mido.MidiFile(target).length > mido.MidiFile(example).length
    assert answer["outputs"][0]["scores"]["nats_per_note"] < 8
