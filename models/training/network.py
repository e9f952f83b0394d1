"""The networks of Continue: a trunk that reads notes, and a chain of small heads for the next one.

The trunk gives a state per note and the logits of "bars"; each further head takes the state and
what was chosen before it, and gives the next state and its field's logits. The pitch head also
looks back over all notes, from the onset that was just decided: "what sounded here four bars ago"
is one attention step. Positions are rotary (Su et al. 2021): half of the attention heads turn with
the note's index, half with musical time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    def memory(self) -> tuple[int | str, ...]:
        """The shape of one tensor of the memory, by name where it varies."""
        if self.kind == "lstm":
            return 2, "batch", 2, "notes", LSTM_SIZE
        return "batch", self.heads, "notes", self.head_size

    @property
    def memories(self) -> int:
        """How many tensors the memory has: keys and values of each layer, the pitch head's last."""
        return 1 if self.kind == "lstm" else 2 * (self.layers + 1)


class Reading(NamedTuple):
    """What the trunk makes of notes: state (B, T, W), logits of "bars" (B, T, 34) and what is to be
    remembered of them: keys, values, keys ... of each layer, (B, H, T, D) each.
    """

    state: Tensor
    logits: Tensor
    memory: tuple[Tensor, ...]


class Seen(NamedTuple):
    """Notes to look back at: keys and values (B, H, S, D); mask (T, S) is True where seen."""

    keys: Tensor
    values: Tensor
    mask: Tensor


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
        self.heads, self.scale = shape.heads, shape.head_size**-0.5
        self.query = nn.Linear(shape.width, shape.width, bias=False)
        self.key_value = nn.Linear(shape.width, 2 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def keys_values(self, x: Tensor, index: Tensor, time: Tensor) -> tuple[Tensor, Tensor]:
        """Keys (turned) and values of notes x (B, T, W): (B, H, T, D) each."""
        key, value = self.key_value(x).chunk(2, dim=-1)
        return rotated(self._split(key), index, time), self._split(value)

    def forward(self, x: Tensor, index: Tensor, time: Tensor, *seen: Seen) -> Tensor:
        """Queries x (B, T, W) over all that is seen, which is never copied together."""
        query = rotated(self._split(self.query(x)), index, time) * self.scale
        scores = [
            (query @ each.keys.transpose(-1, -2)).masked_fill(~each.mask, -1e4) for each in seen
        ]
        weights = torch.cat(scores, dim=-1).softmax(dim=-1).to(query.dtype)
        heads, begin = torch.zeros((), device=x.device), 0
        for each in seen:
            end = begin + each.keys.shape[-2]
            heads, begin = heads + weights[..., begin:end] @ each.values, end
        return self.out(heads.transpose(1, 2).flatten(-2))


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

    def keys_values(self, x: Tensor, index: Tensor, time: Tensor) -> tuple[Tensor, Tensor]:
        """What this layer looks back at, of notes x."""
        return self.attention.keys_values(self.norm(x), index, time)

    def forward(self, x: Tensor, index: Tensor, time: Tensor, *seen: Seen) -> Tensor:
        """As Attention's, with the rest of the layer."""
        x = x + self.dropout(self.attention(self.norm(x), index, time, *seen))
        return x + self.widening(x)


class Transformer(nn.Module):
    """The trunk: notes in, a state for each, and the memory that one more layer looks back at."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.onset_layer = Layer(shape)

    def forward(
        self, x: Tensor, time: Tensor, past: Sequence[Tensor], held: Tensor
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """From x (B, T, W), time (B, T) and a memory with `held` notes (1,) and room for more, to
        the states and what is new in the memory.
        """
        place = torch.arange(x.shape[1], device=x.device)
        index = (held + place).expand(x.shape[0], x.shape[1])
        causal = place[None, :] <= place[:, None]
        memory: list[Tensor] = []
        for number, layer in enumerate([*self.layers, self.onset_layer]):
            new = layer.keys_values(x, index, time)
            memory += new
            if layer is not self.onset_layer:
                seen = [remembered(past[2 * number :], held)] if past else []
                x = layer(x, index, time, *seen, Seen(new[0], new[1], causal))
        return x, tuple(memory)

    def look_back(self, x: Tensor, index: Tensor, onset: Tensor, seen: Seen) -> Tensor:
        """States x (B, T, W) of notes to come, with their index and decided onsets (B, T) in
        ticks, over the notes before.
        """
        return self.onset_layer(x, index, onset, seen)


def remembered(memory: Sequence[Tensor], held: Tensor) -> Seen:
    """The first keys and values of a memory, seen as far as it is filled."""
    keys, values = memory[:2]
    room = torch.arange(keys.shape[-2], device=keys.device)
    return Seen(keys, values, (room < held)[None, :])


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

    def forward(
        self, x: Tensor, time: Tensor, past: Sequence[Tensor], held: Tensor
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """As Transformer's. The memory (2, B, 2, T, 128) has hidden and cell states of both
        layers; only the last note's cells are real.
        """
        old = past[0][..., : int(held), :] if past else None
        last = None if old is None else old[..., -1, :].transpose(1, 2).contiguous()
        output, (hidden, cell) = self.lstm(x, None if last is None else (last[0], last[1]))
        new = output.new_zeros(2, x.shape[0], 2, *output.shape[1:])
        new[0, :, 1] = output
        new[..., -1, :] = torch.stack([hidden, cell]).transpose(1, 2)
        heard = output if old is None else torch.cat([old[0, :, 1], output], dim=-2)
        return self._attended(output, heard), (new,)

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

    def look_back(self, x: Tensor, index: Tensor, onset: Tensor, seen: Seen) -> Tensor:
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

    def read(
        self,
        rows: Tensor,
        conditions: Tensor,
        past: Sequence[Tensor] = (),
        held: Tensor | None = None,
    ) -> Reading:
        """Rows (B, T, 16) and conditions (B, 2), integers, after a past of `held` notes (1,)."""
        x = self.drop(self.rows(rows) + self.conditions(conditions)[:, None])
        held = rows.new_zeros(1) if held is None else held
        state, memory = self.trunk(x, rows[..., TIME], past, held)
        return Reading(state, self.bars(self.norm(state)), memory)

    def decide(
        self,
        field: str,
        state: Tensor,
        choice: Tensor,
        index: Tensor | None = None,
        seen: Seen | None = None,
    ) -> tuple[Tensor, Tensor]:
        """A field's next state and logits for states (B, T, W). "pitch" looks back from the index
        of the note to come.
        """
        head = self.heads[field]
        state = head.entered(state, choice)
        if field == "pitch" and seen is not None:
            state = self.trunk.look_back(state, index, choice[..., ONSET_TIME], seen)
        return head.decided(state)

    def forward(
        self, rows: Tensor, conditions: Tensor, choices: Mapping[str, Tensor]
    ) -> dict[str, Tensor]:
        """The logits of every field for every next note, (B, T, size) each."""
        reading = self.read(rows, conditions)
        place = torch.arange(rows.shape[1], device=rows.device)
        seen = None
        if len(reading.memory) > 1:
            keys, values = reading.memory[-2:]
            seen = Seen(keys, values, place[None, :] <= place[:, None])
        logits, state = {"bars": reading.logits}, reading.state
        index = (place + 1).expand(rows.shape[:2])
        for field in FIELDS[1:]:
            state, logits[field] = self.decide(field, state, choices[field], index, seen)
        return logits
