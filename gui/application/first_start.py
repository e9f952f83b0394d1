"""Welcomes whoever starts the program for the first time, and again only when asked."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.playback.events import PortsChanged
from engine.playback.player import Player
from gui.ahead import Ahead, Steps, polished
from gui.application.welcome import TEST_NOTE, Welcome
from gui.bridge import Bridge
from gui.commands.actions import Actions
from gui.document import Document
from gui.files.file_actions import FileActions
from gui.language.language import Language
from gui.settings import Settings

SEEN = "welcome/seen"
VELOCITY = 90


class FirstStart(QObject):
    """Opens the page, and does what is pressed on it."""

    def __init__(
        self,
        files: FileActions,
        player: Player,
        bridge: Bridge,
        actions: Actions,
        settings: Settings,
        language: Language,
        examples: Path,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window, self._language = window, language
        self._translated = False
        self._files, self._player, self._settings = files, player, settings
        self._examples = examples
        self._quit = actions["quit"]
        self._ports: PortsChanged | None = None
        self.page: Welcome | None = None
        self._ahead = Ahead(self)
        bridge.player_said.connect(self._heard)
        actions.connect_all({"welcome": self.welcome})

    def greet(self, document: Document) -> None:
        """Open the page, if it was never open before and no music waits in the window."""
        busy = document.path is not None or any(any(t.notes) for t in document.song.tracks)
        if not busy and not self._settings.flag(SEEN, False):
            self.welcome()

    def welcome(self) -> None:
        """Open the page."""
        self._settings.put(SEEN, True)
        if self.page is None:
            self.page = Welcome(sorted(self._examples.glob("*.mid")), self._window)
            self._ahead.hurry(self._opened(self.page))

    def _opened(self, page: Welcome) -> Steps:
        page.note_wanted.connect(self._play)
        page.example_wanted.connect(self._files.open_path)
        page.language_wanted.connect(self._speak)
        page.finished.connect(self._gone)
        page.addAction(self._quit)  # the key of the window, which hears none while this is open
        if self._ports is not None:
            page.show_ports(self._ports)
        yield
        yield from polished(page)
        yield
        page.open_over(self._window)

    def take_over(self, former: "FirstStart") -> None:
        """Show the page that was left to be read in another language."""
        if former._translated:
            self.welcome()

    def _speak(self, code: str) -> None:
        self._translated = True
        self._language.choose(code)

    def _gone(self) -> None:
        if self.page is not None:
            self.page.deleteLater()
            self.page = None

    def _heard(self, event: object) -> None:
        if isinstance(event, PortsChanged):
            self._ports = event
            if self.page is not None:
                self.page.show_ports(event)

    def _play(self, on: bool) -> None:
        if on:
            self._player.note_on(TEST_NOTE, VELOCITY, 0, kept=False)
        else:
            self._player.note_off(TEST_NOTE, 0, kept=False)
