"""Which soundfont the built-in synth plays."""

from pathlib import Path

from PySide6.QtCore import QFileInfo, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.playback.player import Player
from gui.commands.actions import Actions
from gui.settings import Settings


class SoundChoice(QObject):
    """Asks for a soundfont and remembers it."""

    message = Signal(str)

    def __init__(
        self, player: Player, actions: Actions, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._settings = settings
        self._window = parent
        actions.connect_all({"soundfont": self.ask})

    def begin(self) -> None:
        """Use the one that was chosen on another day, if it is still there."""
        name = self._settings.text("sound/soundfont")
        if QFileInfo(name).isFile():
            self._player.set_soundfont(Path(name))

    def ask(self) -> None:
        """Ask for a soundfont; none goes back to the best one found."""
        now = self._settings.text("sound/soundfont")
        kinds = self.tr("Soundfonts (*.sf2 *.sf3)")
        title = self.tr("Soundfont of the built-in synth")
        name, _kind = QFileDialog.getOpenFileName(self._window, title, now, kinds)
        self._settings.put("sound/soundfont", name)
        self._player.set_soundfont(Path(name) if name else None)
        self.message.emit(
            self.tr("The synth plays %1").replace("%1", Path(name).name)
            if name
            else self.tr("The synth plays the best soundfont it finds")
        )
