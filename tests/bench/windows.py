"""The window with the models that ship, without a screen and without a sound."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from engine.composer.composer import Composer
from engine.jobs import JobRunner
from engine.runtime.library import Library, models_folder
from engine.score.autosave import Autosave
from engine.score.song import Song
from gui.application.memory import keep_freed
from gui.bridge import Bridge
from gui.document import Document
from gui.language.language import Language
from gui.look.appearance import Appearance
from gui.services import Services
from gui.settings import Settings
from gui.window import MainWindow
from tests.gui.conftest import StillPlayer

PATIENCE = 60.0
PAUSE = 0.0005
"""Between two looks the interpreter is the worker's, as it is while a window waits."""

SIZE = 1440, 900


@contextmanager
def window(song: Song) -> Iterator[MainWindow]:
    """The window, shown and at rest, with a song in it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    keep_freed()
    with tempfile.TemporaryDirectory() as folder:
        services = _services(app, Path(folder), song)
        made = MainWindow(services, Appearance(app, services.settings))
        made.resize(*SIZE)
        made.show()
        QApplication.processEvents()
        yield made
        made.files.may_leave = lambda: True
        made.close()


def until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come")
        QApplication.processEvents()
        time.sleep(PAUSE)


def _services(app: QApplication, folder: Path, song: Song) -> Services:
    bridge, settings = Bridge(), Settings(folder / "settings.ini")
    settings.put("welcome/seen", True)
    return Services(
        settings=settings,
        language=Language(app, settings),
        document=Document(song),
        bridge=bridge,
        player=StillPlayer(bridge),
        composer=Composer(models_folder()),
        disk=JobRunner(),
        library=Library(models_folder()),
        autosave=Autosave(folder / "autosave"),
        drags=folder / "dragged",
        logs=folder / "logs",
    )
