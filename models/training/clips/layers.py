"""The transformer layer that all parts of an autoencoder of clips are made of."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class Layer(nn.Module):
    """A pre-norm transformer layer; queries and keys turn with their place (Su et al. 2021)."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.widening = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, 4 * width),
            nn.GELU(),
            nn.Linear(4 * width, width),
            nn.Dropout(dropout),
        )
        rates = 0.8 * 300.0 ** -(torch.arange(self.size // 2) / (self.size // 2))
        self.register_buffer("rates", rates, persistent=False)

    def forward(self, x: Tensor, place: Tensor, mask: Tensor | None) -> Tensor:
        """States (B, T, W) at places (T,); mask (.., T, T) is True where one may look."""
        query, key, value = self.projected(x, place)
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = x + self.out(found.transpose(1, 2).reshape(x.shape))
        return x + self.widening(x)

    def projected(self, x: Tensor, place: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values (B, H, T, D), the first two turned."""
        shape = (*x.shape[:2], 3, self.heads, self.size)
        query, key, value = self.project(self.norm(x)).view(shape).permute(2, 0, 3, 1, 4).unbind(0)
        cos, sin = self.turn(place)
        return _turned(query, cos, sin), _turned(key, cos, sin), value

    def turn(self, place: Tensor) -> tuple[Tensor, Tensor]:
        """The cosines and sines of places (T,), (T, D / 2) each."""
        angle = place[:, None].float() * self.rates
        return angle.cos(), angle.sin()

    def step(
        self, x: Tensor, turn: tuple[Tensor, Tensor], keys: Tensor, values: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One state (B, W) at a place with this turn, after others with keys and values
        (B, H, S, D): the state after this layer, its own key and its value.
        """
        parts = self.project(self.norm(x)).view(-1, 3, self.heads, 1, self.size)
        query, key, value = parts.unbind(1)
        query, key = _turned(query, *turn), _turned(key, *turn)
        found = functional.scaled_dot_product_attention(
            query, torch.cat([keys, key], dim=2), torch.cat([values, value], dim=2)
        )
        x = x + self.out(found.view(-1, self.heads * self.size))
        return x + self.widening(x), key, value


def _turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.chunk(2, dim=-1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)
