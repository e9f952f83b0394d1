"""Which language the window speaks: the system's, or the one that was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from engine.runtime.library import resources_folder
from gui.language.catalogue import Catalogue
from gui.language.retelling import retold
from gui.settings import Settings

SYSTEM = "system"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "zh_CN": "简体中文"}
"""What can be spoken, each as it calls itself."""

TRADITIONAL = {"Hant", "TW", "HK", "MO"}
"""Who prefers Chinese of these kinds is not met with the other one."""

SETTING = "look/language"


class Language(QObject):
    """Hands Qt the words. Widgets built afterwards speak them; the window is built anew."""

    changed = Signal()

    def __init__(
        self, app: QCoreApplication, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self._translators: list[QTranslator] = []
        self._former: list[QTranslator] = []
        self.choice = settings.text(SETTING, SYSTEM)
        self.code = ENGLISH
        self._speak(spoken(self.choice))

    def choose(self, choice: str) -> None:
        """Speak a language by its code from now on, or the "system"'s."""
        for translator in self._former:
            translator.deleteLater()
        self.choice, self._former = choice, self._translators
        self._settings.put(SETTING, choice)
        self._speak(spoken(choice))
        self.changed.emit()

    def retold(self, text: str) -> str:
        """What was said before the last choice, as it is said now."""
        return retold(text, _catalogue(self._former), _catalogue(self._translators))

    def close(self) -> None:
        """Take the words back."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        QLocale.setDefault(QLocale.system())

    def _speak(self, code: str) -> None:
        self.close()
        self.code = code
        self._translators = _translators(code, self)
        for translator in self._translators:
            self._app.installTranslator(translator)
        QLocale.setDefault(QLocale(code))


def others(spoken_now: str) -> dict[str, str]:
    """The languages besides one, by code, each as it calls itself."""
    return {code: name for code, name in LANGUAGES.items() if not spoken_now.startswith(code)}


def spoken(choice: str, preferred: Sequence[str] | None = None) -> str:
    """The language for a choice: for "system" the first of those that the system prefers, such as
    "zh-Hans-CN", that can be spoken, else English.
    """
    if choice in LANGUAGES:
        return choice
    for name in QLocale.system().uiLanguages() if preferred is None else preferred:
        language, *parts = name.replace("_", "-").split("-")
        if language == ENGLISH:
            return ENGLISH
        if language == "zh":
            return ENGLISH if TRADITIONAL & set(parts) else "zh_CN"
    return ENGLISH


def _catalogue(translators: list[QTranslator]) -> Catalogue | None:
    """What is said; None for English."""
    return next((each for each in translators if isinstance(each, Catalogue)), None)


def _translators(code: str, parent: QObject) -> list[QTranslator]:
    """Qt's own words and ours; none for English, in which everything is written."""
    if code == ENGLISH:
        return []
    qt = QTranslator(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = [qt] if qt.load(f"qtbase_{code}", folder) else []
    own = resources_folder() / "translations" / f"arietta_{code}.ts"
    return [*found, Catalogue(own, parent)]
