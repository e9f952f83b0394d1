"""Generate: melodies and drum patterns from nothing but noise."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.jobs import Cancelled
from engine.representation.clips import ANY_KEY, HOLD, MAJOR, MINOR, Bars, shift_to_frame
from engine.representation.habits import NEW, Habits
from engine.representation.scatter import Scatter
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.card import MELODY
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import variation_seed
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import DEFAULT_PPQ, Tick
from engine.theory.chords import parse_chords
from engine.theory.keys import ALL_KEYS, Key, parse_key
from engine.theory.metrics import melody_metrics
from engine.tools.choice.drum_reasons import kit_reason
from engine.tools.clips.locks import ClipLocks, moved
from engine.tools.clips.music import Sheet, clip_of, likeliest
from engine.tools.clips.scatter import Daring, scattered
from engine.tools.errors import ToolError
from engine.tools.options import SEEDS, LockOptions, Sampling, option
from engine.tools.takes import Answer, Take

MOST_BARS = 16
MAJORS = 0.7
"""How often a melody is in major where no key is named."""

ATTEMPTS = 4
"""How often a clip in which nothing sounds is drawn anew."""


@dataclass(frozen=True)
class GenerateOptions(Sampling, LockOptions):
    """What a musician may set. Where no key is named it is the one of `home`, what it goes with,
    which locks nothing, and any where that is empty. Drums know no key, range and chords.
    """

    bars: int = option(
        4, "Length", low=1, high=MOST_BARS, step=1, unit="bars", help="How many bars"
    )
    meter: tuple[int, int] = option((4, 4), "Meter", help="Such as 4/4, 3/4 or 6/8")
    home: str = option("", "Home", help="The key of the music that it goes with", shown=False)
    played: bool = option(
        True, "Played", help="Drums as a drummer strikes them, not each at its likeliest",
        shown=False, unasked=False,
    )  # fmt: skip

    @property
    def meters(self) -> MeterMap:
        """The meter, in ticks of a new song."""
        return MeterMap(DEFAULT_PPQ, (Meter(Tick(0), *self.meter),))

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if not 1 <= self.bars <= MOST_BARS:
            raise ToolError(f"Generate makes 1 to {MOST_BARS} bars; choose a number between")


def generate(
    options: GenerateOptions,
    model: LoadedModel,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Clips of `bars` bars, each from standard normal noise times the temperature, in ticks of
    `options.meters`.

    One seed gives take k the same noise whatever the number of takes; the network's rounding may
    differ with the size of the batch in the last bits. Raises ToolError, UnknownKey,
    UnknownChord, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    sheet = Sheet.of(options.meters, 0, options.bars)
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    coder = Autoencoder(model)

    def make(seeds: Sequence[int]) -> list[Take]:
        keys = [key_for(own, options) for own in seeds]
        frames = [frame_of(key) if coder.kind == MELODY else ANY_KEY for key in keys]
        generators = [np.random.default_rng(own) for own in seeds]
        scatter = coder.scatter if options.played else None
        said = drawn(
            coder, sheet.bars, generators, frames, options.temperature, coder.habits,
            scatter=scatter, top_p=options.top_p,
        )  # fmt: skip
        each = zip(seeds, keys, strict=True)
        return [
            _take(clip_of(said, index), sheet, own, key, options)
            for index, (own, key) in enumerate(each)
        ]

    takes = until_whole(seed, options, make, lambda take: bool(take.notes), cancelled)
    seconds = time.perf_counter() - began
    return Answer(takes, model.name, model.sha256, model.device, seconds, seed, 1)


def until_whole(
    seed: int,
    options: GenerateOptions,
    make: Callable[[Sequence[int]], Sequence[Take]],
    whole: Callable[[Take], bool],
    cancelled: Callable[[], bool],
) -> tuple[Take, ...]:
    """The takes of a seed in order, as `make` makes them together from seeds of their own. One that
    is not `whole` is drawn anew, a few times at most. Raises Cancelled.
    """
    pending = {number: variation_seed(seed, number) for number in range(options.variations)}
    made: dict[int, Take] = {}
    for attempt in range(ATTEMPTS):
        if cancelled():
            raise Cancelled
        takes = make(list(pending.values()))
        for number, take in zip(list(pending), takes, strict=True):
            made[number] = take
            pending[number] = variation_seed(seed, number, attempt + 1)
            if whole(take) or options.temperature == 0:
                del pending[number]
        if not pending:
            break
    return tuple(made[number] for number in range(options.variations))


def drawn(
    coder: Autoencoder,
    bars: Bars,
    generators: Sequence[np.random.Generator],
    frames: Sequence[int],
    temperature: float,
    habits: Habits | None = None,
    listened: np.ndarray | None = None,
    scatter: Scatter | None = None,
    top_p: float = 0.95,
) -> Said:
    """What a model says for standard normal noise times the temperature: a clip for each
    generator, in the frame that is told, with the `habits` of its music (at temperature 0 nothing
    is said again), after what a bass `listened` to. With `scatter` drums are played as a drummer
    plays them, but for what is less likely than 1 - top_p.
    """
    there = bars.there.reshape(-1, 1)
    noise = [each.standard_normal((there.size, coder.latent)) * there for each in generators]
    told = (np.stack(noise) * temperature).astype(np.float32)
    again = np.full(told.shape[:2], NEW)
    if habits is not None and temperature:
        again = np.stack([habits.sources(bars, each) for each in generators])
    said = coder.write(coder.conduct(told, bars, frames, listened, again), bars, listened)
    if scatter is not None:
        daring = Daring(temperature, top_p)
        said = scattered(said, bars, scatter, daring, generators, again)
    if habits is None:
        return said
    each = zip(said.logits, frames, strict=True)
    return said._replace(logits=np.stack([habits.tuned(*clip) for clip in each]))


def frame_of(key: Key) -> int:
    """What a model is told of a clip that is moved out of this key."""
    return MINOR if key.minor else MAJOR


def _take(said: Said, sheet: Sheet, seed: int, key: Key, options: GenerateOptions) -> Take:
    symbols, drums = likeliest(said.logits), said.logits.shape[-1] < HOLD
    locks = ClipLocks.of(options, sheet, drums)
    if drums:
        kit = locks.written(locks.drums(said.logits, best) if locks.bind else symbols, said)
        return Take(kit, Tick(0), sheet.end, seed, {}, kit_reason(kit, sheet.meters))
    shift = shift_for(sheet.written(symbols, said), key, options)
    symbols = locks.melody(symbols, moved(said.logits[:, :HOLD], shift), best)
    notes = locks.written(symbols, said)
    scores = melody_metrics(notes, sheet.meters, key) if notes else {}
    return Take(notes, Tick(0), sheet.end, seed, scores, str(key))


def best(logits: np.ndarray) -> np.ndarray:
    """The likeliest (rows,) by logits (rows, n)."""
    return logits.argmax(axis=1)


def key_for(seed: int, options: GenerateOptions) -> Key:
    """The key to make a melody in: the one that is named, else the first that has most of the
    chords' tones, else that of what it goes with, else one drawn by the seed, major as often as
    MAJORS.
    """
    if options.key not in ("auto", "none"):
        return parse_key(options.key)
    if options.chords:
        tones = [tone for change in parse_chords(options.chords) for tone in change.chord.tones]
        return min(ALL_KEYS, key=lambda key: sum(tone not in key.scale for tone in tones))
    if options.home:
        return parse_key(options.home)
    rng = np.random.default_rng([seed, 1])
    return Key(int(rng.integers(12)), bool(rng.random() > MAJORS))


def shift_for(notes: tuple[Note, ...], key: Key, options: GenerateOptions) -> int:
    """By how many semitones a melody in C major or A minor is moved: into its key, and by octaves
    towards the middle of a range that is locked.
    """
    shift = -shift_to_frame(key)
    if notes and (options.low is not None or options.high is not None):
        middle = ((options.low or 0) + (127 if options.high is None else options.high)) / 2
        mean = sum(note.pitch for note in notes) / len(notes) + shift
        shift += 12 * round((middle - mean) / 12)
    return shift
