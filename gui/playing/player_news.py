"""What the player says, brought to whom it concerns."""

from PySide6.QtCore import QObject, Signal

from engine.playback.events import (
    Captured,
    LiveNote,
    Moved,
    PortsChanged,
    Recorded,
    Restarted,
    Trouble,
)
from gui.bridge import Bridge
from gui.piano_roll.roll import PianoRoll
from gui.playing.recording import Recording
from gui.playing.transport_control import TransportControl


class PlayerNews(QObject):
    """Knows who shows and keeps what of it."""

    message = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        transport: TransportControl,
        recording: Recording,
        roll: PianoRoll,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._transport, self._recording, self._roll = transport, recording, roll
        bridge.player_said.connect(self._tell)

    def _tell(self, event: object) -> None:
        match event:
            case Moved():
                self._transport.moved(event)
            case LiveNote():
                self._roll.set_live(event.pitch, event.on)
            case Recorded():
                self._recording.recorded(event)
            case Captured():
                self._recording.captured(event)
            case PortsChanged():
                self._transport.ports_changed(event)
            case Trouble():
                self.trouble.emit(event.message)
            case Restarted():
                self.message.emit(self.tr("The player had stopped and was started anew"))
