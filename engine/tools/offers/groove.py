"""Groove, as it is offered."""

from dataclasses import dataclass, replace

from engine.score.time import Tick
from engine.tools.asking import Aim, Ears, Load, Request, Tool
from engine.tools.drums.groove import GrooveOptions, groove
from engine.tools.errors import ToolError
from engine.tools.offers.several import several
from engine.tools.takes import Answer, Take


@dataclass(frozen=True)
class Grooved(GrooveOptions):
    """Groove's, several takes at once."""

    variations: int = several()


def _aim_groove(request: Request) -> Aim:
    clip = request.clip
    whole = (Tick(0), request.track.end) if clip is None else (clip.start, clip.end)
    return Aim("instead", *(request.span or whole), request.options.variations)


def _groove(request: Request, load: Load, ears: Ears) -> Answer:
    """The whole track is heard; the notes of the stretch alone are the takes'."""
    aim, tell = _aim_groove(request), ears.on_take
    meant = {note.id for note in request.track.notes if aim.start <= note.start < aim.end}
    if not meant:
        raise ToolError("there are no notes to groove; play or draw some drums first")

    def within(take: Take) -> Take:
        notes = tuple(note for note in take.notes if note.id in meant)
        return replace(take, notes=notes, start=aim.start, end=aim.end)

    def tell_within(number: int, take: Take) -> None:
        if tell is not None:
            tell(number, within(take))

    answer = groove(
        request.song,
        request.track_id,
        request.options,
        load("groove", None),
        replace(ears, on_take=tell_within),
    )
    return replace(answer, takes=tuple(map(within, answer.takes)))


TOOL = Tool("groove", Grooved, _aim_groove, _groove)
