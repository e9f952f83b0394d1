"""Interpolate, as it is offered."""

from dataclasses import replace

from engine.score.excerpt import clip_alone
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Aim, Ears, Load, Request, Tool
from engine.tools.clips.interpolate import InterpolateOptions, interpolate
from engine.tools.errors import ToolError
from engine.tools.offers.choosing import choosing
from engine.tools.offers.placing import aim_after, moved
from engine.tools.takes import Answer


def _aim_interpolate(request: Request) -> Aim:
    options = request.options
    bars = max(_bars(each) for each in _ends(request))
    return aim_after(request, bars, options.steps * options.variations)


def _bars(song: Song) -> int:
    """How many bars there are to the end of the last note."""
    last = max((note.end for track in song.tracks for note in track.notes), default=Tick(1))
    return song.meters.bar_at(Tick(last - 1)) + 1


def _ends(request: Request) -> tuple[Song, Song]:
    """The two clips as songs of their own, each from the bar that it begins in."""
    song = request.song
    if request.clip_id is None or request.to_clip is None:
        raise ToolError("Interpolate goes from one clip to another; choose the other one")
    return clip_alone(song, request.clip_id), clip_alone(song, request.to_clip)


def _interpolate(request: Request, load: Load, ears: Ears) -> Answer:
    first, last = ((song, song.tracks[0].id) for song in _ends(request))
    model = load("interpolate", request.kind)
    answer = interpolate(first, last, request.options, model, cancelled=ears.cancelled)
    aim = _aim_interpolate(request)
    takes = tuple(replace(take, start=aim.start) for take in answer.takes)

    def placed(note: Note) -> Note:
        return replace(note, start=Tick(note.start + aim.start), channel=request.track.channel)

    return moved(replace(answer, takes=takes), placed, aim.end, ears)


TOOL = Tool(
    "interpolate", InterpolateOptions, _aim_interpolate, choosing(_interpolate), two_clips=True
)
