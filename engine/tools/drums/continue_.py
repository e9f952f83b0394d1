"""Continue for drums: new bars after a drum part, by a network that goes on step by step."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from engine.representation.bars import Bars
from engine.representation.drum_past import BARS, Past, bars_in
from engine.representation.drums import PITCHES, VOICES, Cells, Steps, encode, steps_of, voice_of
from engine.runtime.library import LoadedModel
from engine.runtime.next_step import NextStepNetwork
from engine.runtime.sampling import variation_seed
from engine.score.edits import rescaled
from engine.score.song import Note, Song, in_order
from engine.score.time import Tick
from engine.tools.choice.drum_reasons import drum_figures, drum_reason
from engine.tools.choice.unlike import unlike
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.groove import apart
from engine.tools.drums.kit import phrases
from engine.tools.drums.writing import DrumWriter, Hands, Holds, kept_rhythm
from engine.tools.locks.frames import Frames
from engine.tools.locks.voices import at_most
from engine.tools.options import seeded
from engine.tools.stretch import FINEST_NEEDED, Stretch, ppq_factor
from engine.tools.takes import Answer, OnTake, Take, answered

HEARD = 24
"""So many bars before the new ones are heard: BARS that can be looked back at, and a phrase."""

STIFF = 1 / 48
"""A part whose notes all lie nearer to the grid than so many 16ths is on the grid."""

LEANS = np.array([-1 / 3, 0, 1 / 3])
"""Where in its 16th a note of a triplet or of a 16th lies."""

assert HEARD >= BARS


def continue_drums(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    *,
    on_take: OnTake | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off, on the
    drums of the part's own kit.

    A part that lies on the grid, or is all of one loudness, goes on like that. No new bar is empty
    unless the part has empty bars. Key, range, chords and rules mean nothing to drums; `rhythm`
    "keep" strikes the steps of the last two bars, and what `no_repeat` counts are strokes: the
    drums struck on a 16th. Takes are written side by side; one seed gives the same take, alone and
    among others, but for the network's rounding. Raises ToolError, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    factor = ppq_factor(song)
    factor *= -(-FINEST_NEEDED // (song.ppq * factor))
    options = seeded(options.in_force())
    fine = rescaled(song, factor)
    part = _Part.of(fine, track_id, options.bars)
    network = NextStepNetwork(model)
    holds = _holds(part, options)

    def written(seeds: Sequence[int]) -> list[tuple[Cells, float]]:
        hands, past = _hands(options, seeds), part.past(len(seeds))
        repeats = _repeats(fine, track_id, part, options, len(seeds))
        return DrumWriter(network, past, part.first_bar, holds, hands, repeats).write(cancelled)

    seeds = [variation_seed(options.seed or 0, number) for number in range(options.variations)]
    together = dict(zip(seeds, written(seeds), strict=True))

    def make(seed: int) -> Take:
        cells, nats = together.get(seed) or written([seed])[0]
        notes = part.notes(cells)
        if options.max_polyphony is not None and options.strength == 1:
            notes = at_most(options.max_polyphony, notes)
        scores = drum_figures(cells.hits, part.bars, part.first_bar) | {
            "nats_per_step": nats / (len(part.bars.bars) - part.first_step)
        }
        return Take(notes, part.start, part.end, seed, scores, drum_reason(scores))

    sixteenth = part.steps.length
    struck = unlike(make, lambda t: tuple((round(n.start / sixteenth), n.pitch) for n in t.notes))
    return answered(model, options, struck, on_take, began=began, ppq_factor=factor)


@dataclass(frozen=True)
class _Part:
    """A drum part's last bars and the bars to write, in fine ticks: `cells` on `steps` of `bars`,
    the new ones from `first_bar` on; the pitch of each voice and how long its notes last.
    """

    cells: Cells
    steps: Steps
    bars: Bars
    first_bar: int
    bpm: float
    start: Tick
    end: Tick
    channel: int
    kit: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, song: Song, track_id: int, count: int) -> "_Part":
        """The end of a track. Raises ToolError where it holds no drums."""
        track = song.track(track_id)
        last = phrases(song, track)[-1]
        stretch = Stretch.after(song, track, count)
        line, after = (song.meters.bar_at(tick) for tick in (stretch.start, stretch.end))
        first = max(song.meters.bar_at(last.notes[0].start), line - HEARD)
        begin = song.meters.bar_start(first)
        heard = [note for note in last.notes if note.start >= begin]
        steps = steps_of(song.meters, first, after)
        cells = encode(heard, steps, triplets=False)
        bars = bars_in(song.meters, steps, first, after)
        kit = [_drum(heard or last.notes, voice, song.ppq) for voice in range(len(VOICES))]
        return cls(
            cells.at(slice(0, len(bars.bars))), steps, bars, line - first, last.bpm,
            stretch.start, stretch.end, stretch.channel, kit,
        )  # fmt: skip

    @property
    def first_step(self) -> int:
        """The first new step."""
        return int(self.bars.lines[self.first_bar])

    def past(self, rows: int) -> Past:
        """What is known before anything is written, so many times."""
        past = Past(self.bars, self.bpm, rows)
        past.write(0, self.cells)
        return past

    def played(self) -> tuple[np.ndarray, np.ndarray]:
        """The velocities and the offsets of the part's own hits."""
        hits = self.cells.hits
        return self.cells.velocities[hits], self.cells.offsets[hits]

    def notes(self, cells: Cells) -> tuple[Note, ...]:
        """The new cells as notes, in order, none of a pitch over another."""
        own, offsets = self.played()
        stiff = np.abs(offsets[:, None] - LEANS).min(1)
        found: list[Note] = []
        for step, voice in np.argwhere(cells.hits & ~self.cells.hits):
            away = float(cells.offsets[step, voice])
            if not len(stiff) or stiff.max() < STIFF:
                away = float(LEANS[np.abs(away - LEANS).argmin()]) if offsets.any() else 0.0
            loud = float(own[0] if len({*own.tolist()}) == 1 else cells.velocities[step, voice])
            tick = round(float(self.steps.ticks[step] + away * self.steps.length))
            begin = min(max(tick, self.start), self.end - 1)
            pitch, length = self.kit[voice]
            end = min(begin + length, self.end)
            velocity = min(127, max(1, round(loud * 127)))
            found.append(
                Note(len(found), pitch, velocity, Tick(begin), Tick(end - begin), self.channel)
            )
        return tuple(
            replace(note, id=number)
            for number, note in enumerate(in_order(n for n in apart(found) if n.end <= self.end))
        )


def _drum(notes: Sequence[Note], voice: int, ppq: int) -> tuple[int, int]:
    """The pitch that a part plays a voice with most, and how long such notes last, in ticks."""
    pitches = Counter(note.pitch for note in notes if voice_of(note.pitch) == voice)
    if not pitches:
        return PITCHES[voice], max(1, ppq // 8)
    pitch = pitches.most_common(1)[0][0]
    return pitch, max(1, round(median(note.length for note in notes if note.pitch == pitch)))


def _hands(options: ContinueOptions, seeds: Sequence[int]) -> Hands:
    """How takes of these seeds are drawn."""
    generators = [np.random.Generator(np.random.PCG64(seed)) for seed in seeds]
    return Hands(options.temperature, options.top_p, generators)


def _repeats(
    song: Song, track_id: int, part: _Part, options: ContinueOptions, count: int
) -> list[Frames]:
    """What keeps so many takes from saying too much again; nothing where they may."""
    if options.no_repeat is None:
        return []
    earlier = _strokes(song, track_id, part)
    return [Frames(options.no_repeat, earlier) for _ in range(count)]


def _strokes(song: Song, track_id: int, part: _Part) -> list[tuple[int, int]]:
    """All that a track struck before the new bars: on which step, counted as the part's, and which
    of WAYS.
    """
    steps = steps_of(song.meters, 0, song.meters.bar_at(part.start))
    hits = encode(list(song.track(track_id).notes), steps, triplets=False).hits[:-1]
    ways = hits @ (1 << np.arange(len(VOICES)))
    first = len(hits) - part.first_step
    return [(step - first, int(ways[step])) for step in np.flatnonzero(ways).tolist()]


def _holds(part: _Part, options: ContinueOptions) -> Holds:
    """What holds of the new bars."""
    hits, bars = part.cells.hits, part.bars
    lines = bars.lines[: part.first_bar + 1]
    empty = any(not hits[a:b].any() for a, b in pairwise(lines))
    return Holds(
        begun=hits.astype(np.float32),
        most=options.max_polyphony,
        rhythm=kept_rhythm(hits, bars, part.first_bar) if options.rhythm == "keep" else None,
        strength=options.strength,
        filled=not empty,
    )
