"""Piano rolls of prompts and what follows them, one below the other, as a PNG for a model's
page.
"""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.representation.notes import GRID
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick

PIXELS_PER_QUARTER = 18
ROW_HEIGHT = 5
MARGIN = 2
GAP = 14
GROUND, BAR_LINE, MIDDLE = (250, 249, 246), (222, 219, 212), (120, 116, 108)
PROMPT, ANSWER = (92, 104, 120), (206, 92, 48)


def roll(
    meters: MeterMap, prompt: Sequence[Note], answer: Sequence[Note], first_bar: int
) -> np.ndarray:
    """One roll, (height, width, 3) bytes: the prompt grey, the answer, which begins at
    `first_bar`, in colour. Grid ticks.
    """
    begin = meters.bar_start(meters.bar_at(prompt[0].start))
    notes = [*prompt, *answer]
    end = meters.bar_line_from(Tick(max(note.end for note in notes)))
    lowest, highest = (pick(note.pitch for note in notes) for pick in (min, max))
    height = (highest - lowest + 1 + 2 * MARGIN) * ROW_HEIGHT
    picture = np.empty((height, _x(end - begin) + 1, 3), dtype=np.uint8)
    picture[:] = GROUND
    for line in [*meters.bar_lines(begin, end), end]:
        picture[:, _x(line - begin)] = BAR_LINE
    picture[:, _x(meters.bar_start(first_bar) - begin)] = MIDDLE
    for note, colour in [*((n, PROMPT) for n in prompt), *((n, ANSWER) for n in answer)]:
        top = (highest - note.pitch + MARGIN) * ROW_HEIGHT
        left, right = _x(note.start - begin), _x(note.end - begin)
        picture[top : top + ROW_HEIGHT - 1, left + 1 : max(left + 2, right)] = colour
    return picture


def stacked(rolls: Sequence[np.ndarray]) -> np.ndarray:
    """Rolls one below the other."""
    width = max(picture.shape[1] for picture in rolls)
    parts = []
    for picture in rolls:
        wide = np.full((picture.shape[0] + GAP, width, 3), 255, dtype=np.uint8)
        wide[: picture.shape[0], : picture.shape[1]] = picture
        parts.append(wide)
    return np.concatenate(parts)[:-GAP]


def write_png(picture: np.ndarray, path: Path) -> None:
    """Writes (height, width, 3) bytes as a PNG."""
    height, width, _ = picture.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, -1)], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 9)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _x(ticks: int) -> int:
    return ticks * PIXELS_PER_QUARTER // GRID
