"""Batches of stretches of pieces, and how they are varied."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch

from engine.representation.clips import (
    ANY_KEY,
    HOLD,
    MAJOR,
    MINOR,
    NO_STEP,
    OFF,
    shift_to_frame,
)
from engine.representation.drums import VOICES
from engine.representation.rhythm_section import retuned
from engine.theory.keys import Key
from models.training.clips.batch import Batch
from models.training.clips.data import AWAY, PLANES, Sheet
from models.training.clips.rehearsal import rehearsed

LENGTHS = (1, 2, 4, 8, 16)
"""Bars of the clips in training."""

FRAMED = 0.6
"""The share of melodies that are moved to C major or A minor, and the conductor is told so."""

SHARES = (0.05, 0.25, 0.25, 0.15, 0.30)
"""How much of the training goes to each of LENGTHS."""


def sounding(sheet: Sheet, first: int, count: int) -> bool:
    """Whether a note begins in these bars."""
    symbols = sheet.symbols[first : first + count]
    return bool((symbols == 1 if _is_drums(symbols) else symbols < HOLD).any())


def _is_drums(symbols: np.ndarray) -> bool:
    """Cells of (..., 4, 9), not slots."""
    return symbols.shape[-1] == len(VOICES)


def by_quarters(sheets: Sequence[Sheet]) -> dict[int, list[Sheet]]:
    """Sheets whose longest bar has equally many quarters."""
    groups: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(sheet.symbols.shape[1], []).append(sheet)
    return groups


def collate(stretches: Sequence[tuple[Sheet, int]], count: int) -> Batch:
    """Stretches of `count` bars, each a sheet and its first bar, side by side."""

    def stack(name: str) -> np.ndarray:
        return np.stack([getattr(sheet, name)[first : first + count] for sheet, first in stretches])

    symbols, loudness, away = (stack(name) for name in PLANES)
    alone = stretches[0][0].heard is None
    heard = np.zeros((*symbols.shape[:3], 0)) if alone else stack("heard")
    return Batch(
        torch.from_numpy(symbols[..., 0] != NO_STEP if _is_drums(symbols) else symbols != OFF),
        torch.from_numpy(symbols).long(),
        torch.from_numpy(loudness.astype(np.float32) / 127),
        torch.from_numpy(away.astype(np.float32) / AWAY),
        torch.from_numpy(stack("quarters")).long(),
        torch.from_numpy(stack("meters")).long(),
        torch.tensor([sheet.key for sheet, _ in stretches]),
        torch.full((len(stretches),), ANY_KEY),
        torch.from_numpy(heard.astype(np.float32)),
    )


def training_batches(
    sheets: Sequence[Sheet],
    quarters: int,
    seed: int,
    lengths: Sequence[int] = LENGTHS,
    shares: Sequence[float] | None = None,
) -> Iterator[Batch]:
    """Batches of about so many quarters without end, varied. `lengths` are the clips' bars, and
    `shares` how often each comes.
    """
    rng = np.random.default_rng(seed)
    groups = [(key, group) for key, group in by_quarters(sheets).items()]
    sizes = np.array([sum(len(s.meters) for s in group) * key for key, group in groups])
    weights = [np.array([len(sheet.meters) for sheet in group]) for _, group in groups]
    while True:
        chosen = rng.choice(len(groups), p=sizes / sizes.sum())
        count = int(rng.choice(lengths, p=shares))
        size, group = groups[chosen]
        room = np.where(weights[chosen] >= count, weights[chosen], 0)
        if not room.any():
            continue
        batch = max(1, quarters // (count * size))
        stretches = []
        while len(stretches) < batch:
            sheet = group[rng.choice(len(group), p=room / room.sum())]
            first = _first(len(sheet.meters), count, rng)
            if sounding(sheet, first, count) or rng.random() < 0.05:
                stretches.append((sheet, first))
        yield varied(collate(stretches, count), rng)


def _first(bars: int, count: int, rng: np.random.Generator) -> int:
    """Where a stretch begins: mostly at an even bar, a fourth for long ones, as phrases do."""
    first = int(rng.integers(0, bars - count + 1))
    return first - first % min(4, max(1, count)) if rng.random() < 0.75 else first


def varied(batch: Batch, rng: np.random.Generator) -> Batch:
    """Melodies and basses transposed, some of what a bass hears left out or made up; drums with
    voices from other drummers; all struck otherwise.
    """
    if batch.symbols.shape[-1] == len(VOICES):
        return restruck(exchanged(batch, rng), rng)
    batch = transposed(batch, rng)
    if batch.heard.shape[-1]:
        heard = rehearsed(batch.heard.numpy(), batch.symbols.numpy(), rng)
        batch = replace(batch, heard=torch.from_numpy(heard))
    return restruck(batch, rng)


def transposed(batch: Batch, rng: np.random.Generator) -> Batch:
    """Each clip, where that stays within 0 to 127, by -6 to 6 semitones, or into its FRAME."""
    symbols, keys = batch.symbols, batch.keys.numpy()
    framed = rng.random(len(symbols)) < FRAMED
    into = np.array([shift_to_frame(Key(int(key) % 12, bool(key >= 12))) for key in keys])
    drawn = np.where(framed, into, rng.integers(-6, 7, size=len(symbols)))
    shift = torch.from_numpy(drawn)[:, None, None, None]
    pitched = symbols < HOLD
    moved = symbols + shift * pitched
    fits = ((moved >= 0) & ((moved < HOLD) | ~pitched)).flatten(1).all(dim=1)
    known = torch.from_numpy(np.where(keys >= 12, MINOR, MAJOR))
    heard = batch.heard.numpy()
    if heard.shape[-1]:
        heard = retuned(heard, np.where(fits.numpy(), drawn, 0))
    return replace(
        batch,
        heard=torch.from_numpy(heard),
        symbols=torch.where(fits[:, None, None, None], moved, symbols),
        frames=torch.where(fits & torch.from_numpy(framed), known, ANY_KEY),
    )


def exchanged(batch: Batch, rng: np.random.Generator) -> Batch:
    """A third of the clips with each voice from the one or the other of two clips; a tenth without
    some voices.
    """
    clips = len(batch.symbols)
    chance = rng.random((clips, 1))
    taken = (rng.random((clips, len(VOICES))) < 0.5) & (chance < 0.33)
    silent = (rng.random((clips, len(VOICES))) < 0.3) & (chance > 0.9)
    other = torch.from_numpy(rng.permutation(clips))
    there = batch.steps & batch.steps[other]
    take = torch.from_numpy(taken)[:, None, None, None] & there[..., None]
    quiet = torch.from_numpy(silent)[:, None, None, None] & batch.steps[..., None]
    mixed = {
        name: torch.where(take, values[other], values).masked_fill(quiet, 0)
        for name in PLANES
        for values in (getattr(batch, name),)
    }
    return replace(batch, **mixed)


def restruck(batch: Batch, rng: np.random.Generator) -> Batch:
    """Half of the clips struck softer or harder, some of them evenly and on the step."""
    shape = (len(batch.symbols), *(1 for _ in batch.symbols.shape[1:]))
    way, level = rng.random(shape), rng.uniform(0.4, 1.0, shape)
    loudness = batch.loudness.numpy()
    bent = np.where(way < 0.12, level, loudness * rng.uniform(0.7, 1.2, shape))
    struck = np.where(loudness > 0, np.where(way < 0.5, bent, loudness), 0)
    straight = torch.from_numpy(way < 0.12)
    return replace(
        batch,
        loudness=torch.from_numpy(struck.clip(0, 1).astype(np.float32)),
        away=batch.away.masked_fill(straight, 0),
    )


def whole_batches(sheets: Sequence[Sheet], count: int, quarters: int = 4096) -> Iterator[Batch]:
    """Every clip of `count` bars in which something sounds, side by side, without overlap."""
    for size, group in by_quarters(sheets).items():
        stretches = [
            (sheet, first)
            for sheet in group
            for first in range(0, len(sheet.meters) - count + 1, count)
            if sounding(sheet, first, count)
        ]
        batch = max(1, quarters // (count * size))
        for start in range(0, len(stretches), batch):
            yield collate(stretches[start : start + batch], count)
