"""Pieces to learn from as arrays of bars, and the file that they are kept in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.representation.clips import (
    Bars,
    Content,
    clip_bars,
    drum_content,
    melody_clip,
    melody_content,
)
from engine.representation.drums import bars_of, encode, steps_of
from engine.representation.notes import UNKNOWN_KEY, grid_meters, key_index
from engine.theory.keys import find_key
from models.training.clips.parts import bass_clip, others, part_key
from models.training.data.bands import Band
from models.training.data.corpus import cached_corpus
from models.training.data.freedoom import cached_bands
from models.training.data.groove_midi import Performance, is_put_aside, read_groove
from models.training.data.pieces import Piece

FORMAT = 4
AWAY = 64
"""Parts of a 16th that distances are kept in."""

PLANES = ("symbols", "loudness", "away")


@dataclass(frozen=True)
class Sheet:
    """A piece of N bars: symbols (N, Q, 12), or of drums (N, Q, 4, 9), as in Batch; loudness with
    velocities, 0 where nothing begins or nobody played, and away, in 64ths of a step, both shaped
    as symbols; quarters (N,) in each bar and meters (N,); key as in `notes.key_index`; heard
    (N, Q, HEARD) as in Batch.
    """

    name: str
    style: str
    symbols: np.ndarray
    loudness: np.ndarray
    away: np.ndarray
    quarters: np.ndarray
    meters: np.ndarray
    key: int
    heard: np.ndarray | None = None


def melody_sheet(piece: Piece) -> Sheet:
    """A melody as arrays."""
    last = max(note.start for note in piece.notes)
    bars = clip_bars(piece.notes, piece.meters, 0, piece.meters.bar_at(last) + 1)
    content = melody_content(melody_clip(piece.notes, piece.meters, bars, 0))
    key = key_index(find_key(piece.notes))
    return _sheet(piece.name, piece.style, content, bars, key, piece.played)


def drum_sheet(performance: Performance) -> Sheet:
    """A drummer's performance as arrays."""
    notes, meters = performance.notes, performance.meters
    first, after = bars_of(notes, meters)
    bars = clip_bars((), grid_meters(meters), first, after - first, fine=False)
    content = drum_content(encode(notes, steps_of(meters, first, after), triplets=False), bars)
    return _sheet(performance.name, performance.style, content, bars, UNKNOWN_KEY)


def bass_sheet(band: Band) -> Sheet:
    """A bass as arrays, with what it hears."""
    clip = bass_clip(band)
    heard, key = others(band, clip.bars), part_key(band)
    return _sheet(band.name, band.style, melody_content(clip), clip.bars, key, heard=heard)


def _sheet(
    name: str,
    style: str,
    content: Content,
    bars: Bars,
    key: int,
    played: bool = True,
    heard: np.ndarray | None = None,
) -> Sheet:
    return Sheet(
        name,
        style,
        content.symbols,
        np.round(content.loudness * 127 * played).astype(np.uint8),
        np.round(content.away * AWAY).astype(np.int8),
        bars.there.sum(axis=1).astype(np.uint8),
        np.array(bars.meters, dtype=np.uint8),
        key,
        None if heard is None else heard.astype(np.float16),
    )


def load_sheets(
    kind: str, data: Path, cache: Path, aside: bool = False
) -> tuple[list[Sheet], list[Sheet]]:
    """Training and validation part of what lies below a folder, kept in the folder `cache`. With
    `aside` the training part is without the drummers' performances that can be put aside.
    """
    path = cache / f"clips-{kind}.npz"
    if not path.exists():
        read = {"melody": _melodies, "drums": _drums, "bass": _basses}[kind]
        _write(*read(data, cache), path)
    training, validation = _read(path)
    return [each for each in training if not (aside and is_put_aside(each.name))], validation


def _melodies(data: Path, cache: Path) -> tuple[list[Sheet], list[Sheet]]:
    corpus = cached_corpus(data, cache / "corpus.pickle")
    training, validation = corpus.training, corpus.validation
    return [melody_sheet(piece) for piece in training], [melody_sheet(p) for p in validation]


def _drums(data: Path, cache: Path) -> tuple[list[Sheet], list[Sheet]]:
    played = [each for each in read_groove(data) if each.notes]
    return (
        [drum_sheet(each) for each in played if not each.held_out],
        [drum_sheet(each) for each in played if each.held_out],
    )


def _basses(data: Path, cache: Path) -> tuple[list[Sheet], list[Sheet]]:
    bands = cached_bands(data, cache / "bands.pickle")
    return (
        [bass_sheet(band) for band in bands if not band.held_out],
        [bass_sheet(band) for band in bands if band.held_out],
    )


def _write(training: Sequence[Sheet], validation: Sequence[Sheet], path: Path) -> None:
    sheets = [*training, *validation]
    part = path.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        format=FORMAT,
        training=len(training),
        names=[sheet.name for sheet in sheets],
        styles=[sheet.style for sheet in sheets],
        keys=[sheet.key for sheet in sheets],
        shapes=[sheet.symbols.shape for sheet in sheets],
        symbols=np.concatenate([sheet.symbols.ravel() for sheet in sheets]),
        loudness=np.concatenate([sheet.loudness.ravel() for sheet in sheets]),
        away=np.concatenate([sheet.away.ravel() for sheet in sheets]),
        quarters=np.concatenate([sheet.quarters for sheet in sheets]),
        meters=np.concatenate([sheet.meters for sheet in sheets]),
        heard=np.concatenate([_heard(sheet) for sheet in sheets]),
    )
    part.replace(path)


def _heard(sheet: Sheet) -> np.ndarray:
    """What is heard in each quarter, one after the other, (quarters, HEARD or 0)."""
    if sheet.heard is None:
        return np.zeros((sheet.meters.size * sheet.symbols.shape[1], 0), np.float16)
    return sheet.heard.reshape(-1, sheet.heard.shape[-1])


def _read(path: Path) -> tuple[list[Sheet], list[Sheet]]:
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    if arrays["format"] != FORMAT:
        raise ValueError(f"{path} was made by another version: delete it and start again")
    sheets, bar, slot, quarter = [], 0, 0, 0
    labels = zip(*(arrays[name] for name in ("names", "styles", "keys", "shapes")), strict=True)
    for name, style, key, shape in labels:
        bars, size = int(shape[0]), int(np.prod(shape))
        found = {p: arrays[p][slot : slot + size].reshape(shape) for p in PLANES}
        found |= {p: arrays[p][bar : bar + bars] for p in ("quarters", "meters")}
        quarters = int(shape[0] * shape[1])
        heard = arrays["heard"][quarter : quarter + quarters].reshape(*shape[:2], -1)
        told = heard if heard.shape[-1] else None
        sheets.append(Sheet(str(name), str(style), **found, key=int(key), heard=told))
        bar, slot, quarter = bar + bars, slot + size, quarter + quarters
    count = int(arrays["training"])
    return sheets[:count], sheets[count:]
