"""The analysis panel: pages of plots behind tabs. pyqtgraph is loaded when it first opens, then all
pages are built, the one that is shown first.
"""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
)

from gui.ahead import Ahead, Steps
from gui.commands.actions import Actions
from gui.look.controls import label
from gui.look.fonts import dress, text_unit
from gui.look.theme import Theme
from gui.look.turns import paint_in_turns

if TYPE_CHECKING:
    from gui.analysis.page import Page
    from gui.analysis.theory_page import TheoryPage
    from gui.analysis.view import View

PAGES = ("form", "notes", "time", "feel", "theory")


class AnalysisPanel(QFrame):
    """Shows one page at a time."""

    chosen = Signal(object)
    """The notes, by index in the portrait, of what was clicked."""
    seen = Signal(bool)
    """It was opened or folded away."""
    turned = Signal(str)
    """Another page is shown, by its name."""
    save_wanted = Signal(object)
    """One plot of the page that is shown, or None for all of it."""

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._theme = theme
        self._ready = False
        self._view: View | None = None
        self._pages: dict[str, Page | TheoryPage] = {}
        self._building = {name: self._build(name) for name in PAGES}
        self._ahead = Ahead(self)
        self.choices = QToolButton()
        self.choices.setProperty("meaning", "link")
        self.choices.setToolTip(self.tr("What is looked at, beside which music; saving"))
        self.choices.setAccessibleName(self.choices.toolTip())
        self.choices.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choices.setMenu(QMenu(self.choices))
        self.tabs = QTabBar()
        self.tabs.setProperty("meaning", "pages")
        self.tabs.setProperty("face", "caption")
        self.tabs.setAccessibleName(self.tr("Pages of the analysis"))
        self.tabs.setToolTip(self.tr("Pages of the analysis; the arrow keys turn them"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text, tip in self._names():
            self.tabs.setTabToolTip(self.tabs.addTab(text), tip)
        self.tabs.currentChanged.connect(self._turn)
        self.remark = label("", level=2, face="caption")
        self.remark.setWordWrap(True)
        self.remark.setContentsMargins(12, 0, 12, 8)
        self.remark.hide()
        self._stack = QStackedWidget()
        self._waiting = label("", level=2, face="caption")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._waiting)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 0)
        head.setSpacing(4)
        head.addWidget(label(self.tr("Analysis"), face="strong"))
        head.addStretch(1)
        head.addWidget(self.choices)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(8, 2, 8, 2)
        tabs.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.remark)

    def _names(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Form"), self.tr("Which bars are like which")),
            (self.tr("Notes"), self.tr("Which tones and intervals, or which drums")),
            (self.tr("Time"), self.tr("Density and surprise over time")),
            (self.tr("Feel"), self.tr("Timing and velocity of each note")),
            (self.tr("Theory"), self.tr("Measures of theory beside real music")),
        )

    @property
    def page_name(self) -> str:
        """The page that is shown."""
        return PAGES[self.tabs.currentIndex()]

    @property
    def page(self) -> "Page | TheoryPage | None":
        """The page that is shown, once it is built."""
        return self._pages.get(self.page_name)

    def turn_to(self, name: str) -> None:
        """Show another page. Raises ValueError for a name that none has."""
        self.tabs.setCurrentIndex(PAGES.index(name))

    def make_ready(self) -> None:
        """What plots need is loaded: build the page that is shown, then the others."""
        self._ready = True
        self._turn()
        self._ahead.begin(chain.from_iterable(self._building.values()))

    def show_view(self, view: "View") -> None:
        """Show other figures."""
        self._view = view
        if self.page is None or self.page.isVisible():
            self._draw()
        else:
            self._ahead.hurry(self._shown(self.page))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        if self.page is not None and self.page.isVisible():
            self._stack.setUpdatesEnabled(False)
            self._ahead.hurry(self._shown(self.page))

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(round(text_unit() * 21), 500)

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(round(text_unit() * 8), 100)

    def showEvent(self, event: QShowEvent) -> None:
        """Say that figures are wanted."""
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that none are wanted any more; what is shown will be out of date when it opens."""
        super().hideEvent(event)
        self._stack.setUpdatesEnabled(True)
        self._stack.setCurrentWidget(self._waiting)
        self.seen.emit(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save the plot under the pointer, or the page."""
        page, menu = self.page, QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        plot = None if page is None else page.plot_at(page.mapFromGlobal(event.globalPos()))
        if plot is not None:
            one = menu.addAction(self.tr("Save this plot…"))
            one.triggered.connect(lambda: self.save_wanted.emit(plot))
        whole = menu.addAction(self.tr("Save the page…"))
        whole.triggered.connect(lambda: self.save_wanted.emit(None))
        menu.popup(event.globalPos())

    def save_to(self, path: Path, plot: Any = None) -> None:
        """Write a plot, or the page that is shown. Raises OSError."""
        if self.page is not None:
            self.page.save(path, plot)

    def _turn(self) -> None:
        if self.page is not None:
            self._ahead.hurry(self._shown(self.page))
        elif self._ready:
            self._stack.setCurrentWidget(self._waiting)
            self._ahead.hurry(self._building[self.page_name])
        self.turned.emit(self.page_name)

    def _build(self, name: str) -> Steps:
        """Build a page, and have it ready to be seen."""
        page = page_kinds()[name](self._theme)
        page.chosen.connect(self.chosen)
        page.setAccessibleName(self.tabs.tabToolTip(PAGES.index(name)))
        self._stack.addWidget(page)
        yield
        yield from page.build()
        dress(page)
        page.set_theme(self._theme)
        self._pages[name] = page
        yield
        if name == self.page_name:
            yield from self._shown(page)
        elif self._view is not None:
            yield from self._drawn(page)

    def _shown(self, page: "Page | TheoryPage") -> Steps:
        """Draw a page as long as it is the one to be seen, then show it."""
        for _ in self._drawn(page):
            if page is not self.page:
                return
            yield
        self._draw()

    def _drawn(self, page: "Page | TheoryPage") -> Steps:
        """Draw a page in the room that it will have, so that it only has to be shown."""
        if page.theme is not self._theme:
            page.set_theme(self._theme)
        if self._view is not None and page.view is not self._view:
            page.show_view(self._view)
            yield
        page.resize(self._stack.size())
        yield
        yield from page.warm()

    def _draw(self) -> None:
        page = self.page
        remark = self._view.remark if self._view is not None and self.page_name == "time" else ""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        if page is not None and self._view is not None and self.isVisible():
            paint_in_turns(self._stack)
            self._stack.setCurrentWidget(page)
            if page.view is not self._view:
                page.show_view(self._view)


def page_kinds() -> "dict[str, type[Page | TheoryPage]]":
    """What is behind each of PAGES; loads what plots are drawn with."""
    from gui.analysis.feel_page import FeelPage
    from gui.analysis.form_page import FormPage
    from gui.analysis.notes_page import NotesPage
    from gui.analysis.theory_page import TheoryPage
    from gui.analysis.time_page import TimePage

    return dict(zip(PAGES, (FormPage, NotesPage, TimePage, FeelPage, TheoryPage), strict=True))
