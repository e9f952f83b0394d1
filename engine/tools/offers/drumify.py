"""Drumify, as it is offered."""

from dataclasses import dataclass

from engine.score.time import Tick
from engine.tools.asking import Aim, Ears, Load, Request, Tool
from engine.tools.drums.drumify import DrumifyOptions, drumify
from engine.tools.offers.several import several
from engine.tools.takes import Answer


@dataclass(frozen=True)
class Drumified(DrumifyOptions):
    """Drumify's, several takes at once."""

    variations: int = several()


def _aim_drumify(request: Request) -> Aim:
    return Aim("track", Tick(0), request.track.end, request.options.variations)


def _drumify(request: Request, load: Load, ears: Ears) -> Answer:
    return drumify(
        request.song,
        request.track_id,
        request.options,
        load("drumify", None),
        ears,
    )


TOOL = Tool("drumify", Drumified, _aim_drumify, _drumify)
