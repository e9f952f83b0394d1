"""Generate: melodies and drum patterns from nothing but noise."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.jobs import Cancelled
from engine.representation.clips import ANY_KEY, HOLD, MAJOR, MINOR, shift_to_frame
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import variation_seed
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import DEFAULT_PPQ, Tick
from engine.theory.chords import parse_chords
from engine.theory.keys import ALL_KEYS, Key, parse_key
from engine.theory.metrics import melody_metrics
from engine.tools.clip_locks import ClipLocks, moved
from engine.tools.clip_music import Sheet, clip_of, likeliest
from engine.tools.drum_reasons import kit_reason
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
    """What a musician may set. Where no key is named, any is drawn. Drums know no key, range and
    chords.
    """

    bars: int = option(
        4, "Length", low=1, high=MOST_BARS, step=1, unit="bars", help="How many bars"
    )
    meter: tuple[int, int] = option((4, 4), "Meter", help="Such as 4/4, 3/4 or 6/8")

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
    takes = _takes(Autoencoder(model), sheet, seed, options, cancelled)
    seconds = time.perf_counter() - began
    return Answer(takes, model.name, model.sha256, model.device, seconds, seed, 1)


def _takes(
    coder: Autoencoder,
    sheet: Sheet,
    seed: int,
    options: GenerateOptions,
    cancelled: Callable[[], bool],
) -> tuple[Take, ...]:
    """The takes in order; one in which nothing sounds is drawn anew, a few times at most."""
    pending = {number: variation_seed(seed, number) for number in range(options.variations)}
    made: dict[int, Take] = {}
    for attempt in range(ATTEMPTS):
        if cancelled():
            raise Cancelled
        numbers, seeds = list(pending), list(pending.values())
        keys = [_key(own, options) for own in seeds]
        said = _said(coder, sheet, seeds, keys, options.temperature)
        for index, number in enumerate(numbers):
            take = _take(clip_of(said, index), sheet, seeds[index], keys[index], options)
            made[number] = take
            pending[number] = variation_seed(seed, number, attempt + 1)
            if take.notes or options.temperature == 0:
                del pending[number]
        if not pending:
            break
    return tuple(made[number] for number in range(options.variations))


def _said(
    coder: Autoencoder,
    sheet: Sheet,
    seeds: Sequence[int],
    keys: Sequence[Key],
    temperature: float,
) -> Said:
    """What the model says for the noise of some seeds, in C major or A minor."""
    melody = coder.kind == "melody"
    frames = [(MINOR if key.minor else MAJOR) if melody else ANY_KEY for key in keys]
    there = sheet.bars.there.reshape(-1, 1)
    noise = [
        np.random.default_rng(seed).standard_normal((there.size, coder.latent)) * there
        for seed in seeds
    ]
    drawn = (np.stack(noise) * temperature).astype(np.float32)
    return coder.write(coder.conduct(drawn, sheet.bars, frames), sheet.bars)


def _take(said: Said, sheet: Sheet, seed: int, key: Key, options: GenerateOptions) -> Take:
    symbols, drums = likeliest(said.logits), said.logits.shape[-1] < HOLD
    locks = ClipLocks.of(options, sheet, drums)
    if drums:
        kit = locks.written(locks.drums(said.logits, _best) if locks.bind else symbols, said)
        return Take(kit, Tick(0), sheet.end, seed, {}, kit_reason(kit, sheet.meters))
    shift = _shift(sheet.written(symbols, said), key, options)
    symbols = locks.melody(symbols, moved(said.logits[:, :HOLD], shift), _best)
    notes = locks.written(symbols, said)
    scores = melody_metrics(notes, sheet.meters, key) if notes else {}
    return Take(notes, Tick(0), sheet.end, seed, scores, str(key))


def _best(logits: np.ndarray) -> np.ndarray:
    return logits.argmax(axis=1)


def _key(seed: int, options: GenerateOptions) -> Key:
    """The key to make a melody in: the one that is named, else the first that has most of the
    chords' tones, else one drawn by the seed, major as often as MAJORS.
    """
    if options.key not in ("auto", "none"):
        return parse_key(options.key)
    if options.chords:
        tones = [tone for change in parse_chords(options.chords) for tone in change.chord.tones]
        return min(ALL_KEYS, key=lambda key: sum(tone not in key.scale for tone in tones))
    rng = np.random.default_rng([seed, 1])
    return Key(int(rng.integers(12)), bool(rng.random() > MAJORS))


def _shift(notes: tuple[Note, ...], key: Key, options: GenerateOptions) -> int:
    """By how many semitones a melody in C major or A minor is moved: into its key, and by octaves
    towards the middle of a range that is locked.
    """
    shift = -shift_to_frame(key)
    if notes and (options.low is not None or options.high is not None):
        middle = ((options.low or 0) + (127 if options.high is None else options.high)) / 2
        mean = sum(note.pitch for note in notes) / len(notes) + shift
        shift += 12 * round((middle - mean) / 12)
    return shift
