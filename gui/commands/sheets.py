"""The two sheets that lie over the window when they are asked for: all actions, which are there
before, and the keys.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.ahead import Ahead, Steps, finish, polished
from gui.commands.actions import Actions
from gui.look.appearance import Appearance

if TYPE_CHECKING:
    from gui.commands.help_sheet import HelpSheet
    from gui.commands.palette import Palette


AHEAD_MS = 4000
"""So long after the window is built; the forms go first."""


class Sheets(QObject):
    """The list of actions is built ahead, the sheet of keys when it is first asked for."""

    def __init__(self, actions: Actions, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._appearance, self._window = actions, appearance, window
        self.palette: Palette | None = None
        self.help: HelpSheet | None = None
        actions.connect_all({"palette": self._open_palette, "help": self._open_help})
        self._building = self._build()
        Ahead(self).begin(self._building, AHEAD_MS)

    def _build(self) -> Steps:
        from gui.commands.palette import Palette

        yield
        self.palette = Palette(self._actions, self._window)
        yield
        yield from polished(self.palette)
        yield
        self.palette.grab()

    def _open_palette(self) -> None:
        finish(self._building)
        if self.palette is not None:
            self.palette.open_over(self._window)

    def _open_help(self) -> None:
        from gui.commands.help_sheet import HelpSheet

        self.help = self.help or HelpSheet(self._actions, self._window)
        self.help.open_over(self._window, self._appearance.theme)
