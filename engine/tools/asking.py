"""How tools are asked, whichever it is: what of a song is meant, and where the takes will go."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from engine.runtime.card import NETWORK
from engine.runtime.library import LoadedModel
from engine.score.edits import rescaled
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from engine.tools.choice.originality import Originality
from engine.tools.options import Options
from engine.tools.stretch import FINEST_NEEDED, ppq_factor
from engine.tools.takes import Answer, OnTake

Span = tuple[Tick, Tick]
Placing = Literal["after", "instead", "track"]


class Load(Protocol):
    """Gives the model of a family that serves a tool, for music of a kind where the tool tells
    kinds apart. Raises ModelError.
    """

    def __call__(self, tool: str, kind: str | None, family: str = NETWORK, /) -> LoadedModel:
        """The model, loaded."""
        ...


@dataclass(frozen=True)
class Request:
    """A song and what of it is meant, in its ticks.

    `clip_id` is the clip that is worked on, `to_clip` the one to arrive at; `span` is a stretch of
    the track where one is chosen.
    """

    song: Song
    track_id: int
    options: Any
    clip_id: int | None = None
    to_clip: int | None = None
    span: Span | None = None

    @property
    def track(self) -> Track:
        """The track that is worked on."""
        return self.song.track(self.track_id)

    @property
    def clip(self) -> Clip | None:
        """The clip that is worked on."""
        return None if self.clip_id is None else self.song.clip(self.clip_id)

    @property
    def kind(self) -> str:
        """What the track plays, as the cards of models call it."""
        return "drums" if self.track.is_drums else "melody"

    def fine(self) -> "Request":
        """The same in ticks that every take's notes fall on."""
        factor = ppq_factor(self.song)
        factor *= -(-FINEST_NEEDED // (self.song.ppq * factor))
        span = self.span and (Tick(self.span[0] * factor), Tick(self.span[1] * factor))
        return replace(self, song=rescaled(self.song, factor), span=span)


@dataclass(frozen=True)
class Aim:
    """Where takes will go: "after" the track's music, "instead" of its notes that begin in
    [start, end), or on a "track" of their own. `count` says how many there will be.
    """

    placing: Placing
    start: Tick
    end: Tick
    count: int


@dataclass(frozen=True)
class Ears:
    """Who hears of an answer on its way, and whether it is still wanted. `originality` says of each
    take how much of it is known.
    """

    on_note: Callable[[int, Note], None] | None = None
    on_take: OnTake | None = None
    cancelled: Callable[[], bool] = lambda: False
    originality: Originality | None = None


NOBODY = Ears()
"""Nobody hears, and all is wanted."""

Answering = Callable[[Request, Load, Ears], Answer]


@dataclass(frozen=True)
class Tool:
    """A tool as it is asked. The request is a `fine` one; the takes are in its song's ticks.

    `aim` and `answer` raise ToolError and what else is wrong with the options, `answer` ModelError
    and Cancelled too. `two_clips`: it needs one to arrive at. `of_selection`: what is selected is
    what it is about, unless something else is said.
    """

    name: str
    options: type[Options]
    aim: Callable[[Request], Aim]
    answer: Answering
    two_clips: bool = False
    of_selection: bool = True
