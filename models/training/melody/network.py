"""The networks of Continue: a trunk that reads notes, and a chain of small heads for the next one.

The trunk gives a state per note and the logits of "bars"; each further head takes the state and
what was chosen before it, and gives the next state and its field's logits. The pitch head also
looks back over all notes, from the onset that was just decided: "what sounded here four bars ago"
is one attention step. Positions are rotary (Su et al. 2021): half of the attention heads turn with
the note's index, half with musical time.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from engine.representation.notes import (
    FIELDS,
    HEAD_INPUTS,
    RECALLED,
    ROW,
    SIZES,
    STYLES,
    UNKNOWN_KEY,
)
from models.training.melody.attention import Seen, Transformer, Widening
from models.training.melody.lstm import AttentiveLSTM
from models.training.melody.shape import Shape

TIME = list(ROW).index("time")
ONSET_TIME = list(HEAD_INPUTS["pitch"]).index("time")


class Reading(NamedTuple):
    """What the trunk makes of notes: state (B, T, W), logits of "bars" (B, T, 34) and what is to be
    remembered of them: keys, values, keys ... of each layer, (B, H, T, D) each.
    """

    state: Tensor
    logits: Tensor
    memory: tuple[Tensor, ...]


class Embedding(nn.Module):
    """The sum of one learned vector for each column and for each tone of the column "chord"; other
    columns of size 0 are left out, and without `recall` what Places.recalled found.
    """

    def __init__(self, sizes: Mapping[str, int], width: int, recall: bool = True) -> None:
        super().__init__()
        used = [
            (column, size)
            for column, (name, size) in enumerate(sizes.items())
            if size and (recall or name not in RECALLED)
        ]
        self.columns = [column for column, _ in used]
        starts = [0]
        for _, size in used:
            starts.append(starts[-1] + size)
        self.register_buffer("starts", torch.tensor(starts[:-1]), persistent=False)
        self.table = nn.Embedding(starts[-1], width)
        nn.init.normal_(self.table.weight, std=0.05)
        self.chord = list(sizes).index("chord") if "chord" in sizes else None
        if self.chord is not None:
            self.tones = nn.Linear(12, width, bias=False)
            self.register_buffer("tone_values", 2 ** torch.arange(12), persistent=False)

    def forward(self, values: Tensor) -> Tensor:
        """(..., columns) integers to (..., width)."""
        found = self.table(values[..., self.columns] + self.starts).sum(dim=-2)
        if self.chord is None:
            return found
        tones = values[..., self.chord, None] // self.tone_values % 2
        return found + self.tones(tones.to(found.dtype))


class Decision(nn.Module):
    """The logits of a field. The state says how far to trust each of the two recalled symbols,
    which is added to their logits: a pointer beside the vocabulary, after See et al. (2017).
    """

    def __init__(self, field: str, columns: Mapping[str, int], shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.logits = nn.Linear(shape.width, SIZES[field])
        self.trust = nn.Linear(shape.width, 2) if shape.recall else None
        self.recalled = [list(columns).index(name) for name in RECALLED[::2]]

    def forward(self, state: Tensor, told: Tensor) -> Tensor:
        """Logits (..., size) from states (..., W) and the columns (..., n) that were told."""
        state = self.norm(state)
        logits = self.logits(state)
        if self.trust is None:
            return logits
        symbols = torch.arange(self.logits.out_features, device=logits.device)
        found = told[..., self.recalled][..., None] == symbols
        return logits + (self.trust(state)[..., None, :] @ found.to(state.dtype)).squeeze(-2)


class Head(nn.Module):
    """Decides one field: the state and the choices so far to the next state and logits."""

    def __init__(self, field: str, shape: Shape) -> None:
        super().__init__()
        self.choice = Embedding(HEAD_INPUTS[field], shape.width, shape.recall)
        self.widening = Widening(shape, factor=2)
        self.decision = Decision(field, HEAD_INPUTS[field], shape)

    def entered(self, state: Tensor, choice: Tensor) -> Tensor:
        """The state, told of the choice."""
        return state + self.choice(choice)

    def decided(self, state: Tensor, choice: Tensor) -> tuple[Tensor, Tensor]:
        """The next state and the field's logits."""
        state = state + self.widening(state)
        return state, self.decision(state, choice)


class MelodyModel(nn.Module):
    """Embedding, trunk and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.rows = Embedding(ROW, shape.width, shape.recall)
        self.conditions = Embedding({"key": UNKNOWN_KEY + 1, "style": len(STYLES) + 1}, shape.width)
        self.drop = nn.Dropout(shape.dropout)
        self.trunk = (Transformer if shape.kind == "transformer" else AttentiveLSTM)(shape)
        self.bars = Decision("bars", ROW, shape)
        self.heads = nn.ModuleDict({field: Head(field, shape) for field in FIELDS[1:]})

    def read(
        self,
        rows: Tensor,
        conditions: Tensor,
        past: Sequence[Tensor] = (),
        held: Tensor | None = None,
    ) -> Reading:
        """Rows (B, T, C) and conditions (B, 2), integers, after a past of `held` notes (1,)."""
        x = self.drop(self.rows(rows) + self.conditions(conditions)[:, None])
        held = rows.new_zeros(1) if held is None else held
        state, memory = self.trunk(x, rows[..., TIME], past, held)
        return Reading(state, self.bars(state, rows), memory)

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
        return head.decided(state, choice)

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
