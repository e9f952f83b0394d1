"""Continue: new bars after a melody, several takes at once, inside the locks that hold."""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.jobs import Cancelled
from engine.representation.notes import key_index, without_velocities
from engine.runtime.decode import Decoder
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import NothingToDraw, variation_seed
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.theory.chords import Chord, laid_out, parse_chords
from engine.theory.keys import Key, find_key, parse_key
from engine.theory.taste import Taste
from engine.tools.dynamics import Dynamics, Expected
from engine.tools.errors import ToolError
from engine.tools.fence import Fence
from engine.tools.line import melody_line
from engine.tools.locks import Locks
from engine.tools.prompt import longest_rest, read_prompt
from engine.tools.reasons import figures, reason
from engine.tools.stretch import Stretch
from engine.tools.tuner import Tuner
from engine.tools.voices import at_most
from engine.tools.writing import Line, Listener, Rules, Writer

UNKNOWN_STYLE = 4
SEEDS = 2**32
MOST_REST = 8
RECENT = 512
"""So many of the melody's last notes tell its key and are compared with a take."""

ATTEMPTS = 4
"""How often a take that equals an earlier one is drawn anew."""


def _field(default: Any, label: str, **form: Any) -> Any:
    return field(default=default, metadata={"label": label, **form})


@dataclass(frozen=True)
class ContinueOptions:
    """What a musician may set. The metadata of each field describes its control in a form.

    `key` is "auto" (found in the melody; forbids nothing), "none", or a key such as "A minor",
    which is a lock. `low` and `high` are the lowest and highest pitch, `chords` those of the new
    bars ("Am F:2 G:2", see `parse_chords`), `rhythm` "keep" that of the melody's last bars, and
    `no_repeat` how many notes in a row may come again: locks too (see `Locks`). A melody is one
    voice, so that it keeps any `max_polyphony`. A lock makes what it forbids (1 - strength) as
    likely: at 1 it is never violated. `taste` weighs rules that nothing has to keep.
    """

    bars: int = _field(
        4, "Length", low=1, high=32, step=1, unit="bars", help="How many bars to add"
    )
    variations: int = _field(
        4, "Takes", low=1, high=16, step=1, unit="", help="How many answers to offer"
    )
    temperature: float = _field(
        1.0, "Adventure", low=0.0, high=2.0, step=0.05, unit="",
        help="Low keeps to the expected, high dares; 0 is the one most likely answer",
    )  # fmt: skip
    top_p: float = _field(
        0.95, "Focus", low=0.05, high=1.0, step=0.05, unit="",
        help="Leaves out the least likely notes; 1 leaves out none",
    )  # fmt: skip
    seed: int | None = _field(
        None, "Seed", low=0, high=SEEDS - 1, step=1, unit="",
        help="The same seed gives the same takes; empty draws a new one",
    )  # fmt: skip
    key: str = _field("auto", "Key", help='auto, none, or a key to stay in, such as "A minor"')
    low: int | None = _field(
        None, "Lowest", low=0, high=127, step=1, unit="pitch", help="No note below this one"
    )
    high: int | None = _field(
        None, "Highest", low=0, high=127, step=1, unit="pitch", help="No note above this one"
    )
    chords: str = _field("", "Chords", help='Chords to stay in, one a bar, such as "Am F C G"')
    rhythm: Literal["free", "keep"] = _field(
        "free", "Rhythm", help="keep: begin and end notes where the melody's last bars do"
    )
    max_polyphony: int | None = _field(
        None, "Voices", low=1, high=16, step=1, unit="", help="How many notes sound at most"
    )
    no_repeat: int | None = _field(
        None, "No repeats", low=1, high=64, step=1, unit="notes",
        help="Never more notes in a row that were heard like that before",
    )  # fmt: skip
    strength: float = _field(
        1.0, "Strength", low=0.0, high=1.0, step=0.05, unit="",
        help="How strictly the locks hold: 1 is never violated, 0 is ignored",
    )  # fmt: skip
    taste: Taste = field(
        default=Taste(),
        metadata={"label": "Taste", "help": "Rules of theory, and how much each weighs"},
    )


@dataclass(frozen=True)
class Take:
    """One answer. Times are song ticks times the result's `ppq_factor`; ids count from 0.

    `seed` gives this take again when it is asked for alone. `reason` is one short line.
    """

    notes: tuple[Note, ...]
    start: Tick
    end: Tick
    seed: int
    scores: Mapping[str, float]
    reason: str


@dataclass(frozen=True)
class ContinueResult:
    """The takes, and all that it needs to make them again. `key` is the one that was followed."""

    takes: tuple[Take, ...]
    model: str
    sha256: str
    device: str
    key: str
    seconds: float
    seed: int
    ppq_factor: int


def continue_melody(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    *,
    on_note: Callable[[int, Note], None] | None = None,
    on_take: Callable[[int, Take], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ContinueResult:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off.

    No bar of a take is without an onset unless the melody has empty bars. All takes are decoded in
    one batch; `on_note` gets the take's number and each note as it is decided (its end may still
    move back to the next onset), `on_take` each take that is complete. One seed gives take k the
    same random numbers whatever the number of takes; the network's rounding may differ with the
    size of the batch in the last bits. Raises ToolError, UnknownKey,
    UnknownChord, ModelError, Cancelled.
    """
    began = time.perf_counter()
    _check(options)
    track = song.track(track_id)
    melody = melody_line(song, track)
    key, lock = _key(options.key, melody)
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    stretch = Stretch.after(song, track, options.bars)
    rest = min(MOST_REST, longest_rest(melody, stretch.grid))
    fence = Fence(stretch.grid, stretch.grid_start, stretch.grid_end, rest)
    fence, leanings = _locks(options, lock, song, stretch).over(melody, fence)
    if options.taste:
        leanings = (*leanings, Tuner(options.taste, melody, key))
    played = Dynamics.of(melody).played
    rules = Rules(options.temperature, options.top_p, fence, leanings, played)
    desk = _Desk(model, stretch, melody, key, rules, on_note, on_take, cancelled)
    takes = desk.takes(seed, options.variations)
    return ContinueResult(
        takes=takes,
        model=model.name,
        sha256=model.sha256,
        device=model.device,
        key=str(key) if key else "none",
        seconds=time.perf_counter() - began,
        seed=seed,
        ppq_factor=stretch.factor,
    )


def _check(options: ContinueOptions) -> None:
    """Refuse options that no call can mean. Raises ToolError."""
    if options.bars < 1 or options.variations < 1:
        raise ToolError("Continue needs at least one bar and one take; raise the number")
    if options.temperature < 0 or not 0 < options.top_p <= 1 or not 0 <= options.strength <= 1:
        raise ToolError(
            "temperature must be at least 0, top-p above 0 and at most 1, strength from 0 to 1"
        )
    if options.temperature == 0 and options.variations > 1:
        raise ToolError("at temperature 0 there is one most likely answer; ask for one take only")
    if options.rhythm not in ("free", "keep"):
        raise ToolError('a rhythm is "free" or "keep"')
    if any(
        number is not None and number < 1 for number in (options.max_polyphony, options.no_repeat)
    ):
        raise ToolError("max-polyphony and no-repeat count from 1; raise the number")
    if options.seed is not None and not 0 <= options.seed < SEEDS:
        raise ToolError(f"a seed is a whole number from 0 to {SEEDS - 1}")


def _key(name: str, melody: Sequence[Note]) -> tuple[Key | None, Key | None]:
    """The key that the model is told, and the one that is locked. Raises UnknownKey."""
    if name == "none":
        return None, None
    if name == "auto":
        return find_key(melody[-RECENT:]), None
    key = parse_key(name)
    return key, key


def _locks(options: ContinueOptions, key: Key | None, song: Song, stretch: Stretch) -> Locks:
    """What the options lock. Raises UnknownChord."""
    chords: list[tuple[Tick, Chord]] = []
    if options.chords:
        meters = song.meters.rescaled(stretch.factor)
        placed = laid_out(parse_chords(options.chords), meters, stretch.start, stretch.end)
        chords = [(stretch.grid_tick(tick), chord) for tick, chord in placed]
    keep = options.rhythm == "keep"
    pitches = (key, options.low, options.high)
    return Locks(*pitches, chords, keep, options.no_repeat, options.strength)


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
        on_take: Callable[[int, Take], None] | None,
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
