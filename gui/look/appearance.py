"""Dark or light, following the system or chosen, and how large the text is."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.commands.actions import Actions
from gui.look.dressing import Dressing, Parts
from gui.look.style import window_sheet
from gui.look.theme import DARK, LIGHT, Theme, interface_font, palette, system_theme
from gui.settings import Settings

SYSTEM = "system"
SMALLEST, LARGEST, STEP = 0.75, 2.0, 0.125


class Appearance(QObject):
    """Dresses the application. Widgets that paint themselves hear of it through `changed`."""

    changed = Signal(object)
    """The theme that holds now."""

    def __init__(
        self, app: QApplication, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self._window: QWidget | None = None
        self._parts: Parts = tuple
        self._dressing: Dressing | None = None
        self._resized = False
        self._base = app.font().pointSizeF()
        self._choice = settings.text("look/theme", SYSTEM)
        self._scale = settings.number("look/text", 1.0, SMALLEST, LARGEST)
        self.theme = self._chosen()
        self._wear_font()
        # While the window is built there is no sheet: with one, each widget that is put into
        # another would style all within it.
        app.setStyleSheet("")
        app.setPalette(palette(self.theme))
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow())

    def connect_to(self, actions: Actions, window: QWidget, parts: Parts) -> None:
        """Dress the window, which is built by now and is painted by these parts where all of it
        changes, and let the menu change its looks.
        """
        self._window, self._parts = window, parts
        self._dressing = Dressing(self._app, window)
        self._wear_sheet()
        actions["theme_system"].setChecked(self._choice == SYSTEM)
        self._system_action = actions["theme_system"]
        actions.connect_all({
            "theme": self.switch,
            "theme_system": lambda on: self.choose(SYSTEM if on else self.theme.name),
            "larger_text": lambda: self.set_scale(self._scale + STEP),
            "smaller_text": lambda: self.set_scale(self._scale - STEP),
        })  # fmt: skip

    def switch(self) -> None:
        """Go from dark to light or back, whatever the system says."""
        self.choose(LIGHT.name if self.theme.is_dark else DARK.name)

    def choose(self, choice: str) -> None:
        """Wear "dark", "light", or what the "system" does."""
        self._choice = choice
        self._settings.put("look/theme", choice)
        self._system_action.setChecked(choice == SYSTEM)
        self._follow()

    def set_scale(self, scale: float) -> None:
        """Make all text larger or smaller than the system's."""
        self._scale = max(SMALLEST, min(LARGEST, scale))
        self._settings.put("look/text", self._scale)
        self._change()

    def _chosen(self) -> Theme:
        return {DARK.name: DARK, LIGHT.name: LIGHT}.get(self._choice) or system_theme()

    def _follow(self) -> None:
        theme = self._chosen()
        if theme is not self.theme:
            self.theme = theme
            self._change()

    def _change(self) -> None:
        """Dress anew, while the window stays at work."""
        self._resized = self._wear_font() or self._resized
        if self._dressing is not None:
            sheet = window_sheet(self.theme)
            self._dressing.begin(sheet, palette(self.theme), self._tell, self._parts)

    def _tell(self) -> None:
        """All are dressed: what they need room for is larger in another size, and some paint
        themselves.
        """
        resized, self._resized = self._resized, False
        if resized and self._window is not None:
            for widget in self._window.findChildren(QWidget):
                widget.updateGeometry()
        self.changed.emit(self.theme)

    def _wear_font(self) -> bool:
        """Wear the text's size; whether another was worn."""
        font = interface_font()
        font.setPointSizeF(self._base * self._scale)
        if other := font != self._app.font():
            self._app.setFont(font)
        return other

    def _wear_sheet(self) -> None:
        sheet = window_sheet(self.theme)
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
