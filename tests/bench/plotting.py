"""From an edit of a long song to the plots that follow it, without a screen."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from engine.jobs import JobRunner
from engine.runtime.library import Library, models_folder
from engine.score.autosave import Autosave
from engine.score.edits import change_notes
from gui.analysis.page import Page
from gui.analysis.panel import PAGES, AnalysisPanel
from gui.analysis.theory_page import TheoryPage
from gui.bridge import Bridge
from gui.document import Document
from gui.language.language import Language
from gui.look.appearance import Appearance
from gui.piano_roll.bench import dense_song
from gui.services import Services
from gui.settings import Settings
from gui.window import MainWindow
from tests.bench.goals import Figure, in_milliseconds
from tests.gui.conftest import StillPlayer

NOTES = 10_000
EDITS = 15
GOAL = 100.0
PATIENCE = 60.0
PAUSE = 0.0005
"""Between two looks the interpreter is the worker's, as it is while a window waits."""


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count; what is painted is not touched."""
        self.count += event.type() is QEvent.Type.Paint
        return False


def plot_figures() -> list[Figure]:
    """The median for each page, in the window, with nothing else to compute."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        services = _services(app, Path(folder))
        window = MainWindow(services, Appearance(app, services.settings))
        window.resize(1440, 900)
        window.show()
        window.actions_["fold_analysis"].trigger()
        figures = [_figure(window, services.document, name) for name in PAGES]
        window.files.may_leave = lambda: True
        window.close()
    return figures


def _services(app: QApplication, folder: Path) -> Services:
    bridge, settings = Bridge(), Settings(folder / "settings.ini")
    return Services(
        settings=settings,
        language=Language(app, settings),
        document=Document(dense_song(NOTES)),
        bridge=bridge,
        player=StillPlayer(bridge),
        jobs=JobRunner(),
        disk=JobRunner(),
        library=Library(models_folder()),
        autosave=Autosave(folder / "autosave"),
        drags=folder / "dragged",
        logs=folder / "logs",
    )


def _figure(window: MainWindow, document: Document, name: str) -> Figure:
    """How long after an edit a page has been painted with what is new."""
    panel = window.places.analysis
    _until(lambda: panel.page is not None)
    panel.turn_to(name)
    _until(lambda: panel.page is not None and panel.page.view is not None)
    window.surprising.show_plot(False)
    seconds = []
    for number in range(EDITS):
        note, paints = document.song.clip(2).notes[7 * number], Paints()
        _painted(panel.page).installEventFilter(paints)
        start = time.perf_counter()
        changed = {note.id: note.with_pitch(note.pitch + 1 if note.pitch < 127 else 0)}
        document.edit("Edit", change_notes(document.song, changed))
        _until(lambda: _shown(panel) is document.song.clip(2).notes)
        _until(lambda paints=paints: paints.count > 0)
        seconds.append(time.perf_counter() - start)
    return in_milliseconds(f"edit to plots, {NOTES:,} notes: {name}", seconds, GOAL)


def _painted(page: Page | TheoryPage | None) -> QWidget:
    """The widget of a page that is painted."""
    return page.rows[0] if isinstance(page, TheoryPage) else page.viewport() if page else QWidget()


def _shown(panel: AnalysisPanel) -> object:
    """The notes whose figures are shown."""
    page = panel.page
    return page.view.portrait.notes if page is not None and page.view is not None else None


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the plots did not come")
        QApplication.processEvents()
        time.sleep(PAUSE)
