"""What every training shares: the budget, the schedule, checkpoints and the curve."""

import argparse
import copy
import csv
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

T = TypeVar("T")


class Loss(NamedTuple):
    """What one batch gives: what is to fall, what the curve shows of it, how much was seen."""

    total: Tensor
    shown: float
    seen: int


class Task(Protocol):
    """A network and what it learns.

    `unit` is what the curve counts, `figures` names what `validate` gives beside "validation", the
    figure that the best checkpoint is chosen by. `shape` holds the sizes that rebuild the network.
    Where `averaged`, it is the running average of the weights that is validated and kept.
    """

    model: Any
    averaged: bool
    unit: str

    @property
    def figures(self) -> tuple[str, ...]:
        """Names."""
        ...

    @property
    def shape(self) -> Mapping[str, Any]:
        """Sizes."""
        ...

    def describe(self) -> str:
        """How much data there is."""
        ...

    def batches(self, seed: int) -> Iterator[Any]:
        """Training batches without end, on the device."""
        ...

    def loss(self, batch: Any, done: float) -> Loss:
        """What one batch gives, when so much of the training is over, from 0 to 1."""
        ...

    def resting(self, done: float) -> tuple[str, ...]:
        """The parts of the network, by name, that learn no more when so much of the training is
        over; they come to rest at their averages.
        """
        ...

    def validate(self, model: Any) -> dict[str, float]:
        """Figures of the validation part."""
        ...


class Run:
    """One training: a task, its optimizer, the budget, and where it writes."""

    def __init__(self, task: Task, options: argparse.Namespace) -> None:
        self.task, self.options = task, options
        self.optimizer = torch.optim.AdamW(
            parameter_groups(task.model), lr=options.lr, betas=(0.9, 0.98), weight_decay=0.1
        )
        self.average = copy.deepcopy(task.model).eval() if task.averaged else None
        self.budget = Budget(options.minutes, options.until)
        self.state: dict[str, float] = {"steps": 0, task.unit: 0, "best": math.inf}
        self.columns = (
            "cpu_minutes", "steps", task.unit, "learning_rate", "training", "validation",
            *task.figures,
        )  # fmt: skip

    def resume(self) -> None:
        """Goes on where the last checkpoint stands, if there is one."""
        path = self.options.out / "last.pt"
        if not path.exists():
            return
        checkpoint = torch.load(path, weights_only=True)
        self.task.model.load_state_dict(checkpoint.get("raw", checkpoint["model"]))
        if self.average is not None:
            self.average.load_state_dict(checkpoint["model"])
        self.optimizer.load_state_dict(checkpoint["optimizer"])
        self.budget.before = checkpoint["minutes"]
        self.state.update(checkpoint["state"])

    def fit(self) -> None:
        """Steps, and a look at the validation part now and then, until the budget is used up."""
        batches = self.task.batches(self.options.seed + int(self.state["steps"]))
        losses: list[float] = []
        looked = self.budget.used
        while (done := self.budget.done) < 1:
            if self.budget.used - looked > self.options.every:
                looked = self.budget.used
                self.take_stock(losses)
                losses.clear()
            self._rest(self.task.resting(done))
            for group in self.optimizer.param_groups:
                group["lr"] = learning_rate(self.options.lr, done)
            loss = self.step(next(batches), done)
            losses.append(loss.shown)
            self.state["steps"] += 1
            self.state[self.task.unit] += loss.seen
        self.take_stock(losses)

    def step(self, batch: Any, done: float) -> Loss:
        """One update, in bfloat16 on CUDA or where it is asked for."""
        self.task.model.train()
        half = self.options.device == "cuda" or self.options.bf16
        with torch.autocast(self.options.device, torch.bfloat16, enabled=half):
            loss = self.task.loss(batch, done)
        self.optimizer.zero_grad(set_to_none=True)
        loss.total.backward()
        torch.nn.utils.clip_grad_norm_(self.task.model.parameters(), 1.0)
        self.optimizer.step()
        self._take_average()
        return loss

    @torch.no_grad()
    def _take_average(self) -> None:
        """Moves the average towards the weights: over about a thousand steps, fewer at first."""
        if self.average is None:
            return
        steps = self.state["steps"] + 1
        keep = min(0.999, steps / (steps + 20))
        for mean, new in zip(self.average.parameters(), self.task.model.parameters(), strict=True):
            mean.lerp_(new, 1 - keep)

    @torch.no_grad()
    def _rest(self, parts: tuple[str, ...]) -> None:
        """Brings parts to rest at their averages, once."""
        if not parts:
            self.state["rests"] = 0
        if not parts or self.average is None or self.state.get("rests"):
            return
        for part in parts:
            mean, own = self.average.get_submodule(part), self.task.model.get_submodule(part)
            own.load_state_dict(mean.state_dict())
        self.state["rests"] = 1

    def take_stock(self, losses: list[float]) -> None:
        """Validates, adds a line to the curve and writes the checkpoints."""
        with torch.no_grad():
            figures = self.task.validate((self.average or self.task.model).eval())
        better = figures["validation"] < self.state["best"]
        self.state["best"] = min(self.state["best"], figures["validation"])
        self._log(losses, figures)
        checkpoint = self.pack()
        save(checkpoint, self.options.out / "last.pt")
        if better:
            save(checkpoint, self.options.out / "best.pt")

    def pack(self) -> dict[str, Any]:
        """Everything that a run goes on from."""
        raw = {} if self.average is None else {"raw": self.task.model.state_dict()}
        return {
            "model": (self.average or self.task.model).state_dict(),
            **raw,
            "optimizer": self.optimizer.state_dict(),
            "shape": dict(self.task.shape),
            "minutes": self.budget.used,
            "state": dict(self.state),
            "seed": self.options.seed,
            "device": self.options.device,
        }

    def _log(self, losses: list[float], figures: Mapping[str, float]) -> None:
        """Appends a line to the curve."""
        path = self.options.out / "curve.csv"
        new = not path.exists()
        training = float(np.mean(losses)) if losses else math.nan
        rate = learning_rate(self.options.lr, self.budget.done)
        counts = (self.budget.used, self.state["steps"], self.state[self.task.unit], rate, training)
        line = [round(value, 6) for value in counts]
        line += [round(figures[name], 5) for name in self.columns[len(counts) :]]
        with path.open("a", newline="") as file:
            writer = csv.writer(file)
            if new:
                writer.writerow(self.columns)
            writer.writerow(line)
        print(json.dumps(dict(zip(self.columns, line, strict=True))), flush=True)


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


def thinned(pieces: Sequence[T], share: float) -> list[T]:
    """Every second, third ... piece: about a share of them."""
    return list(pieces[:: round(1 / share)])


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


def parameter_groups(model: nn.Module) -> list[dict[str, Any]]:
    """Matrices decay, vectors do not."""
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    return [{"params": matrices}, {"params": vectors, "weight_decay": 0.0}]


def save(checkpoint: Mapping[str, Any], path: Path) -> None:
    """Writes a checkpoint whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(checkpoint, part)
    part.replace(path)
