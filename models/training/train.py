"""Trains a network: reads the corpus, fits, logs a curve, keeps checkpoints.

python -m models.training.train --model continue-melody --data DIR --minutes 75
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from models.training.chords.task import next_chord_task
from models.training.clips.musicvae import musicvae_task
from models.training.clips.task import clips_task
from models.training.count import count_chords, count_melodies
from models.training.drums.groovae_task import groovae_task
from models.training.drums.kit_task import Kit
from models.training.drums.prototypes import MOST
from models.training.drums.task import drum_task
from models.training.growth import grown
from models.training.loop import Run, Task
from models.training.melody.task import next_note_task
from models.training.next_step.task import next_step_task

TASKS: dict[str, Callable[[argparse.Namespace], Task]] = {
    "continue-melody": next_note_task,
    "continue-drums": next_step_task,
    "continue-chords": next_chord_task,
    "lstm": next_note_task,
    "groove": drum_task,
    "drumify": Kit,
    "clips-melody": clips_task,
    "clips-drums": clips_task,
    "groovae-humanise": groovae_task,
    "groovae-tap": groovae_task,
    "clips-trio": clips_task,
    "musicvae-melody": musicvae_task,
    "musicvae-drums": musicvae_task,
}
"""What learns each model: a function from the options to its task."""

OF_DRUMS = {
    "groove", "drumify", "continue-drums", "clips-drums", "groovae-humanise", "groovae-tap",
    "musicvae-drums",
}  # fmt: skip
"""What learns from the drummers alone."""

COUNTED: dict[str, Callable[[Path, Path], None]] = {
    "markov": count_melodies,
    "markov-chords": count_chords,
}
"""What counts a model that is made of tables, and writes it."""


def main() -> None:
    """Trains until the budget is used up; goes on where a checkpoint lies in the folder."""
    options = parse_options()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    if options.model in COUNTED:
        COUNTED[options.model](options.data, options.cache)
        return
    options.out.mkdir(parents=True, exist_ok=True)
    task = TASKS[options.model](options)
    run = Run(task, options)
    if options.begin and not (options.out / "last.pt").exists():
        run.budget.before = begin(task.model, options.begin)
    run.resume()
    print(f"{sum(p.numel() for p in task.model.parameters()):,} parameters, {task.describe()}")
    run.fit()


def begin(model: nn.Module, path: Path) -> float:
    """Gives a network the weights of a smaller one; what is new in it is zero. Returns for how many
    minutes those were trained.
    """
    checkpoint = torch.load(path, weights_only=True, map_location="cpu")
    model.load_state_dict(grown(checkpoint["model"], model.state_dict()))
    return checkpoint["minutes"]


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=sorted({**TASKS, **COUNTED}), default="continue-melody")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--minutes", type=float, default=75, help="CPU minutes to train for")
    parser.add_argument("--until", help="HH:MM (local): be done by then")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--out", type=Path, default=None, help="default: scratch/[aside/]MODEL")
    parser.add_argument("--begin", type=Path, help="a smaller network to grow, with its minutes")
    parser.add_argument("--cache", type=Path, default=Path("scratch"), help="folder for the data")
    parser.add_argument("--batch", type=int, default=2048, help="notes or quarters in a batch")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=None)
    parser.add_argument("--share", type=float, default=1.0, help="of the pieces, evenly thinned")
    parser.add_argument("--aside", action="store_true", help="of drums: put a test part aside")
    parser.add_argument("--width", type=int, help="of the network, for Continue's and clips'")
    parser.add_argument("--prototypes", type=int, default=MOST, help="drumify: so many at most")
    parser.add_argument("--bf16", action="store_true", help="bfloat16 on a CPU too")
    parser.add_argument("--every", type=float, default=3.0, help="minutes between validations")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.aside and options.model not in OF_DRUMS:
        parser.error("--aside is of the models of drums")
    folder = Path("scratch/aside" if options.aside else "scratch")
    options.out = options.out or folder / options.model
    return options


if __name__ == "__main__":
    main()
