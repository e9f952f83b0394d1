"""Batches of melodies for training and validation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.representation.notes import STYLES, UNKNOWN_KEY
from models.training.melody.asking import told, unasked
from models.training.melody.data import HEAD_COLUMNS, Melody
from models.training.melody.lessons import gaps, lesson


@dataclass(frozen=True)
class Batch:
    """Melodies side by side: rows (B, T, C), conditions (B, 2), choices of the later fields, and
    targets (B, T, 5). `notes` counts the notes whose symbols are targets.
    """

    rows: Tensor
    conditions: Tensor
    choices: dict[str, Tensor]
    targets: Tensor
    notes: int

    def to(self, device: str) -> "Batch":
        """The same batch on a device."""
        if device == "cpu":
            return self
        return Batch(
            self.rows.to(device),
            self.conditions.to(device),
            {field: choice.to(device) for field, choice in self.choices.items()},
            self.targets.to(device),
            self.notes,
        )


def collate(melodies: Sequence[Melody], conditions: np.ndarray) -> Batch:
    """Melodies side by side, the shorter ones filled up at the end with nothing to learn."""
    length = max(len(m.rows) for m in melodies)

    def stack(arrays: list[np.ndarray], fill: int) -> Tensor:
        out = np.full((len(arrays), length, arrays[0].shape[1]), fill, dtype=np.int64)
        for index, array in enumerate(arrays):
            out[index, : len(array)] = array
        return torch.from_numpy(out)

    heads, start = stack([m.heads for m in melodies], 0), 0
    choices = {}
    for field, size in HEAD_COLUMNS:
        choices[field] = heads[..., start : start + size]
        start += size
    targets = stack([m.targets for m in melodies], -1)
    notes = int((targets[..., 1] >= 0).sum())
    rows = stack([m.rows for m in melodies], 0)
    return Batch(rows, torch.from_numpy(conditions), choices, targets, notes)


def unknown_conditions(count: int) -> np.ndarray:
    """Key and style left open."""
    return np.tile(np.array([[UNKNOWN_KEY, len(STYLES)]], dtype=np.int64), (count, 1))


def whole_batches(melodies: Sequence[Melody], notes: int = 8192) -> Iterator[Batch]:
    """Whole melodies, in order of length, with nothing but the notes given."""
    for group in _by_length([unasked(melody) for melody in melodies], notes):
        yield collate(group, unknown_conditions(len(group)))


def told_batches(melodies: Sequence[Melody], notes: int = 8192) -> Iterator[Batch]:
    """Whole melodies with everything told that can be asked of them."""
    for group in _by_length([told(melody) for melody in melodies], notes):
        yield collate(group, np.array([[m.key, m.style] for m in group], dtype=np.int64))


def gap_batches(
    melodies: Sequence[Melody], notes: int = 8192, both_sides: bool = True
) -> Iterator[Batch]:
    """A gap in each melody, see `gaps`, with nothing but the notes given."""
    for group in _by_length(gaps(melodies, both_sides), notes):
        yield collate(group, unknown_conditions(len(group)))


def training_batches(melodies: Sequence[Melody], notes: int, seed: int) -> Iterator[Batch]:
    """Batches without end, of melodies as `lesson` makes them; key and style each told half of the
    time.
    """
    rng = np.random.default_rng(seed)
    while True:
        chosen = [lesson(melody, rng) for melody in melodies]
        noisy = np.array([len(m.rows) for m in chosen]) * rng.uniform(0.9, 1.1, len(chosen))
        groups = _groups([chosen[i] for i in np.argsort(noisy)], notes)
        for index in rng.permutation(len(groups)):
            group = groups[index]
            conditions = np.array([[m.key, m.style] for m in group], dtype=np.int64)
            hidden = rng.random(conditions.shape) < 0.5
            yield collate(group, np.where(hidden, unknown_conditions(len(group)), conditions))


def _by_length(melodies: Sequence[Melody], notes: int) -> list[list[Melody]]:
    return _groups(sorted(melodies, key=lambda m: len(m.rows)), notes)


def _groups(melodies: Sequence[Melody], notes: int) -> list[list[Melody]]:
    """Neighbours, as many as make up about this many notes when padded."""
    groups: list[list[Melody]] = [[]]
    for melody in melodies:
        longest = max([len(melody.rows), *(len(m.rows) for m in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > notes:
            groups.append([])
        groups[-1].append(melody)
    return groups
