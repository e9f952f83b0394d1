"""What the composer process can be asked to do. All of it is picklable, and so is what comes of it.

What a task works with is loaded where it runs, and when it first does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from engine.runtime.session import Device
from engine.score.edits import add_notes
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.theory.surprises import Surprises
from engine.tools.asking import Ears, Request
from engine.tools.catalogue import TOOLS
from engine.tools.clips.ground import Ground
from engine.tools.continue_options import ContinueOptions
from engine.tools.errors import ToolError
from engine.tools.takes import Answer, Take

if TYPE_CHECKING:
    from engine.composer.workroom import Workroom
    from engine.theory.portrait import Portrait

Result_co = TypeVar("Result_co", covariant=True)


class Listener(Protocol):
    """Who hears of a task."""

    cancelled: Callable[[], bool]
    report: Callable[[Any], None]


class Task(Protocol[Result_co]):
    """Something to do."""

    def run(self, room: "Workroom", job: Listener) -> Result_co:
        """Do it, with what the room has."""
        ...


@dataclass(frozen=True)
class NoteCame:
    """A take got its next note."""

    index: int
    note: Note


@dataclass(frozen=True)
class TakeCame:
    """A take is complete."""

    index: int
    take: Take


@dataclass(frozen=True)
class Compose:
    """Ask a tool by name; `request` is a fine one. Reports NoteCame and TakeCame.

    Raises what the tool's `answer` does.
    """

    tool: str
    request: Request
    device: Device

    def run(self, room: "Workroom", job: Listener) -> Answer:
        """The tool's answer."""
        ears = Ears(
            on_note=lambda index, note: job.report(NoteCame(index, note)),
            on_take=lambda index, take: job.report(TakeCame(index, take)),
            cancelled=job.cancelled,
            originality=room.originality,
        )
        return TOOLS[self.tool].answer(self.request, room.load(self.device), ears)


@dataclass(frozen=True)
class WarmUp:
    """Answer a small request, so that everything has run once, and load what other tools need.

    Raises ModelError.
    """

    device: Device

    def run(self, room: "Workroom", job: Listener) -> str:
        """What it ran on: "cpu" or "gpu"."""
        options = ContinueOptions(bars=1, variations=4, seed=1)
        song = _scale()
        request = Request(song, song.tracks[0].id, options).fine()
        ears = Ears(cancelled=job.cancelled)
        answer = TOOLS["continue"].answer(request, room.load(self.device), ears)
        list(TOOLS.values())
        return answer.device


@dataclass(frozen=True)
class Morph:
    """Decode the ground between four clips, each a song and a track's id, of a kind of music.

    Reports (Ground, Cell, notes) of each cell; raises what `morph` does.
    """

    corners: Sequence[tuple[Song, int]]
    side: int
    kind: str
    device: Device

    def run(self, room: "Workroom", job: Listener) -> Ground:
        """The ground."""
        from engine.tools.clips.morph import morph

        model = room.load(self.device)("interpolate", self.kind)

        def tell(*news: Any) -> None:
            job.report(news)

        return morph(self.corners, self.side, model, tell, cancelled=job.cancelled)


@dataclass(frozen=True)
class Line:
    """A track whose notes are to be read around a tick.

    `is_own`: it is as the song has it, and a later reading may know some of its notes again; else
    a take stands in it.
    """

    song: Song
    track_id: int
    around: Tick
    is_own: bool


@dataclass(frozen=True, eq=False)
class Heard:
    """What is known of a line so far. `span`: of a long one the stretch that is read, in ticks of
    its song.
    """

    surprises: Surprises
    done: bool
    span: tuple[Tick, Tick] | None

    def covers(self, start: float, end: float) -> bool:
        """Whether all notes that begin in a stretch of the song are read, or will be."""
        return self.span is None or (self.span[0] <= start and end <= self.span[1])


@dataclass(frozen=True)
class Hear:
    """Read a portion of a line: from its beginning, or, where `line` is None, further in the one
    that was begun last.

    Raises ToolError and ModelError.
    """

    line: Line | None
    portion: int

    def run(self, room: "Workroom", job: Listener) -> Heard:
        """What is known now."""
        reading = room.reading
        if self.line is not None:
            reading = room.begin(self.line)
        if reading is None:
            raise ToolError("what was read of these notes is lost; edit them or choose them anew")
        reading.go_on(self.portion)
        return Heard(reading.surprises, reading.done, reading.span)


@dataclass(frozen=True)
class Portray:
    """Compute what the plots show of a track, or of one of its clips. The notes stay out of what
    comes of it, as who asks has them. Raises KeyError.
    """

    song: Song
    track_id: int
    clip_id: int | None

    def run(self, room: "Workroom", job: Listener) -> "Portrait":
        """Its portrait."""
        from engine.theory.portrait import portrait

        return replace(portrait(self.song, self.track_id, self.clip_id), notes=())


def _scale() -> Song:
    """Eight notes in a new song."""
    song = new_song()
    notes = [Note(0, 60 + i, 80, Tick(i * 480), Tick(480)) for i in range(8)]
    return add_notes(song, song.tracks[0].clips[0].id, notes)
