"""Which chords lead from what was heard to what follows.

A network says what comes next, and knows nothing of what comes after a gap. So several drafts of
the gap are drawn, each weighs as much as what follows is likely after it, and one is drawn of them:
sampling importance resampling (Rubin 1987).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.jobs import Cancelled
from engine.representation.harmony import Harmony
from engine.runtime.sampling import COLDEST
from engine.tools.chords.harmonise import Allowed, Chances, Drawing, harmonise
from engine.tools.chords.part import ChordPart

DRAFTS, FEWEST, MOST_BEATS = 16, 4, 512
"""So many drafts of a gap are drawn for each take; of a long one fewer, of so many beats in all."""

AHEAD = 8
"""So many beats after it weigh them."""

HEATS = (1, 2, 4, 8)
"""By so much bolder drafts are drawn until one is not what was in the gap."""


class Remembering:
    """A network that is asked once of what it was asked before, by drafts that begin alike."""

    def __init__(self, network: Chances) -> None:
        self._network = network
        self._known: dict[tuple[int, int, bytes], np.ndarray] = {}

    def chances(self, harmony: Harmony, beat: int) -> np.ndarray:
        """As the network says. Raises ModelError."""
        key = harmony.bars.first, beat, harmony.symbols[:beat].tobytes()
        if key not in self._known:
            self._known[key] = self._network.chances(harmony, beat)
        return self._known[key]


@dataclass(frozen=True)
class Draft:
    """New symbols, their nats, and those of what follows them, a beat, where something does."""

    symbols: np.ndarray
    nats: float
    ahead: float


@dataclass(frozen=True)
class Composer:
    """Composes a part's new chords, each time with what `allowed` gives."""

    network: Chances
    part: ChordPart
    allowed: Callable[[], Allowed]
    cancelled: Callable[[], bool]

    def composed(self, drawing: Drawing) -> Draft:
        """The new chords: what follows a gap is likely after them, and they are others than were
        there before. At temperature 0 the likeliest of drafts that do not depend on any seed.
        Raises NothingLeft, ModelError, Cancelled.
        """
        if self.part.gap is None:
            return self._draft(drawing)
        if drawing.temperature == 0:
            fixed = Drawing(1.0, drawing.top_p, np.random.Generator(np.random.PCG64(0)))
            drafts = [self._draft(drawing), *(self._draft(fixed) for _ in range(self._count))]
            return min(drafts, key=lambda draft: draft.nats + draft.ahead)
        drafts = self._others(drawing)
        weights = np.array([-draft.ahead for draft in drafts]) / max(drawing.temperature, COLDEST)
        weights = np.exp(weights - weights.max())
        return drafts[int(drawing.generator.choice(len(drafts), p=weights / weights.sum()))]

    @property
    def _count(self) -> int:
        """How many drafts are drawn."""
        return min(DRAFTS, max(FEWEST, MOST_BEATS // len(self.part.new)))

    def _others(self, drawing: Drawing) -> list[Draft]:
        """Drafts that are not what was in the gap, where there are such."""
        former, drafts = self.part.former, []
        for heat in HEATS:
            bolder = replace(drawing, temperature=drawing.temperature * heat)
            drafts = [self._draft(bolder) for _ in range(self._count)]
            others = [d for d in drafts if former is None or (d.symbols != former).any()]
            if others:
                return others
        return drafts

    def _draft(self, drawing: Drawing) -> Draft:
        part = self.part
        symbols, nats = harmonise(
            self.network, part.told, len(part.order) - len(part.new), self.allowed(),
            part.key.tonic, drawing, self.cancelled,
        )  # fmt: skip
        new = symbols[-len(part.new) :]
        return Draft(new, nats, self._ahead(new))

    def _ahead(self, new: np.ndarray) -> float:
        """How unlikely what follows new symbols is after them, in nats."""
        if self.cancelled():
            raise Cancelled
        harmony, begin = self.part.filled(new), self.part.new.stop
        beats = range(begin, min(begin + AHEAD, len(harmony.symbols)))
        return -sum(float(self.network.chances(harmony, b)[harmony.symbols[b]]) for b in beats)
