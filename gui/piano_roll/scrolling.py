"""The roll's scroll bars: they show where the view stands, and a hand moves it by them."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollBar

from gui.piano_roll.coordinates import PITCHES
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

SCROLL_UNITS = 1_000_000


class ScrollBars:
    """One across the time, one down the pitches."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.down = QScrollBar(Qt.Orientation.Vertical)
        self.across.setAccessibleName(translate("Roll", "Scroll in time"))
        self.down.setAccessibleName(translate("Roll", "Scroll in pitch"))
        for bar, go in ((self.across, self._scroll_across), (self.down, self._scroll_down)):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            bar.actionTriggered.connect(go)
        stage.picture_changed.connect(self._show_place)

    def _show_place(self) -> None:
        """Set the scroll bars to where the view stands."""
        coordinates, (width, height) = self._stage.coordinates, self._stage.size
        seen, end = width / coordinates.tick_width, float(self._stage.end)
        _set_bar(self.across, coordinates.left, seen, max(seen, end))
        rows = height / coordinates.row_height
        _set_bar(self.down, coordinates.top, rows, max(rows, PITCHES))

    def _scroll_across(self) -> None:
        """Go where the hand has put the scroll bar."""
        coordinates, seen = self._stage.coordinates, self._stage.size[0]
        end = max(seen / coordinates.tick_width, float(self._stage.end))
        left = self.across.sliderPosition() / SCROLL_UNITS * end
        self._stage.look(
            coordinates.scrolled((left - coordinates.left) * coordinates.tick_width, 0)
        )

    def _scroll_down(self) -> None:
        """Go where the hand has put the scroll bar."""
        coordinates = self._stage.coordinates
        rows = max(self._stage.size[1] / coordinates.row_height, float(PITCHES))
        top = self.down.sliderPosition() / SCROLL_UNITS * rows
        self._stage.look(coordinates.scrolled(0, (top - coordinates.top) * coordinates.row_height))


def _set_bar(bar: QScrollBar, value: float, page: float, whole: float) -> None:
    """Set a scroll bar to a place in a whole."""
    unit = SCROLL_UNITS / whole
    bar.setRange(0, max(0, round((whole - page) * unit)))
    bar.setPageStep(max(1, round(page * unit)))
    bar.setSingleStep(max(1, round(page * unit / 12)))
    bar.setValue(round(value * unit))
