"""The autoencoder of clips: a reader, a writer, and a conductor that says what follows what.

The reader gives each quarter a latent of its own, told its bar. The writer makes the steps of all
bars from all latents at once: first a draft, which it commits to and then mends. The conductor
turns the latents of a clip into standard normal noise and back, quarter after quarter, each told
what came before it: a prior that is learned (Chen et al. 2017), a normalising flow (Rezende and
Mohamed 2015). For a bass all three are told what a listener makes of the others, which makes the
autoencoder a conditional one (Sohn et al. 2015).
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from engine.representation.clips import FRAMES, LONGEST_BAR
from engine.representation.notes import METERS
from models.training.clips.batch import Batch
from models.training.clips.flow import LOG_TWO_PI, Flow
from models.training.clips.layers import Layer
from models.training.clips.listener import Listener
from models.training.clips.shape import ClipShape
from models.training.clips.steps import QUARTERS, STEPS, Said

HEADS = 4
"""Of the conductor and the listener."""


class Posterior(NamedTuple):
    """Where latents lie: mean and the logarithm of the variance, (B, T, D) each."""

    mean: Tensor
    log_variance: Tensor

    def sample(self) -> Tensor:
        """A latent for each quarter."""
        return self.mean + torch.randn_like(self.mean) * torch.exp(0.5 * self.log_variance)

    def log_density(self, latent: Tensor) -> Tensor:
        """Of latents (B, T, D), (B, T)."""
        square = (latent - self.mean).square() * torch.exp(-self.log_variance)
        return -0.5 * (square + self.log_variance + LOG_TWO_PI).sum(dim=-1)


class Written(NamedTuple):
    """What the writer says of the steps, and what its draft said."""

    final: Said
    draft: Said


class Place(NamedTuple):
    """Where the T quarters of a clip of N bars are: their place in the bar (Q,), in the clip (T,),
    the meters of the bars (B, N), the frames of the clips (B,), and which quarters there are
    (B, T), or None for all. What a listener makes of the others is (B, T, W); None where there is
    none.
    """

    quarter: Tensor
    time: Tensor
    meters: Tensor
    frames: Tensor
    there: Tensor | None
    listened: Tensor | None = None

    def whole(self, latent: Tensor) -> Tensor:
        """Latents (B, T, D) or densities (B, T), 0 where there is no quarter."""
        if self.there is None:
            return latent
        return latent * (self.there if latent.ndim == 2 else self.there[..., None])


class Whereabouts(nn.Module):
    """A vector for each quarter by its place in the bar, the meter, and what the others play."""

    def __init__(self, width: int, shape: ClipShape) -> None:
        super().__init__()
        self.quarter = nn.Embedding(LONGEST_BAR, width)
        self.meter = nn.Embedding(len(METERS) + 1, width)
        listened = nn.Linear(shape.conductor_width, width, bias=False)
        self.listened = listened if shape.listening else None

    def forward(self, place: Place) -> Tensor:
        """(B, T, width)."""
        x = (self.meter(place.meters)[:, :, None] + self.quarter(place.quarter)).flatten(1, 2)
        if self.listened is None or place.listened is None:
            return x
        return x + self.listened(place.listened)


class Reader(nn.Module):
    """Each bar by itself to the posteriors of its quarters' latents."""

    def __init__(self, shape: ClipShape) -> None:
        super().__init__()
        self.quarters = QUARTERS[shape.kind](shape.width)
        self.place = Whereabouts(shape.width, shape)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.heads, shape.dropout) for _ in range(shape.reading)
        )
        self.norm = nn.LayerNorm(shape.width)
        self.gather = nn.Linear(shape.width, 2 * shape.latent)

    def forward(self, batch: Batch, place: Place) -> Posterior:
        """The bars of a batch."""
        quarters = place.quarter.shape[0]
        x = self.quarters(batch.symbols, batch.loudness, batch.away).flatten(1, 2)
        x = (x + self.place(place)).view(-1, quarters, x.shape[-1])
        mask = None if place.there is None else place.there.view(-1, 1, 1, quarters)
        for layer in self.layers:
            x = layer(x, place.quarter, mask)
        gathered = self.gather(self.norm(x))
        gathered = gathered.view(batch.meters.shape[0], -1, self.gather.out_features)
        mean, log_variance = gathered.chunk(2, dim=-1)
        return Posterior(place.whole(mean), 6 * torch.tanh(log_variance / 6) - 4)


class Writer(nn.Module):
    """The latents of all quarters to their steps, in two passes."""

    def __init__(self, shape: ClipShape) -> None:
        super().__init__()
        self.spread = nn.Linear(shape.latent, shape.width)
        self.place = Whereabouts(shape.width, shape)
        layers = [
            Layer(shape.width, shape.heads, shape.dropout)
            for _ in range(shape.drafting + shape.finishing)
        ]
        self.drafting = nn.ModuleList(layers[: shape.drafting])
        self.finishing = nn.ModuleList(layers[shape.drafting :])
        self.draft, self.final = STEPS[shape.kind](shape.width), STEPS[shape.kind](shape.width)
        self.committed = QUARTERS[shape.kind](shape.width, told=False)

    def forward(self, latent: Tensor, steps: Tensor, place: Place) -> Written:
        """Latents (B, T, D); steps (B, N, Q, S), True where a slot is a step."""
        x = self.spread(latent) + self.place(place)
        mask = None if place.there is None else place.there[:, None, None, :]
        for layer in self.drafting:
            x = layer(x, place.time, mask)
        quarters = (*steps.shape[:3], x.shape[-1])
        draft = self.draft(x.view(quarters), steps)
        commit = self.draft.symbols(draft.logits, steps, self.training)
        x = x + self.committed(commit).flatten(1, 2)
        for layer in self.finishing:
            x = layer(x, place.time, mask)
        return Written(self.final(x.view(quarters), steps), draft)


class Conductor(nn.Module):
    """Which latent follows which: latents to noise, quarter after quarter, and back."""

    def __init__(self, shape: ClipShape) -> None:
        super().__init__()
        width = shape.conductor_width
        self.enter = nn.Linear(shape.latent, width)
        self.first = nn.Parameter(torch.zeros(width))
        self.place = Whereabouts(width, shape)
        self.frame = nn.Embedding(FRAMES, width)
        self.layers = nn.ModuleList(
            Layer(width, HEADS, shape.dropout) for _ in range(shape.conductor_layers)
        )
        self.norm = nn.LayerNorm(width)
        self.flow = Flow(shape.latent, width, shape.couplings)

    def context(self, latent: Tensor, place: Place) -> Tensor:
        """What is known of each quarter (B, T, W) from the latents (B, T, D) of those before it."""
        first = torch.zeros_like(latent[:, :1, :1]) + self.first
        x = torch.cat([first, self.enter(latent[:, :-1])], dim=1) + self.place(place)
        x = x + self.frame(place.frames)[:, None]
        mask = place.time[None, :] <= place.time[:, None]
        for layer in self.layers:
            x = layer(x, place.time, mask)
        return self.norm(x)

    def forward(self, latent: Tensor, place: Place) -> tuple[Tensor, Tensor]:
        """The noise of latents (B, T, D), and the log-density of each latent (B, T)."""
        return self.flow(latent, self.context(place.whole(latent), place))

    def conduct(self, noise: Tensor, place: Place) -> Tensor:
        """The latents of noise (B, T, D)."""
        latent = torch.zeros_like(noise)
        for time in range(noise.shape[1]):
            context = self.context(latent, place)[:, time]
            latent[:, time] = self.flow.inverse(noise[:, time], context)
            latent = place.whole(latent)
        return latent


class ClipModel(nn.Module):
    """Reader, writer and conductor; a listener for a bass."""

    def __init__(self, shape: ClipShape) -> None:
        super().__init__()
        self.shape = shape
        self.reader = Reader(shape)
        self.writer = Writer(shape)
        self.conductor = Conductor(shape)
        if shape.listening:
            width = shape.conductor_width
            self.listener = Listener(width, HEADS, shape.listening, shape.dropout)

    def places(self, batch: Batch) -> Place:
        """The places of a batch's quarters."""
        bars, quarters = batch.steps.shape[1:3]
        quarter = torch.arange(quarters, device=batch.steps.device)
        time = torch.arange(bars * quarters, device=batch.steps.device)
        there = (quarter < batch.quarters[..., None]).flatten(1)
        place = Place(
            quarter, time, batch.meters, batch.frames, None if bool(there.all()) else there
        )
        return self.listened(batch.heard, place)

    def listened(self, heard: Tensor, place: Place) -> Place:
        """The places with what a listener makes of what is heard there (B, N, Q, HEARD)."""
        if not heard.shape[-1]:
            return place
        made = self.listener(heard, place.meters, place.there, place.time)
        return place._replace(listened=made)
