"""From an edit of a long song to the plots that follow it, without a screen."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from engine.score.edits import change_notes
from gui.analysis.page import Page
from gui.analysis.panel import PAGES, AnalysisPanel
from gui.analysis.theory_page import TheoryPage
from gui.document import Document
from gui.piano_roll.bench import dense_song
from gui.window import MainWindow
from tests.bench.goals import Figure, in_milliseconds
from tests.bench.windows import until, window

NOTES = 10_000
EDITS = 15
GOAL = 100.0


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
    with window(dense_song(NOTES)) as shown:
        shown.actions_["fold_analysis"].trigger()
        return [_figure(shown, shown.desk._document, name) for name in PAGES]


def _figure(shown: MainWindow, document: Document, name: str) -> Figure:
    """How long after an edit a page has been painted with what is new."""
    panel = shown.places.analysis
    until(lambda: panel.page is not None)
    panel.turn_to(name)
    until(lambda: panel.page is not None and panel.page.isVisible())
    shown.surprising.show_plot(False)
    seconds = []
    for number in range(EDITS):
        note, paints = document.song.clip(2).notes[7 * number], Paints()
        for widget in _painted(panel.page):
            widget.installEventFilter(paints)
        start = time.perf_counter()
        changed = {note.id: note.with_pitch(note.pitch + 1 if note.pitch < 127 else 0)}
        document.edit("Edit", change_notes(document.song, changed))
        until(lambda: _shown(panel) is document.song.clip(2).notes)
        until(lambda paints=paints: paints.count > 0)
        seconds.append(time.perf_counter() - start)
    return in_milliseconds(f"edit to plots, {NOTES:,} notes: {name}", seconds, GOAL)


def _painted(page: Page | TheoryPage | None) -> Sequence[QWidget]:
    """The widgets of a page of which an edit has some painted."""
    if isinstance(page, TheoryPage):
        return page.rows
    return [page.viewport()] if page else []


def _shown(panel: AnalysisPanel) -> object:
    """The notes whose figures are shown."""
    page = panel.page
    return page.view.portrait.notes if page is not None and page.view is not None else None
