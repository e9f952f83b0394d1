"""One call of a tool that writes melodies: takes decoded together, told once they are sure."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.jobs import Cancelled
from engine.representation.notes import without_velocities
from engine.runtime.decode import Decoder
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import NothingToDraw, variation_seed
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import Key
from engine.tools.asking import Ears
from engine.tools.choice.reasons import Heard, figures, reason
from engine.tools.choice.unlike import ATTEMPTS
from engine.tools.errors import HELD_OVER, NothingLeft
from engine.tools.fence import Fence
from engine.tools.locks.locks import Locks
from engine.tools.locks.voices import at_most
from engine.tools.melody.dynamics import Dynamics, Expected
from engine.tools.melody.prompt import Prompt
from engine.tools.melody.told import Told
from engine.tools.melody.tuner import Tuner
from engine.tools.melody.wished import Density, Register
from engine.tools.melody_options import MelodyOptions
from engine.tools.options import seeded
from engine.tools.stretch import Stretch
from engine.tools.takes import Answer, Take, seeds_of
from engine.tools.writing import Line, Listener, Rules, Writer

RECENT = 512
"""So many of the melody's last notes tell its key and are compared with a take."""


def no_future(prompt: Prompt) -> np.ndarray:
    """No rows."""
    return prompt.rows[:0]


def one_voice(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Each note cut off where the next begins."""
    return at_most(1, notes)


@dataclass(frozen=True)
class Site:
    """Where new notes go. `span` is from where to where, in refined song ticks.

    `dynamics` are those of the notes around; takes are compared with the notes `heard`, in grid
    ticks. `prompt` gives what the model reads, so many notes of it at most, and `future` the rows
    of the notes that follow, which it reads before the prompt. `inside` is what of a take is kept;
    `former` are the notes, in refined song ticks, in whose place takes come.
    """

    stretch: Stretch
    span: tuple[Tick, Tick]
    dynamics: Dynamics
    heard: Sequence[Note]
    prompt: Callable[[int], Prompt]
    future: Callable[[Prompt], np.ndarray] = no_future
    inside: Callable[[Iterable[Note]], tuple[Note, ...]] = one_voice
    former: tuple[Note, ...] = ()


def rules_of(
    options: MelodyOptions, locks: Locks, key: Key | None, melody: Sequence[Note], fence: Fence
) -> Rules:
    """What holds of notes in a fence after a melody, in grid ticks. Raises NothingLeft."""
    fence, leanings = locks.over(melody, fence)
    if options.taste:
        leanings = (*leanings, Tuner(options.taste, melody, key))
    if options.density is not None:
        leanings = (*leanings, Density(options.density, fence.grid))
    if options.register is not None:
        leanings = (*leanings, Register(options.register))
    return Rules(options.temperature, options.top_p, fence, leanings)


class Desk:
    """One call at work: takes decoded together, told once they are sure, each of them new."""

    def __init__(
        self, site: Site, told: Told, rules: Rules, model: LoadedModel, ears: Ears
    ) -> None:
        self._began = time.perf_counter()
        self._site = site
        self._told = told
        self._rules = replace(rules, velocities=site.dynamics.played)
        self._model = model
        self._ears = ears
        self._takes: dict[int, Take] = {}

    def answer(self, options: MelodyOptions) -> Answer:
        """All takes. Raises NothingLeft, ModelError, Cancelled."""
        options = seeded(options)
        takes = self.takes(seeds_of(options), options.spare)
        model, key = self._model, self._told.key
        return Answer(
            takes=takes,
            model=model.name,
            sha256=model.sha256,
            device=model.device,
            key=str(key) if key else "none",
            seconds=time.perf_counter() - self._began,
            seed=options.seed or 0,
            ppq_factor=self._site.stretch.factor,
        )

    def takes(self, seeds: Sequence[int], spare: int) -> tuple[Take, ...]:
        """A take of each seed in order, told as soon as it has ended, but for so many at the end
        that are `spare`: in the place of a take that equals another comes one of those, else it is
        drawn anew, a few times at most.
        """

        def on_end(number: int, line: Line) -> None:
            self._keep(number, line, seeds[number])

        self._write(range(len(seeds)), seeds, on_end)
        wanted = len(seeds) - spare
        for number in range(wanted):
            if number not in self._takes and not self._stand_in(number, wanted):
                self._settle(number, seeds[number])
        return tuple(self._takes[number] for number in sorted(self._takes))

    def _stand_in(self, number: int, wanted: int) -> bool:
        """Give a place to the first take that is not among those wanted; whether there is one."""
        spare = min((each for each in self._takes if each >= wanted), default=None)
        if spare is not None:
            self._tell(number, self._takes.pop(spare))
        return spare is not None

    def _settle(self, number: int, seed: int) -> None:
        """Draw a take anew that is not there, as it was not new; at last keep whatever comes."""
        for attempt in range(1, ATTEMPTS + 1):
            self._redraw(number, variation_seed(seed, 0, attempt), attempt == ATTEMPTS)
            if number in self._takes:
                return

    def _redraw(self, number: int, seed: int, whatever: bool) -> None:
        def on_end(_: int, line: Line) -> None:
            self._keep(number, line, seed, whatever)

        self._write([number], [seed], on_end)

    def _write(
        self, numbers: Sequence[int], seeds: Sequence[int], on_end: Callable[[int, Line], None]
    ) -> None:
        """Read the melody and write lines for each seed; `numbers` are the takes' numbers."""

        def on_note(row: int, line: Line) -> None:
            if self._ears.on_note is not None:
                self._ears.on_note(numbers[row], self._note(line, len(line.onsets) - 1))

        if self._ears.cancelled():
            raise Cancelled
        listener = Listener(on_note, on_end, self._ears.cancelled)
        prompt = self._prompt.asking(self._told.asked)
        decoder = self._decoder()
        decoder.lead(self._shown(self._site.future(prompt)))
        try:
            logits = decoder.read(self._shown(prompt.rows))[:, -1]
            Writer(decoder, prompt.places, seeds, self._rules, listener).write(logits)
        except NothingToDraw as error:
            folder = self._model.card.folder
            raise ModelError(f"the model in {folder} does not work ({error}); {REPAIR}") from error

    def _decoder(self) -> Decoder:
        return Decoder(self._model, self._told.conditions)

    @cached_property
    def _prompt(self) -> Prompt:
        context: int = self._model.card.tensors["context"]
        return self._site.prompt(context // 2)

    @cached_property
    def _heard(self) -> Heard:
        return Heard.of(self._site.heard[-RECENT:], self._site.stretch.grid)

    def _shown(self, rows: np.ndarray) -> np.ndarray:
        """Rows as the decoder reads them, (1, n, columns)."""
        return (rows if self._rules.velocities else without_velocities(rows))[None]

    def _note(self, line: Line, index: int) -> Note:
        """One of a line's notes, in refined song ticks and on the melody's level."""
        symbols = line.symbols[index]
        dynamics = self._site.dynamics
        expected = line.loudness or Expected(dynamics.level, dynamics.spread)
        velocity = dynamics.velocity(symbols.velocity, expected)
        return self._site.stretch.note(index, symbols, line.onsets[index], velocity)

    def _keep(self, number: int, line: Line, seed: int, whatever: bool = False) -> None:
        """Make the take of a line and tell it, if it is new. Many lines may end at once: raises
        Cancelled.
        """
        if self._ears.cancelled():
            raise Cancelled
        site, key = self._site, self._told.key
        notes = site.inside([self._note(line, index) for index in range(len(line.onsets))])
        if not notes and whatever:
            raise NothingLeft(HELD_OVER)
        known = [take.notes for take in self._takes.values()]
        if self._rules.temperature:
            known.append(site.former)
        new = notes and not any(_same(notes, each) for each in known)
        if not new and not whatever:
            return
        on_grid = [site.stretch.to_grid(note) for note in notes]
        scores = figures(self._heard, on_grid, site.stretch.grid, key, line.nats)
        take = Take(notes, *site.span, seed, scores, reason(scores, key))
        self._tell(number, take)

    def _tell(self, number: int, take: Take) -> None:
        self._takes[number] = take
        if self._ears.on_take is not None:
            self._ears.on_take(number, take)


def _same(these: Sequence[Note], those: Sequence[Note]) -> bool:
    """Whether two takes sound alike, dynamics apart."""
    heard = [[(note.start, note.length, note.pitch) for note in notes] for notes in (these, those)]
    return heard[0] == heard[1]
