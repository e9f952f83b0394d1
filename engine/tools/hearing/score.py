"""Score: how likely the model finds each note of a track, and the theory metrics of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.jobs import Cancelled
from engine.representation.notes import (
    END,
    FIELDS,
    SKIP,
    STYLES,
    UNKNOWN_KEY,
    Symbols,
    encode,
    grid_meters,
    to_grid,
    without_velocities,
)
from engine.representation.places import known
from engine.runtime.decode import Decoder
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import log_probabilities
from engine.score.meter import MeterMap
from engine.score.song import Note, Song, in_order
from engine.score.time import Tick
from engine.theory.metrics import melody_metrics
from engine.theory.musegan import five
from engine.theory.real import Real, real_music
from engine.tools.errors import ToolError, called

MOST_BARS = 20_000
"""In a song of more, some note or event lies where no music is."""


@dataclass(frozen=True)
class NoteScore:
    """How unlikely one note is: the nats of its bars, position, pitch and duration."""

    tick: Tick
    pitch: int
    nats: float


@dataclass(frozen=True)
class ScoreResult:
    """The scores of a track's notes.

    `nats_per_note` is the mean over the notes, where the end of the piece counts with the last
    note and rests of many bars with the note after them. `velocity_nats` is the mean for the
    velocities, None where all are equal: then nobody played them, and the model is not told them.
    `metrics` are the theory metrics and MuseGAN's five; `real` says what they come to in real
    music, by kind and name.
    """

    notes: tuple[NoteScore, ...]
    nats_per_note: float
    velocity_nats: float | None
    metrics: Mapping[str, float]
    real: Mapping[str, Mapping[str, Real]]
    model: str
    sha256: str
    device: str


def score_melody(
    song: Song,
    track_id: int,
    model: LoadedModel,
    *,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ScoreResult:
    """Score every note of a track; key and style are not told to the model, and nothing is masked.

    Notes that meet on the representation's grid at one onset and pitch count once. Raises
    ToolError for drums, a track without notes and a song of too many bars, ModelError, Cancelled.
    """
    track = song.track(track_id)
    name = called(track)
    check_bars(song)
    if track.is_drums:
        raise ToolError(f"{name} plays drums; choose a track with a melody")
    notes = to_grid(track.notes, song.ppq)
    if not notes:
        raise ToolError(f"{name} holds no notes; choose a track with a melody")
    melody = Melody.of(notes, grid_meters(song.meters))
    nats = _symbol_nats(model, melody, on_progress, cancelled)
    ticks = {note.id: note.start for note in track.notes}
    written = {(note.start, note.pitch): ticks[note.id] for note in notes}
    scores = note_scores(melody, nats[:, :-1].sum(axis=1).tolist(), written)
    return ScoreResult(
        notes=scores,
        nats_per_note=sum(score.nats for score in scores) / len(scores),
        velocity_nats=float(nats[:, -1].sum()) / len(scores) if melody.played else None,
        metrics=_metrics(song, track_id, notes),
        real=real_music(),
        model=model.name,
        sha256=model.sha256,
        device=model.device,
    )


def check_bars(song: Song) -> None:
    """Raises ToolError for a song that is too long to be read."""
    bars = song.meters.bar_at(song.end)
    if bars > MOST_BARS:
        raise ToolError(
            f"the song has {bars} bars, and at most {MOST_BARS} are read; look for a note or an "
            "event that lies far out, and take it away"
        )


def _metrics(song: Song, track_id: int, notes: Sequence[Note]) -> dict[str, float]:
    """All measures of a track, the other tracks of the song beside it where they have a part."""
    meters = grid_meters(song.meters)
    drums, others = [], []
    for track in song.tracks:
        heard = to_grid(track.notes, song.ppq)
        if track.is_drums:
            drums += heard
        elif heard and track.id != track_id:
            others.append(heard)
    return melody_metrics(notes, meters) | five(notes, meters, others, in_order(drums))


def _symbol_nats(
    model: LoadedModel,
    melody: "Melody",
    on_progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool],
) -> np.ndarray:
    """Nats of every field of every symbol, (symbols, fields); the end counts with the last one."""
    decoder = reader(model)
    nats = np.zeros((len(melody.symbols), len(FIELDS)))
    for index, each in enumerate(field_nats(decoder, melody)):
        nats[index] = each
        if cancelled():
            raise Cancelled
        if on_progress is not None:
            on_progress(index / len(nats))
    last = decoder.read(melody.rows[None, -1:])[:, -1]
    nats[-1, 0] -= log_probabilities(last)[0, END]
    return nats


def reader(model: LoadedModel) -> Decoder:
    """A decoder that is told neither key nor style."""
    return Decoder(model, (UNKNOWN_KEY, len(STYLES)))


def field_nats(decoder: Decoder, melody: "Melody", first: int = 0) -> Iterator[list[float]]:
    """Nats of every field of a symbol, velocity last, for each symbol from the one with the number
    `first` on. Those before it are read at once; the numbers are the same.
    """
    if first:
        decoder.read(melody.rows[None, :first])
    while first < len(melody.symbols):
        nats = _nats(decoder, melody, first)
        yield from nats.tolist()
        first += len(nats)


def note_scores(
    melody: "Melody", nats: Sequence[float], written: Mapping[tuple[Tick, int], Tick]
) -> tuple[NoteScore, ...]:
    """A score for each note of the symbols that have `nats`, velocity left out, from the first one
    on; a SKIP counts with the note after it.

    `written` gives the song's tick of the note at an onset on the grid and a pitch.
    """
    scores: list[NoteScore] = []
    bar, carried = 0, 0.0
    for symbols, each in zip(melody.symbols, nats, strict=False):
        bar += symbols.bars
        carried += each
        if symbols.bars != SKIP:
            onset = Tick(melody.grid.bar_start(bar) + symbols.position)
            scores.append(NoteScore(written[onset, symbols.pitch], symbols.pitch, carried))
            carried = 0.0
    return tuple(scores)


@dataclass(frozen=True)
class Melody:
    """Notes as the model reads them, from the song's first bar; see `known` for rows and heads."""

    grid: MeterMap
    symbols: Sequence[Symbols]
    rows: np.ndarray
    heads: Mapping[str, np.ndarray]
    played: bool

    @classmethod
    def of(cls, notes: Sequence[Note], grid: MeterMap) -> "Melody":
        """Notes on the grid as the model reads them."""
        symbols = encode(notes, grid)
        rows, heads = known(symbols, grid)
        played = len({note.velocity for note in notes}) > 1
        return cls(grid, symbols, rows if played else without_velocities(rows), heads, played)


def _nats(decoder: Decoder, melody: Melody, first: int) -> np.ndarray:
    """-log p of each field, given those before it, of the symbols from `first` on that are followed
    at once, (symbols, fields); SKIP leaves nothing open.
    """
    followed = decoder.follow(melody.rows[None, first : len(melody.symbols)])
    logits, chosen = followed.logits, slice(first, first + len(followed.logits))
    symbols = np.array(melody.symbols[chosen])
    sounding = symbols[:, :1] != SKIP
    nats = [_of(logits, symbols[:, 0])]
    for index, field in enumerate(FIELDS[1:], start=1):
        choices = np.where(sounding, melody.heads[field][chosen], 0)
        followed, logits = decoder.decide_after(field, followed, choices)
        nats.append(np.where(sounding[:, 0], _of(logits, symbols[:, index]), 0.0))
    return np.stack(nats, axis=1)


def _of(logits: np.ndarray, symbols: np.ndarray) -> np.ndarray:
    """-log p of each symbol by its row of logits."""
    return -log_probabilities(logits)[np.arange(len(symbols)), symbols]
