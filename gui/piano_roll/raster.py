"""Notes as pixels by numpy: for views with so many notes that drawing each would take too long."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from gui.piano_roll.arrays import Ints, Mask, NoteArrays
from gui.piano_roll.coordinates import PITCHES, Coordinates, Floats

Pixels = NDArray[np.uint32]
MIN_WIDTH = 3.0
COUNT_BITS = 20
COUNT = 1 << COUNT_BITS
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
    """The same edges in device pixels. Works in place: with many notes, memory takes the time."""
    left, right = coordinates.x_of(notes.starts), coordinates.x_of(notes.ends)
    for edge in (left, right):
        edge *= ratio
        edge += 0.5
        np.floor(edge, out=edge)
    right -= ratio
    np.maximum(right, left + MIN_WIDTH * ratio, out=right)
    return left, right


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


def loudness(notes: NoteArrays, coordinates: Coordinates, width: int, ratio: float) -> NDArray:
    """The mean velocity at each pitch (rows, 0 to 127) and device pixel of time (columns).

    0 where no note sounds. The cost depends on the number of notes and on the width, not on how
    long notes are: each adds its velocity where it begins and takes it away where it ends.
    """
    size = PITCHES * (width + 1)
    weights = (COUNT + notes.velocities).astype(np.float64)
    rows = notes.pitches * (width + 1)
    changes = []
    for edge in device_edges(notes, coordinates, ratio):
        places = np.clip(edge, 0, width, out=edge).astype(np.int64)
        places += rows
        changes.append(np.bincount(places, weights, size))
    changes[0] -= changes[1]
    sums = np.cumsum(changes[0].reshape(PITCHES, -1)[:, :-1], axis=1).astype(np.int64)
    count = sums >> COUNT_BITS
    sums &= COUNT - 1
    np.floor_divide(sums, count, out=sums, where=count > 1)
    return np.clip(sums, 0, 127, out=sums)


def note_pixels(
    notes: NoteArrays,
    selected: Mask,
    coordinates: Coordinates,
    size: tuple[int, int],
    ratio: float,
    tables: tuple[Pixels, Pixels],
) -> Pixels:
    """The notes as premultiplied ARGB pixels on nothing, of a `size` in device pixels.

    `tables` hold a colour for each velocity, for plain and for selected notes.
    """
    width, height = size
    rows = np.zeros((PITCHES + 1, width), np.uint32)
    if not selected.any():
        rows[:-1] = tables[0][loudness(notes, coordinates, width, ratio)]
    else:
        plain = tables[0][loudness(notes.taken(~selected), coordinates, width, ratio)]
        chosen = tables[1][loudness(notes.taken(selected), coordinates, width, ratio)]
        rows[:-1] = np.where(chosen, chosen, plain)
    upper, lower = (np.rint(edge * ratio) for edge in row_edges(coordinates, ratio))
    row_of = np.full(height, PITCHES)
    for pitch in range(PITCHES):
        row_of[max(0, int(upper[pitch])) : max(0, int(lower[pitch]))] = pitch
    return np.take(rows, row_of, axis=0)


def draw_pixels(painter: QPainter, pixels: Pixels, ratio: float) -> None:
    """Draw premultiplied ARGB pixels at the painter's origin."""
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    painter.drawImage(0, 0, image)
