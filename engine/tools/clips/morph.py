"""Morph: what lies between four clips, decoded ahead on a grid, so that moving about is instant."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import LoadedModel
from engine.score.song import Note, Song, in_order
from engine.tools.clips.ends import End, check_alike, sheets_of
from engine.tools.clips.ground import CORNERS, Cell, Ground
from engine.tools.clips.music import clip_of, fine_ppq
from engine.tools.clips.way import Drawing, way, way_between
from engine.tools.clips.windows import Ends, Place, arc, slerp
from engine.tools.errors import ToolError

CENTRAL = Drawing()

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
    row, each the central answer: on the ways from the left to the right of the ways down.

    Raises ToolError as `interpolate` does, ModelError, Cancelled.
    """
    if len(corners) != CORNERS or side < 2:
        raise ToolError("a morph lies between four clips, on a grid of two by two or more")
    coder = Autoencoder(model)
    ends = [End.of(song, song.track(track)) for song, track in corners]
    check_alike(ends, coder.kind)
    factor = fine_ppq(corners[0][0], ends[0].drums)
    sheets = sheets_of(ends, factor)
    sheet = sheets[0]
    ground = Ground(side, sheet.meters.ppq, sheet.end)
    known = dict(zip(_corner_cells(side), corners, strict=True))
    for cell, (song, track) in known.items():
        on_cell(ground, cell, _own(song, track, ground))
    contents = [end.content(each) for end, each in zip(ends, sheets, strict=True)]
    between = Ends(coder, contents, sheet.bars, cancelled)
    sides = [
        way(between.said(places), (ends[n].sharps, ends[n + 2].sharps), sheet.bars, CENTRAL)
        for n, places in enumerate(_down(column) for column in (0, 1))
    ]
    for row, down in enumerate(np.linspace(0, 1, side).tolist()):
        left, right = (each.at(down) for each in sides)
        middle = clip_of(between.said([_across(down)]), 0)
        across = way_between(left, middle, right, sheet.bars, CENTRAL)
        for column, share in enumerate(np.linspace(0, 1, side).tolist()):
            if (column, row) not in known:
                clip = across.at(share)
                on_cell(ground, (column, row), sheet.written(clip.symbols, clip.said))
    return ground


def _down(column: int) -> list[Place]:
    """The upper end of a side, its middle and its lower end."""
    return [arc(share, column, column + 2) for share in (0, 0.5, 1)]


def _across(down: float) -> Place:
    """The middle of a row, so far down, from 0 to 1."""
    left, right = (arc(down, column, column + 2) for column in (0, 1))
    return lambda noise: slerp(left(noise), right(noise), 0.5)


def _corner_cells(side: int) -> list[Cell]:
    last = side - 1
    return [(0, 0), (last, 0), (0, last), (last, last)]


def _own(song: Song, track_id: int, ground: Ground) -> tuple[Note, ...]:
    """The notes of a clip as they are, in the ground's ticks."""

    def placed(note: Note) -> Note:
        start, end = (round(tick * ground.ppq / song.ppq) for tick in (note.start, note.end))
        return note.with_span(start, max(start + 1, end))

    return in_order(placed(note) for note in song.track(track_id).notes)
