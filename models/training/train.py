"""Trains a network of Continue: reads the corpus, fits, logs a curve, keeps checkpoints.

python -m models.training.train --model continue-melody --data DIR --minutes 75
"""

import argparse
import csv
import json
import math
import time
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engine.representation.notes import FIELDS
from models.training.batches import Batch, training_batches, whole_batches
from models.training.melody import Melodies, Melody, load_melodies
from models.training.network import MelodyModel
from models.training.shape import Shape

SHAPES = {
    "continue-melody": Shape(),
    "lstm-baseline": Shape(kind="lstm", recall=False),
}
CURVE = ("cpu_minutes", "steps", "notes", "learning_rate", "training", "validation", *FIELDS)


def main() -> None:
    """Trains until the budget is used up; goes on where a checkpoint lies in the folder."""
    options = parse_options()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    corpus = load_melodies(options.data, options.cache)
    model = MelodyModel(options.shape).to(options.device)
    optimizer = torch.optim.AdamW(
        parameter_groups(model), lr=options.lr, betas=(0.9, 0.98), weight_decay=0.1
    )
    budget = Budget(options.minutes, options.until)
    state = {"steps": 0, "notes": 0, "best": math.inf}
    if (options.out / "last.pt").exists():
        resume(options.out / "last.pt", model, optimizer, budget, state)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {corpus.describe()}")
    fit(model, optimizer, corpus, budget, state, options)


def fit(
    model: MelodyModel,
    optimizer: torch.optim.Optimizer,
    corpus: Melodies,
    budget: "Budget",
    state: dict,
    options: argparse.Namespace,
) -> None:
    """Steps, and a look at the validation part now and then, until the budget is used up."""
    half = options.device == "cuda" or options.bf16
    batches = training_batches(corpus.training, options.batch, options.seed + state["steps"])
    losses: list[float] = []
    looked = budget.used
    while (done := budget.done) < 1:
        if budget.used - looked > options.every:
            looked = budget.used
            take_stock(model, optimizer, corpus, budget, state, options, losses)
            losses.clear()
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(options.lr, done)
        batch = next(batches).to(options.device)
        losses.append(train_step(model, optimizer, batch, options.device, half))
        state["steps"] += 1
        state["notes"] += batch.notes
    take_stock(model, optimizer, corpus, budget, state, options, losses)


def take_stock(
    model: MelodyModel,
    optimizer: torch.optim.Optimizer,
    corpus: Melodies,
    budget: "Budget",
    state: dict,
    options: argparse.Namespace,
    losses: list[float],
) -> None:
    """Validates, adds a line to the curve and writes the checkpoints."""
    figures = validate(model, corpus.validation[::3], options.device)
    better = figures["validation"] < state["best"]
    state["best"] = min(state["best"], figures["validation"])
    rate = learning_rate(options.lr, budget.done)
    log(options.out / "curve.csv", budget, state, rate, losses, figures)
    checkpoint = pack(model, optimizer, budget, state, options)
    save(checkpoint, options.out / "last.pt")
    if better:
        save(checkpoint, options.out / "best.pt")


def train_step(
    model: MelodyModel, optimizer: torch.optim.Optimizer, batch: Batch, device: str, half: bool
) -> float:
    """One update, in bfloat16 where `half`. Returns the nats per note, velocity left out."""
    model.train()
    with torch.autocast(device, torch.bfloat16, enabled=half):
        logits = model(batch.rows, batch.conditions, batch.choices)
    nats = field_nats(logits, batch)
    loss = sum(nats[field].sum() for field in FIELDS) / batch.notes
    optimizer.zero_grad(set_to_none=True)
    torch.as_tensor(loss).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(sum(nats[field].detach().sum() for field in FIELDS[:-1]) / batch.notes)


def field_nats(logits: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Minus the log-probability of each field's true symbol, (B, T); 0 where there is none."""
    return {
        field: functional.cross_entropy(
            logits[field].float().flatten(0, 1),
            batch.targets[..., column].flatten(),
            ignore_index=-1,
            reduction="none",
        ).view(batch.targets.shape[:2])
        for column, field in enumerate(FIELDS)
    }


@torch.no_grad()
def validate(model: MelodyModel, melodies: list[Melody], device: str) -> dict[str, float]:
    """Nats per note of held-out melodies, key and style unknown; velocity per played velocity."""
    model.eval()
    sums = dict.fromkeys(FIELDS, 0.0)
    notes = played = 0
    for batch in whole_batches(melodies):
        batch = batch.to(device)
        nats = field_nats(model(batch.rows, batch.conditions, batch.choices), batch)
        for field in FIELDS:
            sums[field] += float(nats[field].sum())
        notes += batch.notes
        played += int((batch.targets[..., -1] >= 0).sum())
    figures = {field: sums[field] / notes for field in FIELDS[:-1]}
    total = sum(figures.values())
    return {"validation": total, **figures, "velocity": sums["velocity"] / max(1, played)}


class Budget:
    """The share of the training time that is used: process CPU time against minutes, or the clock
    against a deadline, whichever is further on.
    """

    def __init__(self, minutes: float, until: str | None) -> None:
        self.minutes, self.before = minutes, 0.0
        self.began = time.time()
        self.deadline = deadline(until) if until else math.inf

    @property
    def used(self) -> float:
        """Minutes of CPU time so far, earlier runs included. On a GPU this counts the host's."""
        return self.before + time.process_time() / 60

    @property
    def done(self) -> float:
        """From 0 to 1."""
        clock = 0.0
        if math.isfinite(self.deadline):
            clock = (time.time() - self.began) / max(1.0, self.deadline - self.began)
        return max(self.used / self.minutes, clock)


def deadline(until: str) -> float:
    """The next time the local clock shows HH:MM, in seconds."""
    now = datetime.now().astimezone()
    hour, minute = map(int, until.split(":"))
    today = now.replace(hour=hour, minute=minute, second=0, microsecond=0).timestamp()
    return today if today > now.timestamp() else today + 86400


def learning_rate(peak: float, done: float) -> float:
    """Warm-up over the first fiftieth, then half a cosine down to a fiftieth of the peak."""
    if done < 0.02:
        return peak * (done + 1e-3) / 0.021
    return peak * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


def parameter_groups(model: MelodyModel) -> list[dict]:
    """Matrices decay, vectors do not."""
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    return [{"params": matrices}, {"params": vectors, "weight_decay": 0.0}]


def pack(
    model: MelodyModel,
    optimizer: torch.optim.Optimizer,
    budget: Budget,
    state: dict,
    options: argparse.Namespace,
) -> dict:
    """Everything that a run goes on from."""
    return {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "shape": asdict(model.shape),
        "minutes": budget.used,
        "state": dict(state),
        "seed": options.seed,
        "device": options.device,
    }


def save(checkpoint: dict, path: Path) -> None:
    """Writes a checkpoint whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(checkpoint, part)
    part.replace(path)


def resume(
    path: Path, model: MelodyModel, optimizer: torch.optim.Optimizer, budget: Budget, state: dict
) -> None:
    """Goes on where a checkpoint stands."""
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    budget.before = checkpoint["minutes"]
    state.update(checkpoint["state"])


def log(
    path: Path, budget: Budget, state: dict, rate: float, losses: list[float], figures: dict
) -> None:
    """Appends a line to the curve."""
    new = not path.exists()
    training = float(np.mean(losses)) if losses else math.nan
    values = (budget.used, state["steps"], state["notes"], rate, training)
    line = [*(round(v, 6) for v in values), *(round(figures[c], 5) for c in CURVE[5:])]
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(CURVE)
        writer.writerow(line)
    print(json.dumps(dict(zip(CURVE, line, strict=True))), flush=True)


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=sorted(SHAPES), default="continue-melody")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--minutes", type=float, default=75, help="CPU minutes to train for")
    parser.add_argument("--until", help="HH:MM (local): be done by then")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--out", type=Path, default=None, help="default: scratch/MODEL")
    parser.add_argument("--cache", type=Path, default=Path("scratch/melodies.npz"))
    parser.add_argument("--batch", type=int, default=2048, help="notes in a batch")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=None)
    parser.add_argument("--bf16", action="store_true", help="bfloat16 on a CPU too")
    parser.add_argument("--every", type=float, default=3.0, help="minutes between validations")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.shape = SHAPES[options.model]
    if options.dropout is not None:
        options.shape = replace(options.shape, dropout=options.dropout)
    options.out = options.out or Path("scratch") / options.model
    return options


if __name__ == "__main__":
    main()
