"""Notes as pixels by numpy: for views with so many notes that drawing each would take too long."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from gui.piano_roll.arrays import Ints, Mask, NoteArrays
from gui.piano_roll.coordinates import PITCHES, Coordinates, Floats

Pixels = NDArray[np.uint32]
MIN_WIDTH = 3.0
COUNT = 1 << 20
"""Added to each velocity, so that one sum holds both the number of notes and their velocities."""


def edges(notes: NoteArrays, coordinates: Coordinates, ratio: float) -> tuple[Floats, Floats]:
    """The left and right edges of notes in logical pixels, on whole device pixels.

    A gap is left before the end, so that repeated notes stay apart; a note is never narrower than a
    few pixels.
    """
    left, right = device_edges(notes, coordinates, ratio)
    return left / ratio, right / ratio


def device_edges(
    notes: NoteArrays, coordinates: Coordinates, ratio: float
) -> tuple[Floats, Floats]:
    """The same edges in device pixels."""
    found = _fractions(notes, coordinates, ratio)
    return tuple(np.floor(found, out=found))


def _fractions(notes: NoteArrays, coordinates: Coordinates, ratio: float) -> Floats:
    """The edges (2, n) in device pixels, whose fractions are still to be cut off. Works in place:
    with many notes, memory takes the time.
    """
    scale = coordinates.tick_width * ratio
    edges = notes.edges * scale
    edges += 0.5 - coordinates.left * scale
    left, right = edges
    right -= ratio
    np.maximum(right, left + MIN_WIDTH * ratio, out=right)
    return edges


def row_edges(coordinates: Coordinates, ratio: float) -> tuple[Floats, Floats]:
    """The upper and lower edges of a note in each row, by pitch, in logical pixels."""
    pitches = np.arange(PITCHES)
    upper = np.floor(coordinates.y_of(pitches) * ratio + 0.5) / ratio
    lower = np.floor(coordinates.y_of(pitches - 1) * ratio + 0.5) / ratio
    margin = 1.0 if coordinates.row_height >= 8 else 0.0
    return upper + margin, np.maximum(upper + 1, lower - 1 if margin else lower - 1 / ratio)


def color_table(colors: list[QColor]) -> Pixels:
    """Colours as premultiplied ARGB, after a transparent one at index 0."""
    values = [0]
    for color in colors:
        red, green, blue, alpha = color.getRgb()  # type: ignore[misc]  # Qt says: an object
        parts = (alpha, *(channel * alpha // 255 for channel in (red, green, blue)))
        values.append(int.from_bytes(bytes(parts), "big"))
    return np.array(values, dtype=np.uint32)


def line_columns(coordinates: Coordinates, ticks: Ints) -> list[int]:
    """The whole pixels at which the lines of these ticks stand."""
    return np.floor(coordinates.x_of(ticks) + 0.5).astype(np.int64).tolist()


def loudness(
    notes: NoteArrays, coordinates: Coordinates, width: int, ratio: float, pitches: tuple[int, int]
) -> NDArray:
    """The mean velocity at each pitch (rows, from the lowest to the highest of `pitches`, which no
    note lies outside of) and device pixel of time (columns).

    0 where no note sounds. The cost depends on the number of notes and on the width, not on how
    long notes are: each adds its velocity where it begins and takes it away where it ends.
    """
    low, high = pitches
    rows, columns = high - low + 1, width + 1
    edges = _fractions(notes, coordinates, ratio)
    places = np.clip(edges, 0, width, out=edges).astype(np.int64)
    places += (notes.pitches - low) * columns
    weights = np.add(notes.velocities, COUNT, dtype=np.float64)
    changes = np.bincount(places[0], weights, rows * columns).astype(np.float64, copy=False)
    changes -= np.bincount(places[1], weights, rows * columns)
    sums = np.cumsum(changes.reshape(rows, columns)[:, :-1], axis=1)
    count = np.floor(sums / COUNT)
    sums -= count * COUNT
    sums /= np.maximum(count, 1, out=count)
    return sums.astype(np.int64)


def note_pixels(
    notes: NoteArrays,
    selected: Mask,
    coordinates: Coordinates,
    size: tuple[int, int],
    ratio: float,
    tables: tuple[Pixels, Pixels],
) -> Pixels:
    """The notes, of which there must be some, as premultiplied ARGB pixels on nothing, of a `size`
    in device pixels.

    `tables` hold a colour for each velocity, for plain and for selected notes.
    """
    width, height = size
    low, high = bounds = int(notes.pitches.min()), int(notes.pitches.max())
    rows = np.zeros((high - low + 2, width), np.uint32)
    for table, part in zip(tables, _parted(notes, selected), strict=True):
        if len(part):
            colors = table[loudness(part, coordinates, width, ratio, bounds)]
            rows[:-1] = np.where(colors, colors, rows[:-1]) if part is not notes else colors
    upper, lower = (np.rint(edge * ratio) for edge in row_edges(coordinates, ratio))
    row_of = np.full(height, high - low + 1)
    for pitch in range(low, high + 1):
        row_of[max(0, int(upper[pitch])) : max(0, int(lower[pitch]))] = pitch - low
    return np.take(rows, row_of, axis=0)


def _parted(notes: NoteArrays, selected: Mask) -> tuple[NoteArrays, NoteArrays]:
    """The plain notes and the selected ones."""
    if not selected.any():
        return notes, notes.taken(slice(0, 0))
    return notes.taken(~selected), notes.taken(selected)


def draw_pixels(painter: QPainter, pixels: Pixels, ratio: float) -> None:
    """Draw premultiplied ARGB pixels at the painter's origin."""
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    painter.drawImage(0, 0, image)
