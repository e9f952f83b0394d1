"""Every action of the window by name: what it is called, its keys, and the menu it stands in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from gui.language.language import LANGUAGES


@dataclass(frozen=True)
class Command:
    """One thing that can be done. `in_roll` keys hold only while the roll has the focus.

    `value` stands for %1 in the text.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    in_roll: bool = False
    value: str = ""


Menu = tuple[str, tuple[Command, ...]]
translate = QCoreApplication.translate


def menus() -> tuple[Menu, ...]:
    """All commands under the titles of their menus, in the language that is chosen."""
    return (
        _file(),
        _edit(),
        _notes(),
        _play(),
        _tools(),
        _takes(),
        _locks(),
        _clip(),
        _track(),
        _roll(),
        _view(),
        _help(),
    )


def _file() -> Menu:
    return (translate("Actions", "File"), (
        Command("new", translate("Actions", "New song"), ("Ctrl+N",)),
        Command("open", translate("Actions", "Open…"), ("Ctrl+O",)),
        Command("save", translate("Actions", "Save"), ("Ctrl+S",)),
        Command("save_as", translate("Actions", "Save as…"), ("Ctrl+Shift+S",)),
        Command("import", translate("Actions", "Import MIDI as tracks…"), ("Ctrl+I",)),
        Command("export_midi", translate("Actions", "Export MIDI…"), ("Ctrl+E",)),
        Command("copy_song", translate("Actions", "Copy the song as a MIDI file")),
        Command("export_wav", translate("Actions", "Export audio (WAV)…"), ("Ctrl+Shift+E",)),
        Command("rename_song", translate("Actions", "Name the song…")),
        Command("quit", translate("Actions", "Quit"), ("Ctrl+Q",)),
    ))  # fmt: skip


def _edit() -> Menu:
    return (translate("Actions", "Edit"), (
        Command("undo", translate("Actions", "Undo"), ("Ctrl+Z",)),
        Command("redo", translate("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("cut", translate("Actions", "Cut"), ("Ctrl+X",)),
        Command("copy", translate("Actions", "Copy"), ("Ctrl+C",)),
        Command("paste", translate("Actions", "Paste"), ("Ctrl+V",)),
        Command("copy_midi", translate("Actions", "Copy as a MIDI file"), ("Ctrl+Shift+C",)),
        Command("duplicate", translate("Actions", "Duplicate"), ("Ctrl+D",)),
        Command("delete", translate("Actions", "Delete notes"), ("Del", "Backspace"), in_roll=True),
        Command("select_all", translate("Actions", "Select all notes"), ("Ctrl+A",)),
        Command("select_same_pitch",
                translate("Actions", "Select all notes of the same pitch"), ("Shift+A",)),
    ))  # fmt: skip


def _notes() -> Menu:
    return (translate("Actions", "Notes"), (
        Command("insert", translate("Actions", "Add a note"), ("Ins",), in_roll=True),
        Command("previous_note",
                translate("Actions", "Previous note"), ("Alt+Left",), in_roll=True),
        Command("next_note", translate("Actions", "Next note"), ("Alt+Right",), in_roll=True),
        Command("quantize", translate("Actions", "Quantise"), ("Q",)),
        Command("quantize_strength", translate("Actions", "Quantise strength…"), ("Shift+Q",)),
        Command("transpose", translate("Actions", "Transpose…"), ("T",)),
        Command("up", translate("Actions", "Semitone up"), ("Up",), in_roll=True),
        Command("down", translate("Actions", "Semitone down"), ("Down",), in_roll=True),
        Command("octave_up", translate("Actions", "Octave up"), ("Shift+Up",), in_roll=True),
        Command("octave_down", translate("Actions", "Octave down"), ("Shift+Down",), in_roll=True),
        Command("earlier", translate("Actions", "Notes earlier"), ("Left",), in_roll=True),
        Command("later", translate("Actions", "Notes later"), ("Right",), in_roll=True),
        Command("shorter", translate("Actions", "Notes shorter"), ("Shift+Left",), in_roll=True),
        Command("longer", translate("Actions", "Notes longer"), ("Shift+Right",), in_roll=True),
        Command("louder", translate("Actions", "Notes louder"), ("Ctrl+Up",), in_roll=True),
        Command("softer", translate("Actions", "Notes softer"), ("Ctrl+Down",), in_roll=True),
        Command("weakest", translate("Actions", "Select the most surprising notes"), ("U",)),
        Command("legato", translate("Actions", "Legato"), ("Alt+L",)),
        Command("staccato", translate("Actions", "Staccato"), ("Alt+S",)),
        Command("reverse", translate("Actions", "Notes backwards"), ("Alt+R",)),
        Command("mirror", translate("Actions", "Notes upside down"), ("Alt+M",)),
        Command("twice_as_fast",
                translate("Actions", "Notes twice as fast"), ("Alt+Shift+Left",)),
        Command("half_as_fast",
                translate("Actions", "Notes half as fast"), ("Alt+Shift+Right",)),
        Command("save_selection", translate("Actions", "Save the selected notes as MIDI…")),
    ))  # fmt: skip


def _play() -> Menu:
    return (translate("Actions", "Play"), (
        Command("play", translate("Actions", "Play or stop"), ("Space",)),
        Command("return", translate("Actions", "Return to the start, or keep the take that sounds"),
                ("Return", "Enter")),
        Command("record", translate("Actions", "Record"), ("R", "F4"), checkable=True),
        Command("capture", translate("Actions", "Take back what I just played"), ("Shift+R",)),
        Command("bar_back", translate("Actions", "One bar back"), ("A",)),
        Command("bar_on", translate("Actions", "One bar on"), ("D",)),
        Command("loop", translate("Actions", "Loop"), ("L",), checkable=True),
        Command("loop_selection",
                translate("Actions", "Loop over the selected notes, or the clip"), ("Ctrl+L",)),
        Command("tempo_change", translate("Actions", "Tempo from here on…")),
        Command("meter_change", translate("Actions", "Meter from this bar on…")),
        Command("no_change",
                translate("Actions", "Remove the last change of tempo or meter")),
        Command("metronome", translate("Actions", "Metronome"), ("K",), checkable=True),
        Command("count_in",
                translate("Actions", "Count-in of one bar"), ("Shift+K",), checkable=True),
        Command("overdub", translate("Actions", "Record on top of what is there"), checkable=True),
        Command("instrument",
                translate("Actions", "Letters play notes"), ("Ctrl+K",), checkable=True),
        Command("latency", translate("Actions", "Latency of my keyboard…")),
        Command("soundfont", translate("Actions", "Soundfont of the built-in synth…")),
        Command("escape", translate("Actions", "Stop, silence everything and clear"), ("Esc",)),
    ))  # fmt: skip


def _tools() -> Menu:
    return (translate("Actions", "Assistant"), (
        Command("continue", translate("Actions", "Continue"), ("C",)),
        Command("continue_here", translate("Actions", "Continue from here"), ("Shift+C",)),
        Command("infill", translate("Actions", "Infill"), ("I",)),
        Command("reroll",
                translate("Actions", "Write the most surprising notes anew"), ("Shift+U",)),
        Command("generate", translate("Actions", "Generate"), ("G",)),
        Command("interpolate", translate("Actions", "Interpolate"), ("X",)),
        Command("drumify", translate("Actions", "Drumify"), ("B",)),
        Command("groove", translate("Actions", "Groove"), ("V",)),
        Command("likely", translate("Actions", "What is most likely meant"), ("E",)),
        Command("ask_again", translate("Actions", "The tool that is shown"), ("Ctrl+Return",)),
    ))  # fmt: skip


def _takes() -> Menu:
    return (translate("Actions", "Takes"), (
        Command("star", translate("Actions", "Star the chosen take"), ("F",)),
        Command("write_on_take", translate("Actions", "Write on the take"), ("W",)),
        Command("delete_take", translate("Actions", "Delete the take"), ("Shift+Del",)),
        Command("delete_takes",
                translate("Actions", "Delete these takes"), ("Ctrl+Shift+Del",)),
        Command("from_take",
                translate("Actions", "Work on the take, kept or not"), ("Shift+Return",)),
        Command("mark_take",
                translate("Actions", "Compare others with this take (A)"), ("Shift+Y",)),
        Command("flip_takes", translate("Actions", "Hear A or the other take"), ("Y",)),
        Command("make_again",
                translate("Actions", "Make these takes again"), ("Ctrl+Shift+Return",)),
        Command("takes_tree", translate("Actions", "Tree of takes"), ("Shift+T",)),
        Command("loop_take",
                translate("Actions", "Loop the take that sounds"), ("Shift+L",), checkable=True),
        Command("pick_take", translate("Actions", "Pick the take, or let go of it"),
                ("Ctrl+Space",)),
        Command("takes_together",
                translate("Actions", "Several takes as one file, a track each"), checkable=True),
        Command("save_take", translate("Actions", "Save the take as MIDI…")),
        Command("earlier_takes", translate("Actions", "Earlier takes"), ("[",)),
        Command("later_takes", translate("Actions", "Later takes"), ("]",)),
        *(Command(f"take_{n}", translate("Actions", "Hear take %1"), (str(n),), value=str(n))
          for n in range(1, 10)),
    ))  # fmt: skip


def _locks() -> Menu:
    return (translate("Actions", "Locks"), (
        Command("chord_lane",
                translate("Actions", "Chords above the notes"), ("H",), checkable=True),
        Command("write_chords", translate("Actions", "Write chords"), ("Ctrl+H",)),
        Command("range_top_up",
                translate("Actions", "Highest note of the range up"), ("Alt+PgUp",)),
        Command("range_top_down",
                translate("Actions", "Highest note of the range down"), ("Alt+PgDown",)),
        Command("range_low_up",
                translate("Actions", "Lowest note of the range up"), ("Alt+Shift+PgUp",)),
        Command("range_low_down",
                translate("Actions", "Lowest note of the range down"), ("Alt+Shift+PgDown",)),
    ))  # fmt: skip


def _clip() -> Menu:
    return (translate("Actions", "Clip"), (
        Command("previous_clip", translate("Actions", "Previous clip"), ("Ctrl+PgUp",)),
        Command("next_clip", translate("Actions", "Next clip"), ("Ctrl+PgDown",)),
        Command("new_clip", translate("Actions", "New clip at the playhead"), ("Ctrl+Shift+M",)),
        Command("duplicate_clip", translate("Actions", "Duplicate the clip"), ("Ctrl+Shift+D",)),
        Command("split_clip",
                translate("Actions", "Split the clip at the playhead"), ("Ctrl+Shift+K",)),
        Command("join_clips", translate("Actions", "Join the clip with the next"), ("Ctrl+J",)),
        Command("clip_earlier",
                translate("Actions", "Move the clip a bar earlier"), ("Ctrl+Shift+Left",)),
        Command("clip_later",
                translate("Actions", "Move the clip a bar later"), ("Ctrl+Shift+Right",)),
        Command("rename_clip", translate("Actions", "Name the clip…"), ("Ctrl+Shift+R",)),
        Command("save_clip", translate("Actions", "Save the clip as MIDI…")),
        Command("delete_clip", translate("Actions", "Delete the clip"), ("Ctrl+Del",)),
    ))  # fmt: skip


def _track() -> Menu:
    return (translate("Actions", "Track"), (
        Command("add_track", translate("Actions", "Add a track"), ("Ctrl+T",)),
        Command("duplicate_track",
                translate("Actions", "Duplicate the track"), ("Ctrl+Shift+T",)),
        Command("rename_track", translate("Actions", "Rename the track"), ("Ctrl+R",)),
        Command("remove_track", translate("Actions", "Remove the track"), ("Ctrl+Backspace",)),
        Command("track_up", translate("Actions", "Move the track up"), ("Alt+Up",)),
        Command("track_down", translate("Actions", "Move the track down"), ("Alt+Down",)),
        Command("previous_track", translate("Actions", "Previous track"), ("PgUp",)),
        Command("next_track", translate("Actions", "Next track"), ("PgDown",)),
        Command("save_track", translate("Actions", "Save the track as MIDI…")),
        Command("copy_track", translate("Actions", "Copy the track as a MIDI file")),
        Command("mute", translate("Actions", "Mute the track"), ("M",)),
        Command("solo", translate("Actions", "Solo the track"), ("N",)),
    ))  # fmt: skip


def _roll() -> Menu:
    return (translate("Actions", "Piano roll"), (
        Command("pencil", translate("Actions", "Pencil"), ("F1",), checkable=True),
        Command("select", translate("Actions", "Select tool"), ("F2",), checkable=True),
        Command("knife", translate("Actions", "Knife"), ("F3",), checkable=True),
        Command("ghosts", translate("Actions", "Notes of the other tracks"), (",",),
                checkable=True),
        Command("show_take", translate("Actions", "Chosen take in the roll"), (".",),
                checkable=True),
        Command("ghost_notes",
                translate("Actions", "Notes that run ahead"), ("Ctrl+G",), checkable=True),
        Command("take_bar",
                translate("Actions", "Take a bar of the notes ahead"), ("Tab",), in_roll=True),
        Command("follow", translate("Actions", "Follow the playhead"), ("Ctrl+F",), checkable=True),
        Command("surprise", translate("Actions", "Surprise map"), ("S",), checkable=True),
        Command("next_lane", translate("Actions", "Next lane below the notes"), ("Shift+V",)),
        Command("fit", translate("Actions", "Show the whole clip"), ("Ctrl+0",)),
        Command("zoom_selection", translate("Actions", "Show the selected notes large"), ("Z",)),
        Command("zoom_in", translate("Actions", "Show time wider"), ("+", "=")),
        Command("zoom_out", translate("Actions", "Show time narrower"), ("-",)),
        Command("rows_higher", translate("Actions", "Show rows higher"), ("Ctrl++", "Ctrl+=")),
        Command("rows_lower", translate("Actions", "Show rows lower"), ("Ctrl+-",)),
        Command("grid_finer", translate("Actions", "Finer grid"), ("Ctrl+1",)),
        Command("grid_coarser", translate("Actions", "Coarser grid"), ("Ctrl+2",)),
        Command("grid_triplets", translate("Actions", "Grid of triplets, or not"), ("Ctrl+3",)),
        Command("grid_off", translate("Actions", "Snap to the grid, or not"), ("Ctrl+4",)),
    ))  # fmt: skip


def _view() -> Menu:
    return (translate("Actions", "View"), (
        Command("fold_tracks", translate("Actions", "Tracks"), ("F5",), checkable=True),
        Command("fold_clips", translate("Actions", "Clips"), ("F6",), checkable=True),
        Command("fold_takes", translate("Actions", "Takes"), ("F7",), checkable=True),
        Command("fold_assistant", translate("Actions", "Assistant"), ("F8",), checkable=True),
        Command("fold_analysis", translate("Actions", "Analysis"), ("F12",), checkable=True),
        Command("save_plot", translate("Actions", "Save the plots as PNG or SVG…"),
                ("Ctrl+Shift+G",)),
        Command("theme", translate("Actions", "Dark or light"), ("F9",)),
        Command("theme_system", translate("Actions", "Theme of the system"), checkable=True),
        Command("larger_text", translate("Actions", "Larger text"), ("Ctrl+Shift+Up",)),
        Command("smaller_text", translate("Actions", "Smaller text"), ("Ctrl+Shift+Down",)),
        Command("language_system", translate("Actions", "Language of the system"), checkable=True),
        *(Command(f"language_{code}", translate("Actions", "Language: %1"),
                  checkable=True, value=name) for code, name in LANGUAGES.items()),
        Command("full_screen", translate("Actions", "Full screen"), ("F11",), checkable=True),
        Command("palette", translate("Actions", "All actions…"), ("Ctrl+P",)),
    ))  # fmt: skip


def _help() -> Menu:
    return (translate("Actions", "Help"), (
        Command("manual", translate("Actions", "Manual"), ("Shift+F1",)),
        Command("help", translate("Actions", "Keys and mouse"), ("?",)),
        Command("welcome", translate("Actions", "First steps…")),
        Command("report", translate("Actions", "Copy a diagnostic report")),
        Command("about", translate("Actions", "About Arietta…")),
    ))  # fmt: skip


CHECKED_FIRST = ("fold_tracks", "fold_clips", "fold_takes", "fold_assistant", "ghosts",
                 "show_take", "follow", "count_in", "overdub", "theme_system")  # fmt: skip


def keys_text(action: QAction) -> str:
    """An action's first key as this system writes it, or nothing."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """One QAction for each command. Widgets show them, controllers connect to them, by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self.menus: list[tuple[str, list[QAction]]] = []
        for title, commands in menus():
            made = [self._make(command) for command in commands]
            self.menus.append((title, made))

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
        names = [c.name for _, commands in menus() for c in commands if c.in_roll]
        return [self[name] for name in names]

    def _make(self, command: Command) -> QAction:
        text = command.text.replace("%1", command.value)
        action = QAction(text, self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setCheckable(command.checkable)
        if command.checkable:
            action.setChecked(command.name in CHECKED_FIRST)
        self._actions[command.name] = action
        return action
