"""The two sheets that lie over the window when they are asked for: all actions, and the keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.commands.actions import Actions
from gui.look.appearance import Appearance

if TYPE_CHECKING:
    from gui.commands.help_sheet import HelpSheet
    from gui.commands.palette import Palette


class Sheets(QObject):
    """Each is made when it is first asked for."""

    def __init__(self, actions: Actions, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._appearance, self._window = actions, appearance, window
        self.palette: Palette | None = None
        self.help: HelpSheet | None = None
        actions.connect_all({"palette": self._open_palette, "help": self._open_help})

    def _open_palette(self) -> None:
        from gui.commands.palette import Palette

        self.palette = self.palette or Palette(self._actions, self._window)
        self.palette.open_over(self._window)

    def _open_help(self) -> None:
        from gui.commands.help_sheet import HelpSheet

        self.help = self.help or HelpSheet(self._actions, self._window)
        self.help.open_over(self._window, self._appearance.theme)
