"""Edits of when notes begin and how long they last."""

from collections import defaultdict
from collections.abc import Callable, Collection
from itertools import pairwise

from engine.score.edits.notes import selected
from engine.score.edits.shape import with_changed
from engine.score.grids import snap
from engine.score.meter import MeterMap
from engine.score.song import Note, Song
from engine.score.time import Tick


def quantize(song: Song, note_ids: Collection[int], grid: Tick, strength: float = 1.0) -> Song:
    """The song with these notes drawn towards a grid that begins anew with each bar.

    `strength` 0 leaves them, 1 puts their starts on the grid; lengths stay.
    """
    if strength <= 0:
        return song
    nearest = _nearest(song.meters, grid)

    def drawn(note: Note) -> Note:
        start = note.start + round((nearest(note.start) - note.start) * min(1.0, strength))
        return note.with_span(start, start + note.length)

    return with_changed(song, note_ids, drawn)


def legato(song: Song, note_ids: Collection[int]) -> Song:
    """The song with each of these notes held until the next of them on its track begins.

    The last ones stay as they are.
    """
    starts: defaultdict[int, set[Tick]] = defaultdict(set)
    for clip, note in selected(song, note_ids):
        starts[clip.id].add(note.start)
    following = {clip_id: dict(pairwise(sorted(ticks))) for clip_id, ticks in starts.items()}
    ends = {
        note.id: following[clip.id].get(note.start, note.end)
        for clip, note in selected(song, note_ids)
    }
    return with_changed(song, note_ids, lambda note: note.with_span(note.start, ends[note.id]))


def staccato(song: Song, note_ids: Collection[int]) -> Song:
    """The song with these notes at half their length, no shorter than a tick."""
    return with_changed(
        song,
        note_ids,
        lambda note: note.with_span(note.start, note.start + max(1, note.length // 2)),
    )


def _nearest(meters: MeterMap, grid: Tick) -> Callable[[Tick], Tick]:
    """What finds the nearest grid line or bar line; fast for ticks that come in order."""
    bar = (Tick(0), Tick(0))

    def nearest(tick: Tick) -> Tick:
        nonlocal bar
        start, end = bar
        if not start <= tick < end:
            index = meters.bar_at(tick)
            start, end = bar = (meters.bar_start(index), meters.bar_start(index + 1))
        line = snap(tick, grid, start)
        return end if line > end or end - tick < abs(line - tick) else line

    return nearest
