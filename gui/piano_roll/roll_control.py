"""What menus and keys do in the roll, and what the roll asks of the player."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from engine.playback.player import Player
from engine.score.edits import resize
from engine.score.grids import GRIDS, Grid, as_triplets, finer, grid_named
from engine.score.time import Tick
from gui.commands.actions import Actions
from gui.commands.menus import menu_at_pointer
from gui.desk import Desk
from gui.document import Document
from gui.files.arriving import Arrival, Arriving, music_in
from gui.piano_roll.clipboard import MIDI_TYPES, NOTES_TYPE, passage_from
from gui.piano_roll.roll import PianoRoll
from gui.settings import Settings

translate = QCoreApplication.translate

ZOOM, ROW_ZOOM = 1.4, 1.2
"""What a key makes the view larger or smaller by."""
TOOLS = ("pencil", "select", "knife")
MENU_OF_NOTES = (
    "cut", "copy", "paste", "duplicate", "delete", "",
    "quantize", "legato", "staccato", "reverse", "mirror", "",
    "up", "down", "octave_up", "octave_down", "transpose", "",
    "select_same_pitch",
)  # fmt: skip
MENU_OF_THE_ROLL = ("paste", "select_all", "", *TOOLS, "", "fit", "follow", "ghosts", "show_take")
"""What the right button offers with notes selected and without; "" is a line between."""


class RollControl(QObject):
    """Tools, grid and edits of the selection; drawn notes sound on the track's own channel."""

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        desk: Desk,
        roll: PianoRoll,
        player: Player,
        actions: Actions,
        settings: Settings,
        arriving: Arriving,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._roll = roll
        self._player = player
        self._actions = actions
        self._settings = settings
        self._arriving = arriving
        self._window = parent
        self._sounding: dict[int, int] = {}
        self._grid_button: QToolButton | None = None
        self._last_grid = grid_named("1/16")
        desk.chosen.connect(self._show_clip)
        roll.clip_wanted.connect(desk.choose_clip)
        roll.auditioned.connect(self._hear)
        roll.released.connect(self._hush)
        roll.message.connect(self.message)
        roll.menu_requested.connect(self.open_menu)
        roll.chords_shown.connect(actions["chord_lane"].setChecked)
        roll.tool_changed.connect(lambda _tool: self._show_tool())
        document.undo_stack.indexChanged.connect(lambda _index: self._show_undo())
        actions.connect_all(self._slots() | self._slots_of_the_view())
        actions["ghosts"].setChecked(settings.flag("roll/others", True))
        roll.show_others(actions["ghosts"].isChecked())
        self._show_tool()
        self._show_undo()
        self._show_clip()

    def _slots(self) -> dict[str, Callable[..., object]]:
        """What each action does to the notes."""
        roll, stack = self._roll, self._document.undo_stack
        return {
            "undo": stack.undo,
            "redo": stack.redo,
            "cut": roll.cut,
            "copy": roll.copy,
            "paste": self.paste,
            "duplicate": roll.duplicate,
            "delete": roll.delete_selected,
            "select_all": roll.select_all,
            "select_same_pitch": roll.select_same_pitch,
            "insert": roll.insert_note,
            "previous_note": lambda: roll.step_to_note(-1),
            "next_note": lambda: roll.step_to_note(1),
            "quantize": self.quantize,
            "quantize_strength": self.ask_strength,
            "transpose": self.ask_transpose,
            "up": lambda: roll.transpose(1),
            "down": lambda: roll.transpose(-1),
            "octave_up": lambda: roll.transpose(12),
            "octave_down": lambda: roll.transpose(-12),
            "earlier": lambda: roll.nudge(Tick(-self._step)),
            "later": lambda: roll.nudge(self._step),
            "shorter": lambda: self._lengthen(-1),
            "longer": lambda: self._lengthen(1),
            "louder": lambda: roll.louder(1),
            "softer": lambda: roll.louder(-1),
            "legato": roll.legato,
            "staccato": roll.staccato,
            "reverse": roll.commands.reverse,
            "mirror": roll.commands.mirror,
            "twice_as_fast": lambda: roll.commands.stretch(1 / 2),
            "half_as_fast": lambda: roll.commands.stretch(2),
        }

    def _slots_of_the_view(self) -> dict[str, Callable[..., object]]:
        """What each action shows, or takes into the hand."""
        roll = self._roll
        return {
            "fit": roll.zoom_to_fit,
            "zoom_selection": roll.view.zoom_to_selection,
            "zoom_in": lambda: roll.view.zoom(ZOOM),
            "zoom_out": lambda: roll.view.zoom(1 / ZOOM),
            "rows_higher": lambda: roll.view.zoom_rows(ROW_ZOOM),
            "rows_lower": lambda: roll.view.zoom_rows(1 / ROW_ZOOM),
            "grid_finer": lambda: self.turn_grid(lambda grid: finer(grid, 1)),
            "grid_coarser": lambda: self.turn_grid(lambda grid: finer(grid, -1)),
            "grid_triplets": lambda: self.turn_grid(as_triplets),
            "grid_off": self.switch_grid,
            "follow": roll.set_follow,
            "ghosts": self.show_others,
            "chord_lane": roll.show_chords,
            "write_chords": roll.write_chords,
            "next_lane": roll.next_lane,
            "range_top_up": lambda: roll.move_range(0, 1),
            "range_top_down": lambda: roll.move_range(0, -1),
            "range_low_up": lambda: roll.move_range(1, 0),
            "range_low_down": lambda: roll.move_range(-1, 0),
            **{tool: lambda _on, tool=tool: self.take(tool) for tool in TOOLS},
        }  # fmt: skip

    def paste(self) -> None:
        """Put what the clipboard holds into the clip: notes, else a file that was copied."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = music_in(mime) if mime is not None else []
        if mime is None or not paths or any(map(mime.hasFormat, (NOTES_TYPE, *MIDI_TYPES))):
            self._roll.paste(self._desk.tick)
        else:
            self._arriving.read(paths[:1], lambda found: self._put(found[0]))

    def take(self, tool: str) -> None:
        """Take a tool in the hand."""
        self._roll.set_tool(tool)
        self._show_tool()

    def open_menu(self, where: QPoint) -> None:
        """What can be done here, at the pointer."""
        names = MENU_OF_NOTES if self._roll.selection else MENU_OF_THE_ROLL
        menu_at_pointer(self._actions, names, self._roll).popup(where)

    def show_others(self, on: bool) -> None:
        """Show what the other tracks play behind the notes, or do not."""
        self._roll.show_others(on)
        self._settings.put("roll/others", on)

    def quantize(self) -> None:
        """Move the selected notes, or all of the clip, towards the grid by the strength set."""
        self._roll.quantize(self._settings.number("edit/quantize", 1.0, 0, 1))

    def ask_strength(self) -> None:
        """Ask how far quantising goes, and quantise."""
        now = round(self._settings.number("edit/quantize", 1.0, 0, 1) * 100)
        title, text = self.tr("Quantise"), self.tr("Strength in per cent")
        value, given = QInputDialog.getInt(self._window, title, text, now, 0, 100, 5)
        if given:
            self._settings.put("edit/quantize", value / 100)
            self.quantize()

    def ask_transpose(self) -> None:
        """Ask by how many semitones the selected notes move."""
        title, text = self.tr("Transpose"), self.tr("Semitones, below 0 for down")
        value, given = QInputDialog.getInt(self._window, title, text, 0, -48, 48)
        if given:
            self._roll.transpose(value)

    def turn_grid(self, turned: Callable[[Grid], Grid]) -> None:
        """Snap to another grid, which depends on the one that holds."""
        if self._grid_button is not None:
            self.set_grid(self._grid_button, turned(self._roll.grid).name)

    def switch_grid(self) -> None:
        """Snap to no grid; when there is none, to the last one again."""
        if self._roll.grid.numerator:
            self._last_grid = self._roll.grid
            self.turn_grid(lambda _grid: grid_named("Off"))
        else:
            self.turn_grid(lambda _grid: self._last_grid)

    def fill_grids(self, button: QToolButton) -> None:
        """Let a button choose the grid."""
        self._grid_button = button
        menu = QMenu(button)
        for grid in GRIDS:
            action = menu.addAction(translate("Grids", grid.name))
            action.setData(grid.name)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, name=grid.name: self.set_grid(button, name))
        button.setMenu(menu)
        name = self._settings.text("edit/grid", self._roll.grid.name)
        self.set_grid(button, name if name in {grid.name for grid in GRIDS} else "1/16")

    def set_grid(self, button: QToolButton, name: str) -> None:
        """Snap to a grid by its name."""
        self._roll.set_grid(grid_named(name))
        self._settings.put("edit/grid", name)
        button.setText(self.tr("Snap %1").replace("%1", translate("Grids", name)))
        for action in button.menu().actions():
            action.setChecked(action.data() == name)

    def silence(self) -> None:
        """End the notes that sound because they are being drawn."""
        for pitch in list(self._sounding):
            self._hush(pitch)

    @property
    def _step(self) -> Tick:
        ppq = self._document.song.ppq
        ticks = self._roll.grid.ticks(ppq)
        return Tick(ticks if ticks > 1 else ppq // 4)

    def _lengthen(self, steps: int) -> None:
        if self._roll.selection:
            song = self._document.song
            after = resize(song, self._roll.selection, Tick(steps * self._step))
            self._document.edit(self.tr("Change the length"), after)

    def _put(self, found: Arrival) -> None:
        self._roll.put(passage_from(found.song), self._desk.tick)

    def _hear(self, pitch: int, velocity: int) -> None:
        track = self._desk.track
        if track is not None:
            self._hush(pitch)
            self._sounding[pitch] = track.channel
            self._player.note_on(pitch, velocity, track.channel, kept=False)

    def _hush(self, pitch: int) -> None:
        channel = self._sounding.pop(pitch, None)
        if channel is not None:
            self._player.note_off(pitch, channel, kept=False)

    def _show_clip(self) -> None:
        self.silence()
        track, clip = self._desk.track, self._desk.clip
        self._roll.set_clip(track.id if track else -1, clip.id if clip else -1)

    def _show_tool(self) -> None:
        for tool in TOOLS:
            self._actions[tool].setChecked(tool == self._roll.tool)

    def _show_undo(self) -> None:
        stack = self._document.undo_stack
        for name, can, text, plain in (
            ("undo", stack.canUndo(), stack.undoText(), self.tr("Undo")),
            ("redo", stack.canRedo(), stack.redoText(), self.tr("Redo")),
        ):
            self._actions[name].setEnabled(can)
            self._actions[name].setText(f"{plain}: {text}" if text else plain)
