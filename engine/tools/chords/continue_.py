"""Continue for chords: new bars of harmony, played the way the track plays its chords."""

import time
from collections.abc import Callable, Sequence

import numpy as np

from engine.representation.harmony import NONE, name_of, root_of, tones
from engine.runtime.library import LoadedModel
from engine.runtime.next_chord import NextChordNetwork
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.theory.chords import laid_out, parse_chords
from engine.tools.choice.unlike import unlike
from engine.tools.chords.harmonise import Allowed, Drawing, harmonise
from engine.tools.chords.part import ChordPart
from engine.tools.chords.playing import Span, play
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.locks.frames import Frames
from engine.tools.takes import Answer, OnTake, Take, answered


def continue_chords(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    *,
    on_take: OnTake | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off.

    The chords are read from the notes and drawn on, beat by beat, heeding a melody that another
    track has over the new bars; they are played in the pattern of the track's last bars, in its
    register, each voice moving as little as it can. With `chords` at full strength those are
    played. Rules mean nothing here; `rhythm` "keep" lets chords change only where the pattern
    strikes, and what `no_repeat` counts are changes of chord. One seed gives the same take, alone
    and among others. Raises ToolError, UnknownKey, UnknownChord, ModelError, Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    if options.no_repeat is not None and options.chords and options.strength == 1:
        raise ToolError("chords that are given come as they are; leave no-repeat or chords out")
    part = ChordPart.of(song, song.track(track_id), options)
    network = NextChordNetwork(model)

    def make(seed: int) -> Take:
        generator = np.random.Generator(np.random.PCG64(seed))
        return _take(part, options, network, generator, seed, cancelled)

    key = str(part.key) if options.key != "none" else "none"
    sounding = unlike(make, lambda t: tuple((n.start, n.length, n.pitch) for n in t.notes))
    return answered(model, options, sounding, on_take, began=began, ppq_factor=1, key=key)


def _take(
    part: ChordPart,
    options: ContinueOptions,
    network: NextChordNetwork,
    generator: np.random.Generator,
    seed: int,
    cancelled: Callable[[], bool],
) -> Take:
    stretch, nats = part.stretch, 0.0
    spans = _given(part, options)
    if spans is None:
        allowed = _allowed(part, options)
        drawing = Drawing(options.temperature, options.top_p, generator)
        tonic = part.key.tonic
        symbols, nats = harmonise(
            network, part.harmony(), part.first, allowed, tonic, drawing, cancelled
        )
        spans = _spans(part, symbols)
    voices = part.voices(options, generator)
    heard = int(part.beats.bars.bars[part.first])
    most = options.max_polyphony if options.strength == 1 else None
    notes = play(part.manner, spans, voices, part.lines, heard, stretch.channel, most)
    scores = _figures(part, spans, notes) | {
        "nats_per_beat": nats / (len(part.symbols) - part.first)
    }
    return Take(notes, stretch.start, stretch.end, seed, scores, _reason(spans))


def _given(part: ChordPart, options: ContinueOptions) -> list[Span] | None:
    """The chords that are given, where they are locked at full strength."""
    if not options.chords or options.strength < 1:
        return None
    start, end = part.stretch.start, part.stretch.end
    placed = list(laid_out(parse_chords(options.chords), part.song.meters, start, end))
    scale = frozenset(range(12)) if part.lock is None else part.lock.scale
    ends = [*(tick for tick, _ in placed[1:]), end]
    return [
        Span(tick, min(after, end), chord.tones & scale, chord.bass, chord.symbol)
        for (tick, chord), after in zip(placed, ends, strict=True)
    ]


def _allowed(part: ChordPart, options: ContinueOptions) -> Allowed:
    """What the key, chords at less than full strength and a kept rhythm allow."""
    classes = np.ones((len(part.symbols), 12), bool)
    if part.lock is not None:
        classes &= np.isin(np.arange(12), list(part.lock.scale))
    if options.chords:
        start, end = part.stretch.start, part.stretch.end
        for tick, chord in laid_out(parse_chords(options.chords), part.song.meters, start, end):
            beat = int(np.searchsorted(part.beats.ticks, tick))
            classes[beat:] = np.isin(np.arange(12), list(chord.tones))
    changes = np.ones(len(part.symbols), bool)
    if options.rhythm == "keep":
        changes = _struck(part)
    return Allowed(classes, changes, options.strength, _repeats(part, options))


def _repeats(part: ChordPart, options: ContinueOptions) -> Frames | None:
    """What keeps the chords from coming round, having heard those that were read."""
    if options.no_repeat is None:
        return None
    known = part.symbols[: part.first]
    changes = np.flatnonzero(np.diff(known, prepend=NONE))
    return Frames(options.no_repeat, [(beat, int(known[beat])) for beat in changes.tolist()])


def _struck(part: ChordPart) -> np.ndarray:
    """On which beats the pattern strikes."""
    bars, lines = part.beats.bars, part.lines
    lengths = np.diff(lines).tolist()
    struck = np.zeros(len(part.symbols), bool)
    heard = int(bars.bars[part.first])
    for bar in range(heard, len(lengths)):
        for stroke in part.manner.like(bar, heard, lengths) or ():
            struck[part.beats.at(np.array([max(0, stroke.begin) + lines[bar]]))] = True
    return struck


def _spans(part: ChordPart, symbols: np.ndarray) -> list[Span]:
    """The new symbols as spans of ticks."""
    edges = np.flatnonzero(np.diff(symbols[part.first :], prepend=-1)) + part.first
    ends = [*edges[1:], len(symbols)]
    ticks = part.beats.ticks
    return [
        Span(
            Tick(int(ticks[a])), Tick(int(ticks[b])), tones(symbols[a]), root_of(symbols[a]),
            name_of(symbols[a]),
        )
        for a, b in zip(edges, ends, strict=True)
    ]  # fmt: skip


def _figures(part: ChordPart, spans: Sequence[Span], notes: Sequence[Note]) -> dict[str, float]:
    """chords: how many there are; voices: notes in an onset; melody_share: of a melody over them,
    the share of its length that is of the chord's tones.
    """
    onsets = len({note.start for note in notes})
    figures = {"chords": float(len(spans)), "voices": len(notes) / max(1, onsets)}
    inside = total = 0
    for span in spans:
        for note in part.melody:
            shared = min(note.end, span.end) - max(note.start, span.start)
            total += max(0, shared)
            inside += max(0, shared) * (note.pitch % 12 in span.tones)
    return figures | ({"melody_share": inside / total} if total else {})


def _reason(spans: Sequence[Span]) -> str:
    names = [span.name for span in spans]
    return " ".join(names[:8]) + (" ..." if len(names) > 8 else "")
