"""A trained autoencoder of clips to ONNX: reader, writer and the two ways of the conductor; of a
bass, which makes nothing of other basses, the listener, the writer and the way out of noise.

python -m models.training.clips.export --checkpoint scratch/NAME/last.pt --to models/NAME
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from engine.representation import clips
from engine.representation.drums import STEPS_PER_QUARTER, VOICES
from engine.representation.rhythm_section import HEARD
from models.training.clips.batch import Batch
from models.training.clips.conduct_graph import ConductWriter, conduct_tensors
from models.training.clips.network import ClipModel, Place
from models.training.clips.shape import ClipShape
from models.training.melody.export import DATA as MELODIES
from models.training.shipping import (
    Input,
    export_graph,
    trained_from,
    write_curve,
    write_model_card,
)

DRUMMERS = (
    {
        "name": "Groove MIDI Dataset 1.0.0",
        "licence": "CC BY 4.0",
        "attribution": "Jon Gillick, Adam Roberts, Jesse Engel, Douglas Eck and David Bamman, "
        "Learning to Groove with Inverse Sequence Transformations (2019)",
    },
)
BANDS = (
    {
        "name": "POP909 and POP909-CL: the piano's lowest notes, melodies, chords",
        "licence": "MIT (the files, not the songs behind them)",
        "attribution": "Music X Lab, music-x-lab/POP909-Dataset d83e6ed; "
        "AndyWeasley2004/POP909-CL-Dataset be90943",
    },
    {
        "name": "Freedoom, the music: basses, drums and what plays above them",
        "licence": "BSD-3-Clause",
        "attribution": "the contributors to the Freedoom project, freedoom/freedoom d14dbbe",
    },
)
SOURCES = {"melody": MELODIES, "drums": DRUMMERS, "bass": BANDS}
SMALL = 256
"""Arrays with fewer numbers stay as they are."""


def _place(quarters: int, meters: Tensor, there: Tensor, frames: Tensor | None = None) -> Place:
    """The places of clips whose bars have `quarters` places for quarters; only the conductor asks
    for the frames.
    """
    quarter = torch.arange(quarters, device=meters.device)
    time = torch.arange(there.shape[1] * there.shape[2], device=meters.device)
    frames = meters[:, 0] if frames is None else frames
    return Place(quarter, time, meters, frames, there.flatten(1))


class ReaderGraph(nn.Module):
    """symbols, loudness, away, meters (B, N), there (B, N, Q) -> mean, log_variance (B, T, D)."""

    def __init__(self, model: ClipModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, symbols: Tensor, loudness: Tensor, *rest: Tensor) -> tuple[Tensor, ...]:
        """As Reader; a melody has no away."""
        meters, there = rest[-2:]
        away = rest[0] if len(rest) > 2 else torch.zeros_like(loudness)
        batch = Batch(there, symbols, loudness, away, there, meters, meters, meters, meters)
        return tuple(self.model.reader(batch, _place(there.shape[2], meters, there)))


class ListenerGraph(nn.Module):
    """heard (B, N, Q, HEARD), meters (B, N), there (B, N, Q) -> listened (B, T, W)."""

    def __init__(self, model: ClipModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, heard: Tensor, meters: Tensor, there: Tensor) -> Tensor:
        """As Listener."""
        place = _place(there.shape[2], meters, there)
        return self.model.listener(heard, meters, place.there, place.time)


class WriterGraph(nn.Module):
    """latent (B, T, D), steps (B, N, Q, S), meters, there, and for a bass what it listened to ->
    what is said of the steps.
    """

    def __init__(self, model: ClipModel) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, latent: Tensor, steps: Tensor, meters: Tensor, there: Tensor,
        listened: Tensor | None = None,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """As Writer."""
        place = _place(there.shape[2], meters, there)._replace(listened=listened)
        return tuple(self.model.writer(latent, steps, place).final)


class NoiseGraph(nn.Module):
    """latent (B, T, D), meters, there, frames (B,) -> noise (B, T, D), density (B, T)."""

    def __init__(self, model: ClipModel) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, latent: Tensor, meters: Tensor, there: Tensor, frames: Tensor
    ) -> tuple[Tensor, ...]:
        """As Conductor."""
        place = _place(there.shape[2], meters, there, frames)
        noise, density = self.model.conductor(latent, place)
        return place.whole(noise), place.whole(density)


def example(shape: ClipShape) -> dict[str, Input]:
    """Inputs by name, of two clips of three bars of two quarters."""
    clips_ = {0: "batch", 1: "bars", 2: "quarters"}
    drums = shape.kind == "drums"
    cells = (2, 3, 2, 4, len(VOICES)) if drums else (2, 3, 2, clips.SLOTS)
    slots = STEPS_PER_QUARTER if drums else clips.SLOTS
    times = {0: "batch", 1: "times"}
    return {
        "symbols": (torch.ones(cells, dtype=torch.int64), clips_),
        "loudness": (torch.full(cells, 0.5), clips_),
        "away": (torch.zeros(cells), clips_),
        "meters": (torch.zeros(2, 3, dtype=torch.int64), {0: "batch", 1: "bars"}),
        "there": (torch.ones(2, 3, 2, dtype=torch.bool), clips_),
        "latent": (torch.zeros(2, 6, shape.latent), times),
        "steps": (torch.ones(2, 3, 2, slots, dtype=torch.bool), clips_),
        "frames": (torch.zeros(2, dtype=torch.int64), {0: "batch"}),
        "heard": (torch.zeros(2, 3, 2, HEARD if shape.listening else 0), clips_),
        "listened": (torch.zeros(2, 6, shape.conductor_width), times),
    }


Tensors = dict[str, tuple[list[str], dict[str, dict[int, str]]]]


def tensors_of(shape: ClipShape) -> Tensors:
    """For each graph that torch writes its inputs, and its outputs with the names of their axes."""
    times, steps = {0: "batch", 1: "times"}, {0: "steps"}
    said = {"logits": steps, "said_loudness": steps, "said_away": steps}
    told = ["latent", "steps", "meters", "there"]
    if shape.listening:
        return {
            "listener": (["heard", "meters", "there"], {"listened": times}),
            "writer": ([*told, "listened"], said),
        }
    content = ["symbols", "loudness", "away"] if shape.kind == "drums" else ["symbols", "loudness"]
    return {
        "reader": ([*content, "meters", "there"], {"mean": times, "log_variance": times}),
        "writer": (told, said),
        "noise": (["latent", "meters", "there", "frames"], {"noise": times, "density": times}),
    }


def rounded(model: ClipModel) -> ClipModel:
    """The network with its weights rounded to 16 bits, which the files hold."""
    for parameter in model.parameters():
        parameter.data = parameter.data.half().float()
    return model


def halve(path: Path) -> Path:
    """Stores a graph's weights in 16 bits, where they lose nothing; they are used in 32, as soon as
    it is opened.
    """
    model = onnx.load(str(path))
    kept, halved, casts = [], [], []
    for weights in model.graph.initializer:
        values = numpy_helper.to_array(weights)
        narrow = values.astype(np.float16)
        if values.dtype != np.float32 or values.size < SMALL or (narrow != values).any():
            kept.append(weights)
            continue
        name = f"{weights.name}_16"
        halved.append(numpy_helper.from_array(narrow, name))
        casts.append(helper.make_node("Cast", [name], [weights.name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend([*kept, *halved])
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    return path


def export_graphs(model: ClipModel, shape: ClipShape, folder: Path) -> list[Path]:
    """Writes the graphs into a folder. Returns their paths."""
    model = model.eval().cpu().float()
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "listener": ListenerGraph, "reader": ReaderGraph, "writer": WriterGraph,
        "noise": NoiseGraph,
    }  # fmt: skip
    given = example(shape)
    paths = [
        export_graph(
            made[name](model), {n: given[n] for n in inputs}, outputs, folder / f"{name}.onnx"
        )
        for name, (inputs, outputs) in tensors_of(shape).items()
    ]
    conductor = ConductWriter(model.conductor, shape).write(folder / "conduct.onnx")
    return [halve(path) for path in (*paths, conductor)]


def load_checkpoint(path: Path) -> tuple[ClipModel, ClipShape, dict]:
    """The network of a checkpoint, ready to be used, its sizes, and the checkpoint."""
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    shape = ClipShape(**checkpoint["shape"])
    model = ClipModel(shape)
    model.load_state_dict(checkpoint["model"])
    return model.eval(), shape, checkpoint


@torch.no_grad()
def write_fixture(model: ClipModel, shape: ClipShape, path: Path) -> None:
    """Two clips of bars of different lengths, and what the network makes of them: the inputs of
    all graphs by their names, and their outputs.
    """
    rng = np.random.default_rng(0)
    given = {name: value for name, (value, _) in example(shape).items()}
    given["meters"] = torch.tensor([[1, 1, 1], [2, 2, 1]])
    given["there"] = torch.tensor([[[True] * 2] * 3, [[True, False]] * 2 + [[True] * 2]])
    highest = 2 if shape.kind == "drums" else 131
    drawn = rng.integers(0, highest, size=given["symbols"].shape)
    given["symbols"] = torch.from_numpy(drawn)
    heard = rng.random(given["heard"].shape, dtype=np.float32)
    given["heard"] = torch.from_numpy(heard) * given["there"][..., None]
    given["steps"] = given["there"][..., None].expand(given["steps"].shape).contiguous()
    given["frames"] = torch.tensor([1, 2])
    place = _place(2, given["meters"], given["there"], given["frames"])
    place = model.listened(given["heard"], place)
    told = ("steps", "symbols", "loudness", "away", "there", "meters", "frames", "frames", "heard")
    batch = Batch(*(given[name] for name in told))
    mean = model.reader(batch, place).mean
    said = model.writer(mean, given["steps"], place).final
    noise, density = model.conductor(mean, place)
    arrays = {name: given[name].numpy() for name in ("symbols", "loudness", "away", "meters")}
    arrays |= {name: given[name].numpy() for name in ("there", "steps", "frames", "heard")}
    if place.listened is not None:
        arrays["listened"] = place.listened.numpy()
    arrays |= {"mean": mean.numpy(), "logits": said.logits.numpy()}
    arrays |= {"said_loudness": said.loudness.numpy(), "said_away": said.away.numpy()}
    arrays |= {"noise": place.whole(noise).numpy(), "density": place.whole(density).numpy()}
    arrays["conducted"] = model.conductor.conduct(place.whole(noise), place).numpy()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def write_card(folder: Path, paths: Sequence[Path], shape: ClipShape, trained: dict) -> None:
    """The card beside the graphs."""
    told = {name: (inputs, list(outputs)) for name, (inputs, outputs) in tensors_of(shape).items()}
    told["conduct"] = conduct_tensors(shape)
    graphs = {
        name: {"file": f"{name}.onnx", "inputs": inputs, "outputs": outputs}
        for name, (inputs, outputs) in told.items()
    }
    tensors = {
        "kind": "trio" if shape.kind == "bass" else shape.kind,
        "latent": shape.latent,
        "memory": ["batch", 4, "held", shape.conductor_width // 4],
        "graphs": graphs,
    }
    write_model_card(
        folder,
        paths,
        {
            "name": folder.name,
            "tools": ["generate"] if shape.listening else ["generate", "interpolate"],
            "representation": {"name": clips.NAME, "version": clips.VERSION},
            "tensors": tensors,
            "sampling": {"temperature": 1.0},
            "data": SOURCES[shape.kind],
            "trained": trained,
        },
    )


def main() -> None:
    """Exports one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--fixture", type=Path, help="default: tests/golden/model/NAME.npz")
    parser.add_argument("--bits", type=int, choices=(16, 32), default=16)
    options = parser.parse_args()
    model, shape, checkpoint = load_checkpoint(options.checkpoint)
    if options.bits == 16:
        model = rounded(model)
    paths = export_graphs(model, shape, options.to)
    write_card(options.to, paths, shape, trained_from(checkpoint))
    usual = Path("tests/golden/model") / f"{options.to.name}.npz"
    write_fixture(model, shape, options.fixture or usual)
    write_curve(options.checkpoint, options.to)


if __name__ == "__main__":
    main()
