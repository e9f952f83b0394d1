"""The main menu and the menus at the pointer, made from the actions."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from gui.commands.actions import Actions

BREAKS = frozenset({
    "import", "rename_song", "quit", "cut", "quantize", "transpose", "up", "earlier", "louder",
    "weakest", "legato", "record", "bar_back", "loop", "instrument", "latency", "escape", "star",
    "from_take", "make_again", "loop_take", "previous_track", "save_selection", "pick_take",
    "save_track", "mute", "ghosts", "next_lane", "fit", "grid_finer", "reverse",
    "theme", "language_system", "full_screen", "palette", "report",
})  # fmt: skip
"""Actions that a line parts from those above."""


def main_menu(
    actions: Actions, parent: QWidget, recent_title: str, fill_recent: Callable[[QMenu], None]
) -> QMenu:
    """One menu that holds all others. The recent files are looked up when it opens."""
    menu = QMenu(parent)
    for title, entries in actions.menus:
        part = menu.addMenu(title)
        for action in entries:
            if action.objectName() in BREAKS:
                part.addSeparator()
            part.addAction(action)
            if action.objectName() == "open":
                recent = part.addMenu(recent_title)
                menu.aboutToShow.connect(lambda recent=recent: fill_recent(recent))
    return menu


def menu_at_pointer(actions: Actions, names: Sequence[str], parent: QWidget) -> QMenu:
    """A menu of these actions, "" a line between them, which goes when it is closed."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    offer(menu, actions, names)
    return menu


def offer(menu: QMenu, actions: Actions, names: Sequence[str]) -> None:
    """Add these actions to a menu, "" a line between them."""
    for name in names:
        menu.addAction(actions[name]) if name else menu.addSeparator()
