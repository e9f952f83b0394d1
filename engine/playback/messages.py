"""What the window's side asks of the player process, and what that answers beside events.

All are frozen and picklable: tuples with names, classes that a start makes in a quarter of the time
that dataclasses take. A song travels as the flat arrays of a PlaybackSong.
"""

from typing import NamedTuple

from engine.playback.scheduler import PlaybackSong
from engine.score.time import Tick


class Load(NamedTuple):
    """Plays this song from now on, without a break where one is playing."""

    song: PlaybackSong


class Overlay(NamedTuple):
    """Plays these messages along with the song: earlier rounds of a loop being recorded."""

    song: PlaybackSong | None


class Play(NamedTuple):
    """Rolls from a tick to `until`, or to the song's end where nothing goes on there."""

    tick: Tick
    loop: tuple[Tick, Tick] | None = None
    overlay: PlaybackSong | None = None
    until: Tick | None = None


class Switch(NamedTuple):
    """Plays these messages along with the song instead, from where the playhead is, without a gap.

    It ends at `until`, or goes round `loop`. Where nothing plays it rolls from `tick`.
    """

    tick: Tick
    loop: tuple[Tick, Tick] | None
    overlay: PlaybackSong
    until: Tick | None


class Record(NamedTuple):
    """Rolls from a tick with recording on, after a count-in; one part may keep silent meanwhile."""

    tick: Tick
    count_in_bars: int
    silent_track: int | None


class Stop(NamedTuple):
    """Stands still where the playhead is, with every note released."""


class Seek(NamedTuple):
    """Goes on, or waits, at a tick."""

    tick: Tick


class SetLoop(NamedTuple):
    """Plays [start, end) round and round; None plays on."""

    loop: tuple[Tick, Tick] | None


class SetMetronome(NamedTuple):
    """Clicks on every beat, or not."""

    on: bool


class Live(NamedTuple):
    """A message played by hand through the window, at a clock time."""

    data: bytes
    at: float
    kept: bool


class SetThru(NamedTuple):
    """Live notes sound on this channel with this program."""

    channel: int
    program: int


class SelectOutput(NamedTuple):
    """Sends the music to this port, or to the built-in synth for SYNTH."""

    name: str


class SelectInput(NamedTuple):
    """Listens to this port; None to every port there is."""

    name: str | None


class UseSoundfont(NamedTuple):
    """The built-in synth plays with this soundfont; None with the best it finds."""

    path: str | None


class Panic(NamedTuple):
    """Silences every channel of the output, whatever is thought to sound."""


class MeasureLateness(NamedTuple):
    """Starts counting lateness anew, or reports it as a Lateness event."""

    report: bool


class Close(NamedTuple):
    """Silences everything and ends the process."""


Command = (
    Load
    | Overlay
    | Play
    | Switch
    | Record
    | Stop
    | Seek
    | SetLoop
    | SetMetronome
    | Live
    | SetThru
    | SelectOutput
    | SelectInput
    | UseSoundfont
    | Panic
    | MeasureLateness
    | Close
)


class Rolled(NamedTuple):
    """From clock time `since` on the playhead runs so that it is at `tick` at clock time `at`.

    `tick` is None when it stands. A count-in runs from `since` to `at`.
    """

    since: float
    at: float
    tick: Tick | None
    recording: bool = False


class Heard(NamedTuple):
    """A message that was played by hand, with the driver's clock time."""

    at: float
    data: bytes
    source: str


SYNTH = "synth"
"""The name of the built-in synth among the outputs."""

NOWHERE = "nowhere"
"""An output that swallows everything, to measure how well time is kept without a driver."""
