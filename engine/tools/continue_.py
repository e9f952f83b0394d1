"""Continue: new bars after a melody, several takes at once, inside the locks that hold."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.jobs import Cancelled
from engine.representation.notes import key_index, without_velocities
from engine.runtime.decode import Decoder
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import NothingToDraw, variation_seed
from engine.score.song import Note, Song
from engine.theory.keys import Key
from engine.tools.dynamics import Dynamics, Expected
from engine.tools.errors import ToolError
from engine.tools.fence import Fence
from engine.tools.line import melody_line
from engine.tools.melody_options import MelodyOptions, key_of, locks_of
from engine.tools.options import SEEDS, option
from engine.tools.prompt import longest_rest, read_prompt
from engine.tools.reasons import figures, reason
from engine.tools.stretch import Stretch
from engine.tools.takes import Answer, OnTake, Take
from engine.tools.tuner import Tuner
from engine.tools.voices import at_most
from engine.tools.writing import Line, Listener, Rules, Writer

UNKNOWN_STYLE = 4
MOST_REST = 8
RECENT = 512
"""So many of the melody's last notes tell its key and are compared with a take."""

ATTEMPTS = 4
"""How often a take that equals an earlier one is drawn anew."""


@dataclass(frozen=True)
class Length:
    """How much is written."""

    bars: int = option(
        4, "Length", low=1, high=32, step=1, unit="bars", help="How many bars to add"
    )


@dataclass(frozen=True)
class ContinueOptions(MelodyOptions, Length):
    """What a musician may set.

    `chords` are those of the new bars, and `rhythm` "keep" that of the melody's last bars.
    """

    variations: int = option(
        4, "Takes", low=1, high=16, step=1, unit="", help="How many answers to offer"
    )

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        if self.bars < 1:
            raise ToolError("Continue needs at least one bar; raise the number")
        super().check()


def continue_melody(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    *,
    on_note: Callable[[int, Note], None] | None = None,
    on_take: OnTake | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off.

    No bar of a take is without an onset unless the melody has empty bars. All takes are decoded in
    one batch; `on_note` gets the take's number and each note as it is decided (its end may still
    move back to the next onset), `on_take` each take that is complete. One seed gives take k the
    same random numbers whatever the number of takes; the network's rounding may differ with the
    size of the batch in the last bits. Raises ToolError, UnknownKey,
    UnknownChord, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    track = song.track(track_id)
    melody = melody_line(song, track)
    key, lock = key_of(options.key, melody[-RECENT:])
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    stretch = Stretch.after(song, track, options.bars)
    rest = min(MOST_REST, longest_rest(melody, stretch.grid))
    fence = Fence(stretch.grid, stretch.grid_start, stretch.grid_end, rest)
    fence, leanings = locks_of(options, lock, song, stretch).over(melody, fence)
    if options.taste:
        leanings = (*leanings, Tuner(options.taste, melody, key))
    played = Dynamics.of(melody).played
    rules = Rules(options.temperature, options.top_p, fence, leanings, played)
    desk = _Desk(model, stretch, melody, key, rules, on_note, on_take, cancelled)
    takes = desk.takes(seed, options.variations)
    return Answer(
        takes=takes,
        model=model.name,
        sha256=model.sha256,
        device=model.device,
        key=str(key) if key else "none",
        seconds=time.perf_counter() - began,
        seed=seed,
        ppq_factor=stretch.factor,
    )


class _Desk:
    """One call at work: takes decoded together, told once they are sure, equal ones drawn anew."""

    def __init__(
        self,
        model: LoadedModel,
        stretch: Stretch,
        melody: Sequence[Note],
        key: Key | None,
        rules: Rules,
        on_note: Callable[[int, Note], None] | None,
        on_take: OnTake | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._model = model
        self._stretch = stretch
        self._melody = melody
        self._key = key
        self._rules = rules
        self._on_note = on_note
        self._on_take = on_take
        self._cancelled = cancelled
        self._takes: list[Take] = []
        self._dynamics = Dynamics.of(melody)

    def takes(self, seed: int, count: int) -> tuple[Take, ...]:
        """The takes in order. One that equals an earlier one is drawn anew, a few times at most."""
        seeds = [variation_seed(seed, number) for number in range(count)]
        ended: dict[int, Line] = {}

        def on_end(number: int, line: Line) -> None:
            ended[number] = line
            while (sure := len(self._takes)) in ended:
                if not self._keep(ended[sure], seeds[sure]):
                    return

        self._write(range(count), seeds, on_end)
        for number in range(len(self._takes), count):
            self._settle(number, ended[number], seed)
        return tuple(self._takes)

    def _settle(self, number: int, line: Line, seed: int) -> None:
        """Keep a line that came too early or is not new, in the latter case drawn anew."""
        drawn = [line]
        for attempt in range(ATTEMPTS):
            if self._keep(drawn[-1], variation_seed(seed, number, attempt)):
                return
            again = variation_seed(seed, number, attempt + 1)
            self._write([number], [again], lambda _, line: drawn.append(line))
        self._keep(drawn[-1], variation_seed(seed, number, ATTEMPTS), whatever=True)

    def _write(
        self, numbers: Sequence[int], seeds: Sequence[int], on_end: Callable[[int, Line], None]
    ) -> None:
        """Read the melody and write a line for each seed; `numbers` are the takes' numbers."""

        def on_note(row: int, line: Line) -> None:
            if self._on_note is not None:
                self._on_note(numbers[row], self._note(line, len(line.onsets) - 1))

        if self._cancelled():
            raise Cancelled
        context: int = self._model.card.tensors["context"]
        fence = self._rules.fence
        prompt = read_prompt(self._melody, fence.grid, fence.first_bar, context // 2)
        rows = prompt.rows if self._rules.velocities else without_velocities(prompt.rows)
        decoder = Decoder(self._model, (key_index(self._key), UNKNOWN_STYLE))
        listener = Listener(on_note, on_end, self._cancelled)
        try:
            logits = decoder.read(rows[None])[:, -1]
            Writer(decoder, prompt.places, seeds, self._rules, listener).write(logits)
        except NothingToDraw as error:
            folder = self._model.card.folder
            raise ModelError(f"the model in {folder} does not work ({error}); {REPAIR}") from error

    def _note(self, line: Line, index: int) -> Note:
        """One of a line's notes, in refined song ticks and on the melody's level."""
        symbols = line.symbols[index]
        expected = line.loudness or Expected(self._dynamics.level, self._dynamics.spread)
        velocity = self._dynamics.velocity(symbols.velocity, expected)
        return self._stretch.note(index, symbols, line.onsets[index], velocity)

    def _keep(self, line: Line, seed: int, whatever: bool = False) -> bool:
        """Make the next take of a line and tell it, if it is new; whether it was."""
        stretch = self._stretch
        notes = at_most(1, [self._note(line, index) for index in range(len(line.onsets))])
        if not whatever and any(_same(notes, take.notes) for take in self._takes):
            return False
        on_grid = [stretch.to_grid(note) for note in notes]
        scores = figures(self._melody[-RECENT:], on_grid, stretch.grid, self._key, line.nats)
        why = reason(scores, self._key)
        take = Take(notes, stretch.start, stretch.end, seed, scores, why)
        self._takes.append(take)
        if self._on_take is not None:
            self._on_take(len(self._takes) - 1, take)
        return True


def _same(these: Sequence[Note], those: Sequence[Note]) -> bool:
    """Whether two takes sound alike, dynamics apart."""
    heard = [[(note.start, note.length, note.pitch) for note in notes] for notes in (these, those)]
    return heard[0] == heard[1]
