"""The networks of Continue: a trunk that reads notes, and a chain of small heads for the next one.

The trunk gives a state per note and the logits of "bars"; each further head takes the state and
what was chosen before it, and gives the next state and its field's logits. The pitch head also
looks back over all notes, from the onset that was just decided: "what sounded here four bars ago"
is one attention step. Positions are rotary (Su et al. 2021): half of the attention heads turn with
the note's index, half with musical time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.representation.notes import FIELDS, HEAD_INPUTS, ROW, SIZES, STYLES, UNKNOWN_KEY

TIME = list(ROW).index("time")
LSTM_SIZE = 128
ONSET_TIME = list(HEAD_INPUTS["pitch"]).index("time")


@dataclass(frozen=True)
class Shape:
    """The sizes of a network. `layers` counts the trunk's; the pitch head has one more."""

    width: int = 256
    layers: int = 3
    heads: int = 8
    dropout: float = 0.1
    kind: str = "transformer"

    @property
    def head_size(self) -> int:
        """The width of one attention head."""
        return self.width // self.heads

    @property
    def cache(self) -> tuple[int, int, int]:
        """Layers, heads and size of a head in the cache."""
        if self.kind == "lstm":
            return 1, 2, LSTM_SIZE
        return self.layers + 1, self.heads, self.head_size


class Reading(NamedTuple):
    """What the trunk makes of notes: state (B, T, W), logits of "bars" (B, T, 34) and the cache
    (layers + 1, 2, B, H, P + T, D).
    """

    state: Tensor
    logits: Tensor
    present: Tensor


class Embedding(nn.Module):
    """The sum of one learned vector for each column; columns of size 0 are left out."""

    def __init__(self, sizes: Mapping[str, int], width: int) -> None:
        super().__init__()
        used = [(column, size) for column, size in enumerate(sizes.values()) if size]
        self.columns = [column for column, _ in used]
        starts = [0]
        for _, size in used:
            starts.append(starts[-1] + size)
        self.register_buffer("starts", torch.tensor(starts[:-1]), persistent=False)
        self.table = nn.Embedding(starts[-1], width)
        nn.init.normal_(self.table.weight, std=0.05)

    def forward(self, values: Tensor) -> Tensor:
        """(..., columns) integers to (..., width)."""
        return self.table(values[..., self.columns] + self.starts).sum(dim=-2)


def rotated(x: Tensor, index: Tensor, time: Tensor) -> Tensor:
    """Queries or keys (B, H, T, D), turned by index (first half of H) and time in ticks (rest)."""
    half_heads, half = x.shape[1] // 2, x.shape[-1] // 2
    steps = torch.arange(half, device=x.device, dtype=torch.float32) / half
    by_index = index[..., None].float() * 1000.0**-steps
    by_time = time[..., None].float() * (1.5 * 2000.0**-steps)
    angle = torch.stack([by_index, by_time], dim=1).repeat_interleave(half_heads, dim=1)
    cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)


class Attention(nn.Module):
    """Attention whose keys and values may be made apart from its queries."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width, bias=False)
        self.key_value = nn.Linear(shape.width, 2 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def keys_values(self, x: Tensor, index: Tensor, time: Tensor) -> Tensor:
        """Keys (turned) and values of notes, as the cache keeps them: (2, B, H, T, D)."""
        key, value = self.key_value(x).chunk(2, dim=-1)
        return torch.stack([rotated(self._split(key), index, time), self._split(value)])

    def forward(
        self, x: Tensor, cache: Tensor, index: Tensor, time: Tensor, mask: Tensor
    ) -> Tensor:
        """Queries x (B, T, W) over a cache (2, B, H, S, D); mask (T, S) is True where seen."""
        query = rotated(self._split(self.query(x)), index, time)
        scores = query @ (cache[0] * query.shape[-1] ** -0.5).transpose(-1, -2)
        weights = scores.masked_fill(~mask, -1e4).softmax(dim=-1).to(query.dtype)
        return self.out((weights @ cache[1]).transpose(1, 2).flatten(-2))


class Widening(nn.Sequential):
    """Norm, four times as wide, GELU, and back."""

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

    def keys_values(self, x: Tensor, index: Tensor, time: Tensor) -> Tensor:
        """What this layer looks back at, of notes x."""
        return self.attention.keys_values(self.norm(x), index, time)

    def forward(
        self, x: Tensor, cache: Tensor, index: Tensor, time: Tensor, mask: Tensor
    ) -> Tensor:
        """As Attention's, with the rest of the layer."""
        x = x + self.dropout(self.attention(self.norm(x), cache, index, time, mask))
        return x + self.widening(x)


class Transformer(nn.Module):
    """The trunk: notes in, a state for each, and the cache that one more layer looks back at."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.onset_layer = Layer(shape)

    def forward(self, x: Tensor, time: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        """From x (B, T, W), time (B, T), past (layers + 1, 2, B, H, P, D) to state and present."""
        before, length = past.shape[-2], x.shape[1]
        index = (torch.arange(length, device=x.device) + before).expand(x.shape[0], length)
        seen = torch.arange(before + length, device=x.device)
        mask = seen[None, :] <= index[0][:, None]
        caches = []
        for layer, old in zip(self.layers, past, strict=False):
            cache = torch.cat([old, layer.keys_values(x, index, time)], dim=-2)
            x = layer(x, cache, index, time, mask)
            caches.append(cache)
        new = self.onset_layer.keys_values(x, index, time)
        caches.append(torch.cat([past[len(self.layers)], new], dim=-2))
        return x, torch.stack(caches)

    def look_back(self, x: Tensor, onset: Tensor, cache: Tensor, mask: Tensor) -> Tensor:
        """States x (B, T, W), standing at decided onsets (B, T) in ticks, over the notes before."""
        index = cache.shape[-2] - x.shape[1] + 1 + torch.arange(x.shape[1], device=x.device)
        return self.onset_layer(x, cache, index.expand(onset.shape), onset, mask)


class AttentiveLSTM(nn.Module):
    """The baseline's trunk: two LSTM layers of 128, additive attention over the last 40 outputs,
    after MelodyRNN's attention model (Waite 2016), there fed back, here added to the output.
    """

    REACH = 40

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        size = LSTM_SIZE
        self.lstm = nn.LSTM(shape.width, size, 2, batch_first=True, dropout=shape.dropout)
        self.memory, self.query = nn.Linear(size, size), nn.Linear(size, size, bias=False)
        self.score = nn.Linear(size, 1, bias=False)
        self.out = nn.Linear(2 * size, shape.width)

    def forward(self, x: Tensor, time: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        """As Transformer's. The cache (1, 2, B, 2, P, 128) holds hidden and cell states of both
        layers; only the last note's cells are real.
        """
        before, length = past.shape[-2], x.shape[1]
        last = past[0, ..., -1, :].transpose(1, 2).contiguous() if before else None
        output, (hidden, cell) = self.lstm(x, None if last is None else (last[0], last[1]))
        present = past.new_zeros(1, 2, x.shape[0], 2, length, output.shape[-1])
        present[0, 0, :, 1] = output
        present[0, ..., -1, :] = torch.stack([hidden, cell]).transpose(1, 2)
        present = torch.cat([past, present], dim=-2)
        return self._attended(output, present[0, 0, :, 1]), present

    def _attended(self, output: Tensor, heard: Tensor) -> Tensor:
        """Outputs (B, T, 128) with what they find among the last 40 of all outputs (B, P + T)."""
        length, total = output.shape[1], heard.shape[1]
        heard = heard[:, -(length + self.REACH - 1) :]
        missing = length + self.REACH - 1 - heard.shape[1]

        def windows(values: Tensor) -> Tensor:
            padded = functional.pad(values, (0, 0, missing, 0))
            return padded.unfold(1, self.REACH, 1).transpose(-1, -2)

        compared = windows(self.memory(heard)) + self.query(output)[:, :, None]
        scores = self.score(torch.tanh(compared)).squeeze(-1)
        place = torch.arange(total - length, total, device=output.device)[:, None]
        ago = torch.arange(self.REACH - 1, -1, -1, device=output.device)[None, :]
        weights = scores.masked_fill(place < ago, -torch.inf).softmax(dim=-1)
        context = (weights[..., None] * windows(heard)).sum(dim=2)
        return self.out(torch.cat([output, context], dim=-1))

    def look_back(self, x: Tensor, onset: Tensor, cache: Tensor, mask: Tensor) -> Tensor:
        """The baseline has no second look."""
        return x


class Head(nn.Module):
    """Decides one field: the state and the choices so far to the next state and logits."""

    def __init__(self, field: str, shape: Shape) -> None:
        super().__init__()
        self.choice = Embedding(HEAD_INPUTS[field], shape.width)
        self.widening = Widening(shape, factor=2)
        self.norm = nn.LayerNorm(shape.width)
        self.logits = nn.Linear(shape.width, SIZES[field])

    def entered(self, state: Tensor, choice: Tensor) -> Tensor:
        """The state, told of the choice."""
        return state + self.choice(choice)

    def decided(self, state: Tensor) -> tuple[Tensor, Tensor]:
        """The next state and the field's logits."""
        state = state + self.widening(state)
        return state, self.logits(self.norm(state))


class MelodyModel(nn.Module):
    """Embedding, trunk and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.rows = Embedding(ROW, shape.width)
        self.conditions = Embedding({"key": UNKNOWN_KEY + 1, "style": len(STYLES) + 1}, shape.width)
        self.drop = nn.Dropout(shape.dropout)
        self.trunk = (Transformer if shape.kind == "transformer" else AttentiveLSTM)(shape)
        self.norm = nn.LayerNorm(shape.width)
        self.bars = nn.Linear(shape.width, SIZES["bars"])
        self.heads = nn.ModuleDict({field: Head(field, shape) for field in FIELDS[1:]})

    def no_past(self, batch: int) -> Tensor:
        """An empty cache."""
        layers, heads, size = self.shape.cache
        return self.bars.weight.new_zeros(layers, 2, batch, heads, 0, size)

    def read(self, rows: Tensor, conditions: Tensor, past: Tensor) -> Reading:
        """Rows (B, T, 16) and conditions (B, 2), integers, after a past."""
        x = self.drop(self.rows(rows) + self.conditions(conditions)[:, None])
        state, present = self.trunk(x, rows[..., TIME], past)
        return Reading(state, self.bars(self.norm(state)), present)

    def decide(
        self, field: str, state: Tensor, choice: Tensor, cache: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """A field's next state and logits for states (B, T, W); cache and mask serve "pitch"."""
        head = self.heads[field]
        state = head.entered(state, choice)
        if field == "pitch":
            state = self.trunk.look_back(state, choice[..., ONSET_TIME], cache, mask)
        return head.decided(state)

    def forward(
        self, rows: Tensor, conditions: Tensor, choices: Mapping[str, Tensor]
    ) -> dict[str, Tensor]:
        """The logits of every field for every next note, (B, T, size) each."""
        reading = self.read(rows, conditions, self.no_past(rows.shape[0]))
        length = rows.shape[1]
        mask = torch.ones(length, length, dtype=torch.bool, device=rows.device).tril()
        logits, state = {"bars": reading.logits}, reading.state
        for before, field in pairwise(FIELDS):
            assert before in logits
            cache = reading.present[-1]
            state, logits[field] = self.decide(field, state, choices[field], cache, mask)
        return logits
