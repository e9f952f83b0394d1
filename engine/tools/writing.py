"""The decoding loop: several lines written side by side, note by note, inside a fence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from engine.jobs import Cancelled
from engine.representation.notes import Symbols, without_velocities
from engine.representation.place import Place
from engine.representation.places import Places
from engine.runtime.decode import Decoder
from engine.runtime.sampling import Dice, draw, log_probabilities_of
from engine.tools.fence import Fence, Span, within
from engine.tools.melody.dynamics import Expected

Chosen = Sequence[Sequence[int]]
"""For each line the symbols of its next note that are decided, in the order of the fields."""


@dataclass(eq=False)
class Line:
    """A line while it is written; `onsets` are grid ticks, `seed` tells what is drawn of it.

    `nats` is the model's surprise at its notes: the sum of -log p of every field but velocity,
    before temperature, top-p and locks. `loudness` is what it expected of the first velocity.
    """

    place: Place
    symbols: list[Symbols] = field(default_factory=list)
    onsets: list[int] = field(default_factory=list)
    nats: float = 0.0
    loudness: Expected | None = None
    seed: int = 0


class Leaning(Protocol):
    """A lock or a rule: it makes symbols likelier, less likely or, at -inf, impossible."""

    def lean(self, field: str, lines: Sequence[Line], chosen: Chosen) -> np.ndarray | None:
        """What to add to the logits of a field, (lines, symbols) or (symbols,); None: nothing.

        Of what the fence leaves open, some symbol stays possible.
        """
        ...


@dataclass(frozen=True)
class Rules:
    """How symbols are drawn: the sampling options, the fence, the locks and rules that hold.

    Without `velocities` the model is not told those of new notes either.
    """

    temperature: float
    top_p: float
    fence: Fence
    leanings: Sequence[Leaning] = ()
    velocities: bool = True


@dataclass(frozen=True)
class Listener:
    """Who hears of the writing: of a line's number and the line, at each note and at its end."""

    on_note: Callable[[int, Line], None]
    on_end: Callable[[int, Line], None]
    cancelled: Callable[[], bool]


class Writer:
    """Writes one line for each seed, all from the place that the decoder has read up to."""

    def __init__(
        self, decoder: Decoder, places: Places, seeds: Sequence[int], rules: Rules, ears: Listener
    ) -> None:
        """`decoder` and `places` have one line, which is spread over the seeds."""
        self._decoder = decoder
        self._rules = rules
        self._ears = ears
        self._places = places.keep([0] * len(seeds))
        each = zip(self._places.each, seeds, strict=True)
        self._lines = [Line(place, seed=seed) for place, seed in each]
        self._live = list(range(len(seeds)))
        self._dice = Dice(seeds, len(decoder.fields))
        decoder.spread(len(seeds))

    def write(self, logits: np.ndarray) -> None:
        """Write every line to its end, beginning with the trunk's `logits` (1, symbols).

        Raises Cancelled within one step, and NothingToDraw where the model yields no numbers.
        """
        logits = np.repeat(logits, len(self._live), axis=0)
        while self._live:
            if self._ears.cancelled():
                raise Cancelled
            rolls = self._dice.roll()
            chosen = self._cross_bars(logits, rolls[0])
            for number, name in enumerate(self._decoder.fields[1:], start=1):
                if self._live:
                    self._decide(name, chosen, rolls[number])
            if self._live:
                self._add([Symbols(*each) for each in chosen])
                logits = self._decoder.read(self._rows())[:, -1]

    def _rows(self) -> np.ndarray:
        """What the trunk is told of each live line's last note, shaped (lines, 1, columns)."""
        rows = self._places.rows()
        return (rows if self._rules.velocities else without_velocities(rows))[:, None]

    def _cross_bars(self, logits: np.ndarray, rolls: np.ndarray) -> list[list[int]]:
        """Decide "bars", and end the lines that leave the fence; a list begun for each other."""
        fence = self._rules.fence
        lines = [self._lines[line] for line in self._live]
        places = [line.place for line in lines]
        spans = [fence.bars(line.place, bool(line.onsets)) for line in lines]
        locked = self._lean("bars", logits, [()] * len(lines))
        bars = self._draw(locked, spans, rolls)
        staying = [i for i, place in enumerate(places) if bars[i] < fence.leaves(place)]
        self._count(logits[staying], bars[staying], [self._live[i] for i in staying])
        leaving = [line for i, line in enumerate(self._live) if i not in staying]
        if leaving:
            self._live = [self._live[i] for i in staying]
            self._decoder.keep(staying)
            self._places = self._places.keep(staying)
        for line in leaving:
            self._ears.on_end(line, self._lines[line])
        return [[int(bars[i])] for i in staying]

    def _decide(self, name: str, chosen: list[list[int]], rolls: np.ndarray) -> None:
        """Decide one more field for every live line, and add it to `chosen`."""
        lines = [self._lines[line] for line in self._live]
        places = [line.place for line in lines]
        logits = self._decoder.decide(name, self._places.head_inputs(name, chosen))
        spans = None
        locked = self._lean(name, logits, chosen)
        if name == "position":
            fence = self._rules.fence
            spans = [
                fence.positions(line.place, each[0], bool(line.onsets))
                for line, each in zip(lines, chosen, strict=True)
            ]
        elif name == "duration":
            onsets = [place.onset(*each[:2]) for place, each in zip(places, chosen, strict=True)]
            spans = [self._rules.fence.durations(onset) for onset in onsets]
        symbols = self._draw(locked, spans, rolls)
        if name == "velocity":
            self._hear(logits, lines)
        else:
            self._count(logits, symbols, self._live)
        for each, symbol in zip(chosen, symbols.tolist(), strict=True):
            each.append(symbol)

    def _lean(self, name: str, logits: np.ndarray, chosen: Chosen) -> np.ndarray:
        """The logits of a field with what the locks and rules add."""
        for leaning in self._rules.leanings:
            more = leaning.lean(name, [self._lines[line] for line in self._live], chosen)
            if more is not None:
                logits = logits + more
        return logits

    def _draw(self, logits: np.ndarray, spans: list[Span] | None, rolls: np.ndarray) -> np.ndarray:
        fenced = within(logits, spans) if spans is not None else logits
        return draw(fenced, rolls[self._live], self._rules.temperature, self._rules.top_p)

    def _count(self, logits: np.ndarray, symbols: np.ndarray, lines: Sequence[int]) -> None:
        chances = log_probabilities_of(symbols, logits)
        for line, chance in zip(lines, chances.tolist(), strict=True):
            self._lines[line].nats -= chance

    @staticmethod
    def _hear(logits: np.ndarray, lines: Sequence[Line]) -> None:
        for line, each in zip(lines, logits, strict=True):
            if line.loudness is None:
                line.loudness = Expected.of(each)

    def _add(self, notes: Sequence[Symbols]) -> None:
        """Add a note to each live line, and tell it."""
        self._places = self._places.after(notes)
        for number, symbols, place in zip(self._live, notes, self._places.each, strict=True):
            line = self._lines[number]
            line.symbols.append(symbols)
            line.onsets.append(place.onset(0, symbols.position))
            line.place = place
            self._ears.on_note(number, line)
