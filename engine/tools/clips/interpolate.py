"""Interpolate: clips between two clips, in steps that sound alike or are so in a model's space."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.representation.clips import HOLD
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import draw, variation_seed
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.clips.ends import End, check_alike, sheets_of
from engine.tools.clips.locks import ClipLocks, into_range, moved
from engine.tools.clips.music import Sheet, clip_of, fine_ppq
from engine.tools.clips.way import Drawing, Reading, Way, way
from engine.tools.clips.windows import Ends, arc
from engine.tools.errors import ToolError
from engine.tools.options import SEEDS, LockOptions, Sampling, option
from engine.tools.takes import Answer, Take

MOST_STEPS = 64
HEARD, LATENT = "heard", "latent"


@dataclass(frozen=True)
class InterpolateOptions(Sampling, LockOptions):
    """What a musician may set. The metadata of each field describes its control in a form.

    The locks hold of what lies between; the ends are as they are. `way` says what is equal of the
    steps: how far the music has gone, or the arc in the model's space, on which something new may
    stand half way.
    """

    steps: int = option(
        3, "Steps", low=1, high=MOST_STEPS, step=1, unit="", help="How many clips between the two"
    )
    way: str = option(
        HEARD, "Way", choices=(HEARD, LATENT), lock=False, unasked=LATENT,
        help="heard: a like part of the notes changes with each step; "
        "latent: even steps in the model's space, and half way something new",
    )  # fmt: skip

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if self.way not in (HEARD, LATENT):
            raise ToolError(f"there is no way called {self.way}; choose {HEARD} or {LATENT}")


@dataclass(frozen=True)
class _Arc:
    """The clips of equal steps in the model's space, as they are drawn."""

    shares: Sequence[float]
    said: Said
    drawing: Drawing

    def at(self, share: float) -> Reading:
        """The clip at one of the shares."""
        return self.drawing.reading(clip_of(self.said, self.shares.index(share)))


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
    contents = [end.content(sheet) for end, sheet in zip(ends, sheets, strict=True)]
    between = Ends(coder, contents, sheets[0].bars, cancelled)
    shares = [step / (options.steps + 1) for step in range(1, options.steps + 1)]
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    drawings = [
        Drawing(variation_seed(seed, number), options.temperature, options.top_p)
        for number in range(options.variations)
    ]
    if options.way == LATENT:
        ways = _arcs(between, shares, drawings)
    else:
        ways = _heard(between, (ends[0].sharps, ends[1].sharps), drawings)
    takes = tuple(
        _take(each.at(share), sheets[0], share, drawing, options)
        for each, drawing in zip(ways, drawings, strict=True)
        for share in shares
    )
    channel = ends[0].notes[0].channel
    takes = tuple(
        replace(take, notes=tuple(replace(note, channel=channel) for note in take.notes))
        for take in takes
    )
    seconds = time.perf_counter() - began
    return Answer(takes, model.name, model.sha256, model.device, seconds, seed, factor)


def _arcs(between: Ends, shares: Sequence[float], drawings: Sequence[Drawing]) -> list[Way]:
    said = between.said([arc(share) for share in shares])
    return [_Arc(shares, said, drawing) for drawing in drawings]


def _heard(between: Ends, sharps: tuple[int, int], drawings: Sequence[Drawing]) -> list[Way]:
    said = between.said([arc(share) for share in (0, 0.5, 1)])
    return [way(said, sharps, between.bars, drawing) for drawing in drawings]


def _take(
    clip: Reading, sheet: Sheet, share: float, drawing: Drawing, options: InterpolateOptions
) -> Take:
    symbols, said, _ = clip
    rng = np.random.default_rng([drawing.seed, round(share * 1e6)])
    drums = symbols.ndim > 1
    locks = ClipLocks.of(options, sheet, drums)

    def choose(logits: np.ndarray) -> np.ndarray:
        return draw(logits, rng.random(len(logits)), drawing.temperature, drawing.top_p)

    if locks.bind and drums:
        symbols = locks.drums(said.logits, choose)
    elif locks.bind:
        shift = into_range(sheet.written(symbols, said), options.low, options.high)
        symbols = locks.melody(symbols, moved(said.logits[:, :HOLD], shift), choose)
    scores = {"share": share, "bars": float(len(sheet.bars.lengths))}
    notes, why = locks.written(symbols, said), f"{share:.0%} of the way"
    return Take(notes, Tick(0), sheet.end, drawing.seed, scores, why)
