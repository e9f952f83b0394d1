"""The two sheets that lie over the window when they are asked for, built before: all actions, and
the keys.
"""

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.ahead import Ahead, Steps, finish, polished
from gui.commands.actions import Actions
from gui.look.appearance import Appearance
from gui.look.theme import Theme

if TYPE_CHECKING:
    from gui.commands.help_sheet import HelpSheet
    from gui.commands.palette import Palette


AHEAD_MS = 4000
"""So long after the window is built; the forms go first."""


class Sheets(QObject):
    """Builds both when the window is at rest, or when one is asked for sooner."""

    def __init__(self, actions: Actions, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._appearance, self._window = actions, appearance, window
        self.palette: Palette | None = None
        self.help: HelpSheet | None = None
        actions.connect_all({"palette": self._open_palette, "help": self._open_help})
        appearance.changed.connect(self._set_theme)
        self._building = self._build_palette(), self._build_help()
        Ahead(self).begin(chain(*self._building), AHEAD_MS)

    def _build_palette(self) -> Steps:
        from gui.commands.palette import Palette

        yield
        self.palette = Palette(self._actions, self._window)
        yield
        yield from polished(self.palette)
        yield
        self.palette.grab()
        yield

    def _build_help(self) -> Steps:
        from gui.commands.help_sheet import HelpSheet

        yield
        self.help = HelpSheet(self._actions, self._window)
        yield
        yield from self.help.made(self._window, self._appearance.theme)

    def _set_theme(self, theme: Theme) -> None:
        if self.help is not None:
            self.help.set_theme(theme)

    def _open_palette(self) -> None:
        finish(self._building[0])
        if self.palette is not None:
            self.palette.open_over(self._window)

    def _open_help(self) -> None:
        finish(self._building[1])
        if self.help is not None:
            self.help.open_over(self._window, self._appearance.theme)
