"""Groove: the same drum notes as a drummer plays them, with human timing and velocities."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from engine.jobs import Cancelled
from engine.representation.drum_input import Manner
from engine.representation.drums import Cells, encode
from engine.runtime.drums import Chances, DrumNetwork
from engine.runtime.library import LoadedModel
from engine.score.edits import rescaled
from engine.score.song import Note, Song, Track, in_order
from engine.score.time import Tick
from engine.tools.asking import NOBODY, Ears
from engine.tools.drums.feel import Coherence, Drawing, Score, heard, played
from engine.tools.drums.kit import Phrase, phrases
from engine.tools.errors import ToolError
from engine.tools.options import Sampling, option
from engine.tools.stretch import FINEST_NEEDED
from engine.tools.takes import Answer, Take, answered


@dataclass(frozen=True)
class GrooveOptions(Sampling):
    """What a musician may set. The metadata of each field describes its control in a form.

    `lag` and `looseness` are what the model draws from the music where they are None.
    """

    amount: float = option(
        1.0, "Amount", low=0.0, high=2.0, step=0.05, unit="",
        help="0 leaves the notes as they are, 1 plays them as the model would, more exaggerates",
    )  # fmt: skip
    lag: float | None = option(
        None, "Lag", low=-0.4, high=0.4, step=0.01, unit="16ths",
        help="How far behind the beat, on average; below 0 ahead of it; empty lets the model say",
    )  # fmt: skip
    looseness: float | None = option(
        None, "Looseness", low=0.0, high=0.32, step=0.01, unit="16ths",
        help="How far single notes stray from that; empty lets the model say",
    )  # fmt: skip

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if not 0 <= self.amount <= 2:
            raise ToolError("the amount of groove goes from 0 (none) to 2 (twice the model's)")
        if not -0.4 <= (self.lag or 0) <= 0.4 or not 0 <= (self.looseness or 0) <= 0.32:
            raise ToolError("lag goes from -0.4 to 0.4 and looseness from 0 to 0.32 16ths")


def groove(
    song: Song,
    track_id: int,
    options: GrooveOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """The notes of a drum track, moved by `amount` of the way to where the model plays them.

    A note's target is the nearest 16th, or triplet where its beat is one of triplets, plus the
    model's offset; notes of one drum within one 16th keep their distances and their loudness in
    proportion. At temperature 0 the model's central estimate, else drawn: one seed gives the same
    take. Raises ToolError, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    factor = -(-FINEST_NEEDED // song.ppq)
    fine = rescaled(song, factor)
    track = fine.track(track_id)
    parts = phrases(fine, track)
    drummer = _Drummer(model, parts, options, ears.cancelled)
    make = partial(drummer.take, fine, track)
    return answered(model, options, make, ears.on_take, began=began, ppq_factor=factor)


class _Drummer:
    """Hears the phrases of a track once and plays them any number of times, every time alike for
    the same seed.
    """

    def __init__(
        self,
        model: LoadedModel,
        parts: Sequence[Phrase],
        options: GrooveOptions,
        cancelled: Callable[[], bool],
    ) -> None:
        self.parts, self.options = parts, options
        self._network, self._cancelled = DrumNetwork(model), cancelled
        self._coherence = {
            kind: Coherence(**parts) for kind, parts in model.card.sampling["coherence"].items()
        }
        if options.lag is not None:
            self._coherence["offsets"] = replace(self._coherence["offsets"], whole=0.0)
        self._scores = [Score(encode(p.notes, p.steps), p.steps.positions) for p in parts]

    @cached_property
    def _heard(self) -> list[Chances]:
        """What the network says of each phrase. Raises ModelError, Cancelled."""
        lag, looseness = self.options.lag, self.options.looseness
        manners = [Manner(part.bpm, lag=lag, looseness=looseness) for part in self.parts]
        return [
            heard(self._network, score, manner, self._cancelled)
            for score, manner in zip(self._scores, manners, strict=True)
        ]

    def plays(self, seed: int) -> list[Cells]:
        """The cells of each phrase. Raises ModelError, Cancelled."""
        options, drawing = self.options, None
        if options.temperature > 0:
            generator = np.random.Generator(np.random.PCG64(seed))
            drawing = Drawing(options.temperature, options.top_p, self._coherence, generator)
        return [
            played(chances, score.cells, drawing)
            for chances, score in zip(self._heard, self._scores, strict=True)
        ]

    def take(self, song: Song, track: Track, seed: int) -> Take:
        """The notes of the track. Raises ModelError, Cancelled."""
        if self._cancelled():
            raise Cancelled
        amount, notes = self.options.amount, tuple(track.notes)
        if amount:
            parts = zip(self.parts, self.plays(seed), strict=True)
            placed = [note for part, cells in parts for note in moved(part, cells, amount)]
            notes = apart(_held(placed, track))
        scores = _figures(song, self.parts, notes)
        return Take(notes, Tick(0), track.end, seed, scores, _reason(scores))


def _held(notes: Sequence[Note], track: Track) -> list[Note]:
    """The notes, none before its clip."""
    first = {note.id: clip.start for clip in track.clips for note in clip.notes}
    starts = [max(note.start, first[note.id]) for note in notes]
    return [n.with_span(at, at + n.length) for n, at in zip(notes, starts, strict=True)]


def moved(part: Phrase, cells: Cells, amount: float) -> list[Note]:
    """The notes of a phrase, moved by `amount` of the way to the cells that they belong to."""
    leaders = part.leaders()
    placed = []
    for note, (step, voice), leader in zip(part.notes, part.cells(), leaders, strict=True):
        away = cells.leans[step, voice] + cells.offsets[step, voice]
        target = part.steps.ticks[step] + away * part.steps.length
        loudness = cells.velocities[step, voice] * 127 * note.velocity / leader.velocity
        shift = round(float(amount * (target - leader.start)))
        velocity = round(float(note.velocity + amount * (loudness - note.velocity)))
        start = note.start + shift
        placed.append(
            note.with_velocity(min(127, max(1, velocity))).with_span(start, start + note.length)
        )
    return placed


def apart(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes in order; of two of one pitch and channel that overlap the earlier ends first, and of
    two that begin together the second begins a tick later.
    """
    kept: list[Note] = []
    latest: dict[tuple[int, int], int] = {}
    for note in in_order(notes):
        place = note.channel, note.pitch
        if place in latest:
            before = kept[latest[place]]
            start = max(note.start, before.start + 1)
            note = note.with_span(start, start + note.length)
            kept[latest[place]] = before.with_span(before.start, min(before.end, start))
        latest[place] = len(kept)
        kept.append(note)
    return in_order(kept)


def _figures(song: Song, parts: Sequence[Phrase], notes: Sequence[Note]) -> dict[str, float]:
    """Lag and looseness in milliseconds against the grid, and the mean and spread of velocities."""
    starts = {note.id: note.start for note in notes}
    away = []
    for part in parts:
        for note, (step, _) in zip(part.notes, part.cells(), strict=True):
            at, on = starts[note.id], Tick(int(part.steps.ticks[step]))
            away.append(1000 * (song.tempos.seconds_at(at) - song.tempos.seconds_at(on)))
    loud = np.array([note.velocity for note in notes], float)
    return {
        "lag_ms": float(np.mean(away)),
        "looseness_ms": float(np.std(away)),
        "velocity_mean": float(loud.mean()),
        "velocity_spread": float(loud.std()),
    }


def _reason(scores: Mapping[str, float]) -> str:
    lag = scores["lag_ms"]
    where = (
        "on the beat" if abs(lag) < 3 else f"{abs(lag):.0f} ms {'behind' if lag > 0 else 'ahead'}"
    )
    return f"{where}, {scores['looseness_ms']:.0f} ms loose"
