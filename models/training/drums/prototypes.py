"""What the kit network has learned of how drummers play bars: a few hundred typical ones.

They begin as the means of clusters of the training part's bars (k-means, Lloyd 1982) in the
distance that was learned, none of fewer than FEWEST bars; then they learn like all other weights.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.representation.drum_input import STYLES
from engine.representation.tapped_bars import AROUND, CHANNELS, SLOTS
from models.training.drums.bars import DrumBars
from models.training.drums.recall import VALUES, Known, Recall

FEWEST = 4
"""A prototype begins as the mean of no fewer bars."""

MOST = 2500
"""So many clusters at most are looked for."""

ROUNDS, SETTLED = 12, 7
DIRECTIONS = 160
"""Bars are compared in so many principal directions."""

TEMPO, STYLE, VALUE = 3.0, 2.0, 0.5
"""How much another tempo, another style and another kit count when bars are put together."""

PACES = {"keys": 2.0, "values": 20.0, "tempos": 0.2, "styles": 1.0, "weights": 10.0}
"""How much faster than usual weights each part of the prototypes learns."""

TOLD = 2 / 3
"""So much of a bar and its neighbours is told of most bars."""

TEMPO_WIDTH = 0.02
"""Tempos so many octaves apart are different songs."""


def known_bars(bars: DrumBars, heads: int) -> Known:
    """The bars themselves, to be looked up while the distance is learned."""
    kit = torch.from_numpy(bars.velocities)
    hits = (kit > 0).float()
    tap = kit.amax(2, keepdim=True)
    values = torch.cat([hits, (tap > 0).float(), kit, kit / tap.clamp_min(1e-3)], dim=2)
    return Known(
        torch.from_numpy(bars.channels).flatten(1),
        values.flatten(1),
        torch.from_numpy(bars.tempos),
        functional.one_hot(torch.from_numpy(bars.styles).long(), len(STYLES)).float(),
        torch.zeros(2, heads, len(bars)),
    )


class Prototypes(nn.Module):
    """M typical bars: the taps, tempo and style that they answer to, how much each head hears of
    them, and the logits of what is played, VALUES side by side. Each number is what it began as and
    what was learned since, in units that make all of them learn at a good pace.
    """

    def __init__(self, count: int, heads: int) -> None:
        super().__init__()
        sizes = {
            "keys": (count, len(CHANNELS) * AROUND),
            "values": (count, SLOTS * sum(VALUES)),
            "tempos": (count,),
            "styles": (count, len(STYLES)),
            "weights": (2, heads, count),
        }
        for name, size in sizes.items():
            self.register_buffer(f"first_{name}", torch.zeros(size))
            self.register_parameter(name, nn.Parameter(torch.zeros(size)))

    def known(self) -> Known:
        """Ready to be compared."""
        learned = {
            name: self.get_buffer(f"first_{name}") + pace * self.get_parameter(name)
            for name, pace in PACES.items()
        }
        played = learned["values"].sigmoid().unflatten(1, (SLOTS, -1))
        hits, taps, velocities, parts = played.split(VALUES, dim=2)
        hits = hits * taps
        values = torch.cat([hits, taps, velocities * hits, parts * hits], dim=2)
        return Known(**{**learned, "values": values.flatten(1)})

    @torch.no_grad()
    def begin(self, bars: Known, cluster: Tensor, recall: Recall) -> None:
        """Becomes the means of bars, each of which lies in a `cluster` (M,)."""
        count = len(self.tempos)
        sizes = torch.bincount(cluster, minlength=count).float()

        def mean(each: Tensor) -> Tensor:
            sums = torch.zeros(count, *each.shape[1:]).index_add(0, cluster, each)
            return sums / sizes.view(-1, *[1] * (each.ndim - 1))

        keys = mean(bars.keys)
        within = mean(bars.keys**2) - keys**2
        spread = torch.einsum("lhf,mf->lhm", recall.weights().flatten(2), within)
        played = mean(bars.values).unflatten(1, (SLOTS, -1)).split(VALUES, dim=2)
        hits, taps, velocities, parts = played
        struck = hits.clamp_min(1e-3)
        chances = hits / taps.clamp_min(1e-3), taps, velocities / struck, parts / struck
        first = {
            "keys": keys,
            "values": torch.cat(chances, dim=2).clamp(0.01, 0.99).logit().flatten(1),
            "tempos": mean(bars.tempos),
            "styles": mean(bars.styles),
            "weights": sizes.log() - spread * TOLD,
        }
        for name, numbers in first.items():
            self.get_buffer(f"first_{name}").copy_(numbers)


def described(bars: Known, recall: Recall) -> Tensor:
    """Bars as (M, DIRECTIONS), the nearer the more alike."""
    centres = torch.linspace(-1.3, 1.3, 131)
    tempos = torch.exp(-0.5 * ((bars.tempos[:, None] - centres) / TEMPO_WIDTH) ** 2)
    counts = recall.weights()[1].mean(0).flatten().sqrt()
    parts = bars.keys * counts, TEMPO * tempos, STYLE * bars.styles, VALUE * bars.values
    whole = torch.cat(parts, dim=1)
    whole = whole - whole.mean(0)
    _, directions = torch.linalg.eigh(whole.T @ whole)
    return whole @ directions[:, -DIRECTIONS:]


def clusters(points: Tensor, most: int) -> Tensor:
    """The cluster (N,) of each point: numbers from 0, at most so many, none of fewer points than
    FEWEST. It begins with points at random; small clusters are given up once the others have found
    their places.
    """
    order = torch.randperm(len(points), generator=torch.Generator().manual_seed(0))
    centres = points[order[:most]]
    turn = 0
    while True:
        cluster = _nearest(points, centres)
        sizes = torch.bincount(cluster, minlength=len(centres))
        if turn >= ROUNDS and int(sizes.min()) >= FEWEST:
            return cluster
        sums = torch.zeros_like(centres).index_add(0, cluster, points)
        kept = sizes >= (1 if turn < SETTLED else FEWEST)
        centres = (sums / sizes.clamp_min(1)[:, None])[kept]
        turn += 1


def _nearest(points: Tensor, centres: Tensor) -> Tensor:
    """The nearest centre of each point."""
    own = centres.pow(2).sum(1)
    return torch.cat([(own - 2 * part @ centres.T).argmin(1) for part in points.split(2048)])
