"""Continue, as it is offered."""

from dataclasses import dataclass, replace
from typing import Literal

from engine.runtime.card import NETWORK
from engine.score.edits import remove_notes
from engine.tools.asking import Aim, Ears, Load, Request, Tool
from engine.tools.continue_options import ContinueOptions
from engine.tools.kind import track_kind
from engine.tools.offers.choosing import Choosing, choosing
from engine.tools.offers.placing import aim_after
from engine.tools.options import option
from engine.tools.takes import Answer


@dataclass(frozen=True)
class Continued(ContinueOptions, Choosing):
    """Continue's, with a choice of the model and among more takes than are shown."""

    model: Literal["network", "markov"] = option(
        "network", "Model", lock=False,
        help="network: all that was learnt; markov: tables of what follows the last three notes or "
        "chords",
    )  # fmt: skip


def _until(request: Request) -> Request:
    """What Continue hears: the track up to the end of the span, where there is one."""
    if request.span is None:
        return request
    later = {note.id for note in request.track.notes if note.start >= request.span[1]}
    return replace(request, song=remove_notes(request.song, later))


def _aim_continue(request: Request) -> Aim:
    options = request.options
    aim = aim_after(_until(request), options.bars, options.variations)
    return aim if request.span is None else replace(aim, placing="instead")


def _continue(request: Request, load: Load, ears: Ears) -> Answer:
    from engine.tools.continue_kinds import continue_track

    heard = _until(request)
    family = getattr(request.options, "model", NETWORK)
    return continue_track(
        heard.song,
        request.track_id,
        request.options,
        load("continue", track_kind(heard.song, heard.track), family),
        ears,
    )


TOOL = Tool("continue", Continued, _aim_continue, choosing(_continue), of_selection=False)
