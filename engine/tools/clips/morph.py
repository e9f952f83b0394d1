"""Morph: what lies between four clips, decoded ahead on a grid, so that moving about is instant."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.jobs import Cancelled
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import LoadedModel
from engine.score.song import Note, Song, in_order
from engine.tools.clips.ends import End, check_alike, sheets_of
from engine.tools.clips.ground import CORNERS, Cell, Ground
from engine.tools.clips.interpolate import slerp
from engine.tools.clips.music import clip_of, fine_ppq, likeliest
from engine.tools.errors import ToolError

OnCell = Callable[[Ground, Cell, tuple[Note, ...]], None]


def morph(
    corners: Sequence[tuple[Song, int]],
    side: int,
    model: LoadedModel,
    on_cell: OnCell,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Ground:
    """The clips between four, each a song and a track's id: upper left, upper right, lower left,
    lower right. The corners come first and are the clips themselves, to the tick; the rest row by
    row, each the model's central answer, on arcs from the left to the right of the arcs up and
    down.

    Raises ToolError as `interpolate` does, ModelError, Cancelled.
    """
    if len(corners) != CORNERS or side < 2:
        raise ToolError("a morph lies between four clips, on a grid of two by two or more")
    coder = Autoencoder(model)
    ends = [End.of(song, song.track(track)) for song, track in corners]
    check_alike(ends, coder.kind)
    factor = fine_ppq(corners[0][0], ends[0].drums)
    sheets = sheets_of(ends, factor)
    sheet, bars = sheets[0], sheets[0].bars
    ground = Ground(side, sheet.meters.ppq, sheet.end)
    known = dict(zip(_corner_cells(side), corners, strict=True))
    for cell, (song, track) in known.items():
        on_cell(ground, cell, _own(song, track, ground))
    contents = [end.content(each) for end, each in zip(ends, sheets, strict=True)]
    noise = [coder.noise(coder.read([content], bars)[0], bars)[0][0] for content in contents]
    for row in range(side):
        if cancelled():
            raise Cancelled
        shares = np.linspace(0, 1, side)
        left, right = (slerp(noise[c], noise[c + 2], float(shares[row])) for c in (0, 1))
        between = np.stack([slerp(left, right, float(share)) for share in shares])
        said = coder.write(coder.conduct(between, bars), bars)
        for column in range(side):
            if (column, row) not in known:
                one = clip_of(said, column)
                on_cell(ground, (column, row), sheet.written(likeliest(one.logits), one))
    return ground


def _corner_cells(side: int) -> list[Cell]:
    last = side - 1
    return [(0, 0), (last, 0), (0, last), (last, last)]


def _own(song: Song, track_id: int, ground: Ground) -> tuple[Note, ...]:
    """The notes of a clip as they are, in the ground's ticks."""

    def placed(note: Note) -> Note:
        start, end = (round(tick * ground.ppq / song.ppq) for tick in (note.start, note.end))
        return note.with_span(start, max(start + 1, end))

    return in_order(placed(note) for note in song.track(track_id).notes)
