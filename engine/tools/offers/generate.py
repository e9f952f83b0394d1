"""Generate, as it is offered."""

from dataclasses import dataclass, replace
from typing import Literal

from engine.score.song import Note
from engine.score.time import DEFAULT_PPQ, Tick
from engine.theory.keys import find_key
from engine.tools.asking import Aim, Ears, Load, Request, Tool
from engine.tools.clips.generate import GenerateOptions, generate
from engine.tools.clips.trio import TRIO, Players, trio
from engine.tools.offers.choosing import Choosing, choosing
from engine.tools.offers.placing import moved
from engine.tools.offers.several import several
from engine.tools.options import option
from engine.tools.takes import Answer


@dataclass(frozen=True)
class Generated(GenerateOptions, Choosing):
    """Generate's, several takes at once, of what the track plays where nothing else is said."""

    variations: int = several()
    kind: Literal["auto", "melody", "drums", "trio"] = option(
        "auto",
        "What",
        help="auto: drums on a drum track, else a melody; trio: melody, bass and drums",
    )


def _aim_generate(request: Request) -> Aim:
    end = request.song.meters.bar_start(request.options.bars)
    here = _generated_kind(request) == request.kind and not any(request.track.notes)
    placing = "instead" if here else "track"
    return Aim(placing, Tick(0), end, request.options.variations)


def _generated_kind(request: Request) -> str:
    kind = request.options.kind
    return request.kind if kind == "auto" else kind


def _home(request: Request) -> str:
    """The key of the track's own music, where there is some."""
    notes = () if request.track.is_drums else request.track.notes
    return str(find_key(notes)) if notes else ""


def _generate(request: Request, load: Load, ears: Ears) -> Answer:
    meter = request.song.meters.meter_at(Tick(0))
    beside = (meter.numerator, meter.denominator)
    options = replace(request.options, meter=beside, home=_home(request))
    model = load("generate", _generated_kind(request))
    if _generated_kind(request) == TRIO:
        answer = trio(options, Players.of(model, load), cancelled=ears.cancelled)
    else:
        answer = generate(options, model, cancelled=ears.cancelled)
    ppq = request.song.ppq

    def placed(note: Note) -> Note:
        start, end = (Tick(round(tick * ppq / DEFAULT_PPQ)) for tick in (note.start, note.end))
        return note.with_span(start, max(end, start + 1))

    return moved(answer, placed, request.song.meters.bar_start(options.bars), ears)


TOOL = Tool("generate", Generated, _aim_generate, choosing(_generate))
