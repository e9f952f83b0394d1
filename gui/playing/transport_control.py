"""Joins the transport, the player and the desk: playing, seeking, tempo, meter, ports."""

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from engine.playback.events import Moved, PortsChanged
from engine.playback.messages import SYNTH
from engine.playback.player import Player
from engine.score.edits import set_meter, set_tempo
from engine.score.song import Song
from engine.score.time import Tick
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.document import Document
from gui.language.said import told
from gui.piano_roll.roll import PianoRoll
from gui.playing.transport import Choice, Transport
from gui.settings import Settings

SLOWEST, FASTEST = 10.0, 400.0
LETTERS = "letters"
EVERY_PORT = ""
NO_MIDI = "no MIDI"
"""The backend that the player reports where there is none."""


class TransportControl(QObject):
    """What the buttons on top do, and what they show."""

    message = Signal(str)
    ports_shown = Signal(str)
    """What drives the music, for the bar at the bottom."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        transport: Transport,
        roll: PianoRoll,
        player: Player,
        actions: Actions,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._transport = transport
        self._roll = roll
        self._player = player
        self._actions = actions
        self._settings = settings
        self._window = parent
        self._loop: tuple[Tick, Tick] | None = None
        self.ports = PortsChanged((), (), "", SYNTH, 0.0)
        self._input = settings.text("midi/input", EVERY_PORT)
        self._turning: int | None = None
        self._thru: tuple[int, int] | None = None
        self._listen()
        self.show()

    def _listen(self) -> None:
        self._desk.moved.connect(self._show_tick)
        self._desk.played.connect(self._transport.show_playing)
        self._desk.chosen.connect(self._follow_thru)
        self._document.changed.connect(self._song_changed)
        self._document.opened.connect(lambda: self.seek(Tick(0)))
        self._transport.tempo_changed.connect(lambda text: self.type_tempo(text))
        self._transport.tempo_turned.connect(self.turn_tempo)
        self._transport.meter_changed.connect(lambda text: self.type_meter(text))
        self._transport.input.picked.connect(self.pick_input)
        self._transport.output.picked.connect(self.pick_output)
        self._roll.seek_requested.connect(self.seek)
        self._roll.loop_requested.connect(self.loop_over)
        self._actions.connect_all({
            "play": self.play_or_stop,
            "bar_back": lambda: self.step_bars(-1),
            "bar_on": lambda: self.step_bars(1),
            "loop": self.switch_loop,
            "metronome": self.switch_metronome,
            "count_in": lambda on: self._settings.put("play/count_in", on),
            "overdub": lambda on: self._settings.put("play/overdub", on),
            "latency": self.ask_latency,
        })  # fmt: skip

    def begin(self) -> None:
        """Tell the player all that was set on another day. It is started after the window shows."""
        settings, player = self._settings, self._player
        for name in ("metronome", "count_in", "overdub"):
            action = self._actions[name]
            action.setChecked(settings.flag(f"play/{name}", action.isChecked()))
        player.start()
        player.set_latency(settings.number("midi/latency_ms", 0, -500, 500) / 1000)
        if self._actions["metronome"].isChecked():
            player.set_metronome(True)
        if self._input:
            player.select_input(self._input)
        output = settings.text("midi/output", SYNTH)
        if output != SYNTH:
            player.select_output(output)
        player.load(self._document.song)
        self._follow_thru()

    def take_over(self, former: "TransportControl") -> None:
        """Loop over the same stretch; play on."""
        self._loop = former._loop
        self._roll.set_loop(self._active_loop)
        self._transport.show_playing(self._desk.playing)

    def moved(self, news: Moved) -> None:
        """The player says where it is."""
        self._desk.move(news.tick, news.playing, news.recording)

    def ports_changed(self, news: PortsChanged) -> None:
        """A port came or went."""
        self.ports = news
        self._show_ports()

    def play_or_stop(self) -> None:
        """Play from the playhead, from the start where that is at the end; or stop."""
        if self._desk.playing or self._desk.recording:
            self._player.stop()
            return
        tick = self._desk.tick
        if tick >= self._document.song.end and self._active_loop is None:
            tick = Tick(0)
        self._player.play(tick, self._active_loop)

    def to_start(self) -> None:
        """Stop where it plays, and stand at the start."""
        if self._desk.playing or self._desk.recording:
            self._player.stop()
        self.seek(Tick(0))

    def seek(self, tick: Tick) -> None:
        """Go to a tick, playing or not."""
        tick = Tick(max(0, tick))
        self._player.seek(tick)
        if not self._desk.playing:
            self._desk.move(tick)

    def step_bars(self, bars: int) -> None:
        """Go to the bar line `bars` further on; within a bar, one back is its beginning."""
        meters, tick = self._document.song.meters, self._desk.tick
        bar = meters.bar_at(tick)
        if bars < 0 and tick > meters.bar_start(bar) + meters.meter_at(tick).beat_ticks(meters.ppq):
            bars += 1
        self.seek(meters.bar_start(max(0, bar + bars)))

    def loop_over(self, start: Tick, end: Tick) -> None:
        """Loop over a stretch; an empty one ends the loop."""
        if end > start:
            self._loop = (start, end)
        self._actions["loop"].setChecked(end > start)
        self._apply_loop()

    def switch_loop(self, _on: bool) -> None:
        """Loop over the stretch marked last, else over the clip; or play on."""
        clip = self._desk.clip
        if self._loop is None and clip is not None:
            self._loop = (clip.start, Tick(max(clip.end, clip.start + 1)))
        self._apply_loop()

    def switch_metronome(self, on: bool) -> None:
        """Click on every beat, or not."""
        self._settings.put("play/metronome", on)
        self._player.set_metronome(on)

    def type_tempo(self, text: str, at: Tick | None = None) -> None:
        """Set the tempo in force at the playhead to what was typed, or one from a tick on."""
        try:
            bpm = float(text.replace(",", "."))
        except ValueError:
            self.message.emit(self.tr("A tempo is a number, such as 96"))
            return
        if not SLOWEST <= bpm <= FASTEST:
            self.message.emit(self.tr("A tempo lies between 10 and 400 beats a minute"))
            return
        self._set_tempo(bpm, self._document.new_gesture(), at)

    def turn_tempo(self, steps: int) -> None:
        """Turn the tempo by whole beats a minute; a turn without a pause is one undo step."""
        if self._turning is None:
            self._turning = self._document.new_gesture()
        bpm = round(self._document.song.tempos.tempo_at(self._desk.tick).bpm) + steps
        self._set_tempo(max(SLOWEST, min(FASTEST, bpm)), self._turning)

    def type_meter(self, text: str, at: Tick | None = None) -> None:
        """Set the meter in force at the playhead to what was typed, or one from a tick on."""
        match = re.fullmatch(r"\s*(\d{1,2})\s*/\s*(1|2|4|8|16|32)\s*", text)
        if match is None or not 1 <= int(match[1]) <= 32:
            self.message.emit(self.tr("A meter is written like 3/4 or 6/8"))
            return
        song = self._document.song
        tick = song.meters.meter_at(self._desk.tick).tick if at is None else at
        after = set_meter(song, tick, int(match[1]), int(match[2]))
        self._document.edit(self.tr("Meter %1").replace("%1", text.strip()), after)

    def pick_input(self, value: str) -> None:
        """Listen to one port, to all, or play the letters."""
        if value == LETTERS:
            self._actions["instrument"].trigger()
            return
        self._input = value
        self._settings.put("midi/input", value)
        self._player.select_input(value or None)
        self._show_ports()

    def pick_output(self, value: str) -> None:
        """Let the music sound through a port or the built-in synth."""
        self._settings.put("midi/output", value)
        self._player.select_output(value)

    def ask_latency(self) -> None:
        """Ask how many milliseconds late the keyboard is heard."""
        now = self._settings.number("midi/latency_ms", 0, -500, 500)
        text = self.tr("What is played counts as played this many milliseconds earlier")
        title = self.tr("Latency of my keyboard")
        value, given = QInputDialog.getDouble(self._window, title, text, now, -500, 500, 1)
        if given:
            self._settings.put("midi/latency_ms", value)
            self._player.set_latency(value / 1000)

    def show(self) -> None:
        """Show tempo, meter and place as they are."""
        self._show_tick(self._desk.tick)
        self._show_ports()

    @property
    def _active_loop(self) -> tuple[Tick, Tick] | None:
        return self._loop if self._actions["loop"].isChecked() else None

    def _apply_loop(self) -> None:
        self._roll.set_loop(self._active_loop)
        self._player.set_loop(self._active_loop)

    def _set_tempo(self, bpm: float, gesture: int, at: Tick | None = None) -> None:
        song = self._document.song
        tick = song.tempos.tempo_at(self._desk.tick).tick if at is None else at
        text = self.tr("Tempo %1").replace("%1", f"{bpm:g}")
        self._document.edit(text, set_tempo(song, tick, bpm), gesture=gesture)

    def _show_tick(self, tick: int) -> None:
        song = self._document.song
        self._transport.show_position(str(song.meters.position_at(Tick(tick))))
        self._transport.tempo.show_value(f"{song.tempos.tempo_at(Tick(tick)).bpm:.1f}")
        self._transport.meter.show_value(str(song.meters.meter_at(Tick(tick))))
        self._roll.set_playhead(Tick(tick))

    def _song_changed(self, before: Song, after: Song) -> None:
        if before.tempos is after.tempos:
            self._turning = None
        self._player.load(after)
        if before.ppq != after.ppq:
            self._rescale(after.ppq / before.ppq)
        self._follow_thru()
        self._show_tick(self._desk.tick)

    def _rescale(self, factor: float) -> None:
        """Ticks have become finer: playhead and loop stay where they are in the music."""
        if self._loop is not None:
            self._loop = (Tick(round(self._loop[0] * factor)), Tick(round(self._loop[1] * factor)))
            self._apply_loop()
        tick = Tick(round(self._desk.tick * factor))
        self._player.seek(tick)
        self._desk.move(tick, self._desk.playing, self._desk.recording)

    def _follow_thru(self) -> None:
        track = self._desk.track
        if track is not None and (track.channel, track.program) != self._thru:
            self._thru = (track.channel, track.program)
            self._player.set_thru(track.channel, track.program)

    def _show_ports(self) -> None:
        ports = self.ports
        every = Choice(EVERY_PORT, self.tr("Every keyboard"))
        inputs = [every, *(Choice(name, name) for name in ports.inputs)]
        letters = Choice(LETTERS, self.tr("The letters of this keyboard"))
        name = self._input or (ports.inputs[0] if ports.inputs else self.tr("No keyboard"))
        if len(ports.inputs) > 1 and not self._input:
            name = self.tr("%1 keyboards").replace("%1", str(len(ports.inputs)))
        there = bool(ports.inputs) if not self._input else self._input in ports.inputs
        caption = self.tr("in") if there or not self._input else self.tr("in · not plugged in")
        self._transport.input.dot.set_on(there)
        self._transport.input.show_choices([*inputs, letters], self._input, name, caption)
        synth = Choice(SYNTH, self.tr("Built-in synth"))
        outputs = [synth, *(Choice(name, name) for name in ports.outputs if name != SYNTH)]
        silent = ports.output == SYNTH and bool(ports.backend) and not ports.audio
        name = synth.text if ports.output == SYNTH else ports.output
        late = f" · {ports.latency_ms:.0f} ms" if ports.latency_ms else ""
        caption = self.tr("out · no sound device") if silent else self.tr("out") + late
        self._transport.output.dot.set_on(bool(ports.backend) and not silent)
        self._transport.output.show_choices(outputs, ports.output, name, caption)
        remedy = self.tr(
            "No sound device can be used. Plug one in, or close the program that holds it: "
            "Arietta looks again every few seconds."
        )
        self._transport.output.caption.setToolTip(remedy if silent else "")
        midi = self.tr("MIDI through %1").replace("%1", ports.backend)
        sound = self.tr("sound through %1").replace("%1", ports.audio)
        if ports.backend in ("", NO_MIDI):
            midi = told(ports.backend)
        parts = (midi, sound if ports.audio else "")
        self.ports_shown.emit(" · ".join(part for part in parts if part))
