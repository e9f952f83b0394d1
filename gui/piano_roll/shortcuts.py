"""The roll's keys, for when it has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from gui.piano_roll.commands import Commands
from gui.piano_roll.stage import Stage

Action = Callable[[], None]


def shortcuts(stage: Stage, commands: Commands) -> dict[int, Action]:
    """What each key does, by its code with modifiers."""
    key, none = Qt.Key, Qt.KeyboardModifier.NoModifier
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    alt = Qt.KeyboardModifier.AltModifier
    table: list[tuple[Qt.KeyboardModifier, Qt.Key, Action]] = [
        (none, key.Key_F1, lambda: stage.set_tool("pencil")),
        (none, key.Key_F2, lambda: stage.set_tool("select")),
        (none, key.Key_F3, lambda: stage.set_tool("knife")),
        (none, key.Key_Delete, commands.delete_selected),
        (none, key.Key_Backspace, commands.delete_selected),
        (none, key.Key_Insert, commands.insert_note),
        (none, key.Key_Up, lambda: commands.transpose(1)),
        (none, key.Key_Down, lambda: commands.transpose(-1)),
        (shift, key.Key_Up, lambda: commands.transpose(12)),
        (shift, key.Key_Down, lambda: commands.transpose(-12)),
        (none, key.Key_Left, lambda: commands.nudge_steps(-1)),
        (none, key.Key_Right, lambda: commands.nudge_steps(1)),
        (shift, key.Key_Left, lambda: commands.lengthen_steps(-1)),
        (shift, key.Key_Right, lambda: commands.lengthen_steps(1)),
        (alt, key.Key_Left, lambda: commands.step_to_note(-1)),
        (alt, key.Key_Right, lambda: commands.step_to_note(1)),
        (control, key.Key_Up, lambda: commands.louder(1)),
        (control, key.Key_Down, lambda: commands.louder(-1)),
        (control, key.Key_A, commands.select_all),
        (control, key.Key_C, commands.copy),
        (control, key.Key_X, commands.cut),
        (control, key.Key_V, commands.paste),
        (control, key.Key_D, commands.duplicate),
        (none, key.Key_Q, commands.quantize),
        (alt, key.Key_L, commands.legato),
        (alt, key.Key_S, commands.staccato),
    ]
    return {QKeyCombination(held, code).toCombined(): action for held, code, action in table}


def code_of(event: QKeyEvent) -> int:
    """A pressed key with its modifiers, as the table has it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(held, Qt.Key(event.key())).toCombined()
