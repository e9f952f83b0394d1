"""Opening graphs for real: garbage, wrong names, no GPU, and that nothing is loaded too early."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.representation.notes import FIELDS, HEAD_INPUTS, ROW
from engine.runtime.decode import Decoder
from engine.runtime.errors import ModelError
from engine.runtime.library import Library
from engine.runtime.session import Session, gpu_works
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody.continue_ import continue_melody

ROOT = Path(__file__).parents[3]
TINY = Path(__file__).parent / "tiny"
COLUMNS = len(ROW)


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the tiny model that may be spoilt."""
    return Path(shutil.copytree(TINY, tmp_path / "copy"))


def resealed(folder: Path, **changes: object) -> Library:
    """The library of a folder whose card is made to fit its files again."""
    card = json.loads((folder / "card.json").read_text()) | changes
    for file in card["files"]:
        data = (folder / file["path"]).read_bytes()
        file["sha256"] = hashlib.sha256(data).hexdigest()
    (folder / "card.json").write_text(json.dumps(card))
    return Library(folder.parent)


@pytest.mark.parametrize("data", [b"", b"hello", b"\x08\x08garbage" * 50, b"\0" * 4096])
def test_a_file_that_is_no_graph_is_named(copy, data):
    (copy / "trunk.onnx").write_bytes(data)
    library = resealed(copy)
    with pytest.raises(
        ModelError, match=r"trunk\.onnx is no model that can be run here"
    ) as refused:
        library.load("copy", "cpu")
    assert "\n" not in str(refused.value)


def test_a_graph_with_other_tensors_than_its_card_says_is_named(copy):
    shutil.copy(copy / "velocity.onnx", copy / "trunk.onnx")
    with pytest.raises(ModelError, match=r"trunk\.onnx has no tensor"):
        resealed(copy).load("copy", "cpu")


def test_a_graph_of_another_shape_is_named_when_it_runs(copy, make_song):
    shutil.copy(copy / "duration.onnx", copy / "position.onnx")
    model = resealed(copy).load("copy", "cpu")
    with pytest.raises(ModelError, match=r"position\.onnx could not be run"):
        continue_melody(make_song(), 1, ContinueOptions(seed=1), model)


def test_a_graph_without_a_hash_is_never_opened(copy):
    card = json.loads((copy / "card.json").read_text())
    card["files"] = [file for file in card["files"] if file["path"] != "pitch.onnx"]
    (copy / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match=r"no SHA-256 for pitch\.onnx"):
        Library(copy.parent).load("copy", "cpu")


def test_a_loaded_model_is_kept(tiny):
    library = Library(TINY.parent)
    assert library.load("tiny", "cpu") is library.load("tiny", "cpu")
    assert library.load("tiny", "cpu").graphs.keys() == tiny.graphs.keys()


def test_the_device_that_really_works_is_said(capfd):
    model = Library(TINY.parent).load("tiny", "gpu")
    session = Session(TINY / "velocity.onnx", "gpu")
    if gpu_works():
        assert (model.device, model.notice, session.notice) == ("gpu", "", "")
    else:
        assert (model.device, session.device) == ("cpu", "cpu")
        assert "CUDA did not load" in model.notice
    auto = Library(TINY.parent).load("tiny", "auto")
    assert (auto.device, auto.notice) == ("cpu", "")
    assert capfd.readouterr() == ("", "")


def test_a_graph_that_is_opened_reports_nothing_and_leaves_nothing_behind(home, tmp_path):
    """Where onnxruntime may report, it writes a mark of the machine as soon as it is loaded."""
    told_not_to = {"CI", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY"}
    allowed = {name: value for name, value in os.environ.items() if name not in told_not_to}
    before = sorted((tmp_path / "home").rglob("*"))
    open_graph = "import sys; from engine.runtime.session import Session; Session(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", open_graph, TINY / "velocity.onnx"], env={**allowed, **home},
        cwd=ROOT, check=True,
    )  # fmt: skip
    assert sorted((tmp_path / "home").rglob("*")) == before


def test_reading_at_once_is_reading_step_by_step(tiny):
    generator = np.random.default_rng(2)
    rows = generator.integers(0, 30, (3, 12, COLUMNS))
    whole, steps = Decoder(tiny, (3, 4)), Decoder(tiny, (3, 4))
    whole.spread(3)
    steps.spread(3)
    at_once = whole.read(rows)
    one_by_one = np.concatenate([steps.read(rows[:, i : i + 1]) for i in range(12)], axis=1)
    assert at_once == pytest.approx(one_by_one, abs=1e-4)
    asked = np.ones((3, len(HEAD_INPUTS["position"])), dtype=np.int64)
    logits = whole.decide("position", asked)
    assert logits == pytest.approx(steps.decide("position", asked), abs=1e-4)


def test_a_thinned_batch_goes_on_as_its_rows_would_have(tiny):
    generator = np.random.default_rng(3)
    rows = generator.integers(0, 30, (4, 5, COLUMNS))
    full, thin = Decoder(tiny, (0, 0)), Decoder(tiny, (0, 0))
    for decoder in (full, thin):
        decoder.spread(4)
        decoder.read(rows)
    thin.keep([1, 3])
    expected = full.read(rows[:, :1])[[1, 3]]
    assert thin.read(rows[[1, 3], :1]) == pytest.approx(expected, abs=1e-4)


def with_context(copy, context):
    """The model, with room for so many rows."""
    card = json.loads((copy / "card.json").read_text())
    card["tensors"]["context"] = context
    (copy / "card.json").write_text(json.dumps(card))
    return Library(copy.parent).load("copy", "cpu")


def test_a_full_context_is_read_anew_from_its_newer_half(copy):
    model = with_context(copy, 8)
    rows = np.random.default_rng(4).integers(0, 30, (1, 30, COLUMNS))
    decoder = Decoder(model, (0, 0))
    for count in range(1, 31):
        logits = decoder.read(rows[:, count - 1 : count])
        begin = max(0, 4 * ((count - 5) // 4))
        fresh = Decoder(model, (0, 0)).read(rows[:, begin:count])
        assert logits[:, -1] == pytest.approx(fresh[:, -1], abs=1e-4), count


def test_a_prompt_longer_than_the_context_is_read_in_parts(copy):
    model = with_context(copy, 8)
    rows = np.random.default_rng(5).integers(0, 30, (1, 30, COLUMNS))
    whole, steps = Decoder(model, (0, 0)), Decoder(model, (0, 0))
    assert whole.read(rows).shape[:2] == (1, 30)
    for each in range(0, 30, 4):
        steps.read(rows[:, each : each + 4])
    assert whole.read(rows[:, :1]) == pytest.approx(steps.read(rows[:, :1]), abs=1e-4)


def test_tools_and_command_line_load_no_onnxruntime_until_they_need_it():
    code = (
        "import sys, engine.tools.melody.continue_, engine.tools.hearing.score, engine.cli;"
        "engine.cli.main(['--help']);"
        "sys.exit(any(name.startswith('onnxruntime') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TINY.parents[3], capture_output=True, check=False
    )
    assert done.returncode == 0


def test_what_leads_is_never_forgotten(copy):
    model = with_context(copy, 8)
    rows = np.random.default_rng(6).integers(0, 30, (1, 20, COLUMNS))
    decoder = Decoder(model, (0, 0))
    decoder.lead(rows[:, :2])
    for count in range(3, 21):
        logits = decoder.read(rows[:, count - 1 : count])
        begin = 2 if count <= 8 else 4 + 2 * ((count - 9) // 2)
        kept = [0, 1, *range(begin, count)]
        fresh = Decoder(model, (0, 0))
        read = [fresh.read(rows[:, each : each + 1]) for each in kept]
        assert logits == pytest.approx(read[-1], abs=1e-4), count


def test_what_is_followed_is_what_is_read_and_decided_step_by_step(copy):
    model = with_context(copy, 8)
    rows = np.random.default_rng(6).integers(0, 30, (1, 30, COLUMNS))
    asked = {field: np.ones((1, len(HEAD_INPUTS[field])), dtype=np.int64) for field in FIELDS[1:]}
    whole, steps = Decoder(model, (0, 0)), Decoder(model, (0, 0))
    seen = 0
    while seen < 30:
        followed = whole.follow(rows[:, seen:])
        found = [followed.logits]
        for field, choice in asked.items():
            followed, logits = whole.decide_after(field, followed, choice.repeat(len(found[0]), 0))
            found.append(logits)
        for number in range(len(found[0])):
            expected = [steps.read(rows[:, seen : seen + 1])[:, -1]]
            expected += [steps.decide(field, choice) for field, choice in asked.items()]
            for logits, step in zip(found, expected, strict=True):
                assert logits[number] == pytest.approx(step[0], abs=1e-4), (seen, number)
            seen += 1
