"""What the window works with: opened once by app.py, handed down, owned by nobody else."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.jobs import JobRunner
from engine.playback.player import Player
from engine.runtime.library import Library, models_folder
from engine.score.autosave import Autosave
from gui.bridge import Bridge
from gui.document import Document
from gui.faults import PLAYER_CRASHES
from gui.language.language import Language
from gui.settings import Settings


@dataclass(frozen=True)
class Services:
    """`jobs` runs the models, `disk` what waits for files; `drags` holds what was dragged out,
    `logs` what went wrong.
    """

    settings: Settings
    language: Language
    document: Document
    bridge: Bridge
    player: Player
    jobs: JobRunner
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
        self.jobs.close()
        self.disk.close()
        self.bridge.forget()
        self.settings.sync()
        self.language.close()


def opened(app: QCoreApplication, bridge: Bridge, data: Path, logs: Path) -> Services:
    """All of them, on this user's settings and with `data` for what the program keeps."""
    settings = Settings()
    language = Language(app, settings)
    player = Player(bridge.on_event, logs / PLAYER_CRASHES)
    return Services(
        settings, language, Document(), bridge, player, JobRunner(), JobRunner(),
        Library(models_folder()), Autosave(data / "autosave"), data / "dragged", logs,
    )  # fmt: skip
