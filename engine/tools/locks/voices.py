"""How many notes sound at a time."""

from collections.abc import Iterable
from dataclasses import replace

from engine.score.song import Note, in_order
from engine.score.time import Tick


def at_most(voices: int, notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes, in order, so that at most `voices` sound at any time: where one too many begins,
    the one that has sounded longest ends. Of too many that begin together the highest stay.
    """
    kept: list[Note] = []
    sounding: list[int] = []
    for note in in_order(notes):
        sounding = [index for index in sounding if kept[index].end > note.start]
        if len(sounding) == voices:
            oldest = sounding.pop(0)
            kept[oldest] = replace(kept[oldest], length=Tick(note.start - kept[oldest].start))
        sounding.append(len(kept))
        kept.append(note)
    return tuple(note for note in kept if note.length > 0)
