"""Enter and Escape, which do what the moment asks for."""

from PySide6.QtCore import QObject

from engine.playback.player import Player
from gui.assistant.asking import Asking
from gui.assistant.running_ahead import RunningAhead
from gui.assistant.takes.auditioning import Auditioning
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.piano_roll.roll import PianoRoll
from gui.playing.instrument_mode import InstrumentMode
from gui.playing.transport_control import TransportControl


class ByContext(QObject):
    """Enter keeps the take at hand, or goes to the start. Escape stops the tool that writes; else
    it waves off what runs ahead; else it lets go of all that is held or sounds.
    """

    def __init__(
        self,
        desk: Desk,
        roll: PianoRoll,
        asking: Asking,
        running_ahead: RunningAhead,
        auditioning: Auditioning,
        transport: TransportControl,
        instrument: InstrumentMode,
        player: Player,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._roll, self._player = desk, roll, player
        self._asking, self._running_ahead = asking, running_ahead
        self._auditioning, self._transport, self._instrument = auditioning, transport, instrument
        actions.connect_all({"return": self._enter, "escape": self._escape})

    def _enter(self) -> None:
        if self._auditioning.wants_enter():
            self._auditioning.keep_at_hand()
        else:
            self._transport.to_start()

    def _escape(self) -> None:
        if self._asking.busy:
            self._asking.cancel()
        elif not self._running_ahead.wave_off() and not self._roll.escape():
            if not self._desk.playing and self._auditioning.chosen is None:
                self._instrument.switch(False)
            self._instrument.release_all()
            self._player.panic()
            self._auditioning.clear()
