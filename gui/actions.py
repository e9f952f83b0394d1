"""Every action of the window by name: what it is called, its keys, and the menu it stands in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence


@dataclass(frozen=True)
class Command:
    """One thing that can be done. `in_roll` keys hold only while the roll has the focus.

    `value` stands for %1 in the text, once that is translated.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    in_roll: bool = False
    value: str = ""


def _t(text: str) -> str:
    """Marks a text for translation; it is translated when the action is made."""
    return str(QT_TRANSLATE_NOOP("Actions", text))


MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (_t("File"), (
        Command("new", _t("New song"), ("Ctrl+N",)),
        Command("open", _t("Open…"), ("Ctrl+O",)),
        Command("save", _t("Save"), ("Ctrl+S",)),
        Command("save_as", _t("Save as…"), ("Ctrl+Shift+S",)),
        Command("import", _t("Import MIDI as tracks…"), ("Ctrl+I",)),
        Command("export_midi", _t("Export MIDI…"), ("Ctrl+E",)),
        Command("export_wav", _t("Export audio (WAV)…"), ("Ctrl+Shift+E",)),
        Command("rename_song", _t("Name the song…")),
        Command("quit", _t("Quit"), ("Ctrl+Q",)),
    )),
    (_t("Edit"), (
        Command("undo", _t("Undo"), ("Ctrl+Z",)),
        Command("redo", _t("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("cut", _t("Cut"), ("Ctrl+X",)),
        Command("copy", _t("Copy"), ("Ctrl+C",)),
        Command("paste", _t("Paste"), ("Ctrl+V",)),
        Command("duplicate", _t("Duplicate"), ("Ctrl+D",)),
        Command("delete", _t("Delete notes"), ("Del", "Backspace"), in_roll=True),
        Command("select_all", _t("Select all notes"), ("Ctrl+A",)),
        Command("quantize", _t("Quantise"), ("Q",)),
        Command("quantize_strength", _t("Quantise strength…"), ("Shift+Q",)),
        Command("transpose", _t("Transpose…"), ("T",)),
        Command("up", _t("Semitone up"), ("Up",), in_roll=True),
        Command("down", _t("Semitone down"), ("Down",), in_roll=True),
        Command("octave_up", _t("Octave up"), ("Shift+Up",), in_roll=True),
        Command("octave_down", _t("Octave down"), ("Shift+Down",), in_roll=True),
        Command("earlier", _t("Notes earlier"), ("Left",), in_roll=True),
        Command("later", _t("Notes later"), ("Right",), in_roll=True),
        Command("shorter", _t("Notes shorter"), ("Shift+Left",), in_roll=True),
        Command("longer", _t("Notes longer"), ("Shift+Right",), in_roll=True),
        Command("legato", _t("Legato"), ("Alt+L",)),
        Command("staccato", _t("Staccato"), ("Alt+S",)),
    )),
    (_t("Play"), (
        Command("play", _t("Play or stop"), ("Space",)),
        Command("return", _t("Return to the start, or keep the take that sounds"),
                ("Return", "Enter")),
        Command("record", _t("Record"), ("R", "F4"), checkable=True),
        Command("capture", _t("Take back what I just played"), ("Shift+R",)),
        Command("bar_back", _t("One bar back"), ("A",)),
        Command("bar_on", _t("One bar on"), ("D",)),
        Command("loop", _t("Loop"), ("L",), checkable=True),
        Command("metronome", _t("Metronome"), ("K",), checkable=True),
        Command("count_in", _t("Count-in of one bar"), ("Shift+K",), checkable=True),
        Command("overdub", _t("Record on top of what is there"), checkable=True),
        Command("instrument", _t("Letters play notes"), ("Ctrl+K",), checkable=True),
        Command("latency", _t("Latency of my keyboard…")),
        Command("soundfont", _t("Soundfont of the built-in synth…")),
        Command("escape", _t("Stop, silence everything and clear"), ("Esc",)),
    )),
    (_t("Continue"), (
        Command("continue", _t("Continue"), ("C",)),
        Command("star", _t("Star the chosen take"), ("F",)),
        Command("earlier_takes", _t("Earlier takes"), ("[",)),
        Command("later_takes", _t("Later takes"), ("]",)),
        *(Command(f"take_{n}", _t("Hear take %1"), (str(n),), value=str(n))
          for n in range(1, 10)),
    )),
    (_t("Track"), (
        Command("add_track", _t("Add a track"), ("Ctrl+T",)),
        Command("rename_track", _t("Rename the track"), ("Ctrl+R",)),
        Command("remove_track", _t("Remove the track"), ("Ctrl+Backspace",)),
        Command("track_up", _t("Move the track up"), ("Alt+Up",)),
        Command("track_down", _t("Move the track down"), ("Alt+Down",)),
        Command("previous_track", _t("Previous track"), ("PgUp",)),
        Command("next_track", _t("Next track"), ("PgDown",)),
        Command("mute", _t("Mute the track"), ("M",)),
        Command("solo", _t("Solo the track"), ("N",)),
    )),
    (_t("View"), (
        Command("pencil", _t("Pencil"), ("F1",), checkable=True),
        Command("select", _t("Select tool"), ("F2",), checkable=True),
        Command("knife", _t("Knife"), ("F3",), checkable=True),
        Command("ghosts", _t("Show the take in the roll"), (",",), checkable=True),
        Command("follow", _t("Follow the playhead"), ("Ctrl+F",), checkable=True),
        Command("fit", _t("Show the whole clip"), ("Ctrl+0",)),
        Command("fold_tracks", _t("Tracks"), ("F5",), checkable=True),
        Command("fold_clips", _t("Clips"), ("F6",), checkable=True),
        Command("fold_takes", _t("Takes"), ("F7",), checkable=True),
        Command("fold_assistant", _t("Assistant"), ("F8",), checkable=True),
        Command("theme", _t("Dark or light"), ("F9",)),
        Command("theme_system", _t("Theme of the system"), checkable=True),
        Command("larger_text", _t("Larger text"), ("Ctrl+Shift+Up",)),
        Command("smaller_text", _t("Smaller text"), ("Ctrl+Shift+Down",)),
        Command("full_screen", _t("Full screen"), ("F11",), checkable=True),
        Command("palette", _t("All actions…"), ("Ctrl+P",)),
        Command("help", _t("Keys"), ("?",)),
    )),
)  # fmt: skip

CHECKED_FIRST = ("fold_tracks", "fold_clips", "fold_takes", "fold_assistant", "ghosts", "follow",
                 "count_in", "overdub", "theme_system")  # fmt: skip


def keys_text(action: QAction) -> str:
    """An action's first key as this system writes it, or nothing."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """One QAction for each command. Widgets show them, controllers connect to them, by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self.menus: list[tuple[str, list[QAction]]] = []
        for title, commands in MENUS:
            made = [self._make(command) for command in commands]
            self.menus.append((QCoreApplication.translate("Actions", title), made))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def connect_all(self, slots: dict[str, Callable[..., object]]) -> None:
        """Call a function when its action is chosen: with whether it is checked, if checkable.

        Setting an action's check from the program calls nothing.
        """
        for name, slot in slots.items():
            action = self[name]
            if action.isCheckable():
                action.triggered.connect(slot)
            else:
                action.triggered.connect(lambda _checked=False, slot=slot: slot())

    def in_roll(self) -> list[QAction]:
        """Those whose keys hold only while the roll has the focus."""
        names = [c.name for _, commands in MENUS for c in commands if c.in_roll]
        return [self[name] for name in names]

    def _make(self, command: Command) -> QAction:
        text = QCoreApplication.translate("Actions", command.text).replace("%1", command.value)
        action = QAction(text, self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setCheckable(command.checkable)
        if command.checkable:
            action.setChecked(command.name in CHECKED_FIRST)
        self._actions[command.name] = action
        return action
