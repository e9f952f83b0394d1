"""How many notes sound at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.score.song import Note, in_order
from engine.score.time import Tick


def at_most(voices: int, notes: Iterable[Note], others: Sequence[Note] = ()) -> tuple[Note, ...]:
    """The notes, in order, so that at most `voices` sound at any time, among `others` that stay as
    they are: where one too many begins, the one that has sounded longest ends. Of too many that
    begin together the highest stay.
    """
    kept: list[Note] = []
    sounding: list[int] = []
    staying = {id(other) for other in others}
    for note in in_order([*others, *notes]):
        beside = sum(other.start <= note.start < other.end for other in others)
        own = id(note) not in staying
        sounding = [index for index in sounding if kept[index].end > note.start]
        while sounding and len(sounding) + own > voices - beside:
            oldest = sounding.pop(0)
            kept[oldest] = replace(kept[oldest], length=Tick(note.start - kept[oldest].start))
        if own and beside < voices:
            sounding.append(len(kept))
            kept.append(note)
    return tuple(note for note in kept if note.length > 0)
