"""What the window works with: opened once by app.py, handed down, owned by nobody else."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.composer.composer import Composer
from engine.jobs import JobRunner
from engine.playback.player import Player
from engine.runtime.library import Library, models_folder
from engine.score.autosave import Autosave
from gui.bridge import Bridge
from gui.document import Document
from gui.faults import COMPOSER_CRASHES, PLAYER_CRASHES
from gui.language.language import Language
from gui.settings import Settings


@dataclass(frozen=True)
class Services:
    """`disk` does what waits for files; `drags` holds what went out by drag, `logs` what failed."""

    settings: Settings
    language: Language
    document: Document
    bridge: Bridge
    player: Player
    composer: Composer
    disk: JobRunner
    library: Library
    autosave: Autosave
    drags: Path
    logs: Path

    def close(self) -> None:
        """End all threads and processes, the disk's last."""
        stack = self.document.undo_stack
        for signal in (stack.indexChanged, stack.cleanChanged):
            # It still speaks while it is taken down, when nobody can listen any more.
            signal.disconnect()
        self.player.close()
        self.composer.close()
        self.disk.close()
        self.bridge.forget()
        self.settings.sync()
        self.language.close()


def opened(app: QCoreApplication, bridge: Bridge, data: Path, logs: Path) -> Services:
    """All of them, on this user's settings and with `data` for what the program keeps."""
    settings = Settings()
    language = Language(app, settings)
    player = Player(bridge.on_event, logs / PLAYER_CRASHES)
    composer = Composer(models_folder(), logs / COMPOSER_CRASHES)
    return Services(
        settings, language, Document(), bridge, player, composer, JobRunner(),
        Library(models_folder()), Autosave(data / "autosave"), data / "dragged", logs,
    )  # fmt: skip
