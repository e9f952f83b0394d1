"""One call of a tool that goes on with drums: takes written side by side, equal ones drawn anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.representation.drums import VOICES, Cells, encode, steps_of
from engine.runtime.library import LoadedModel
from engine.runtime.next_step import NextStepNetwork
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.choice.drum_reasons import drum_figures, drum_reason
from engine.tools.choice.unlike import unlike
from engine.tools.drums.part import Part
from engine.tools.drums.writing import DrumWriter, Hands, Holds, kept_rhythm
from engine.tools.errors import NothingLeft
from engine.tools.locks.frames import Frames
from engine.tools.locks.voices import at_most
from engine.tools.melody_options import MelodyOptions
from engine.tools.stretch import FINEST_NEEDED, ppq_factor
from engine.tools.takes import Answer, Take, answered, seeds_of


class Written(NamedTuple):
    """All cells of a part, and the nats of what was struck on its new steps."""

    cells: Cells
    nats: float


def fine_factor(song: Song) -> int:
    """By how much a song's ticks are refined for drums that are written."""
    factor = ppq_factor(song)
    return factor * -(-FINEST_NEEDED // (song.ppq * factor))


@dataclass(frozen=True)
class Desk:
    """A part of a song in fine ticks, and what holds of what is written into it."""

    song: Song
    track_id: int
    part: Part
    options: MelodyOptions
    model: LoadedModel
    ears: Ears

    def _write(self, seeds: Sequence[int]) -> list[Written]:
        """The part as it is written with each seed."""
        part, options = self.part, self.options
        generators = [np.random.Generator(np.random.PCG64(seed)) for seed in seeds]
        hands = Hands(options.temperature, options.top_p, generators)
        writer = DrumWriter(
            NextStepNetwork(self.model), part.past(len(seeds)), part.new, self._holds(), hands,
            self._repeats(len(seeds)),
        )  # fmt: skip
        return [Written(*each) for each in writer.write(self.ears.cancelled)]

    def answer(self, began: float, factor: int) -> Answer:
        """The takes, in ticks refined by `factor`. Raises NothingLeft, ModelError, Cancelled."""
        options = self.options
        seeds = seeds_of(options)
        together = dict(zip(seeds, self._write(seeds), strict=True))

        def make(seed: int) -> Take:
            return self._take(together.get(seed) or self._write([seed])[0], seed)

        known = [self._struck(self.part.former)] if options.temperature else []
        spare = seeds[len(seeds) - options.spare :]
        other = unlike(make, lambda take: self._struck(take.notes), *known, spare=spare)
        return answered(
            self.model, options, other, self.ears.on_take, began=began, ppq_factor=factor
        )

    def _struck(self, notes: Iterable[Note]) -> tuple[tuple[int, int], ...]:
        """On which 16ths which pitches are struck."""
        return tuple((round(note.start / self.part.sixteenth), note.pitch) for note in notes)

    def _take(self, written: Written, seed: int) -> Take:
        part, options = self.part, self.options
        notes = part.notes(written.cells)
        if not notes and (written.cells.hits & ~part.cells.hits).any():
            raise NothingLeft(
                "every drum that could be struck still sounds from before; choose another range"
            )
        if options.max_polyphony is not None and options.strength == 1:
            notes = at_most(options.max_polyphony, notes)
        scores = drum_figures(written.cells.hits, part.bars, part.first_bar)
        scores["nats_per_step"] = written.nats / len(part.new)
        return Take(notes, part.start, part.end, seed, scores, drum_reason(scores))

    def _holds(self) -> Holds:
        """What holds of the new steps."""
        part, options, hits = self.part, self.options, self.part.cells.hits
        lines = part.bars.lines[: part.first_bar + 1]
        kept = kept_rhythm(hits, part.bars, part.first_bar) if options.rhythm == "keep" else None
        return Holds(
            begun=hits.astype(np.float32),
            most=options.max_polyphony,
            rhythm=kept,
            strength=options.strength,
            filled=all(hits[a:b].any() for a, b in pairwise(lines)),
        )

    def _repeats(self, count: int) -> list[Frames]:
        """What keeps so many takes from saying too much again; nothing where they may."""
        if self.options.no_repeat is None:
            return []
        earlier = self._strokes()
        return [Frames(self.options.no_repeat, earlier) for _ in range(count)]

    def _strokes(self) -> list[tuple[int, int]]:
        """All that the track struck before the new steps: on which step, counted as the part's, and
        which of WAYS.
        """
        part, meters = self.part, self.song.meters
        first = part.new.start
        bar = meters.bar_at(Tick(int(part.ticks[first])))
        steps = steps_of(meters, 0, bar + 1)
        before = int(steps.ticks.searchsorted(part.ticks[first]))
        notes = list(self.song.track(self.track_id).notes)
        ways = encode(notes, steps, triplets=False).hits[:before] @ (1 << np.arange(len(VOICES)))
        return [(step + first - before, int(ways[step])) for step in np.flatnonzero(ways).tolist()]
