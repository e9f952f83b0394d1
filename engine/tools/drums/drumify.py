"""Drumify: any rhythm, tapped or played, to a full drum kit that follows its feel."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import NormalDist

import numpy as np

from engine.jobs import Cancelled
from engine.representation.drum_input import STYLES, Manner, Taps
from engine.representation.drums import POSITIONS, VOICES, Cells, Steps, decode
from engine.representation.tapped_bars import tapped_bars
from engine.runtime.kits import KitChances, KitNetwork, joined
from engine.runtime.library import LoadedModel
from engine.runtime.next_step import WAYS
from engine.runtime.sampling import COLDEST, log_mask
from engine.score.edits import rescaled
from engine.score.meter import MeterMap
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import NOBODY, Ears
from engine.tools.choice.drum_reasons import kit_reason
from engine.tools.drums.groove import apart
from engine.tools.drums.kit import Phrase, phrases
from engine.tools.drums.strokes import struck as struck_ways
from engine.tools.drums.strokes import ways_of
from engine.tools.drums.taps import kit_of, taps_from
from engine.tools.errors import ToolError
from engine.tools.locks.frames import Frames
from engine.tools.locks.voices import at_most
from engine.tools.options import FrameLocks, Sampling, option
from engine.tools.stretch import FINEST_NEEDED
from engine.tools.takes import Answer, Take, answered

SAME = 0.85
"""How much of a drawn cell's variance belongs to its voice and position, in every bar alike."""


@dataclass(frozen=True)
class DrumifyOptions(Sampling, FrameLocks):
    """What a musician may set. `density` makes hits likelier (above 0) or rarer, in logits. The
    locks count drums at once, and strokes in a row.
    """

    density: float = option(
        0.0, "Density", low=-3.0, high=3.0, step=0.1, unit="",
        help="0 as the model plays it; above 0 more drums join in, below 0 fewer",
    )  # fmt: skip
    style: str = option(
        "auto", "Style", choices=("auto", *STYLES), help="auto, or one of " + ", ".join(STYLES)
    )

    max_polyphony: int | None = option(
        None, "At once", low=1, high=9, step=1, unit="drums", help="No more drums than this at once"
    )
    no_repeat: int | None = option(
        None, "No repeats", low=1, high=64, step=1, unit="strokes",
        help="Never more strokes in a row that were heard like that before",
    )  # fmt: skip

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if not -3 <= self.density <= 3:
            raise ToolError("density goes from -3 (sparse) to 3 (busy)")
        if self.style != "auto" and self.style not in STYLES:
            raise ToolError(f"there is no style {self.style!r}; choose auto, {', '.join(STYLES)}")


def drumify(
    song: Song,
    track_id: int,
    options: DrumifyOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """A kit for the rhythm of a track: on each 16th that is struck there, the drums that the model
    finds likely, as far off the grid as the rhythm is.

    At temperature 0 every drum that is likelier than the card's level, else drawn: one seed gives
    the same take. A rhythm whose velocities are all equal is taken for taps without velocity.
    Raises ToolError, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    factor = -(-FINEST_NEEDED // song.ppq)
    fine = rescaled(song, factor)
    track = fine.track(track_id)
    kit = _Kit(model, phrases(fine, track, drums_only=False), options, ears.cancelled)
    make = partial(kit.take, fine.meters, track.end)
    return answered(model, options, make, ears.on_take, began=began, ppq_factor=factor)


class _Kit:
    """Hears the rhythm once and plays it any number of times."""

    def __init__(
        self,
        model: LoadedModel,
        parts: Sequence[Phrase],
        options: DrumifyOptions,
        cancelled: Callable[[], bool],
    ) -> None:
        self._options, self._parts, self._cancelled = options, parts, cancelled
        network = KitNetwork(model)
        style = None if options.style == "auto" else STYLES.index(options.style)
        loud = len({note.velocity for part in parts for note in part.notes}) > 1
        self._level = model.card.sampling["levels"]["with" if loud else "without"]
        self._taps = [taps_from(part, loud) for part in parts]
        self._heard = [
            _hear(network, taps, part.steps, Manner(part.bpm, style), cancelled)
            for taps, part in zip(self._taps, parts, strict=True)
        ]

    def take(self, meters: MeterMap, end: Tick, seed: int) -> Take:
        """One kit, up to the rhythm's end. Raises Cancelled, NothingLeft."""
        if self._cancelled():
            raise Cancelled
        generator = np.random.Generator(np.random.PCG64(seed))
        notes: list[Note] = []
        frames = Frames(self._options.no_repeat or 1)
        for part, taps, heard in zip(self._parts, self._taps, self._heard, strict=True):
            cells = self._cells(taps, part.steps, heard, generator, frames)
            notes += decode(cells, part.steps, meters.ppq // 8, len(notes))
        last = max(end, *(note.end for part in self._parts for note in part.notes))
        kit = apart([n.with_span(n.start, min(n.end, last)) for n in notes])
        if self._options.max_polyphony is not None and self._options.strength == 1:
            kit = at_most(self._options.max_polyphony, kit)
        return Take(kit, Tick(0), end, seed, _figures(kit), kit_reason(kit, meters))

    def _above(
        self, logits: np.ndarray, positions: np.ndarray, generator: np.random.Generator
    ) -> np.ndarray:
        """How far the cells (N, 9) of the tapped steps are above the level from which on they are
        struck.
        """
        if (temperature := self._options.temperature) == 0:
            return logits - self._level
        same = generator.standard_normal((POSITIONS, len(VOICES)))[positions]
        own = generator.standard_normal(logits.shape)
        numbers = SAME**0.5 * same + (1 - SAME) ** 0.5 * own
        shares = [NormalDist().cdf(number) for number in numbers.ravel().tolist()]
        return logits / max(temperature, COLDEST) - np.reshape(_logits(shares), logits.shape)

    def _beyond(self, logits: np.ndarray) -> np.ndarray:
        """What is added to logits (N, 9): the drums beyond the `most` likeliest are held back."""
        rank = np.argsort(np.argsort(-logits, axis=1), axis=1)
        most = len(VOICES) if self._options.max_polyphony is None else self._options.max_polyphony
        return log_mask(rank < most, self._options.strength)

    def _cells(
        self,
        taps: Taps,
        steps: Steps,
        heard: KitChances,
        generator: np.random.Generator,
        frames: Frames,
    ) -> Cells:
        """The kit on the steps of a phrase."""
        asked = np.flatnonzero(taps.hits)
        logits = heard.hits + self._options.density
        if self._options.no_repeat is None:
            logits = logits + self._beyond(heard.hits)
        above = self._above(logits, steps.positions[asked], generator)
        struck = likeliest(above, np.zeros(len(VOICES)))
        if self._options.no_repeat is not None:
            places = np.round(steps.ticks[asked] / steps.length).astype(int).tolist()
            struck = unlike_before(above, places, frames, self._options)
        return kit_of(taps, struck, heard.velocities)


def likeliest(logits: np.ndarray, levels: np.ndarray | float) -> np.ndarray:
    """Which cells (N, 9) are struck: those whose logits are above the levels, one or (N, 9); on
    each step at least the one that comes nearest.
    """
    above = logits - levels
    struck = above > 0
    struck[np.arange(len(above)), above.argmax(axis=1)] |= ~struck.any(axis=1)
    return struck


def unlike_before(
    above: np.ndarray, places: Sequence[int], frames: Frames, options: DrumifyOptions
) -> np.ndarray:
    """As `likeliest`, of cells so far above the levels, where what the frames bar stays out, and
    what strikes more drums at once than the options want. Raises NothingLeft.
    """
    ways = ways_of(above)
    ways[:, 0] = -np.inf
    if options.max_polyphony is not None:
        ways = ways + log_mask(options.max_polyphony >= WAYS.sum(1), options.strength)
    return struck_ways(ways, places, frames, options.strength, lambda rows: rows.argmax(axis=1))


def _logits(shares: Sequence[float]) -> np.ndarray:
    """The logits of probabilities."""
    inside = np.clip(shares, 1e-9, 1 - 1e-9)
    return np.log(inside) - np.log1p(-inside)


def _hear(
    network: KitNetwork,
    taps: Taps,
    steps: Steps,
    manner: Manner,
    cancelled: Callable[[], bool],
) -> KitChances:
    """The chances on every tapped step. Raises Cancelled, ModelError."""
    bars = tapped_bars(taps, steps.positions, manner)
    found = []
    for part in network.by_bars(bars):
        if cancelled():
            raise Cancelled
        found.append(part)
    return joined(found, bars, np.flatnonzero(taps.hits))


def _figures(notes: Sequence[Note]) -> dict[str, float]:
    loud = np.array([note.velocity for note in notes], float)
    return {
        "drums": float(len({note.pitch for note in notes})),
        "velocity_mean": float(loud.mean()),
        "velocity_spread": float(loud.std()),
    }
