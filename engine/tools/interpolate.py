"""Interpolate: clips between two clips, equally spaced in a model's latent space."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.jobs import Cancelled
from engine.representation.clips import Bars, Content, clip_bars
from engine.representation.notes import grid_meters
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import variation_seed
from engine.score.song import Note, Song, Track
from engine.score.time import Tick
from engine.tools.clip_music import Sheet, clip_of, fine_ppq, symbols_of
from engine.tools.errors import ToolError
from engine.tools.line import melody_line
from engine.tools.options import SEEDS, Sampling, option
from engine.tools.takes import Answer, Take

MOST_BARS = 16
MOST_STEPS = 64


@dataclass(frozen=True)
class InterpolateOptions(Sampling):
    """What a musician may set. The metadata of each field describes its control in a form."""

    steps: int = option(
        3, "Steps", low=1, high=MOST_STEPS, step=1, unit="", help="How many clips between the two"
    )


@dataclass(frozen=True)
class _End:
    """One of the two clips: its notes, melodies' on the grid, drums' in the song's ticks."""

    song: Song
    notes: tuple[Note, ...]
    drums: bool

    @classmethod
    def of(cls, song: Song, track: Track) -> "_End":
        """What a track plays. Raises ToolError."""
        if not track.is_drums:
            return cls(song, melody_line(song, track), False)
        notes = tuple(track.notes)
        if not notes:
            raise ToolError("the drum track holds no notes; play or draw some first")
        return cls(song, notes, True)

    @property
    def bars(self) -> int:
        """How many bars there are to the end of the last note."""
        meters = self.song.meters if self.drums else grid_meters(self.song.meters)
        return meters.bar_at(Tick(max(note.end for note in self.notes) - 1)) + 1

    def fine(self, bars: int) -> tuple[bool, ...]:
        """Which bars have triplets; those of drums keep their timing without."""
        if self.drums:
            return (False,) * bars
        return clip_bars(self.notes, grid_meters(self.song.meters), 0, bars).fine

    def content(self, sheet: Sheet) -> Content:
        """What the model reads."""
        if not self.drums:
            return sheet.melody(self.notes)
        factor = sheet.meters.ppq // self.song.ppq
        return sheet.drums([n.with_span(n.start * factor, n.end * factor) for n in self.notes])


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
    there is more than MOST_BARS; ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    coder = Autoencoder(model)
    ends = [_End.of(song, song.track(track)) for song, track in (first, last)]
    _check_alike(ends, coder.kind)
    factor = fine_ppq(first[0], ends[0].drums)
    sheets = _sheets(ends, factor)
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


def _check_alike(ends: Sequence[_End], kind: str) -> None:
    """Refuse two clips that cannot turn into each other. Raises ToolError."""
    if ends[0].drums != ends[1].drums:
        raise ToolError("one clip is drums and the other is not; choose two of a kind (--track)")
    if ends[0].drums != (kind == "drums"):
        raise ToolError(f"this model turns {kind} into {kind}; choose another model or other clips")
    bars = max(end.bars for end in ends)
    if bars > MOST_BARS:
        raise ToolError(f"there are {bars} bars and at most {MOST_BARS} turn; choose shorter clips")
    starts = [
        [end.song.meters.meter_at(end.song.meters.bar_start(bar)) for bar in range(bars)]
        for end in ends
    ]
    for bar, (one, other) in enumerate(zip(*starts, strict=True), start=1):
        if str(one) != str(other):
            raise ToolError(
                f"bar {bar} is in {one} here and in {other} there; choose clips of one meter"
            )


def _sheets(ends: Sequence[_End], factor: int) -> list[Sheet]:
    """The bars that both clips are read in, in each song's ticks; the first song's are refined."""
    bars = max(end.bars for end in ends)
    fine = [any(both) for both in zip(*(end.fine(bars) for end in ends), strict=True)]
    factors = (factor, 1)
    return [
        Sheet.of(end.song.meters.rescaled(times), 0, bars, fine)
        for end, times in zip(ends, factors, strict=True)
    ]


def _take(said: Said, sheet: Sheet, share: float, seed: int, options: InterpolateOptions) -> Take:
    rng = np.random.default_rng([seed, round(share * 1e6)])
    symbols = symbols_of(said.logits, rng, options.temperature, options.top_p)
    scores = {"share": share, "bars": float(len(sheet.bars.lengths))}
    notes, why = sheet.written(symbols, said), f"{share:.0%} of the way"
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
