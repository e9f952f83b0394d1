"""The tables of groove's card: how near to the drummers, on performances that training did not see.

python -m models.evaluation.groove --data DIR [--aside validation|test] [--write]
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.representation.drum_input import Manner
from engine.representation.drums import VOICES, Cells
from engine.runtime.drums import DrumNetwork
from engine.runtime.library import LoadedModel
from engine.tools.drums.feel import Coherence, Drawing, Score, heard, played
from models.evaluation.aside import Ground, measure
from models.evaluation.rows import Rows
from models.training.drums.performances import Take, medians


class Bins(NamedTuple):
    """So many bins of a width; 0 lies so many of them above the lowest's lower end."""

    number: int
    width: float
    zero: float


TIMING, VELOCITY = Bins(25, 1 / 24, 12.5), Bins(16, 8 / 127, 0.0)
FLAT = 80 / 127

System = Callable[[Take], Cells]


class Table:
    """What the training part does at each voice and position: the medians, or a draw of it."""

    def __init__(self, takes: Sequence[Take], seed: int = 0) -> None:
        self.offsets, self.velocities = medians(tuple(takes))
        self._pool: dict[tuple[int, int], list[tuple[float, float]]] = {}
        self._generator = np.random.default_rng(seed)
        for take in takes:
            for step, voice in np.argwhere(take.straight.hits):
                cell = step, voice
                pair = float(take.straight.offsets[cell]), float(take.straight.velocities[cell])
                place = int(voice), int(take.positions[step])
                self._pool.setdefault(place, []).append(pair)

    def median(self, take: Take) -> Cells:
        """Every hit at the median of its voice and position."""
        hits = take.straight.hits
        offsets, velocities = self.offsets.T[take.positions], self.velocities.T[take.positions]
        return replace(take.straight, offsets=offsets * hits, velocities=velocities * hits)

    def drawn(self, take: Take) -> Cells:
        """Every hit as some hit of its voice and position was played."""
        offsets, velocities = (
            np.zeros_like(take.straight.offsets),
            np.zeros_like(take.straight.velocities),
        )
        for step, voice in np.argwhere(take.straight.hits):
            place = int(voice), int(take.positions[step])
            pool = self._pool.get(place) or [(self.offsets[place], self.velocities[place])]
            offsets[step, voice], velocities[step, voice] = pool[
                self._generator.integers(len(pool))
            ]
        return replace(take.straight, offsets=offsets, velocities=velocities)


def flat(take: Take) -> Cells:
    """On the grid, all alike."""
    hits = take.straight.hits
    return replace(take.straight, offsets=np.zeros(hits.shape), velocities=FLAT * hits)


def shipped(model: LoadedModel, seed: int | None, pace: float = 1) -> System:
    """The shipped model told so many times the tempo: its central estimate, or drawn with the usual
    options.
    """
    network = DrumNetwork(model)
    parts = model.card.sampling["coherence"]
    coherence = {kind: Coherence(**part) for kind, part in parts.items()}

    def play(take: Take) -> Cells:
        score, drawing = Score(take.straight, take.positions), None
        if seed is not None:
            drawing = Drawing(
                1.0, 0.95, coherence, np.random.default_rng(seed + len(take.straight))
            )
        chances = heard(network, score, Manner(pace * take.bpm), lambda: False)
        return played(chances, take.straight, drawing)

    return play


def errors(takes: Sequence[Take], system: System) -> dict[str, float]:
    """Timing MAE in ms at the performance's tempo, MSE in 16ths squared, velocity MAE."""
    sums, count = np.zeros(3), 0
    for take in takes:
        cells, hits = system(take), take.straight.hits
        away = (cells.offsets - take.straight.offsets)[hits]
        loud = (cells.velocities - take.straight.velocities)[hits]
        sums += (np.abs(away).sum() * take.step_ms, (away**2).sum(), np.abs(loud).sum())
        count += int(hits.sum())
    return dict(
        zip(("timing_ms", "timing_mse", "velocity_mae"), (sums / count).tolist(), strict=True)
    )


def divergences(takes: Sequence[Take], system: System) -> dict[str, float]:
    """KL(real || system) of offsets and velocities by voice, weighted by the voices' hits."""
    real = [take.straight for take in takes]
    made = [system(take) for take in takes]
    weights = np.array([sum(c.hits[:, voice].sum() for c in real) for voice in range(len(VOICES))])
    kinds = {"timing_kl": ("offsets", TIMING), "velocity_kl": ("velocities", VELOCITY)}
    figures = {}
    for name, (kind, bins) in kinds.items():
        each = [
            divergence(_values(real, kind, v), _values(made, kind, v), bins)
            for v in range(len(VOICES))
        ]
        figures[name] = float(np.average(each, weights=weights))
    return figures


def _values(cells: Sequence[Cells], kind: str, voice: int) -> np.ndarray:
    return np.concatenate([getattr(c, kind)[c.hits[:, voice], voice] for c in cells])


def divergence(real: np.ndarray, made: np.ndarray, bins: Bins) -> float:
    """KL(real || made) of values, half a count added to each bin."""
    shares = []
    for values in (real, made):
        index = np.floor(values / bins.width + bins.zero).astype(int).clip(0, bins.number - 1)
        counts = np.bincount(index, minlength=bins.number) + 0.5
        shares.append(counts / counts.sum())
    return float((shares[0] * np.log(shares[0] / shares[1])).sum())


def coherence(takes: Sequence[Take], system: System, table: Table) -> float:
    """The correlation, between successive struck steps, of the offsets without the table's medians,
    averaged over a step.
    """
    pairs: list[tuple[float, float]] = []
    for take in takes:
        cells = system(take)
        rest = (cells.offsets - table.offsets.T[take.positions]) * cells.hits
        struck = cells.hits.any(axis=1)
        means = rest[struck].sum(axis=1) / cells.hits[struck].sum(axis=1)
        pairs += pairwise(means.tolist())
    first, second = np.array(pairs).T
    return float(np.corrcoef(first, second)[0, 1])


def figures(ground: Ground) -> Rows:
    """Every row of the tables by its name."""
    held_out = [take for take in ground.held_out if take.whole and take.common_time]
    table, model = Table(ground.training), ground.model
    central: dict[str, System] = {
        "flat": flat, "median": table.median, "groove": shipped(model, None),
        "groove told 1.1 x the tempo": shipped(model, None, 1.1),
    }  # fmt: skip
    drawn: dict[str, System] = {
        "drawn from the table": table.drawn, "groove, drawn": shipped(model, 0),
    }  # fmt: skip
    rows = {name: errors(held_out, system) for name, system in central.items()}
    rows["real"] = {"coherence": coherence(held_out, lambda take: take.straight, table)}
    for name, system in drawn.items():
        made = {take.name: system(take) for take in held_out}
        rows[name] = errors(held_out, partial(_found, made))
        rows[name] |= divergences(held_out, partial(_found, made))
        rows[name]["coherence"] = coherence(held_out, partial(_found, made), table)
    return rows


def _found(made: Mapping[str, Cells], take: Take) -> Cells:
    return made[take.name]


if __name__ == "__main__":
    measure("groove", __doc__, figures)
