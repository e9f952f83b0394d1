"""The table of drumify's card: kits for the taps of performances that training did not see.

python -m models.evaluation.drumify --data DIR [--aside validation|test] [--write]
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.drum_input import Manner, Taps, taps_of
from engine.representation.drums import POSITIONS, VOICES, Cells
from engine.representation.tapped_bars import tapped_bars
from engine.runtime.kits import KitNetwork
from engine.runtime.library import LoadedModel
from engine.tools.drums.drumify import likeliest
from engine.tools.drums.taps import kit_of
from models.evaluation.aside import Ground, measure
from models.evaluation.rows import Rows
from models.training.drums.performances import Take

TWO_BARS = 32


@dataclass(frozen=True)
class Window:
    """Two bars: their taps, the true cells, and what is known of the performance."""

    taps: Taps
    cells: Cells
    positions: np.ndarray
    take: Take


System = Callable[[Window], Cells]


def windows(takes: Sequence[Take], loud: bool) -> Iterator[Window]:
    """Every two bars of 4/4 with a hit."""
    for take in takes:
        if not take.common_time:
            continue
        for first in range(0, max(1, len(take.straight) - TWO_BARS + 1), TWO_BARS):
            part = slice(first, first + TWO_BARS)
            cells = take.straight.at(part)
            if cells.hits.any():
                yield Window(taps_of(cells, loud), cells, take.positions[part], take)


class Table:
    """P(voice given a tap, position) and the mean velocity there, from the training part."""

    def __init__(self, takes: Sequence[Take]) -> None:
        struck = np.zeros((POSITIONS, len(VOICES)))
        loud = np.zeros((POSITIONS, len(VOICES)))
        tapped = np.zeros(POSITIONS)
        for take in takes:
            np.add.at(struck, take.positions, take.straight.hits)
            np.add.at(loud, take.positions, take.straight.velocities)
            np.add.at(tapped, take.positions, take.straight.hits.any(axis=1))
        self._chances = struck / np.maximum(1, tapped)[:, None]
        self._velocities = loud / np.maximum(1, struck)
        levels = np.linspace(0.1, 0.6, 26).tolist()
        seen = list(windows(takes, loud=True))[::7]
        self._level = max(levels, key=lambda level: self._f1(seen, level))

    def _f1(self, seen: Sequence[Window], level: float) -> float:
        self._level = level
        return figures(seen, self.kit)["f1"]

    def kit(self, window: Window) -> Cells:
        """Every voice that is likely enough where a tap is."""
        hits = (self._chances[window.positions] > self._level) & window.taps.hits[:, None]
        away = np.where(hits, window.taps.offsets[:, None], 0)
        velocities = np.where(hits, self._velocities[window.positions], 0)
        return Cells(hits, velocities, away, np.zeros(hits.shape))


def nothing(window: Window) -> Cells:
    """Silence."""
    shape = window.cells.hits.shape
    return Cells(np.zeros(shape, bool), *(np.zeros(shape) for _ in range(3)))


def shipped(
    model: LoadedModel, *, styled: bool = False, density: float = 0, pace: float = 1
) -> System:
    """The shipped model at temperature 0, told the style or not, and so many times the tempo."""
    network = KitNetwork(model)
    levels = model.card.sampling["levels"]

    def kit(window: Window) -> Cells:
        taps, asked = window.taps, np.flatnonzero(window.taps.hits)
        manner = Manner(pace * window.take.bpm, window.take.style if styled else None)
        chances = network.chances(tapped_bars(taps, window.positions, manner), asked)
        struck = likeliest(chances.hits + density, levels["with" if taps.loud else "without"])
        return kit_of(taps, struck, chances.velocities)

    return kit


def figures(seen: Sequence[Window], system: System) -> dict[str, float]:
    """F1 and accuracy of all cells; of the hits that are right, the velocity MAE and the timing MAE
    in ms; how many drums answer a tap.
    """
    both = found = true = right = cells = taps = 0
    loud = away = 0.0
    for window in seen:
        made, real = system(window), window.cells
        same = made.hits & real.hits
        both += int(same.sum())
        found += int(made.hits.sum())
        true += int(real.hits.sum())
        right += int((made.hits == real.hits).sum())
        cells += real.hits.size
        taps += int(window.taps.hits.sum())
        loud += float(np.abs(made.velocities - real.velocities)[same].sum())
        away += float(np.abs(made.offsets - real.offsets)[same].sum()) * window.take.step_ms
    return {
        "f1": 2 * both / max(1, found + true),
        "accuracy": right / cells,
        "velocity_mae": loud / max(1, both),
        "timing_ms": away / max(1, both),
        "drums_a_tap": found / max(1, taps),
    }


def rows(ground: Ground) -> Rows:
    """Every row of the table by its name."""
    model = ground.model
    systems = {
        "nothing": nothing,
        "table": Table(ground.training).kit,
        "drumify": shipped(model),
        "drumify told the style": shipped(model, styled=True),
        "drumify told 1.1 x the tempo": shipped(model, pace=1.1),
        "drumify told .93 x the tempo": shipped(model, pace=0.93),
        "drumify, density -1": shipped(model, density=-1),
        "drumify, density 1": shipped(model, density=1),
    }
    return {
        f"{name}, {kind}": figures(list(windows(ground.held_out, loud)), system)
        for kind, loud in (("taps with velocities", True), ("taps without", False))
        for name, system in systems.items()
    }


if __name__ == "__main__":
    measure("drumify", __doc__, rows)
