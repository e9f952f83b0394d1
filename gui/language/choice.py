"""The language as it is chosen in the menu."""

from PySide6.QtCore import QObject

from gui.commands.actions import Actions
from gui.language.language import LANGUAGES, SYSTEM, Language


class LanguageChoice(QObject):
    """Marks the language that was chosen, and lets another be chosen."""

    def __init__(self, language: Language, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self.names = {f"language_{choice}": choice for choice in (SYSTEM, *LANGUAGES)}
        for name, choice in self.names.items():
            actions[name].setChecked(choice == language.choice)
            actions.connect_all({name: lambda _on, choice=choice: language.choose(choice)})
