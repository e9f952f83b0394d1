"""The mode in which the letters play: on and off, what it says about itself, and where its
notes go.
"""

from PySide6.QtCore import QObject

from engine.playback.player import Player
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.messages import StatusBar
from gui.playing.keys import KeyboardInstrument


class InstrumentMode(QObject):
    """Joins the computer keyboard to the track worked on."""

    def __init__(
        self, desk: Desk, player: Player, actions: Actions, status: StatusBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.keys = KeyboardInstrument(self)
        self._desk = desk
        self._player = player
        self._action = actions["instrument"]
        self._status = status
        self._channels: dict[int, int] = {}
        self.keys.pressed.connect(self._press)
        self.keys.released.connect(self._release)
        self.keys.changed.connect(self._show)
        desk.chosen.connect(self.release_all)
        actions.connect_all({"instrument": self.switch})

    def switch(self, on: bool) -> None:
        """Let the letters play, or not."""
        self.keys.switch(on)
        self._action.setChecked(on)

    def take_over(self, former: "InstrumentMode") -> None:
        """Play at the same height, as loud."""
        self.keys.octave, self.keys.velocity = former.keys.octave, former.keys.velocity

    def release_all(self) -> None:
        """Let go of every key."""
        self.keys.release_all()

    def _press(self, pitch: int, velocity: int) -> None:
        track = self._desk.track
        channel = track.channel if track else 0
        self._channels[pitch] = channel
        self._player.note_on(pitch, velocity, channel)

    def _release(self, pitch: int) -> None:
        self._player.note_off(pitch, self._channels.pop(pitch, 0))

    def _show(self) -> None:
        if not self.keys.on:
            self._status.show_mode("")
            return
        text = self.tr("Letters play · Z X octave %1 · C V loudness %2 · F4 records · Ctrl+K ends")
        text = text.replace("%1", str(self.keys.octave)).replace("%2", str(self.keys.velocity))
        self._status.show_mode(text)
