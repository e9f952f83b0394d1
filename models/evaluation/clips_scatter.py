"""How drummers scatter around what the shipped model says of their own strokes, counted in the
training part, for Generate: models/clips-drums/scatter.npz.

python -m models.evaluation.clips_scatter --data DIR --model models/clips-drums
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from engine.representation.clips import SLOTS, Bars, Content
from engine.representation.drums import VOICES
from engine.representation.habits import NEW
from engine.representation.scatter import EDGES, KINDS, KNOTS, SHARES, bin_of
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import Library
from engine.tools.clips.scatter import Daring, drawn_strokes, stroke_numbers
from models.training.clips.data import AWAY, Sheet, load_sheets
from models.training.clips.habits import stretches
from models.training.drums.coherence import coherence
from models.training.habit_file import ship_habits

FEWEST = 100
"""Of fewer strokes in a bin those of all bins of the drum count."""

DOUBTFUL = 0.05
"""A stroke is in doubt where its chance is so far from 0 and 1."""

HALVINGS = 8


class Heard(NamedTuple):
    """A stretch of a performance: what is said of it by one sample of its latents, and on the same
    steps (T, 9) what was played.
    """

    bars: Bars
    said: Said
    hits: np.ndarray
    loudness: np.ndarray
    away: np.ndarray

    @property
    def both(self) -> np.ndarray:
        """Where a stroke is said that was played."""
        return self.hits & (self.said.logits > 0)


def main() -> None:
    """Counts, writes the file and names it in the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--aside", action="store_true", help="as the model was trained")
    options = parser.parse_args()
    training, _ = load_sheets("drums", options.data, options.cache, options.aside)
    coder = Autoencoder(Library(options.model.parent).load(options.model.name, "cpu"))
    ship_habits(options.model, scatter(list(heard(coder, training))), "scatter")


def heard(coder: Autoencoder, sheets: Sequence[Sheet]) -> Iterator[Heard]:
    """Stretches of performances as the model says them."""
    rng = np.random.default_rng(0)
    for sheet in (part for whole in sheets for part in stretches(whole)):
        lengths = tuple((SLOTS * sheet.quarters.astype(int)).tolist())
        bars = Bars(lengths, tuple(sheet.meters.tolist()), (False,) * len(lengths))
        inside = slice(None), slice(0, bars.there.shape[1])
        parts = sheet.symbols, sheet.loudness / np.float32(127), sheet.away / np.float32(AWAY)
        content = Content(*(part[inside] for part in parts))
        mean, log_variance = coder.read([content], bars)
        drawn = rng.standard_normal(mean.shape).astype(np.float32)
        told = coder.write(mean + np.exp(0.5 * log_variance) * drawn, bars)
        said, steps = Said(*(part[0] for part in told)), bars.sixteenths
        played = (content.symbols == 1, content.loudness, content.away)
        yield Heard(bars, said, *(part[steps] for part in played))


def scatter(takes: Sequence[Heard]) -> dict[str, np.ndarray]:
    """The arrays of `Scatter`."""
    tables = {kind: strays(takes, kind) for kind in KINDS}
    whole = [coherence([numbers(take, kind, tables[kind]) for take in takes]) for kind in KINDS]
    return {
        **{kind: table.astype(np.float32) for kind, table in tables.items()},
        "coherence": np.array([[parts[share] for share in SHARES] for parts in whole], np.float32),
        "strokes": np.array(of_the_place(takes), np.float32),
    }


def strays(takes: Sequence[Heard], kind: str) -> np.ndarray:
    """How far strokes are from what is said of them, (VOICES, bins, KNOTS)."""
    far = np.concatenate([_far(take, kind)[take.both] for take in takes])
    bins = np.concatenate([bin_of(kind, getattr(take.said, kind))[take.both] for take in takes])
    voices = np.concatenate([np.nonzero(take.both)[1] for take in takes])
    shares = [NormalDist().cdf(knot) for knot in KNOTS.tolist()]
    table = np.zeros((len(VOICES), len(EDGES[kind]) + 1, len(KNOTS)))
    for voice, number in np.ndindex(table.shape[:2]):
        of_voice = far[voices == voice]
        inside = far[(voices == voice) & (bins == number)]
        table[voice, number] = np.quantile(inside if len(inside) >= FEWEST else of_voice, shares)
    return table


def numbers(take: Heard, kind: str, table: np.ndarray) -> np.ndarray:
    """The normal number of each stroke, by how far it strayed (struck steps, 9); NaN where there is
    none.
    """
    steps, voices = np.nonzero(take.both)
    rows = table[voices, bin_of(kind, getattr(take.said, kind))[take.both]]
    found = np.full(take.both.shape, np.nan)
    each = zip(_far(take, kind)[take.both].tolist(), rows, strict=True)
    found[steps, voices] = [_number(far, row) for far, row in each]
    return found[take.both.any(axis=1)]


def _number(far: float, row: np.ndarray) -> float:
    """Of strokes that stray alike, such as all that are as loud as can be, the middle one's."""
    highest = np.interp(far, row, KNOTS)
    lowest = -np.interp(-far, -row[::-1], -KNOTS[::-1])
    return float(lowest + highest) / 2


def _far(take: Heard, kind: str) -> np.ndarray:
    return np.asarray(getattr(take, kind) - getattr(take.said, kind))


def of_the_place(takes: Sequence[Heard]) -> float:
    """Which part of the numbers that decide about strokes belongs to the place in the bar: that
    with which drawn strokes agree from bar to bar as played ones do.
    """
    played = agreement(takes, [take.hits for take in takes])
    least, most = 0.0, 1.0
    for _ in range(HALVINGS):
        share, rng = (least + most) / 2, np.random.default_rng(0)
        drawn = []
        for take in takes:
            fresh = np.full(take.bars.there.size, NEW)
            number = stroke_numbers(take.bars, share, rng, fresh)
            drawn.append(drawn_strokes(take.said.logits, number, Daring(1.0, 1.0)) > 0)
        least, most = (share, most) if agreement(takes, drawn) < played else (least, share)
    return (least + most) / 2


def agreement(takes: Sequence[Heard], hits: Sequence[np.ndarray]) -> float:
    """The correlation of what surprises about strokes in doubt, for the same drum at the same place
    in two bars.
    """
    spread = together = count = pairs = 0.0
    for take, struck in zip(takes, hits, strict=True):
        chance = 1 / (1 + np.exp(-take.said.logits.astype(np.float64)))
        doubt = (chance > DOUBTFUL) & (chance < 1 - DOUBTFUL)
        surprise = np.where(doubt, (struck - chance) / np.sqrt(chance * (1 - chance)), 0)
        shape = len(take.bars.lengths), -1, len(VOICES)
        sums, counts = (each.reshape(shape).sum(axis=0) for each in (surprise, doubt))
        spread += float(np.square(surprise).sum())
        count += float(doubt.sum())
        together += float(np.square(sums).sum() - np.square(surprise).sum())
        pairs += float((counts * (counts - 1)).sum())
    return (together / pairs) / (spread / count)


if __name__ == "__main__":
    main()
