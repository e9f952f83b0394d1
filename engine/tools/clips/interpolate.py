"""Interpolate: clips between two clips, equally spaced in a model's latent space."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.jobs import Cancelled
from engine.representation.clips import HOLD, Bars
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import draw, variation_seed
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.clips.ends import End, check_alike, sheets_of
from engine.tools.clips.locks import ClipLocks, into_range, moved
from engine.tools.clips.music import Sheet, clip_of, fine_ppq, symbols_of
from engine.tools.options import SEEDS, LockOptions, Sampling, option
from engine.tools.takes import Answer, Take

MOST_STEPS = 64


@dataclass(frozen=True)
class InterpolateOptions(Sampling, LockOptions):
    """What a musician may set. The metadata of each field describes its control in a form.

    The locks hold of what lies between; the ends are as they are.
    """

    steps: int = option(
        3, "Steps", low=1, high=MOST_STEPS, step=1, unit="", help="How many clips between the two"
    )


def interpolate(
    first: tuple[Song, int],
    last: tuple[Song, int],
    options: InterpolateOptions,
    model: LoadedModel,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """`steps` clips between two tracks, each a song and a track's id; both ends are left out. The
    takes are all steps of the first variation, then those of the next, in ticks of the first song
    times `ppq_factor`; the score "share" says how far a take is on the way, from 0 to 1.

    Both clips begin at their song's first bar; the shorter is filled up with rests. Raises
    ToolError where they are not both melodies or both drums, where their meters differ, or where
    there is more than MOST_BARS; UnknownKey, UnknownChord, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    coder = Autoencoder(model)
    ends = [End.of(song, song.track(track)) for song, track in (first, last)]
    check_alike(ends, coder.kind)
    factor = fine_ppq(first[0], ends[0].drums)
    sheets = sheets_of(ends, factor)
    bars = sheets[0].bars
    latents = [
        coder.read([end.content(sheet)], bars)[0] for end, sheet in zip(ends, sheets, strict=True)
    ]
    if cancelled():
        raise Cancelled
    shares = [step / (options.steps + 1) for step in range(1, options.steps + 1)]
    said = coder.write(between(coder, latents[0], latents[1], shares, bars), bars)
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    takes = tuple(
        _take(clip_of(said, number), sheets[0], share, variation_seed(seed, variation), options)
        for variation in range(options.variations)
        for number, share in enumerate(shares)
    )
    channel = ends[0].notes[0].channel
    takes = tuple(
        replace(take, notes=tuple(replace(note, channel=channel) for note in take.notes))
        for take in takes
    )
    seconds = time.perf_counter() - began
    return Answer(takes, model.name, model.sha256, model.device, seconds, seed, factor)


def _take(said: Said, sheet: Sheet, share: float, seed: int, options: InterpolateOptions) -> Take:
    rng = np.random.default_rng([seed, round(share * 1e6)])
    how = options.temperature, options.top_p
    symbols = symbols_of(said.logits, rng, *how)
    drums = symbols.ndim > 1
    locks = ClipLocks.of(options, sheet, drums)

    def choose(logits: np.ndarray) -> np.ndarray:
        return draw(logits, rng.random(len(logits)), *how)

    if locks.bind and drums:
        symbols = locks.drums(said.logits, choose)
    elif locks.bind:
        shift = into_range(sheet.written(symbols, said), options.low, options.high)
        symbols = locks.melody(symbols, moved(said.logits[:, :HOLD], shift), choose)
    scores = {"share": share, "bars": float(len(sheet.bars.lengths))}
    notes, why = locks.written(symbols, said), f"{share:.0%} of the way"
    return Take(notes, Tick(0), sheet.end, seed, scores, why)


def between(
    coder: Autoencoder, first: np.ndarray, last: np.ndarray, shares: Sequence[float], bars: Bars
) -> np.ndarray:
    """The latents (steps, quarters, latent) that lie so far, from 0 to 1, from the first clip's
    (1, quarters, latent) to the last one's, on a great circle of the noise behind them.
    """
    ends = [coder.noise(each, bars)[0] for each in (first, last)]
    noise = [slerp(ends[0][0], ends[1][0], share) for share in shares]
    return coder.conduct(np.stack(noise), bars)


def slerp(first: np.ndarray, last: np.ndarray, share: float) -> np.ndarray:
    """The point at a share from 0 to 1 on the arc between two arrays, taken as vectors (Shoemake
    1985); their lengths go over evenly. Straight where they point the same or the opposite way.
    """
    lengths = [float(np.linalg.norm(each)) for each in (first, last)]
    if min(lengths) == 0:
        return (1 - share) * first + share * last
    ways = [each / length for each, length in zip((first, last), lengths, strict=True)]
    angle = float(np.arccos(np.clip((ways[0] * ways[1]).sum(dtype=np.float64), -1, 1)))
    if np.sin(angle) < 1e-6:
        return (1 - share) * first + share * last
    turned = np.sin((1 - share) * angle) * ways[0] + np.sin(share * angle) * ways[1]
    length = (1 - share) * lengths[0] + share * lengths[1]
    return (turned / np.sin(angle) * length).astype(first.dtype)
