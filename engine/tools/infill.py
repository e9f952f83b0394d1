"""Infill: new notes in a range of a melody, aware of what comes before and of what comes after.

The model writes from left to right, so it hears what comes before as Continue does. Of several
lines that it writes into the range one is drawn by how likely it makes the notes that come after:
sampling importance resampling (Rubin 1987; Gordon, Salmond and Smith 1993), with what Continue
would write as the proposal and the chance of what follows as the weight. With ever more lines that
is the model's own distribution, inside the locks, given both sides.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.jobs import Cancelled
from engine.representation.notes import Symbols, encode, key_index, without_velocities
from engine.runtime.decode import Decoder
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import NothingToDraw, draw, variation_seed
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.continue_ import ATTEMPTS, UNKNOWN_STYLE
from engine.tools.dynamics import Dynamics, Expected
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.gap import Gap
from engine.tools.likelihood import line_nats
from engine.tools.melody_options import MelodyOptions, key_of, locks_of
from engine.tools.prompt import Prompt
from engine.tools.reasons import figures, reason
from engine.tools.takes import Answer, OnTake, Take, answered
from engine.tools.tuner import Tuner
from engine.tools.writing import Line, Listener, Rules, Writer

LINES = 8
"""So many lines are written for each take."""


def infill(
    song: Song,
    track_id: int,
    start: Tick,
    end: Tick,
    options: MelodyOptions,
    model: LoadedModel,
    *,
    on_take: OnTake | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """New notes in [start, end), in song ticks, in place of those of a track that begin there.

    They begin at `start`, or where a note from before has ended that sounds on by more than a 16th,
    and end by `end`. Each take is drawn from LINES lines by importance weights, with its own seed.
    At temperature 0 it is the one that is most likely together with what follows, of the most
    likely line and those that seed 0 draws at temperature 1. Raises ToolError for drums, chords and
    a range that holds every note or leaves no room, UnknownKey, UnknownChord, ModelError,
    Cancelled.
    """
    began = time.perf_counter()
    options.check()
    if not 0 <= start < end:
        raise ToolError("a range ends after it begins, within the song; choose another")
    one_voice = options.max_polyphony == 1 and options.strength > 0
    gap = Gap.of(song, song.track(track_id), start, end, one_voice)
    desk = _Desk(song, gap, options, model, cancelled)
    factor = gap.stretch.factor
    key = str(desk.key) if desk.key else "none"
    return answered(model, options, desk.new_take, on_take, began=began, ppq_factor=factor, key=key)


def _heard(notes: Sequence[Note]) -> tuple[tuple[int, int, int], ...]:
    """What of notes is heard, dynamics apart."""
    return tuple((note.start, note.length, note.pitch) for note in notes)


@dataclass(frozen=True)
class _Candidate:
    """A line as far as it is in the gap: its symbols, the bar of the last, and its notes."""

    symbols: tuple[Symbols, ...]
    bar: int
    notes: tuple[Note, ...]


class _Desk:
    """One call at work: lines are written into the gap, weighed by what follows, and one drawn."""

    def __init__(
        self,
        song: Song,
        gap: Gap,
        options: MelodyOptions,
        model: LoadedModel,
        cancelled: Callable[[], bool],
    ) -> None:
        self._song = song
        self._gap = gap
        self._options = options
        self._model = model
        self._cancelled = cancelled
        self.key, self._lock = key_of(options.key, (*gap.before, *gap.after))
        self._dynamics = Dynamics.of(gap.around)
        self._known: set[tuple[tuple[int, int, int], ...]] = set()

    def new_take(self, seed: int) -> Take:
        """The take of a seed. One that equals an earlier one is drawn anew, a few times at most."""
        take = self.take(seed)
        for attempt in range(1, ATTEMPTS + 1):
            if _heard(take.notes) not in self._known:
                break
            take = self.take(variation_seed(seed, 0, attempt))
        self._known.add(_heard(take.notes))
        return take

    def take(self, seed: int) -> Take:
        """One take. Raises NothingLeft, ModelError, Cancelled."""
        if self._cancelled():
            raise Cancelled
        try:
            lines = self._candidates(0 if self._options.temperature == 0 else seed)
            own, following = self._nats(lines)
            pick = self._pick(own, following, seed)
        except NothingToDraw as error:
            folder = self._model.card.folder
            raise ModelError(f"the model in {folder} does not work ({error}); {REPAIR}") from error
        gap, notes = self._gap, lines[pick].notes
        new = [gap.stretch.to_grid(note) for note in notes]
        scores = figures(gap.before or gap.after, new, gap.grid, self.key, float(own[pick]))
        if gap.following:
            scores["following_nats_per_note"] = float(following[pick]) / len(gap.following)
        why = reason(scores, self.key)
        return Take(notes, gap.stretch.start, gap.end, seed, scores, why)

    def _pick(self, own: np.ndarray, following: np.ndarray, seed: int) -> int:
        """Which line: the most likely one with what follows, or one drawn by what follows."""
        temperature = self._options.temperature
        if temperature == 0:
            return int(np.argmin(own + following))
        generator = np.random.Generator(np.random.PCG64(variation_seed(seed, LINES)))
        return int(draw(-following[None], generator.random(1), temperature, 1.0)[0])

    def _candidates(self, seed: int) -> list[_Candidate]:
        """LINES lines, or those of them that sound. They are written to the end of the gap's last
        bar, for the model to end the gap as it would; in the gap alone where none begins in it.
        """
        seeds = [variation_seed(seed, number) for number in range(LINES)]
        for whole_bars in (True, False):
            rules = self._rules(whole_bars)
            if rules.temperature == 0:
                lines = self._write(seeds[:1], rules)
                lines += self._write(seeds[1:], replace(rules, temperature=1.0))
            else:
                lines = self._write(seeds, rules)
            candidates = [self._candidate(line) for line in lines]
            if sounding := [each for each in candidates if each.notes]:
                return sounding
        raise NothingLeft("notes from before are held over the whole range; choose another range")

    def _rules(self, whole_bars: bool) -> Rules:
        """What holds of new notes. Raises NothingLeft, UnknownChord."""
        options, gap = self._options, self._gap
        if options.rhythm == "keep" and options.strength and not gap.before:
            raise NothingLeft("no note before the range has a rhythm to keep; let the rhythm go")
        locks = locks_of(options, self._lock, self._song, gap.stretch)
        fence, leanings = locks.over(gap.before, gap.fence(whole_bars))
        if options.taste:
            leanings = (*leanings, Tuner(options.taste, gap.before, self.key))
        played = self._dynamics.played
        return Rules(options.temperature, options.top_p, fence, leanings, played)

    def _write(self, seeds: Sequence[int], rules: Rules) -> list[Line]:
        """A line for each seed."""
        ended: dict[int, Line] = {}
        prompt, decoder = self._prompt, self._decoder()
        rows = prompt.rows if rules.velocities else without_velocities(prompt.rows)
        listener = Listener(lambda _number, _line: None, ended.__setitem__, self._cancelled)
        logits = decoder.read(rows[None])[:, -1]
        Writer(decoder, prompt.places, seeds, rules, listener).write(logits)
        return [ended[number] for number in range(len(seeds))]

    def _candidate(self, line: Line) -> _Candidate:
        gap, dynamics = self._gap, self._dynamics
        expected = line.loudness or Expected(dynamics.level, dynamics.spread)
        symbols = [
            each._replace(duration=min(each.duration, gap.limit - onset - 1))
            for each, onset in zip(line.symbols, line.onsets, strict=True)
            if onset < gap.limit
        ]
        notes = [
            gap.stretch.note(number, each, onset, dynamics.velocity(each.velocity, expected))
            for number, (each, onset) in enumerate(zip(symbols, line.onsets, strict=False))
        ]
        bar = gap.grid.bar_at(Tick(line.onsets[max(0, len(symbols) - 1)]))
        return _Candidate(tuple(symbols), bar, gap.inside(notes))

    def _nats(self, lines: Sequence[_Candidate]) -> tuple[np.ndarray, np.ndarray]:
        """How unlikely each line is, and how unlikely what follows is after it, (L,) each."""
        gap = self._gap
        whole = [(*each.symbols, *encode(gap.following, gap.grid, each.bar)) for each in lines]
        velocities = self._dynamics.played
        nats = line_nats(self._decoder(), self._prompt, whole, velocities, self._cancelled)
        counts = [len(each.symbols) for each in lines]
        own = np.array([row[:count].sum() for row, count in zip(nats, counts, strict=True)])
        return own, nats.sum(axis=1) - own

    def _decoder(self) -> Decoder:
        return Decoder(self._model, (key_index(self.key), UNKNOWN_STYLE))

    @cached_property
    def _prompt(self) -> Prompt:
        context: int = self._model.card.tensors["context"]
        return self._gap.prompt(context // 2)
