"""Latents as standard normal noise and back: couplings of monotone splines (Durkan et al. 2019)."""

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

BINS = 6
REACH = 4.0
"""A spline bends what lies within this distance of 0, and leaves the rest."""

LEAST = 1e-3
"""The least width, height and slope of a bin, the first two as parts of the whole."""

ONE = math.log(math.e - 1)
"""The softplus of this is 1."""

HIDDEN = 128
LOG_TWO_PI = math.log(2 * math.pi)


class Bin(NamedTuple):
    """The bin of a spline that holds a number: where it begins and how far it goes, across and up,
    and the slopes at its ends.
    """

    left: Tensor
    bottom: Tensor
    width: Tensor
    height: Tensor
    first: Tensor
    second: Tensor


def held(value: Tensor, told: Tensor, upwards: bool) -> Bin:
    """The bins of rational-quadratic splines that hold values (..., n), across or up, from what a
    network says, (..., n, 3 * BINS - 1); of zeros, y = x.
    """
    shares = told[..., : 2 * BINS].unflatten(-1, (2, BINS)).softmax(dim=-1)
    sizes = 2 * REACH * (LEAST + (1 - LEAST * BINS) * shares)
    starts = functional.pad(sizes[..., :-1].cumsum(dim=-1), (1, 0)) - REACH
    slopes = LEAST + (1 - LEAST) * functional.softplus(told[..., 2 * BINS :] + ONE)
    ends = torch.stack(
        [functional.pad(slopes, (1, 0), value=1.0), functional.pad(slopes, (0, 1), value=1.0)], -2
    )
    number = (value[..., None] >= starts[..., int(upwards), 1:]).sum(dim=-1, keepdim=True)
    here = (torch.arange(BINS, device=value.device) == number).to(value.dtype)
    parts = (torch.cat([starts, sizes, ends], dim=-2) * here[..., None, :]).sum(dim=-1)
    return Bin(*parts.unbind(dim=-1))


def bent(x: Tensor, told: Tensor) -> tuple[Tensor, Tensor]:
    """Numbers through their splines, and the logarithms of the slopes there."""
    within = x.clamp(-REACH, REACH)
    left, bottom, width, height, first, second = held(within, told, upwards=False)
    part, slope = (within - left) / width, height / width
    rest = part * (1 - part)
    below = slope + (first + second - 2 * slope) * rest
    y = bottom + height * (slope * part.square() + first * rest) / below
    above = second * part.square() + 2 * slope * rest + first * (1 - part).square()
    steep = 2 * slope.log() + above.log() - 2 * below.log()
    outside = x.abs() > REACH
    return torch.where(outside, x, y), torch.where(outside, 0.0, steep)


def straightened(y: Tensor, told: Tensor) -> Tensor:
    """What went through the splines to give these numbers."""
    within = y.clamp(-REACH, REACH)
    left, bottom, width, height, first, second = held(within, told, upwards=True)
    slope, up = height / width, within - bottom
    curve = (first + second - 2 * slope) * up
    a = height * (slope - first) + curve
    b = height * first - curve
    c = slope * up
    part = 2 * c / (b + (b * b + 4 * a * c).clamp(min=0).sqrt())
    return torch.where(y.abs() > REACH, y, part * width + left)


class Coupling(nn.Module):
    """Half of the numbers bent as the other half and the context say; which, by its turn."""

    def __init__(self, latent: int, context: int, turn: int) -> None:
        super().__init__()
        numbers = torch.arange(latent)
        order = numbers if turn // 2 % 2 == 0 else torch.cat([numbers[::2], numbers[1::2]])
        order = order if turn % 2 == 0 else order.flip(0)
        self.register_buffer("order", order, persistent=False)
        self.register_buffer("back", order.argsort(), persistent=False)
        self.inner = nn.Sequential(nn.Linear(latent // 2 + context, HIDDEN), nn.GELU())
        self.outer = nn.Linear(HIDDEN, latent // 2 * (3 * BINS - 1))
        nn.init.zeros_(self.outer.weight)
        nn.init.zeros_(self.outer.bias)

    def _told(self, kept: Tensor, context: Tensor) -> Tensor:
        told = self.outer(self.inner(torch.cat([kept, context], dim=-1)))
        return told.view(-1, self.outer.out_features // (3 * BINS - 1), 3 * BINS - 1)

    def forward(self, x: Tensor, context: Tensor) -> tuple[Tensor, Tensor]:
        """Towards noise: numbers (n, D) and a context (n, W) to the new numbers, and the logarithm
        of the room they gained.
        """
        kept, changed = x[..., self.order].chunk(2, dim=-1)
        changed, steep = bent(changed, self._told(kept, context))
        return torch.cat([kept, changed], dim=-1)[..., self.back], steep.sum(dim=-1)

    def inverse(self, x: Tensor, context: Tensor) -> Tensor:
        """From noise."""
        kept, changed = x[..., self.order].chunk(2, dim=-1)
        changed = straightened(changed, self._told(kept, context))
        return torch.cat([kept, changed], dim=-1)[..., self.back]


class Flow(nn.Module):
    """A quarter's latent as standard normal noise, told a context, and back."""

    def __init__(self, latent: int, context: int, couplings: int) -> None:
        super().__init__()
        self.centre = nn.Linear(context, 2 * latent)
        nn.init.zeros_(self.centre.weight)
        nn.init.zeros_(self.centre.bias)
        self.couplings = nn.ModuleList(Coupling(latent, context, k) for k in range(couplings))

    def forward(self, latent: Tensor, context: Tensor) -> tuple[Tensor, Tensor]:
        """Noise (..., D) of latents (..., D), and the log-density of each latent (...,)."""
        told = context.flatten(0, -2)
        shift, scale = self.centre(told).chunk(2, dim=-1)
        x = (latent.flatten(0, -2) - shift) * torch.exp(-scale)
        gained = -scale.sum(dim=-1)
        for coupling in self.couplings:
            x, more = coupling(x, told)
            gained = gained + more
        density = gained - 0.5 * (x.square() + LOG_TWO_PI).sum(dim=-1)
        return x.view(latent.shape), density.view(latent.shape[:-1])

    def inverse(self, noise: Tensor, context: Tensor) -> Tensor:
        """Latents (n, D) of noise (n, D) in contexts (n, W)."""
        x = noise
        for coupling in reversed(self.couplings):
            x = coupling.inverse(x, context)
        shift, scale = self.centre(context).chunk(2, dim=-1)
        return x * torch.exp(scale) + shift
