"""The five places of the window, laid out: transport, tracks, roll, assistant, takes; and how
they fold.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.tools.catalogue import TOOLS
from gui.analysis.panel import AnalysisPanel
from gui.assistant.form.strokes_plot import StrokesPlot
from gui.assistant.morph.morph_pad import MorphPad
from gui.assistant.panel import AssistantPanel
from gui.assistant.takes.shelf import Shelf
from gui.assistant.takes.tray import Tray
from gui.assistant.target import Target
from gui.commands.actions import CHECKED_FIRST, Actions
from gui.desk import Desk
from gui.document import Document
from gui.look.fonts import text_unit
from gui.look.grip import Grip
from gui.look.icon_button import IconButton
from gui.look.theme import Theme
from gui.look.turns import paint_in_turns
from gui.messages import MessageBars, StatusBar
from gui.piano_roll.roll import PianoRoll
from gui.playing.transport import Transport
from gui.settings import Settings
from gui.tracks.clip_strip import ClipStrip
from gui.tracks.track_list import TracksPanel

FOLDS = {
    "fold_tracks": "tracks",
    "fold_clips": "strip_row",
    "fold_takes": "tray",
    "fold_analysis": "analysis",
    "fold_assistant": "assistant",
}


class Places(QWidget):
    """Builds the widgets and puts each where the hand expects it. It decides nothing."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        shelf: Shelf,
        actions: Actions,
        menu: QMenu,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.transport = Transport(actions, theme, menu)
        self.tracks = TracksPanel(actions, theme)
        self.strip = ClipStrip(theme)
        self.roll = PianoRoll(document, theme)
        self.bars = MessageBars(self.roll)
        self.tray = Tray(shelf, actions, theme)
        self.target, self.morph_pad = Target(document, desk), MorphPad(theme)
        self.feel = StrokesPlot(theme)
        self.assistant = AssistantPanel(TOOLS, self._own_parts(), actions, theme)
        self.analysis = AnalysisPanel(actions, theme)
        self.status = StatusBar(self.tr("?  keys     Ctrl+P  everything"))
        self._shelf = shelf
        self._unit = text_unit()
        self._rooms: Rooms | None = None
        shelf.shown.connect(self._show_hint)
        self._show_hint()
        self._tools = [
            IconButton(name, theme, quiet=True, size=1.6, meaning="machine").bind(actions[name])
            for name in ("pencil", "select", "knife")
        ]
        self.notes_grip = Grip(theme, self.tr("Drag the selected notes into your DAW or a folder"))
        self.notes_grip.drag_wanted.connect(self.roll.take_out)
        self.strip_row = self._strip_row()
        self.roll.selection_changed.connect(self._show_selection)
        document.changed.connect(lambda _before, _after: self._show_selection())
        self._show_selection()
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What the window is divided into, the music first."""
        return (
            *self.roll.parts, self.strip_row, self.tray, *self.tray.cards, self.assistant,
            self.morph_pad, self.analysis, self.tracks, self.transport,
        )  # fmt: skip

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        parts = (self.transport, self.tracks, self.strip, self.roll, self.tray, self.assistant)
        for part in (*parts, self.analysis, self.morph_pad, self.feel, *self._tools):
            part.set_theme(theme)
        self.notes_grip.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        """With larger text the panels beside the music get wider by as much."""
        super().changeEvent(event)
        unit, before = text_unit(), self._unit
        if event.type() is QEvent.Type.FontChange and unit != before:
            self._unit = unit
            if self._rooms is not None:
                self._rooms.share_anew(before, unit)

    def _own_parts(self) -> dict[str, tuple[QWidget, ...]]:
        """What tools show over their forms."""
        between, feel = (self.target, self.morph_pad), (self.feel,)
        return {"interpolate": between, "drumify": feel, "groove": feel}

    def _show_selection(self) -> None:
        """Say what is selected, and offer to drag it out; nothing beside it moves."""
        self.notes_grip.setVisible(bool(self.roll.selection))
        self.status.show_selection(self.roll.selection_words)

    def _show_hint(self) -> None:
        """Say what the keys do that matter now: with takes there, or before there are any."""
        if self._shelf.batch is None:
            hint = self.tr("Space plays · R records · C continues · Shift+F1 opens the manual")
        else:
            hint = self.tr("Drag a take into your DAW · Enter keeps it · 1–4 compare")
        self.status.show_hint(hint)

    def _strip_row(self) -> QWidget:
        self.grid = QToolButton()
        self.grid.setProperty("meaning", "link")
        self.grid.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.grid.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.grid.setToolTip(self.tr("The grid that notes snap to"))
        self.grid.setAccessibleName(self.tr("Grid"))
        row = QFrame()
        row.setProperty("surface", "ground")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(self.strip, 1)
        layout.addSpacing(8)
        layout.addWidget(self.notes_grip)
        layout.addWidget(self.grid)
        for tool in self._tools:
            layout.addWidget(tool)
        return row

    def _lay_out(self) -> None:
        music = Music()
        column = QVBoxLayout(music)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip_row)
        column.addWidget(self.roll, 1)
        self.middle.addWidget(music)
        self.middle.addWidget(self.tray)
        self.middle.setStretchFactor(0, 1)
        self.middle.setStretchFactor(1, 0)
        for part in (self.tracks, self.middle, self.analysis, self.assistant):
            self.across.addWidget(part)
        self.across.setStretchFactor(1, 1)
        for splitter in (self.middle, self.across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            splitter.splitterMoved.connect(lambda *_: paint_in_turns(*self.parts))
        self._rooms = Rooms(self.across, self.across.indexOf(self.middle))
        for holder in (self, self.across, self.middle, music):
            # Covered by its parts to the last pixel: where one of them waits, nothing paints over
            # what it showed.
            holder.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.transport, _line(), self.bars, self.across, _line(), self.status):
            whole.addWidget(part, 1 if part is self.across else 0)


class Rooms:
    """How a splitter's room is shared, in heights of a line of text: it grows with the text, but
    for one part, the music, which takes what is left.
    """

    def __init__(self, splitter: QSplitter, music: int) -> None:
        self._splitter = splitter
        self._music = music
        self._rooms: list[float] = []
        splitter.splitterMoved.connect(lambda *_: self._rooms.clear())

    def share_anew(self, before: int, unit: int) -> None:
        """Share the room as it was shared, now that a line is `unit` pixels high.

        What was too narrow meanwhile is as wide as ever once there is room again.
        """
        sizes = self._splitter.sizes()
        if [size > 0 for size in sizes] != [room > 0 for room in self._rooms]:
            self._rooms = [size / before for size in sizes]
        wanted = [round(room * unit) for room in self._rooms]
        wanted[self._music] = 0
        wanted[self._music] = max(1, sum(sizes) - sum(wanted))
        if sum(sizes):
            self._splitter.setSizes(wanted)


class Music(QWidget):
    """What lies between the panels. It keeps its room where large text makes them wide."""

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return super().minimumSizeHint().expandedTo(QSize(text_unit() * 16, 0))


class Folding(QObject):
    """Folds the panels away with one key each, and remembers it."""

    def __init__(self, places: Places, actions: Actions, settings: Settings) -> None:
        super().__init__(places)
        self._places = places
        self._settings = settings
        self._actions = actions
        actions.connect_all({
            name: lambda shown, name=name: self.fold(name, shown) for name in FOLDS
        })  # fmt: skip
        for name in FOLDS:
            self.fold(name, settings.flag(f"shown/{name}", name in CHECKED_FIRST))
        for key, splitter in self._splitters():
            state = settings.raw(key)
            if not state.isEmpty():
                splitter.restoreState(state)

    def fold(self, name: str, shown: bool) -> None:
        """Show a panel, or give its room to the music."""
        panel = getattr(self._places, FOLDS[name])
        panel.setVisible(shown)
        paint_in_turns(panel, *self._places.parts)
        self._actions[name].setChecked(shown)
        self._settings.put(f"shown/{name}", shown)

    def remember(self) -> None:
        """Keep how the room is shared."""
        for key, splitter in self._splitters():
            self._settings.put(key, splitter.saveState())

    def _splitters(self) -> list[tuple[str, QSplitter]]:
        return [("room/middle", self._places.middle), ("room/across", self._places.across)]


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("meaning", "edge")
    line.setFixedHeight(1)
    return line
