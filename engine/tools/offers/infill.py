"""Infill, as it is offered."""

from dataclasses import dataclass

from engine.tools.asking import Aim, Ears, Load, Request, Span, Tool
from engine.tools.errors import ToolError
from engine.tools.kind import track_kind
from engine.tools.melody_options import MelodyOptions
from engine.tools.offers.choosing import Choosing, choosing
from engine.tools.offers.several import several
from engine.tools.takes import Answer


@dataclass(frozen=True)
class Infilled(MelodyOptions, Choosing):
    """Infill's, several takes at once."""

    variations: int = several()


def _aim_infill(request: Request) -> Aim:
    return Aim("instead", *_chosen(request), request.options.variations)


def _chosen(request: Request) -> Span:
    if request.span is None:
        raise ToolError("nothing is selected; select the notes that should be written anew")
    return request.span


def _infill(request: Request, load: Load, ears: Ears) -> Answer:
    from engine.tools.infill_kinds import infill_track

    return infill_track(
        request.song,
        request.track_id,
        *_chosen(request),
        request.options,
        load("infill", track_kind(request.song, request.track)),
        ears,
    )


TOOL = Tool("infill", Infilled, _aim_infill, choosing(_infill))
