"""What the player tells the window. Clock times are readings of `clock`."""

import time
from dataclasses import dataclass

from engine.score.song import MidiEvent, Note
from engine.score.time import Tick

clock = time.perf_counter
"""The clock of all playback, in seconds: monotonic, fine, the same in all processes."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the playhead was at a clock time; it goes on from there while `playing`.

    During a count-in `tick` lies before the place where recording starts, perhaps below 0.
    """

    tick: Tick
    at: float
    playing: bool
    recording: bool


@dataclass(frozen=True, slots=True)
class LiveNote:
    """A key went down or up, on a MIDI keyboard or through `Player.note_on`, at a clock time."""

    pitch: int
    velocity: int
    on: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that the recording holds so far, in song ticks; `final` once, when it has ended.

    Notes have the ids 0, 1, ... in order. `replaces` says whether they take the place of what the
    track held between `start` and `end`, instead of joining it.
    """

    track_id: int
    notes: tuple[Note, ...]
    events: tuple[MidiEvent, ...]
    start: Tick
    end: Tick
    final: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Captured:
    """What was played last although nobody pressed record, in song ticks; empty if nothing was."""

    notes: tuple[Note, ...]
    events: tuple[MidiEvent, ...]


@dataclass(frozen=True, slots=True)
class PortsChanged:
    """The ports there are, what drives them, and where the music goes now.

    `backend` is "ALSA", "JACK", "CoreMIDI", "WinMM" or "no MIDI". `audio` names what plays the
    built-in synth, "" for nothing. `latency_ms` is the time the chosen output adds after a send.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    backend: str
    output: str
    latency_ms: float
    audio: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the user should know, in words ready to show."""

    message: str


@dataclass(frozen=True, slots=True)
class Restarted:
    """The player process had died; a new one has silenced every note and stands still."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late notes were sent after their due time, and audio blocks that came too late."""

    count: int
    p50_ms: float
    p99_ms: float
    max_ms: float
    underruns: int = 0


PlayerEvent = Moved | LiveNote | Recorded | Captured | PortsChanged | Trouble | Restarted | Lateness
