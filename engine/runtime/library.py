"""The models on this machine: which there are, which serves a tool, and loading them when asked."""

import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.runtime.card import MELODY, NETWORK, Card, check_files, read_card
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.session import Device, Runs, Session


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to run. `device` is what it really runs on: "cpu" or "gpu".

    `notice` is a sentence for the user where that is not what was asked for, else empty.
    """

    card: Card
    graphs: Mapping[str, Runs]
    device: str
    notice: str

    @property
    def name(self) -> str:
        """The name on the card."""
        return self.card.name

    @property
    def sha256(self) -> str:
        """The SHA-256 of the model's first file."""
        return self.card.sha256


def models_folder() -> Path:
    """Where models lie: ARIETTA_MODELS where it is set, else the program's own folder."""
    chosen = os.environ.get("ARIETTA_MODELS")
    if chosen:
        return Path(chosen)
    return program_folder() / "models"


def resources_folder() -> Path:
    """Where what the program brings along lies, beside its models."""
    return program_folder() / "resources"


def program_folder() -> Path:
    """Where the program lies: the folder that holds its models, its resources and its papers."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).parents[2]))


class Library:
    """The models in a folder. Nothing is read before it is asked for; what is loaded is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[tuple[str, Device], LoadedModel] = {}
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """The names of the models that are there, in order. Their cards are not read."""
        return sorted(path.parent.name for path in self.folder.glob("*/card.json"))

    def card(self, name: str) -> Card:
        """The card of a model. Raises ModelError."""
        names = self.names()
        if name not in names:
            known = ", ".join(names) or "none"
            raise ModelError(
                f"there is no model {name!r} in {self.folder} (there: {known}); choose one of these"
            )
        return read_card(self.folder / name)

    def for_tool(self, tool: str, kind: str | None = None, family: str = NETWORK) -> str:
        """The name of the first model of a family that serves a tool, of this kind where one is
        given, else for melodies rather than for anything else. Raises ModelError where none does.
        """
        trouble: ModelError | None = None
        found: list[Card] = []
        for name in self.names():
            try:
                card = self.card(name)
            except ModelError as error:
                trouble = trouble or error
                continue
            if tool in card.tools and kind in (None, card.kind) and family == card.family:
                found.append(card)
        if found:
            return min(found, key=lambda card: card.kind != MELODY).folder.name
        if trouble is not None:
            raise trouble
        if family != NETWORK:
            raise ModelError(
                f"there is no {family} model that can {tool} {kind or 'this'}; choose another model"
            )
        raise ModelError(f"there is no model for {tool} in {self.folder}; {REPAIR}")

    def serving(self, name: str, tool: str) -> str:
        """The name again, if that model serves the tool. Raises ModelError if not."""
        tools = self.card(name).tools
        if tool not in tools:
            raise ModelError(
                f"the model {name} is not for {tool} (it serves {', '.join(tools)}); "
                "leave --model out, or name another that devices lists"
            )
        return name

    def load(self, name: str, device: Device = "auto") -> LoadedModel:
        """A model, checked and opened, from memory where it was loaded before.

        `auto` takes the GPU only for a model whose card says that it is faster there. Safe to call
        from any thread. Raises ModelError.
        """
        with self._lock:
            if (name, device) not in self._loaded:
                self._loaded[name, device] = self._open(self.card(name), device)
            return self._loaded[name, device]

    def _open(self, card: Card, device: Device) -> LoadedModel:
        check_files(card)
        wanted: Device = device
        if device == "auto":
            wanted = "gpu" if card.gpu else "cpu"
        listed = {file.path for file in card.files}
        graphs: dict[str, Runs] = {}
        for name, graph in card.graphs.items():
            if graph.path not in listed:
                raise ModelError(
                    f"{card.folder / 'card.json'} has no SHA-256 for {graph.path.name}"
                )
            graphs[name] = _open(graph.path, wanted)
            graph.check(graphs[name].inputs, graphs[name].outputs)
        devices = {session.device for session in graphs.values()}
        notices = [session.notice for session in graphs.values() if session.notice]
        notice = notices[0] if notices and device == "gpu" else ""
        return LoadedModel(card, graphs, "gpu" if devices == {"gpu"} else "cpu", notice)


def _open(path: Path, device: Device) -> Runs:
    """A file of arrays as tables, any other as ONNX. Raises ModelError."""
    if path.suffix != ".npz":
        return Session(path, device)
    from engine.runtime.tables import open_tables

    return open_tables(path)
