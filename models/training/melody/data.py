"""Melodies as arrays, ready for a network, and the cache file that they are kept in."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.representation.asked import Asked, moved_tones
from engine.representation.notes import (
    END,
    FIELDS,
    HEAD_INPUTS,
    ROW,
    SIZES,
    SKIP,
    STYLES,
    UNKNOWN_KEY,
    encode,
    key_index,
    without_velocities,
)
from engine.representation.places import known
from engine.theory.keys import Key, find_key
from models.training.data.corpus import read_corpus
from models.training.data.pieces import Piece

CONTEXT = 512
"""Notes that the network learns to look back over."""

HEAD_COLUMNS = [(field, len(HEAD_INPUTS[field])) for field in FIELDS[1:]]
"""How the columns of `Melody.heads` belong to fields."""

ROW_PITCH, ROW_CLASS = list(ROW).index("pitch"), list(ROW).index("pitch_class")
ROW_CHORD = list(ROW).index("chord")
FORMAT = 3
NO_PITCH = SIZES["pitch"]


def head_column(field: str, name: str) -> int:
    """Where a column of a later field's HEAD_INPUTS stands in `Melody.heads`."""
    before = (size for _, size in HEAD_COLUMNS[: FIELDS.index(field) - 1])
    return sum(before) + list(HEAD_INPUTS[field]).index(name)


PITCH_COLUMNS = (
    head_column("pitch", "recalled_first"),
    head_column("pitch", "recalled_other"),
    head_column("duration", "pitch"),
)
HEAD_CHORD = head_column("pitch", "chord")


@dataclass(frozen=True)
class Melody:
    """One melody ready for the network. T is the number of its symbols plus the closing END.

    rows (T, C) with the C columns of ROW; heads (T, sum of HEAD_INPUTS); targets (T, 5), -1 where
    nothing is to be learnt.
    """

    name: str
    style: int
    key: int
    meter: str
    rows: np.ndarray
    heads: np.ndarray
    targets: np.ndarray


@dataclass(frozen=True)
class Melodies:
    """The corpus as arrays."""

    training: list[Melody]
    validation: list[Melody]

    def describe(self) -> str:
        """How much there is."""
        parts = (("train", self.training), ("validation", self.validation))
        return ", ".join(
            f"{name}: {len(part)} melodies, {sum(len(m.rows) for m in part):,} notes"
            for name, part in parts
        )


def to_melody(piece: Piece) -> Melody:
    """A piece as arrays."""
    symbols = encode(piece.notes, piece.meters)
    rows, told = known(symbols, piece.meters, Asked(chords=piece.chords))
    targets = np.full((len(symbols) + 1, len(FIELDS)), -1, dtype=np.int16)
    heads = np.zeros((len(symbols) + 1, sum(size for _, size in HEAD_COLUMNS)), dtype=np.int32)
    heads[:-1] = np.concatenate(list(told.values()), axis=1)
    for index, symbol in enumerate(symbols):
        targets[index, 0] = symbol.bars
        if symbol.bars != SKIP:
            targets[index, 1:] = symbol[1:]
        else:
            heads[index] = 0
    targets[-1, 0] = END
    if not piece.played:
        targets[:, -1] = -1
        rows = without_velocities(rows)
    return Melody(
        piece.name,
        STYLES.index(piece.style),
        key_index(find_key(piece.notes)),
        str(piece.meters.changes[0]),
        rows.astype(np.int32),
        heads,
        targets,
    )


def load_melodies(data: Path, cache: Path) -> Melodies:
    """The corpus below a folder; from the cache file where there is one of this format."""
    if not cache.exists():
        corpus = read_corpus(data)
        cache.parent.mkdir(parents=True, exist_ok=True)
        parts = ([to_melody(p) for p in part] for part in (corpus.training, corpus.validation))
        _write_cache(Melodies(*parts), cache)
    return _read_cache(cache)


def _write_cache(melodies: Melodies, cache: Path) -> None:
    both = melodies.training + melodies.validation
    part = cache.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        format=FORMAT,
        training=len(melodies.training),
        names=[m.name for m in both],
        meters=[m.meter for m in both],
        labels=[(m.style, m.key, len(m.rows)) for m in both],
        rows=np.concatenate([m.rows for m in both]),
        heads=np.concatenate([m.heads for m in both]),
        targets=np.concatenate([m.targets for m in both]),
    )
    part.replace(cache)


def _read_cache(cache: Path) -> Melodies:
    with np.load(cache) as file:
        arrays = {name: file[name] for name in file.files}
    if arrays["format"] != FORMAT:
        raise ValueError(f"{cache} was made by another version: delete it and start again")
    melodies, start = [], 0
    for name, meter, (style, key, length) in zip(
        arrays["names"], arrays["meters"], arrays["labels"], strict=True
    ):
        end = start + length
        parts = (arrays[part][start:end] for part in ("rows", "heads", "targets"))
        melodies.append(Melody(str(name), int(style), int(key), str(meter), *parts))
        start = end
    count = int(arrays["training"])
    return Melodies(melodies[:count], melodies[count:])


def transposed(melody: Melody, semitones: int) -> Melody:
    """The melody, moved up by semitones; the same melody where it would leave 0..127."""
    rows, heads, targets = melody.rows.copy(), melody.heads.copy(), melody.targets.copy()
    sounding = rows[:, ROW_PITCH] < 128
    pitches = rows[sounding, ROW_PITCH] + semitones
    if not semitones or pitches.min() < 0 or pitches.max() > 127:
        return melody
    rows[sounding, ROW_PITCH] = pitches
    rows[sounding, ROW_CLASS] = pitches % 12
    targets[targets[:, 2] >= 0, 2] += semitones
    for column in PITCH_COLUMNS:
        told = heads[:, column]
        moved = np.where(told < NO_PITCH, told + semitones, NO_PITCH)
        heads[:, column] = np.where((moved < 0) | (targets[:, 2] < 0), NO_PITCH, moved)
    heads[:, PITCH_COLUMNS[-1]] = np.maximum(0, targets[:, 2])
    rows[:, ROW_CHORD] = moved_tones(rows[:, ROW_CHORD], semitones)
    heads[:, HEAD_CHORD] = moved_tones(heads[:, HEAD_CHORD], semitones)
    key = melody.key if melody.key == UNKNOWN_KEY else moved_key(melody.key, semitones)
    return replace(melody, rows=rows, heads=heads, targets=targets, key=key)


def moved_key(key: int, semitones: int) -> int:
    """A key's index after transposition."""
    return key_index(Key((key % 12 + semitones) % 12, key >= 12))


def windowed(melody: Melody, start: int, length: int = CONTEXT) -> Melody:
    """A stretch of a melody. What its first rows say of the past, they keep saying."""
    part = slice(start, start + length)
    return replace(
        melody, rows=melody.rows[part], heads=melody.heads[part], targets=melody.targets[part]
    )
