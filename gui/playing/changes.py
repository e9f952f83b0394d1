"""Changes of tempo and meter within the song, and the menu of the ruler, where they stand."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from engine.score.edits import without_change
from engine.score.time import Tick
from gui.commands.actions import Actions
from gui.commands.menus import menu_at_pointer
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.lines import snapped
from gui.piano_roll.roll import PianoRoll
from gui.playing.transport_control import TransportControl

MENU = ("tempo_change", "meter_change", "no_change", "", "loop_selection", "loop")
"""What the right button offers on the ruler; "" is a line between."""


class Changes(QObject):
    """A change stands at the playhead: a tempo on its beat, a meter at the beginning of its bar."""

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        desk: Desk,
        roll: PianoRoll,
        transport: TransportControl,
        actions: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._desk, self._roll = document, desk, roll
        self._transport, self._actions, self._window = transport, actions, window
        roll.ruler_menu_requested.connect(self.open_menu)
        actions.connect_all({
            "tempo_change": self.ask_tempo,
            "meter_change": self.ask_meter,
            "no_change": self.remove,
            "loop_selection": self.loop_selection,
        })  # fmt: skip

    def open_menu(self, tick: Tick, where: QPoint) -> None:
        """Go to a place of the ruler, and offer what can be done there."""
        self._transport.seek(tick)
        menu_at_pointer(self._actions, MENU, self._roll).popup(where)

    def ask_tempo(self) -> None:
        """Ask for the tempo from the playhead's beat on."""
        song, tick = self._document.song, self._desk.tick
        at = snapped(song.meters, tick, song.meters.meter_at(tick).beat_ticks(song.ppq))
        title = self.tr("Tempo from bar %1 on").replace("%1", self._bar_of(at))
        now = f"{round(song.tempos.tempo_at(tick).bpm, 1):g}"
        text, given = QInputDialog.getText(self._window, title, self.tr("Beats a minute"), text=now)
        if given:
            self._transport.type_tempo(text, at)

    def ask_meter(self) -> None:
        """Ask for the meter from the beginning of the playhead's bar on."""
        meters, tick = self._document.song.meters, self._desk.tick
        at = meters.bar_start(meters.bar_at(tick))
        title = self.tr("Meter from bar %1 on").replace("%1", self._bar_of(at))
        now, caption = str(meters.meter_at(tick)), self.tr("Meter, such as 3/4 or 6/8")
        text, given = QInputDialog.getText(self._window, title, caption, text=now)
        if given:
            self._transport.type_meter(text, at)

    def remove(self) -> None:
        """Take away the last change before the playhead, so that what held before goes on."""
        song = self._document.song
        after = without_change(song, self._desk.tick)
        if after is song:
            self.message.emit(self.tr("Tempo and meter do not change before the playhead"))
        else:
            self._document.edit(self.tr("Remove a change of tempo or meter"), after)

    def loop_selection(self) -> None:
        """Loop over the selected notes, to the grid's lines; over the clip where none is."""
        span = self._roll.selected_span
        clip = self._desk.clip
        if span is None and clip is not None:
            span = clip.start, Tick(max(clip.end, clip.start + 1))
        if span is not None:
            self._transport.loop_over(*span)

    def _bar_of(self, tick: Tick) -> str:
        return str(self._document.song.meters.bar_at(tick) + 1)
