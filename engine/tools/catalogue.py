"""The tools that answer with takes, each asked as `asking` says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from engine.score.edits import remove_notes
from engine.score.excerpt import clip_alone
from engine.score.song import Note, Song
from engine.score.time import DEFAULT_PPQ, Tick
from engine.tools.asking import Aim, Ears, Load, Request, Span, Tool
from engine.tools.choosing import Choosing, choosing
from engine.tools.continue_ import ContinueOptions
from engine.tools.continue_kinds import continue_track
from engine.tools.drumify import DrumifyOptions, drumify
from engine.tools.errors import ToolError
from engine.tools.generate import GenerateOptions, generate
from engine.tools.groove import GrooveOptions, groove
from engine.tools.infill import infill
from engine.tools.interpolate import InterpolateOptions, interpolate
from engine.tools.kind import track_kind
from engine.tools.melody_options import MelodyOptions
from engine.tools.options import option
from engine.tools.takes import Answer

SEVERAL = 4
"""How many takes are offered at first: one alone leaves no choice."""


def _several() -> int:
    return option(SEVERAL, "Takes", low=1, high=16, step=1, unit="", help="How many answers")


@dataclass(frozen=True)
class Continued(ContinueOptions, Choosing):
    """Continue's, with a choice among more takes than are shown."""


@dataclass(frozen=True)
class Infilled(MelodyOptions, Choosing):
    """Infill's, several takes at once."""

    variations: int = _several()


@dataclass(frozen=True)
class Drumified(DrumifyOptions):
    """Drumify's, several takes at once."""

    variations: int = _several()


@dataclass(frozen=True)
class Grooved(GrooveOptions):
    """Groove's, several takes at once."""

    variations: int = _several()


@dataclass(frozen=True)
class Generated(GenerateOptions, Choosing):
    """Generate's, several takes at once, of what the track plays where nothing else is said."""

    variations: int = _several()
    kind: Literal["auto", "melody", "drums"] = option(
        "auto", "What", help="auto: drums on a drum track, else a melody"
    )


def _aim_after(request: Request, bars: int, count: int) -> Aim:
    """The `bars` bars from the first bar line at or after the track's last note-off."""
    meters = request.song.meters
    start = meters.bar_line_from(max((n.end for n in request.track.notes), default=Tick(0)))
    end = meters.bar_start(meters.bar_at(start) + bars)
    return Aim("after", start, end, count)


def _until(request: Request) -> Request:
    """What Continue hears: the track up to the end of the span, where there is one."""
    if request.span is None:
        return request
    later = {note.id for note in request.track.notes if note.start >= request.span[1]}
    return replace(request, song=remove_notes(request.song, later))


def _aim_continue(request: Request) -> Aim:
    options = request.options
    aim = _aim_after(_until(request), options.bars, options.variations)
    return aim if request.span is None else replace(aim, placing="instead")


def _continue(request: Request, load: Load, ears: Ears) -> Answer:
    heard = _until(request)
    return continue_track(
        heard.song,
        request.track_id,
        request.options,
        load("continue", track_kind(heard.song, heard.track)),
        on_note=ears.on_note,
        on_take=ears.on_take,
        cancelled=ears.cancelled,
    )


def _aim_infill(request: Request) -> Aim:
    return Aim("instead", *_chosen(request), request.options.variations)


def _chosen(request: Request) -> Span:
    if request.span is None:
        raise ToolError("nothing is selected; select the notes that should be written anew")
    return request.span


def _infill(request: Request, load: Load, ears: Ears) -> Answer:
    return infill(
        request.song,
        request.track_id,
        *_chosen(request),
        request.options,
        load("infill", None),
        on_take=ears.on_take,
        cancelled=ears.cancelled,
    )


def _aim_generate(request: Request) -> Aim:
    end = request.song.meters.bar_start(request.options.bars)
    here = _generated_kind(request) == request.kind and not any(request.track.notes)
    placing = "instead" if here else "track"
    return Aim(placing, Tick(0), end, request.options.variations)


def _generated_kind(request: Request) -> str:
    kind = request.options.kind
    return request.kind if kind == "auto" else kind


def _generate(request: Request, load: Load, ears: Ears) -> Answer:
    meter = request.song.meters.meter_at(Tick(0))
    options = replace(request.options, meter=(meter.numerator, meter.denominator))
    model = load("generate", _generated_kind(request))
    answer = generate(options, model, cancelled=ears.cancelled)
    ppq = request.song.ppq

    def placed(note: Note) -> Note:
        start, end = (Tick(round(tick * ppq / DEFAULT_PPQ)) for tick in (note.start, note.end))
        return note.with_span(start, max(end, start + 1))

    return _moved(answer, placed, request.song.meters.bar_start(options.bars), ears)


def _moved(answer: Answer, move: Callable[[Note], Note], end: Tick, ears: Ears) -> Answer:
    """The answer with each note moved and each take's end; told take by take."""
    takes = tuple(
        replace(take, notes=tuple(map(move, take.notes)), end=end) for take in answer.takes
    )
    if ears.on_take is not None:
        for number, take in enumerate(takes):
            ears.on_take(number, take)
    return replace(answer, takes=takes, ppq_factor=1)


def _aim_interpolate(request: Request) -> Aim:
    options = request.options
    bars = max(_bars(each) for each in _ends(request))
    return _aim_after(request, bars, options.steps * options.variations)


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

    return _moved(replace(answer, takes=takes), placed, aim.end, ears)


def _aim_drumify(request: Request) -> Aim:
    return Aim("track", Tick(0), request.track.end, request.options.variations)


def _drumify(request: Request, load: Load, ears: Ears) -> Answer:
    return drumify(
        request.song,
        request.track_id,
        request.options,
        load("drumify", None),
        on_take=ears.on_take,
        cancelled=ears.cancelled,
    )


def _aim_groove(request: Request) -> Aim:
    clip = request.clip
    whole = (Tick(0), request.track.end) if clip is None else (clip.start, clip.end)
    return Aim("instead", *(request.span or whole), request.options.variations)


def _groove(request: Request, load: Load, ears: Ears) -> Answer:
    """The whole track is heard; the notes of the stretch alone are the takes'."""
    aim = _aim_groove(request)
    meant = {note.id for note in request.track.notes if aim.start <= note.start < aim.end}
    if not meant:
        raise ToolError("there are no notes to groove; play or draw some drums first")
    answer = groove(
        request.song,
        request.track_id,
        request.options,
        load("groove", None),
        cancelled=ears.cancelled,
    )
    takes = tuple(
        replace(
            take,
            notes=tuple(note for note in take.notes if note.id in meant),
            start=aim.start,
            end=aim.end,
        )
        for take in answer.takes
    )
    return _moved(replace(answer, takes=takes), lambda note: note, aim.end, ears)


_ALL = (
    Tool("continue", Continued, _aim_continue, choosing(_continue), of_selection=False),
    Tool("infill", Infilled, _aim_infill, choosing(_infill)),
    Tool("generate", Generated, _aim_generate, choosing(_generate)),
    Tool(
        "interpolate", InterpolateOptions, _aim_interpolate, choosing(_interpolate), two_clips=True
    ),
    Tool("drumify", Drumified, _aim_drumify, _drumify),
    Tool("groove", Grooved, _aim_groove, _groove),
)

TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _ALL}
"""By name, in the order in which they are offered."""
