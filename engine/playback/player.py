"""The window's side of playback: asks the player process, brings its events, restarts it."""

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from engine.last_words import Failed, why_ended
from engine.playback import messages as m
from engine.playback.events import Moved, PlayerEvent, Restarted, Trouble, clock
from engine.playback.listening import Listening
from engine.playback.scheduler import PlaybackSong, playback_song
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick

log = logging.getLogger(__name__)

_OVERLAY_TRACK = -1
_OVERLAY_IDS = -10
"""Overlaid notes have ids from here down, the same for the same pitch, place and channel."""

_MOST_RESTARTS = 3
_RESTART_WINDOW = 30.0
_SETTINGS = (
    m.SetMetronome,
    m.SetThru,
    m.SelectInput,
    m.UseSoundfont,
    m.SelectOutput,
    m.SetLoop,
)
"""What a new process has to be told again, in this order."""

_Work = Callable[[], None]


class Player:
    """Plays, records and listens in a process of its own. Every method returns at once.

    `on_event` gets the events on the player's threads, never on the caller's. Why a process failed
    goes to the log, by way of `crash_file` where it could not say so itself.
    """

    def __init__(
        self, on_event: Callable[[PlayerEvent], None], crash_file: Path | None = None
    ) -> None:
        self._on_event = on_event
        self._crash_file = crash_file
        self._work: SimpleQueue[_Work | None] = SimpleQueue()
        self._lock = Lock()
        self._listening = Listening()
        self._settings: dict[type[Any], m.Command] = {}
        self._latest: Song | None = None
        self._loaded: Song | None = None
        self._playback = PlaybackSong()
        self._process: SpawnProcess | None = None
        self._conn: Connection | None = None
        self._worker: Thread | None = None
        self._deaths: deque[float] = deque(maxlen=_MOST_RESTARTS)
        self._tick = Tick(0)
        self._closing = False

    # Life

    def start(self) -> None:
        """Starts the player process."""
        self._worker = Thread(target=self._run, daemon=True, name="player")
        self._worker.start()
        self._work.put(self._spawn)

    def close(self) -> None:
        """Silences everything and ends the process; waits for it up to two seconds."""
        if self._closing or self._worker is None:
            return
        self._closing = True
        self._work.put(lambda: self._send(m.Close()))
        self._work.put(None)
        self._worker.join(1.0)
        if (process := self._process) is not None:
            process.join(1.0)
            if process.is_alive():
                process.kill()

    @property
    def process_id(self) -> int | None:
        """The process's id, None while there is none."""
        return self._process.pid if self._process is not None else None

    # Playing

    def load(self, song: Song) -> None:
        """Plays this song from now on; while playing without a break."""
        self._latest = song
        self._work.put(lambda: self._load(song))

    def play(self, from_tick: Tick, loop: tuple[Tick, Tick] | None = None) -> None:
        """Plays from a tick to the song's end, or round a loop."""
        self._settings[m.SetLoop] = m.SetLoop(loop)
        self._ask(m.Play(from_tick, loop))

    def stop(self) -> None:
        """Stops where the playhead is; a recording ends."""
        self._ask(m.Stop())

    def seek(self, tick: Tick) -> None:
        """Moves the playhead, playing or not."""
        self._ask(m.Seek(tick))

    def set_loop(self, loop: tuple[Tick, Tick] | None) -> None:
        """Loops over [start, end), or no longer."""
        self._ask(m.SetLoop(loop))

    def set_metronome(self, on: bool) -> None:
        """Clicks while playing, or not."""
        self._ask(m.SetMetronome(on))

    def audition(
        self,
        notes: Sequence[Note],
        song: Song,
        from_tick: Tick,
        channel: int = 0,
        program: int = 0,
        *,
        loop: tuple[Tick, Tick] | None = None,
        go_on: bool = False,
        programs: Mapping[int, int] | None = None,
    ) -> None:
        """Plays notes together with a song from a tick, to the bar line after the last of them or
        round a loop. With `go_on`, what plays goes on where it is, without a gap, with these notes
        in place of those that it played along. All sound on `channel`, unless `programs` says which
        program each of their own channels has.
        """
        last = max((note.end for note in notes), default=from_tick)
        until = None if loop else song.meters.bar_line_from(Tick(max(last, from_tick + 1)))
        self.load(song)

        def work() -> None:
            told = programs or {channel: program}
            overlay = _overlay(song, notes, told, own_channels=bool(programs))
            if go_on:
                self._send(m.Switch(from_tick, loop, overlay, until))
            else:
                self._send(m.Play(from_tick, loop, overlay, until))

        self._work.put(work)

    def panic(self) -> None:
        """Stops and silences every channel of the output, whatever is thought to sound."""
        self._ask(m.Panic())

    # Recording

    def record(
        self, track_id: int, from_tick: Tick, count_in_bars: int = 1, overdub: bool = True
    ) -> None:
        """Records onto a track, after a count-in. Without `overdub` the track's notes keep silent.

        Recorded events bring what was played every half second, and at the stop.
        """

        def work() -> None:
            try:
                with self._lock:
                    self._listening.begin(track_id, from_tick, not overdub, clock())
            except KeyError:
                self._on_event(Trouble("there is no track to record on; choose a track first"))
                return
            self._send(m.Record(from_tick, count_in_bars, None if overdub else track_id))

        self._work.put(work)

    def set_latency(self, seconds: float) -> None:
        """What is played counts as played this much earlier, from the next recording on."""
        self._listening.latency = seconds

    def capture(self) -> None:
        """Asks for what was just played although nobody pressed record: a Captured event."""

        def work() -> None:
            thru = self._settings.get(m.SetThru)
            channel = thru.channel if isinstance(thru, m.SetThru) else 0
            with self._lock:
                captured = self._listening.captured(self._tick, channel, clock())
            self._on_event(captured)

        self._work.put(work)

    # Live

    def note_on(self, pitch: int, velocity: int, channel: int, kept: bool = True) -> None:
        """Sounds a note until `note_off`. With `kept` it is recorded and captured."""
        self._ask(m.Live(bytes((0x90 | channel, pitch, max(1, velocity))), clock(), kept))

    def note_off(self, pitch: int, channel: int, kept: bool = True) -> None:
        """Ends a note of `note_on`."""
        self._ask(m.Live(bytes((0x80 | channel, pitch, 64)), clock(), kept))

    def set_thru(self, channel: int, program: int) -> None:
        """What is played on MIDI keyboards sounds on this channel with this program."""
        self._ask(m.SetThru(channel, program))

    # Devices

    def select_output(self, name: str) -> None:
        """Plays through a MIDI port, or through the built-in synth for "synth"."""
        self._ask(m.SelectOutput(name))

    def select_input(self, name: str | None) -> None:
        """Listens to one MIDI port, or to every port for None."""
        self._ask(m.SelectInput(name))

    def set_soundfont(self, path: Path | None) -> None:
        """Lets the built-in synth play with this soundfont; None: with the best it finds."""
        self._ask(m.UseSoundfont(str(path) if path else None))

    def measure_lateness(self) -> None:
        """Begins to count how late notes are sent."""
        self._ask(m.MeasureLateness(report=False))

    def report_lateness(self) -> None:
        """Asks for a Lateness event about all notes since `measure_lateness`."""
        self._ask(m.MeasureLateness(report=True))

    # The worker thread

    def _ask(self, command: m.Command) -> None:
        if isinstance(command, _SETTINGS):
            self._settings[type(command)] = command
        self._work.put(lambda: self._send(command))

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()

    def _send(self, command: m.Command) -> None:
        # A pipe that is gone means that the process is: its end is noticed where events are read,
        # and the next process gets the whole state.
        if self._conn is None and not self._closing:
            self._revive()
        if self._conn is not None:
            with suppress(OSError):
                self._conn.send(command)

    def _load(self, song: Song) -> None:
        if song is not self._latest or song is self._loaded:
            return
        self._loaded = song
        self._playback = playback_song(song)
        with self._lock:
            self._listening.song = song
        self._send(m.Load(self._playback))

    def _spawn(self) -> None:
        from engine.playback import child

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=child.main, args=(theirs, self._crash_file), daemon=True, name="Arietta player"
        )
        process.start()
        theirs.close()
        self._process, self._conn = process, ours
        Thread(target=self._read, args=(ours,), daemon=True, name="player events").start()
        for kind in _SETTINGS:
            if kind in self._settings:
                self._send(self._settings[kind])
        if self._loaded is not None:
            self._send(m.Load(self._playback))

    def _revive(self) -> None:
        """Starts a new process in place of one that died."""
        if self._process is None:
            return
        self._spawn()
        self._send(m.Panic())
        self._send(m.Seek(self._tick))

    # The reading thread

    def _read(self, conn: Connection) -> None:
        while True:
            try:
                events = conn.recv()
            except (EOFError, OSError):
                break
            for event in events:
                self._take(event)
        conn.close()
        if not self._closing:
            self._bury(conn)

    def _take(self, event: Any) -> None:
        if isinstance(event, m.Heard):
            with self._lock:
                self._listening.heard(event)
            return
        if isinstance(event, m.Rolled):
            self._take_roll(event)
            return
        if isinstance(event, Failed):
            log.critical("%s in the player process\n%s", event.name, event.trace)
            return
        if isinstance(event, Moved):
            self._tick = Tick(max(0, event.tick))
            with self._lock:
                recorded = self._listening.report(clock())
            if recorded is not None:
                self._on_event(recorded)
                self._play_earlier_rounds(clock())
        self._on_event(event)

    def _take_roll(self, rolled: m.Rolled) -> None:
        with self._lock:
            done = self._listening.rolled(rolled)
        if done is not None:
            self._on_event(done)
        self._play_earlier_rounds(rolled.since)

    def _play_earlier_rounds(self, now: float) -> None:
        """Lets the next round of a loop sound with what has been recorded onto it so far."""
        loop = self._settings.get(m.SetLoop)
        if not isinstance(loop, m.SetLoop) or loop.loop is None:
            return
        with self._lock:
            earlier = self._listening.earlier_rounds(now)
            song = self._listening.song
        if earlier:
            overlay = _overlay(song, earlier, {earlier[0].channel: None})
            self._work.put(lambda: self._send(m.Overlay(overlay)))

    def _bury(self, conn: Connection) -> None:
        """Keeps what the dead process had recorded, and has a new one started."""
        with self._lock:
            recorded = self._listening.rolled(m.Rolled(clock(), clock(), None))
        if recorded is not None:
            self._on_event(recorded)
        self._on_event(Moved(self._tick, clock(), playing=False, recording=False))
        if self._process is not None and (
            why := why_ended(self._process, self._crash_file, "player")
        ):
            log.critical(why)
        now = clock()
        often = len(self._deaths) == _MOST_RESTARTS and now - self._deaths[0] < _RESTART_WINDOW
        self._deaths.append(now)

        def work() -> None:
            if self._conn is conn:
                self._conn = None
            if often or self._closing:
                self._on_event(
                    Trouble("the player keeps ending by itself; press play to try again")
                )
                return
            self._revive()
            self._on_event(Restarted())

        self._work.put(work)


def _overlay(
    song: Song,
    notes: Sequence[Note],
    programs: Mapping[int, int | None],
    own_channels: bool = False,
) -> PlaybackSong:
    """Notes as messages that play along with a song, on the one channel that has a program, or each
    on its own; None stands for the song's instrument there.
    """
    tracks = []
    for number, (channel, program) in enumerate(programs.items()):
        like = next((track for track in song.tracks if track.channel == channel), Track(0))
        own = tuple(
            replace(
                note,
                id=_OVERLAY_IDS - (note.start * 16 + channel) * 128 - note.pitch,
                channel=channel,
            )
            for note in notes
            if not own_channels or note.channel == channel
        )
        track = Track(
            _OVERLAY_TRACK - number,
            program=like.program if program is None else program,
            channel=channel,
            volume=like.volume,
            clips=(Clip(0, notes=own),),
        )
        tracks.append(track)
    return playback_song(replace(song, tracks=tuple(tracks), events=()))
