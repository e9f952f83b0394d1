"""Held-out clips to measure an autoencoder by: stretches of pieces, as the program reads them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.clips import (
    HOLD,
    Bars,
    Content,
    clip_bars,
    drum_content,
    melody_clip,
    melody_content,
)
from engine.representation.drums import bars_of, encode, steps_of
from engine.representation.notes import grid_meters
from models.training.data.groove_midi import Performance
from models.training.data.pieces import Piece


@dataclass(frozen=True)
class Excerpt:
    """Some bars of a piece. symbols (T,), or hits (T, 9), of its steps; loudness likewise, 0 to 1,
    where `played` as a player struck them, and away in 16ths.
    """

    style: str
    played: bool
    bars: Bars
    content: Content
    symbols: np.ndarray
    loudness: np.ndarray
    away: np.ndarray


def melody_excerpts(pieces: Sequence[Piece], count: int) -> Iterator[Excerpt]:
    """Every clip of `count` bars in which a note begins, without overlap."""
    for piece in pieces:
        total = piece.meters.bar_at(max(note.start for note in piece.notes)) + 1
        bars = clip_bars(piece.notes, piece.meters, 0, total)
        whole = melody_clip(piece.notes, piece.meters, bars, 0)
        for first in range(0, total - count + 1, count):
            clip = whole.bar(first, first + count)
            if (clip.symbols < HOLD).any():
                loudness = clip.velocities / np.float32(127)
                content = melody_content(clip)
                away = np.zeros_like(loudness)
                yield Excerpt(
                    piece.style, piece.played, clip.bars, content, clip.symbols, loudness, away
                )


def drum_excerpts(performances: Sequence[Performance], count: int) -> Iterator[Excerpt]:
    """As melody_excerpts."""
    for each in performances:
        meters = grid_meters(each.meters)
        first, after = bars_of(each.notes, each.meters)
        for bar in range(first, after - count + 1, count):
            bars = clip_bars((), meters, bar, count, fine=False)
            steps = steps_of(each.meters, bar, bar + count)
            inside = [n for n in each.notes if steps.ticks[0] <= n.start < steps.ticks[-1]]
            cells = encode(inside, steps, triplets=False)
            if cells.hits[:-1].any():
                content = drum_content(cells, bars)
                parts = (cells.hits[:-1], cells.velocities[:-1], cells.offsets[:-1])
                yield Excerpt(each.style, True, bars, content, *parts)


def alike(excerpts: Sequence[Excerpt], most: int = 64) -> Iterator[list[int]]:
    """The numbers of excerpts that share their bars, at most so many together."""
    groups: dict[Bars, list[int]] = defaultdict(list)
    for number, excerpt in enumerate(excerpts):
        groups[excerpt.bars].append(number)
    for numbers in groups.values():
        for start in range(0, len(numbers), most):
            yield numbers[start : start + most]
