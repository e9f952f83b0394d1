"""What is measured, side by side: the model as it ships, and the baselines behind its interface."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.representation.notes import FIELDS, ROW
from engine.runtime.card import read_card
from engine.runtime.library import Library, LoadedModel
from engine.runtime.tables import WIDTH, Head, Trunk
from models.evaluation.likelihood import shipped_nats
from models.evaluation.markov import markov_nats
from models.training.melody.data import Melody
from models.training.melody.tables import counted

Nats = Callable[[Sequence[Melody]], list[np.ndarray]]


@dataclass(frozen=True)
class System:
    """A model that the program's Continue can play, and its likelihoods of melodies."""

    model: LoadedModel
    nats: Nats


def shipped(folder: Path) -> System:
    """The model in a folder, loaded as the program loads it."""
    model = Library(folder.parent).load(folder.name, "cpu")
    return System(model, lambda melodies: shipped_nats(model, melodies))


def markov(training: list[Melody], like: Path) -> System:
    """The Markov baseline, counted in the training melodies."""
    chains = counted(training)
    tensors = {"memory": ("batch", "notes", len(ROW)), "width": WIDTH}
    graphs = {field: Head(field, chains, None) for field in FIELDS[1:]}
    model = _dressed("markov", like, {"trunk": Trunk(chains), **graphs}, tensors)
    return System(model, lambda melodies: markov_nats(chains, melodies))


def _dressed(
    name: str, like: Path, graphs: Mapping[str, Any], tensors: Mapping[str, Any]
) -> LoadedModel:
    card = read_card(like)
    heads = {key: replace(graph, inputs=graph.inputs[:2]) for key, graph in card.graphs.items()}
    trunk = replace(
        heads["trunk"],
        inputs=("rows", "conditions", "held", "past"),
        outputs=("state", "logits", "new_past"),
    )
    named = {**heads, "trunk": trunk}
    kept = {name: value for name, value in card.tensors.items() if name != "habits"}
    card = replace(card, name=name, tensors={**kept, **tensors}, graphs=named)
    return LoadedModel(card, graphs, "cpu", "")
