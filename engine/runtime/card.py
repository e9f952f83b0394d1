"""Model cards: what a shipped model eats, which files it is made of, and what was measured."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.runtime.errors import REPAIR, ModelError

SCHEMA = 1
"""The version of the card's own layout that this program reads."""

REPRESENTATIONS: Mapping[str, int] = {
    "melody-events": 3,
    "drum-cells": 1,
    "drum-score": 1,
    "tapped-bars": 1,
    "clips": 1,
    "chord-beats": 1,
}
"""The representations that this program speaks, with the version of each."""


MELODY = "melody"
"""The kind of music that a card means which names none."""

NETWORK = "network"
"""The family of a card that names none: models of another one serve only who asks for it."""


@dataclass(frozen=True)
class ModelFile:
    """A file of a model, with the SHA-256 that it must have."""

    path: Path
    sha256: str


@dataclass(frozen=True)
class Graph:
    """One ONNX graph of a model, with the names of its inputs and outputs in the card's order."""

    path: Path
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    def check(self, inputs: Collection[str], outputs: Collection[str]) -> None:
        """Compare these names with those that the file really has. Raises ModelError."""
        missing = sorted({*self.inputs} - {*inputs}) + sorted({*self.outputs} - {*outputs})
        if missing:
            raise ModelError(f"{self.path} has no tensor {missing[0]!r} as its card says; {REPAIR}")


@dataclass(frozen=True)
class Card:
    """A card.json, read and checked. `gpu` says that a GPU was measured to be faster for it."""

    folder: Path
    name: str
    version: str
    tools: tuple[str, ...]
    representation: str
    tensors: Mapping[str, Any]
    graphs: Mapping[str, Graph]
    sampling: Mapping[str, Any]
    files: tuple[ModelFile, ...]
    data: tuple[Mapping[str, Any], ...]
    figures: Mapping[str, Any]
    trained: Mapping[str, Any]
    gpu: bool

    @property
    def kind(self) -> str:
        """The kind of music that it is for: "melody", "chords", "drums" or "trio"."""
        return str(self.tensors.get("kind", MELODY))

    @property
    def family(self) -> str:
        """What sort of model it is: "network", or what is there to compare with it: "markov"."""
        return str(self.tensors.get("family", NETWORK))

    @property
    def sha256(self) -> str:
        """The SHA-256 of the first file, by which the model is known in results."""
        return self.files[0].sha256


def read_card(folder: Path) -> Card:
    """The card of the model in a folder. Raises ModelError where this program cannot use it."""
    path = folder / "card.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path} is missing; {REPAIR}") from None
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); {REPAIR}") from None
    except ValueError:
        raise ModelError(f"{path} is no card of a model (it is not JSON); {REPAIR}") from None
    try:
        return _card(folder, content)
    except ModelError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ModelError(f"{path} is no card of a model (see {error!r}); {REPAIR}") from None


def _card(folder: Path, content: Mapping[str, Any]) -> Card:
    path = folder / "card.json"
    if content["schema"] != SCHEMA:
        raise ModelError(
            f"{path} has schema {content['schema']!r} and this version of Arietta reads schema "
            f"{SCHEMA}; install the version of Arietta that the model was made for"
        )
    name, version = content["representation"]["name"], content["representation"]["version"]
    if REPRESENTATIONS.get(name) != version:
        known = ", ".join(f"{known} {number}" for known, number in REPRESENTATIONS.items())
        raise ModelError(
            f"{path} wants the representation {name} {version} and this version of Arietta speaks "
            f"{known}; install the version of Arietta that the model was made for"
        )
    return Card(
        folder=folder,
        name=str(content["name"]),
        version=str(content["version"]),
        tools=tuple(map(str, content["tools"])),
        representation=name,
        tensors=dict(content["tensors"]),
        graphs={
            name: Graph(folder / graph["file"], tuple(graph["inputs"]), tuple(graph["outputs"]))
            for name, graph in content["tensors"]["graphs"].items()
        },
        sampling=dict(content["sampling"]),
        files=_files(folder, content["files"]),
        data=tuple(dict(source) for source in content["data"]),
        figures=dict(content["figures"]),
        trained=dict(content["trained"]),
        gpu=bool(content.get("gpu", False)),
    )


def _files(folder: Path, listed: list[Mapping[str, str]]) -> tuple[ModelFile, ...]:
    files = tuple(ModelFile(folder / file["path"], file["sha256"].lower()) for file in listed)
    if not files:
        raise ValueError("files is empty")
    for file in files:
        if not file.path.resolve().is_relative_to(folder.resolve()):
            raise ModelError(
                f"{folder / 'card.json'} names {file.path}, outside its folder; {REPAIR}"
            )
    return files


def check_files(card: Card) -> None:
    """Compare every file of a model with its SHA-256, reading it in pieces. Raises ModelError."""
    for file in card.files:
        try:
            with file.path.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            raise ModelError(f"{file.path} is missing; {REPAIR}") from None
        except OSError as error:
            raise ModelError(f"{file.path} cannot be read ({error.strerror}); {REPAIR}") from None
        if found != file.sha256:
            raise ModelError(
                f"{file.path} is damaged or was exchanged (its SHA-256 begins {found[:12]}, "
                f"its card says {file.sha256[:12]}); {REPAIR}"
            )
