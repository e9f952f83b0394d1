"""Model cards: read whole, refused with the reason, files checked before anything loads."""

import hashlib
import json
from pathlib import Path

import pytest

from engine.representation.notes import NAME, VERSION
from engine.runtime.card import REPRESENTATIONS, check_files, read_card
from engine.runtime.errors import ModelError
from engine.runtime.library import Library, models_folder

CONTENT = b"weights"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a model that is whole."""
    folder = tmp_path / "good"
    folder.mkdir()
    (folder / "trunk.onnx").write_bytes(CONTENT)
    write_card(folder)
    return folder


def write_card(folder: Path, **changes: object) -> None:
    graph = {"file": "trunk.onnx", "inputs": ["rows"], "outputs": ["logits"]}
    card = {
        "schema": 1,
        "name": "good",
        "version": "1.2.3",
        "tools": ["continue"],
        "representation": {"name": NAME, "version": VERSION},
        "tensors": {"graphs": {"trunk": graph}},
        "sampling": {"temperature": 1.0},
        "files": [{"path": "trunk.onnx", "sha256": hashlib.sha256(CONTENT).hexdigest()}],
        "data": [{"name": "tunes", "licence": "CC0", "attribution": ""}],
        "figures": {"nats": 1.0},
        "trained": {"seed": 1},
    }
    (folder / "card.json").write_text(json.dumps(card | changes))


def test_a_card_says_what_the_model_is(folder):
    card = read_card(folder)
    assert (card.name, card.version, card.tools) == ("good", "1.2.3", ("continue",))
    assert card.graphs["trunk"].path == folder / "trunk.onnx"
    assert card.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert card.gpu is False
    check_files(card)


def test_this_program_speaks_its_own_representation():
    assert REPRESENTATIONS[NAME] == VERSION


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": 2}, "schema 2"),
        ({"schema": "1"}, "schema '1'"),
        ({"representation": {"name": NAME, "version": VERSION + 1}}, f"{NAME} {VERSION + 1}"),
        ({"representation": {"name": "piano-roll", "version": 1}}, "piano-roll 1"),
        ({"representation": None}, "no card"),
        ({"files": []}, "no card"),
        ({"files": [{"path": "trunk.onnx"}]}, "sha256"),
        ({"files": [{"path": "../../etc/passwd", "sha256": "00"}]}, "outside"),
        ({"files": [{"path": "/etc/passwd", "sha256": "00"}]}, "outside"),
        ({"tensors": {}}, "graphs"),
        ({"tensors": {"graphs": {"trunk": {"file": "x"}}}}, "inputs"),
        ({"tools": None}, "no card"),
    ],
)
def test_a_card_that_cannot_be_used_is_refused_by_name(folder, changes, words):
    write_card(folder, **changes)
    with pytest.raises(ModelError) as refused:
        read_card(folder)
    assert words in str(refused.value)
    assert str(folder) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"{}"])
def test_garbage_is_no_card(folder, content):
    (folder / "card.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"card\.json is no card"):
        read_card(folder)


def test_a_missing_card_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"card\.json is missing"):
        read_card(tmp_path)


def test_files_that_changed_or_are_gone_are_named(folder):
    card = read_card(folder)
    (folder / "trunk.onnx").write_bytes(b"weightz")
    with pytest.raises(ModelError, match=r"trunk\.onnx is damaged or was exchanged"):
        check_files(card)
    (folder / "trunk.onnx").unlink()
    with pytest.raises(ModelError, match=r"trunk\.onnx is missing"):
        check_files(card)


def test_a_library_knows_its_models_and_whom_they_serve(folder):
    library = Library(folder.parent)
    assert library.names() == ["good"]
    assert library.for_tool("continue") == "good"
    assert library.serving("good", "continue") == "good"
    with pytest.raises(ModelError, match="good is not for score"):
        library.serving("good", "score")
    with pytest.raises(ModelError, match="no model for score"):
        library.for_tool("score")
    with pytest.raises(ModelError, match=r"no model 'bad' .*there: good"):
        library.card("bad")


@pytest.mark.parametrize("name", ["../good", "good/", "", ".", "GOOD"])
def test_a_name_is_never_a_way_out_of_the_folder(folder, name):
    with pytest.raises(ModelError, match="no model"):
        Library(folder.parent).card(name)


def test_a_broken_card_does_not_hide_a_good_model(folder):
    other = folder.parent / "broken"
    other.mkdir()
    (other / "card.json").write_text("{")
    assert Library(folder.parent).for_tool("continue") == "good"
    with pytest.raises(ModelError, match="broken"):
        Library(folder.parent).for_tool("score")


def test_a_model_is_checked_before_it_is_opened(folder):
    (folder / "trunk.onnx").write_bytes(b"weightz")
    with pytest.raises(ModelError, match="exchanged"):
        Library(folder.parent).load("good", "cpu")


def test_the_models_folder_can_be_another(monkeypatch):
    monkeypatch.setenv("ARIETTA_MODELS", "/somewhere/else")
    assert models_folder() == Path("/somewhere/else")
    monkeypatch.delenv("ARIETTA_MODELS")
    assert models_folder().name == "models"
