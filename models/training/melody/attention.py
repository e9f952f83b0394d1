"""The trunk of Continue: a transformer whose memory is written in place.

Positions are rotary (Su et al. 2021): half of the attention heads turn with the note's index, half
with musical time.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.training.melody.shape import Shape


class Seen(NamedTuple):
    """Notes to look back at: keys and values (B, H, S, D); mask (T, S) is True where seen."""

    keys: Tensor
    values: Tensor
    mask: Tensor


class Turn(NamedTuple):
    """How far queries and keys (B, H, T, D) are turned: cosines and sines (B, H, T, D / 2)."""

    cos: Tensor
    sin: Tensor


class Attention(nn.Module):
    """Attention whose keys and values may be made apart from its queries."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.width, self.heads, self.size = shape.width, shape.heads, shape.head_size
        self.query = nn.Linear(shape.width, shape.width, bias=False)
        self.key_value = nn.Linear(shape.width, 2 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(*x.shape[:2], self.heads, self.size).transpose(1, 2)

    def _turned(self, x: Tensor, turn: Turn) -> Tensor:
        cos, sin = turn.cos.to(x.dtype), turn.sin.to(x.dtype)
        a, b = x.split(self.size // 2, dim=-1)
        return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)

    def keys_values(self, x: Tensor, turn: Turn) -> tuple[Tensor, Tensor]:
        """Keys (turned) and values of notes x (B, T, W): (B, H, T, D) each."""
        key, value = self.key_value(x).split(self.width, dim=-1)
        return self._turned(self._split(key), turn), self._split(value)

    def forward(self, x: Tensor, turn: Turn, *seen: Seen) -> Tensor:
        """Queries x (B, T, W) over all that is seen, which is never copied together."""
        query = self._turned(self._split(self.query(x)), turn) * self.size**-0.5
        heads = _whole(query, *seen) if self.training else _looked_up(query, seen)
        return self.out(heads.transpose(1, 2).flatten(2))


def _whole(query: Tensor, seen: Seen) -> Tensor:
    """Attention of whole melodies, which see themselves up to each note: the same, by one call."""
    return functional.scaled_dot_product_attention(
        query, seen.keys, seen.values, is_causal=True, scale=1.0
    )


def _looked_up(query: Tensor, seen: Sequence[Seen]) -> Tensor:
    """Attention (B, H, T, D) over several stretches of notes, the last of them the newest."""
    scores = [(query @ each.keys.transpose(-1, -2)).masked_fill(~each.mask, -1e4) for each in seen]
    weights = torch.cat(scores, dim=-1).softmax(dim=-1).to(query.dtype)
    if len(seen) == 1:
        return weights @ seen[0].values
    new = seen[-1].mask.shape[-1]
    return weights[..., :-new] @ seen[0].values + weights[..., -new:] @ seen[-1].values


class Widening(nn.Sequential):
    """Norm, `factor` times as wide, GELU, and back."""

    def __init__(self, shape: Shape, factor: int = 4) -> None:
        super().__init__(
            nn.LayerNorm(shape.width),
            nn.Linear(shape.width, factor * shape.width),
            nn.GELU(),
            nn.Linear(factor * shape.width, shape.width),
            nn.Dropout(shape.dropout),
        )


class Layer(nn.Module):
    """A pre-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.attention = Attention(shape)
        self.widening = Widening(shape)
        self.dropout = nn.Dropout(shape.dropout)

    def keys_values(self, x: Tensor, turn: Turn) -> tuple[Tensor, Tensor]:
        """What this layer looks back at, of notes x."""
        return self.attention.keys_values(self.norm(x), turn)

    def forward(self, x: Tensor, turn: Turn, *seen: Seen) -> Tensor:
        """As Attention's, with the rest of the layer."""
        x = x + self.dropout(self.attention(self.norm(x), turn, *seen))
        return x + self.widening(x)


class Transformer(nn.Module):
    """The trunk: notes in, a state for each, and the memory that one more layer looks back at."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.onset_layer = Layer(shape)
        half = shape.head_size // 2
        steps = torch.arange(half, dtype=torch.float32) / half
        by_index = torch.arange(shape.heads)[:, None, None] < shape.heads // 2
        self.register_buffer("index_rates", by_index * 1000.0**-steps, persistent=False)
        self.register_buffer("time_rates", ~by_index * 1.5 * 2000.0**-steps, persistent=False)

    def turn(self, index: Tensor, time: Tensor) -> Turn:
        """For notes with an index (1 or B, T) and a time in ticks (B, T)."""
        by_index = index[:, None, :, None].float() * self.index_rates
        angle = by_index + time[:, None, :, None].float() * self.time_rates
        return Turn(angle.cos(), angle.sin())

    def forward(
        self, x: Tensor, time: Tensor, past: Sequence[Tensor], held: Tensor
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """From x (B, T, W), time (B, T) and a memory with `held` notes (1,) and room for more, to
        the states and what is new in the memory.
        """
        place = torch.arange(x.shape[1], device=x.device)
        turn = self.turn((held + place)[None], time)
        causal, filled = place[None, :] <= place[:, None], _filled(past, held)
        memory: list[Tensor] = []
        for number, layer in enumerate([*self.layers, self.onset_layer]):
            keys, values = layer.keys_values(x, turn)
            memory += keys, values
            if layer is not self.onset_layer:
                seen = [Seen(keys, values, causal)]
                if filled is not None:
                    seen.insert(0, Seen(past[2 * number], past[2 * number + 1], filled))
                x = layer(x, turn, *seen)
        return x, tuple(memory)

    def look_back(self, x: Tensor, index: Tensor, onset: Tensor, seen: Seen) -> Tensor:
        """States x (B, T, W) of notes to come, with their index and decided onsets (B, T) in
        ticks, over the notes before.
        """
        return self.onset_layer(x, self.turn(index, onset), seen)


def _filled(past: Sequence[Tensor], held: Tensor) -> Tensor | None:
    """Which rows of a memory are filled, (1, S)."""
    if not past:
        return None
    return (torch.arange(past[0].shape[-2], device=past[0].device) < held)[None, :]


def remembered(memory: Sequence[Tensor], held: Tensor) -> Seen:
    """Keys and values of a memory, seen as far as it is filled."""
    keys, values = memory
    return Seen(keys, values, _filled(memory, held))
