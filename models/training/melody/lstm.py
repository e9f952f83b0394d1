"""The baseline's trunk: an LSTM of the MelodyRNN kind."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.training.melody.attention import Seen
from models.training.melody.shape import LSTM_SIZE, Shape


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
