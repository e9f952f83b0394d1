"""Where takes go, and takes that are moved there."""

from collections.abc import Callable
from dataclasses import replace

from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.asking import Aim, Ears, Request
from engine.tools.takes import Answer


def aim_after(request: Request, bars: int, count: int) -> Aim:
    """The `bars` bars from the first bar line at or after the track's last note-off."""
    meters = request.song.meters
    start = meters.bar_line_from(max((n.end for n in request.track.notes), default=Tick(0)))
    end = meters.bar_start(meters.bar_at(start) + bars)
    return Aim("after", start, end, count)


def moved(answer: Answer, move: Callable[[Note], Note], end: Tick, ears: Ears) -> Answer:
    """The answer with each note moved and each take's end; told take by take."""
    takes = tuple(
        replace(take, notes=tuple(map(move, take.notes)), end=end) for take in answer.takes
    )
    if ears.on_take is not None:
        for number, take in enumerate(takes):
            ears.on_take(number, take)
    return replace(answer, takes=takes, ppq_factor=1)
