"""Melodies from nothing beside real ones: the rows of Generate."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from engine.representation.chain import Chain
from engine.representation.clips import MAJOR, MINOR, SLOTS, Bars, melody_notes, melody_of
from engine.representation.habits import Habits
from engine.representation.notes import FIELDS, GRID, METERS
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import LoadedModel
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.theory.metrics import melody_metrics
from engine.theory.musegan import five
from engine.tools.clips.generate import MAJORS, drawn
from engine.tools.clips.music import likeliest
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody.continue_ import continue_melody
from models.evaluation.clips_data import Excerpt
from models.evaluation.clips_paths import own
from models.evaluation.generation import summary
from models.evaluation.markov import markov_nats
from models.evaluation.memorisation import Memory
from models.training.data.pieces import Piece
from models.training.melody.data import to_melody

ROWS = (
    "out_of_key", "starts_on_tonic", "excessive_repeats", "repeated_motif", "unique_highest",
    "unique_lowest", "leaps_resolved", "mean_interval", "pitch_class_entropy", "notes_per_bar",
    "empty_bars", "pitch_classes_per_bar", "qualified_notes", "groove_similarity",
    "self_similarity", "autocorrelation_1", "autocorrelation_2", "autocorrelation_3", "markov_nats",
    "shared_with_training",
)  # fmt: skip
FEWEST = 4
"""Clips with fewer notes tell nothing."""

Melody = tuple[Note, ...]


def generated(
    coder: Autoencoder, bars: Bars, count: int, habits: Habits | None, seed: int = 0
) -> list[Melody]:
    """Melodies, in slots, from standard normal noise, with these habits or none."""
    rng = np.random.default_rng(seed)
    frames = [MAJOR if rng.random() < MAJORS else MINOR for _ in range(count)]
    said = drawn(coder, bars, rng.spawn(count), frames, 1, habits)
    return [
        melody_notes(melody_of(bars, likeliest(logits), loudness))
        for logits, loudness in zip(said.logits, said.loudness, strict=True)
    ]


def chained(model: LoadedModel, bars: Bars, count: int, turn: int = 0) -> list[Melody]:
    """Melodies, in slots, that the Markov chain goes on with after a bar of one note; others in
    each turn.
    """
    fine = GRID // SLOTS
    bar, meter = bars.lengths[0] * fine, Meter(Tick(0), *METERS[bars.meters[0]])
    clip = Clip(2, notes=(Note(1, 60, 80, Tick(0), Tick(bar)),), length=Tick(bar))
    tracks = (Track(1, name="Melody", clips=(clip,)),)
    song = Song(tempos=TempoMap(GRID), meters=MeterMap(GRID, (meter,)), tracks=tracks, next_id=10)
    found = []
    for seed in range(turn * count, (turn + 1) * count):
        options = ContinueOptions(bars=len(bars.lengths), variations=1, seed=seed)
        notes = continue_melody(song, 1, options, model).takes[0].notes
        found.append(tuple(_in_slots(note, bar, fine) for note in notes))
    return found


def _in_slots(note: Note, bar: int, fine: int) -> Note:
    length = max(1, round(note.length / fine))
    return replace(note, start=Tick(round((note.start - bar) / fine)), length=Tick(length))


def real(excerpts: Sequence[Excerpt], bars: Bars, count: int, after: int = 0) -> list[Melody]:
    """As many held-out melodies in such bars, after so many others in an order by chance."""
    like = [each for each in excerpts if each.bars == bars]
    order = np.random.default_rng(0).permutation(len(like))
    return [own(like[number]) for number in order[after : after + count]]


def rows(
    melodies: Sequence[Melody], bars: Bars, memory: Memory, chain: Mapping[str, Chain]
) -> dict[str, list[float]]:
    """ROWS with their intervals over melodies in slots. markov_nats are of a note, of an order-3
    chain that was counted in the training part.
    """
    found = measured(melodies, bars, memory, chain)
    told = ~np.isnan(found[ROWS[0]])
    rng = np.random.default_rng(0)
    table = {row: summary(values[told], rng) for row, values in found.items()}
    return table | {"told": [float(told.mean())]}


def measured(
    melodies: Sequence[Melody], bars: Bars, memory: Memory, chain: Mapping[str, Chain]
) -> dict[str, np.ndarray]:
    """ROWS of each melody; NaN of those with too few notes."""
    numerator, denominator = METERS[bars.meters[0]]
    slots = MeterMap(SLOTS, (Meter(Tick(0), numerator, denominator),))
    found = {row: np.full(len(melodies), np.nan) for row in ROWS}
    for number, melody in enumerate(melodies):
        if len(melody) < FEWEST:
            continue
        on_grid = [_on_grid(note) for note in melody]
        values = melody_metrics(melody, slots) | five(melody, slots)
        values["self_similarity"] = self_similarity(melody, slots)
        values["markov_nats"] = nats(on_grid, numerator, denominator, chain)
        values["shared_with_training"] = float(memory.longest_run(on_grid))
        for row in ROWS:
            found[row][number] = values[row]
    return found


def self_similarity(melody: Melody, meters: MeterMap) -> float:
    """How many of their notes two bars of a melody share, by onset and pitch: the mean F1 of all
    pairs of bars that have any.
    """
    bars: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for note in melody:
        bar = meters.bar_at(note.start)
        bars[bar].add((note.start - meters.bar_start(bar), note.pitch))
    alike = [2 * len(a & b) / (len(a) + len(b)) for a, b in combinations(bars.values(), 2)]
    return sum(alike) / max(1, len(alike))


def _on_grid(note: Note) -> Note:
    fine = GRID // SLOTS
    return replace(note, start=Tick(note.start * fine), length=Tick(note.length * fine))


def nats(
    notes: Sequence[Note], numerator: int, denominator: int, chain: Mapping[str, Chain]
) -> float:
    """Of a note of a melody on the grid, velocity apart."""
    meters = MeterMap(GRID, (Meter(Tick(0), numerator, denominator),))
    melody = to_melody(Piece("", "pop909", tuple(notes), meters))
    return float(markov_nats(chain, [melody])[0][: len(FIELDS) - 1].sum() / len(notes))
