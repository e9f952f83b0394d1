"""The player process: takes commands, keeps time, feeds ports and synth, reports what it hears."""

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from typing import Any

from engine.errors import AriettaError
from engine.playback import messages as m
from engine.playback.desk import Desk
from engine.playback.events import Lateness, LiveNote, Moved, PortsChanged, Trouble, clock
from engine.playback.outbox import Outbox
from engine.playback.ports import Listing, OutPort, PortError, Ports
from engine.playback.scheduler import PlaybackSong
from engine.playback.thru import Thru
from engine.playback.transport import Due, Transport

_MOVED_EVERY = 1 / 30
_WATCH_EVERY = 1.0
_AUDIO_EVERY = 5.0
_IDLE = 0.25
_LONGEST_FAREWELL = 5
_HAND = "window"
_NO_AUDIO = (
    "no audio output found: the built-in synth plays silently; "
    "connect a sound card or choose a MIDI output"
)


class PlayerProcess:
    """The loop and its state. Only `_hear` runs on other threads (the drivers')."""

    def __init__(self, conn: Connection) -> None:
        self.inbox: SimpleQueue[Any] = SimpleQueue()
        self._outbox = Outbox(conn)
        self._conn = conn
        self._transport = Transport()
        self._desk = Desk(clock)
        self._ports = Ports(self._hear)
        self._thru = Thru()
        self._live_program = 0
        self._output = m.SYNTH
        self._soundfont: Path | None = None
        self._late: list[float] | None = None
        self._told: PortsChanged | None = None
        self._trouble: set[str] = set()
        self._next_moved = self._next_watch = self._next_audio = 0.0
        self._alive = True
        self._handlers = {
            m.Load: self._load,
            m.Overlay: self._set_overlay,
            m.Play: self._play,
            m.Switch: self._switch,
            m.Record: self._record,
            m.Stop: self._stop,
            m.Seek: self._seek,
            m.SetLoop: self._set_loop,
            m.SetMetronome: self._set_metronome,
            m.Live: self._live,
            m.SetThru: self._set_thru,
            m.SelectOutput: self._select_output,
            m.SelectInput: self._select_input,
            m.UseSoundfont: self._use_soundfont,
            m.Panic: self._panic,
            m.MeasureLateness: self._measure,
            m.Close: self._close,
            m.Heard: self._tell_heard,
        }

    # The loop

    def run(self) -> None:
        """Works until the parent closes."""
        Thread(target=self._read, daemon=True, name="commands").start()
        self._outbox.start()
        while self._alive:
            command = self._wait()
            while command is not None and self._alive:
                self._handlers[type(command)](command)
                try:
                    command = self.inbox.get_nowait()
                except Empty:
                    command = None
            self._roll(clock())

    def tell(self, event: Any) -> None:
        """Has the parent hear of something. Any thread may call this."""
        self._outbox.put(event)

    def close(self) -> None:
        """Silences everything and gives the devices back."""
        self._transport.stop(clock())
        self._desk.silence()
        self._desk.close()
        self._ports.close()
        self._outbox.close()

    def _read(self) -> None:
        while True:
            try:
                self.inbox.put(self._conn.recv())
            except (EOFError, OSError):
                self.inbox.put(m.Close())
                _end_within(_LONGEST_FAREWELL)
                return

    def _wait(self) -> Any:
        """The next command, or None when something is due."""
        now = clock()
        times = [self._next_watch]
        if self._transport.playing:
            times += [self._next_moved, now + self._desk.ahead / 2]
        if (due := self._desk.next_due) is not None:
            times.append(due)
        patience = min(_IDLE, max(0.0, min(times) - now))
        try:
            return self.inbox.get(timeout=patience) if patience else self.inbox.get_nowait()
        except Empty:
            return None

    def _roll(self, now: float) -> None:
        """Everything that time alone brings about."""
        self._desk.send_due()
        if self._transport.playing:
            self._desk.schedule(self._transport.advance(now + self._desk.ahead))
            self._desk.send_due()
        self._tell_rolls()
        if self._transport.playing and now >= self._next_moved:
            self._tell_moved(now)
        if now >= self._next_watch:
            self._watch(now)

    def _tell_rolls(self) -> None:
        rolls = self._transport.rolls
        while rolls:
            since, roll = rolls.pop(0)
            if roll is None:
                self._outbox.put(m.Rolled(since, since, None))
                self._tell_moved(since)
            else:
                recording = self._transport.recording
                self._outbox.put(m.Rolled(since, roll.at, roll.tick, recording))

    def _tell_moved(self, now: float) -> None:
        transport = self._transport
        self._next_moved = now + _MOVED_EVERY
        tick = transport.position(now)
        self._outbox.put(Moved(tick, now, transport.playing, transport.recording))

    # Playing

    def _load(self, command: m.Load) -> None:
        before = self._transport.song.parts
        self._desk.schedule(self._transport.load(clock(), command.song))
        if command.song.parts != before:
            self._prepare_live(command.song)

    def _prepare_live(self, song: PlaybackSong) -> None:
        """Lets notes that are played by hand sound as the song's parts do."""
        for part in song.parts:
            self._desk.send_live(bytes((0xC0 | part.channel, part.program)))
            self._desk.send_live(bytes((0xB0 | part.channel, 7, part.volume)))
        self._send_live_program()

    def _set_overlay(self, command: m.Overlay) -> None:
        self._desk.schedule(self._transport.set_overlay(clock(), command.song))

    def _play(self, command: m.Play) -> None:
        self._desk.drop()
        self._transport.loop = command.loop
        self._go(self._transport.play(clock(), command.tick, command.until, command.overlay))

    def _switch(self, command: m.Switch) -> None:
        self._transport.loop = command.loop
        self._go(self._transport.switch(clock(), command.tick, command.until, command.overlay))

    def _record(self, command: m.Record) -> None:
        self._desk.drop()
        bars, silent = command.count_in_bars, command.silent_track
        self._go(self._transport.record(clock(), command.tick, bars, silent))

    def _stop(self, _: m.Stop) -> None:
        self._desk.drop()
        self._desk.schedule(self._transport.stop(clock()))

    def _seek(self, command: m.Seek) -> None:
        self._desk.drop()
        self._go(self._transport.seek(clock(), command.tick))

    def _go(self, out: list[Due]) -> None:
        self._desk.schedule(out)
        self._tell_moved(clock())

    def _set_loop(self, command: m.SetLoop) -> None:
        self._transport.loop = command.loop

    def _set_metronome(self, command: m.SetMetronome) -> None:
        self._transport.metronome = command.on

    def _panic(self, _: m.Panic) -> None:
        self._watch(clock())
        self._desk.drop()
        self._desk.schedule(self._transport.stop(clock()))
        self._thru.let_go()
        self._desk.silence()
        self._desk.silence_keys()

    # Live

    def _hear(self, at: float, data: bytes, source: str) -> None:
        """Takes a message from a driver's thread: sounds it at once, then tells the loop."""
        if not 0x80 <= data[0] < 0xF0 or len(data) < 2:
            return
        if data[0] & 0xF0 == 0x90 and data[2] == 0:
            data = bytes((0x80 | data[0] & 0x0F, data[1], 64))
        if data[0] & 0xF0 != 0xC0:
            self._desk.send_live(self._thru.route(data, source))
            self.inbox.put(m.Heard(at, data, source))

    def _live(self, command: m.Live) -> None:
        kind, channel = command.data[0] & 0xF0, command.data[0] & 0x0F
        self._desk.send_live(command.data)
        if kind in (0x80, 0x90):
            on = kind == 0x90
            self._outbox.put(
                LiveNote(command.data[1], command.data[2] if on else 0, on, command.at)
            )
        if command.kept:
            self._outbox.put(m.Heard(command.at, bytes((kind | channel, *command.data[1:])), _HAND))

    def _tell_heard(self, heard: m.Heard) -> None:
        self._outbox.put(heard)
        kind = heard.data[0] & 0xF0
        if kind in (0x80, 0x90):
            velocity = heard.data[2] if kind == 0x90 else 0
            self._outbox.put(LiveNote(heard.data[1], velocity, kind == 0x90, heard.at))

    def _set_thru(self, command: m.SetThru) -> None:
        self._thru.channel = command.channel
        self._live_program = command.program
        self._send_live_program()

    def _send_live_program(self) -> None:
        self._desk.send_live(bytes((0xC0 | self._thru.channel, self._live_program)))

    # Devices

    def _select_output(self, command: m.SelectOutput) -> None:
        self._output = command.name
        self._trouble.discard(command.name)
        self._next_watch = self._next_audio = 0.0

    def _select_input(self, command: m.SelectInput) -> None:
        self._ports.wanted = command.name
        self._ports.refused.clear()
        self._next_watch = 0.0

    def _use_soundfont(self, command: m.UseSoundfont) -> None:
        self._soundfont = Path(command.path) if command.path else None
        if self._desk.synth is not None:
            self._open_synth()

    def _watch(self, now: float) -> None:
        """Follows ports and sound cards that come and go."""
        self._next_watch = now + _WATCH_EVERY
        before = self._ports.listing
        alive = self._ports.backend == "JACK" and self._desk.jack_plays
        if not alive and not self._transport.playing and self._ports.needs_driver():
            with self._desk.audio_held():
                self._ports.connect()
        if self._ports.look():
            with self._desk.audio_held():
                self._ports.follow()
        for name in self._ports.vanished_inputs(before):
            self._lose_input(name, before)
        for name, why in self._ports.refused.items():
            self._say_once(name, why)
        self._follow_output()
        if self._desk.port is None:
            self._follow_audio(now)
        self._tell_ports()

    def _lose_input(self, name: str, before: Listing) -> None:
        for heard, sounding in self._thru.let_go(name):
            self._desk.send_live(sounding)
            self._tell_heard(m.Heard(clock(), heard, name))
        kept = "; what it recorded is kept" if self._transport.recording else ""
        if name in before.inputs and self._ports.wanted in (None, name):
            self._outbox.put(Trouble(f"the MIDI input {name} is gone{kept}"))

    def _follow_output(self) -> None:
        """Plays through the output that is wanted if it is there, else through the synth."""
        there = self._output in (*self._ports.listing.outputs, m.NOWHERE)
        if not there:
            self._trouble.discard(self._output)
        wanted = self._output if there and self._output not in self._trouble else m.SYNTH
        if wanted == self._desk.output and (wanted != m.SYNTH or self._desk.synth):
            return
        port = None
        if wanted == m.NOWHERE:
            port = OutPort(m.NOWHERE, None)
        elif wanted != m.SYNTH:
            try:
                with self._desk.audio_held():
                    port = self._ports.open_output(wanted)
            except PortError as trouble:
                self._say_once(wanted, str(trouble))
        elif self._output != m.SYNTH and self._desk.port is not None:
            self._outbox.put(
                Trouble(f"the MIDI output {self._output} is gone; the built-in synth plays on")
            )
        self._switch_to(port)

    def _switch_to(self, port: OutPort | None) -> None:
        """Ends all that sounds on the output so far, and brings the other into the song's state."""
        self._desk.drop()
        self._desk.schedule([Due(clock(), d) for d in self._transport.voices.release_all()])
        self._desk.send_due()
        for _, sounding in self._thru.let_go():
            self._desk.send_live(sounding)
        with self._desk.audio_held():
            self._desk.close_port()
        self._desk.port = port
        if port is None and self._desk.synth is None:
            self._open_synth()
            return
        self._desk.schedule(self._transport.refresh(clock()))
        self._prepare_live(self._transport.song)

    def _open_synth(self) -> None:
        try:
            self._desk.open_synth(self._soundfont)
        except AriettaError as trouble:
            self._outbox.put(Trouble(str(trouble)))
            return
        self._desk.schedule(self._transport.refresh(clock()))
        self._prepare_live(self._transport.song)

    def _follow_audio(self, now: float) -> None:
        audio = self._desk.audio
        if audio is None:
            return
        waited = now >= self._next_audio and not self._transport.playing
        if audio.lost or (not audio.name and waited):
            self._next_audio = now + _AUDIO_EVERY
            self._desk.reopen_audio()
        if self._desk.audio is not None and self._desk.audio.name:
            self._trouble.discard("audio")
        else:
            self._say_once("audio", _NO_AUDIO)

    def _say_once(self, subject: str, message: str) -> None:
        if subject not in self._trouble:
            self._trouble.add(subject)
            self._outbox.put(Trouble(message))

    def _tell_ports(self) -> None:
        listing, desk = self._ports.listing, self._desk
        audio = desk.audio.name if desk.audio else ""
        latency = round(desk.latency * 1000, 1)
        outputs = (m.SYNTH, *listing.outputs)
        told = PortsChanged(
            listing.inputs, outputs, self._ports.backend, desk.output, latency, audio
        )
        if told != self._told:
            self._told = told
            self._outbox.put(told)

    # Measuring, ending

    def _measure(self, command: m.MeasureLateness) -> None:
        if command.report:
            late = sorted(self._late or [0.0])
            audio = self._desk.audio
            underruns = audio.clock.underruns if audio else 0
            p50, p99 = late[len(late) // 2], late[min(len(late) - 1, len(late) * 99 // 100)]
            figures = (1000 * p50, 1000 * p99, 1000 * late[-1])
            self._outbox.put(Lateness(len(self._late or ()), *figures, underruns))
        else:
            self._late = self._desk.measure()

    def _close(self, _: m.Close) -> None:
        self._alive = False


def _end_within(seconds: int) -> None:
    """Ends this process by force where a driver that hangs keeps it from ending by itself."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
        return
    timer = Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()
