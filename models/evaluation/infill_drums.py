"""Infill for drums beside Continue, which knows nothing of what follows, on gaps of two bars.

python -m models.evaluation.infill_drums --data DIR [--aside validation|test] [--write]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.bars import Bars
from engine.representation.drum_past import Past
from engine.representation.drums import VOICES, Cells, decode, encode, joined, steps_of
from engine.runtime.library import LoadedModel
from engine.runtime.next_step import NextStepNetwork
from engine.score.edits import fill as fill_song
from engine.score.meter import MeterMap
from engine.score.song import DRUM_CHANNEL, Clip, Note, Song, Track
from engine.score.time import Tempo, TempoMap, Tick
from engine.tools.choice.drum_reasons import likeness
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.continue_ import continue_drums
from engine.tools.drums.infill import infill_drums
from engine.tools.drums.part import FOLLOWING
from engine.tools.melody_options import MelodyOptions
from models.evaluation.aside import Ground, measure
from models.evaluation.continue_drums import BAR, PROMPT, Window, windows
from models.evaluation.rows import Rows
from models.training.next_step.parts import learnable

BARS, GAP = 2 * PROMPT, 2
"""Bars of a stretch, and of a gap in it."""

BEGINS = (1, 4, 8)
"""Before which bars of a stretch its gaps are, counted from 0."""

EACH = 3
"""One in so many of the held-out stretches is looked at."""

METERS = MeterMap()


@dataclass(frozen=True)
class Gap:
    """The GAP bars from bar `begin` on of BARS that a drummer played at `bpm`: `played`."""

    played: Cells
    begin: int
    bpm: float

    def bars(self, first: int, after: int) -> Cells:
        """The drummer's bars [first, after)."""
        return self.played.at(slice(max(0, first) * BAR, after * BAR))

    @property
    def end(self) -> int:
        """The bar after it."""
        return self.begin + GAP

    def song(self, bars: int = BARS) -> Song:
        """So many bars as a song."""
        notes = decode(self.bars(0, bars), steps_of(METERS, 0, bars), 60)
        clip = Clip(id=2, length=METERS.bar_start(bars), notes=notes)
        tempo = TempoMap(changes=(Tempo(Tick(0), round(60e6 / self.bpm)),))
        track = Track(id=1, clips=(clip,), channel=DRUM_CHANNEL)
        return Song(tracks=(track,), tempos=tempo, next_id=10**6)


System = Callable[[Gap, int], Cells]
"""Fills a gap, with a seed."""


def infilled(model: LoadedModel) -> System:
    """The program's Infill."""

    def fill(gap: Gap, seed: int) -> Cells:
        span = METERS.bar_start(gap.begin), METERS.bar_start(gap.end)
        song = gap.song()
        answer = infill_drums(song, 1, *span, MelodyOptions(seed=seed), model)
        filled = fill_song(song, 1, *span, answer.takes[0].notes)
        return _cells(list(filled.tracks[0].notes), gap)

    return fill


def continued(model: LoadedModel) -> System:
    """The program's Continue, of what stands before the gap."""

    def fill(gap: Gap, seed: int) -> Cells:
        options = ContinueOptions(seed=seed, bars=GAP, variations=1)
        answer = continue_drums(gap.song(gap.begin), 1, options, model)
        return _cells(answer.takes[0].notes, gap)

    return fill


def repeated(gap: Gap, _: int) -> Cells:
    """The bars before, once more."""
    before = gap.bars(gap.begin - GAP, gap.begin)
    return joined(*[before] * (GAP * BAR // len(before)))


def _cells(notes: Sequence[Note], gap: Gap) -> Cells:
    """What of notes, in order of time, is struck in a gap."""
    steps = steps_of(METERS, gap.begin, gap.end)
    first, after = (steps.ticks[place] - steps.length / 2 for place in (0, -1))
    return encode([n for n in notes if first <= n.start < after], steps).at(slice(-1))


def nats(network: NextStepNetwork, bpm: float, heard: Cells, after: Cells) -> float:
    """How unlikely it is what is struck after what was heard, in nats a step."""
    cells = joined(heard, after)
    past = Past(Bars.of([BAR] * (len(cells) // BAR)), bpm)
    past.write(0, cells)
    found = 0.0
    for step in range(len(heard), len(cells)):
        way = int(cells.hits[step] @ (1 << np.arange(len(VOICES))))
        found -= float(network.step(past, np.zeros(1, np.int64), step).ways[0, way])
    return found / len(after)


def filled_row(gaps: Sequence[Gap], network: NextStepNetwork, system: System) -> dict[str, float]:
    """f1: of the strokes with the drummer's; hits: of a bar; next: how unlikely the drummer's next
    bar is after it, in nats a step.
    """
    rows = []
    for number, gap in enumerate(gaps):
        cells, real = system(gap, number), gap.bars(gap.begin, gap.end)
        heard = joined(gap.bars(0, gap.begin), cells)
        after = nats(network, gap.bpm, heard, gap.bars(gap.end, gap.end + 1))
        rows.append((likeness(cells.hits, real.hits), cells.hits.sum() / GAP, after))
    return dict(zip(("f1", "hits", "next"), np.mean(rows, axis=0).tolist(), strict=True))


def told_row(gaps: Sequence[Gap], network: NextStepNetwork) -> dict[str, float]:
    """How unlikely what the drummer plays in a gap is, in nats a step, told what comes `before`,
    and told what follows first, as Infill is: `both`.
    """
    rows = []
    for gap in gaps:
        before, real = gap.bars(0, gap.begin), gap.bars(gap.begin, gap.end)
        follows = gap.bars(gap.end, gap.end + FOLLOWING)
        both = joined(follows, before)
        rows.append([nats(network, gap.bpm, heard, real) for heard in (before, both)])
    return dict(zip(("before", "both"), np.mean(rows, axis=0).tolist(), strict=True))


def gaps_of(window: Window) -> list[Gap]:
    """Those of a window."""
    played = joined(window.prompt, window.real)
    return [Gap(played, begin, window.take.bpm) for begin in BEGINS]


def rows(ground: Ground) -> Rows:
    """Every row of the table by its name."""
    held_out = learnable(ground.held_out)
    seen = list(windows([take for take in held_out if take.common_time]))[::EACH]
    gaps = [gap for window in seen for gap in gaps_of(window)]
    model = ground.model
    network = NextStepNetwork(model)
    found = {"gaps, nats": told_row(gaps, network)}
    systems: dict[str, System] = {
        "the drummer": lambda gap, _: gap.bars(gap.begin, gap.end),
        "the bars before again": repeated,
        "Continue": continued(model),
        "Infill": infilled(model),
    }
    for name, system in systems.items():
        found[f"gaps, {name}"] = filled_row(gaps, network, system)
    return found


if __name__ == "__main__":
    measure("continue-drums", __doc__, rows)
