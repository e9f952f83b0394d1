"""Keeps the analysis panel's figures up to date, and leads from its plots back to the roll."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from engine.composer.composer import Composer
from engine.composer.tasks import Portray
from engine.jobs import JobRunner
from engine.score.song import in_order
from engine.theory.surprises import NONE_KNOWN, Surprises
from gui.ahead import Ahead, Steps
from gui.analysis.loading import load_plots, qt_types
from gui.analysis.panel import PAGES, AnalysisPanel
from gui.analysis.surprising import Surprising
from gui.bridge import Bridge
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.roll import PianoRoll
from gui.services import Services
from gui.settings import Settings

if TYPE_CHECKING:
    from engine.theory.portrait import Portrait

JOB = "portrait"
PAUSE_MS = 8
"""Edits that come within this time of each other are looked at together."""

SCOPES = ("clip", "track")
MELODIES = ("pop", "folk")
DRUMMERS = "drummers"


class Analysing(QObject):
    """Has what is asked for last computed; only while the panel is open."""

    message = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        services: Services,
        desk: Desk,
        roll: PianoRoll,
        panel: AnalysisPanel,
        surprising: Surprising,
        actions: Actions,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document: Document = services.document
        self._settings: Settings = services.settings
        self._composer: Composer = services.composer
        self._disk: JobRunner = services.disk
        self._bridge: Bridge = services.bridge
        self._desk, self._roll, self._panel = desk, roll, panel
        self._surprising = surprising
        self._run = 0
        self._ahead, self._loading = Ahead(self), False
        self._portrait: Portrait | None = None
        self._surprises: Surprises = NONE_KNOWN
        self._scope = _one_of(SCOPES, self._settings.text("analysis/scope"))
        self._beside = _one_of(MELODIES, self._settings.text("analysis/beside"))
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._begin)
        self._window = parent
        self._connect(actions)
        panel.turn_to(_one_of(PAGES, self._settings.text("analysis/page")))

    def _connect(self, actions: Actions) -> None:
        panel = self._panel
        self._document.changed.connect(lambda _before, _after: self._renew())
        self._desk.chosen.connect(self._renew)
        panel.seen.connect(self._seen)
        panel.turned.connect(self._turned)
        panel.chosen.connect(self._choose)
        panel.save_wanted.connect(self.ask_save)
        self._surprising.read.connect(self._read)
        actions.connect_all({"save_plot": lambda: self.ask_save(None)})
        self._fill(panel.choices.menu(), actions)

    def _fill(self, menu: QMenu, actions: Actions) -> None:
        """What is looked at, what it stands beside, and saving."""
        beside = {
            name: self.tr("Beside %1").replace("%1", self._kinds()[name]) for name in MELODIES
        }
        for texts, chosen, choose in (
            (self._scopes(), self._scope, self.set_scope),
            (beside, self._beside, self.set_beside),
        ):
            group = QActionGroup(menu)
            for name, text in texts.items():
                action = group.addAction(menu.addAction(text))
                action.setCheckable(True)
                action.setChecked(name == chosen)
                action.triggered.connect(lambda _on=False, name=name, choose=choose: choose(name))
            menu.addSeparator()
        menu.addAction(actions["save_plot"])
        self._show_choices()

    def _show_choices(self) -> None:
        drums = self._portrait is not None and self._portrait.drums
        kind = self._kinds()[DRUMMERS if drums else self._beside]
        self._panel.choices.setText(f"{self._scopes()[self._scope]} · {kind}")

    def _scopes(self) -> dict[str, str]:
        return dict(zip(SCOPES, (self.tr("Clip"), self.tr("Track")), strict=True))

    def _kinds(self) -> dict[str, str]:
        return {"pop": self.tr("pop"), "folk": self.tr("folk"), DRUMMERS: self.tr("drummers")}

    def set_scope(self, scope: str) -> None:
        """Look at the "clip" or at its whole "track"."""
        self._scope = scope
        self._settings.put("analysis/scope", scope)
        self._show_choices()
        self._renew()

    def set_beside(self, kind: str) -> None:
        """Stand melodies beside another kind of real music."""
        self._beside = kind
        self._settings.put("analysis/beside", kind)
        self._show()

    def ask_save(self, plot: object) -> None:
        """Ask for a path, and write a plot or the page that is shown there."""
        if self._panel.page is None or not self._panel.isVisible():
            self.message.emit(self.tr("Open the analysis first (F12), then save what it shows."))
            return
        name = f"{self._document.song.name or 'Arietta'}, {self._panel.page_name}.png"
        folder = self._settings.text("analysis/folder", str(Path.home()))
        answer, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the plots"), str(Path(folder) / name),
            self.tr("Pictures (*.png);;Drawings (*.svg)"),
        )  # fmt: skip
        if answer:
            self.save_to(Path(answer), plot)

    def save_to(self, path: Path, plot: object = None) -> None:
        """Write a plot, or the page that is shown; a name without an ending becomes a PNG."""
        if path.suffix.lower() not in (".png", ".svg"):
            path = path.with_name(f"{path.name}.png")
        self._settings.put("analysis/folder", str(path.parent))
        try:
            self._panel.save_to(path, plot)
        except OSError:
            text = self.tr("%1 could not be written; choose another place")
            self.trouble.emit(text.replace("%1", str(path)))
        else:
            self.message.emit(self.tr("Saved %1").replace("%1", path.name))

    # Figures

    def _seen(self, on: bool) -> None:
        if on and not self._loading:
            self._loading = True
            self._ahead.hurry(self._load())
        self._turned(self._panel.page_name)
        self._renew()

    def _load(self) -> Steps:
        yield from qt_types()
        ready = self._bridge.here(lambda _done: self._panel.make_ready())
        failed = self._bridge.here(lambda error: self.trouble.emit(str(error)))
        self._disk.submit(load_plots, key="plots", on_done=ready, on_error=failed)

    def _turned(self, page: str) -> None:
        self._settings.put("analysis/page", page)
        self._surprising.show_plot(self._panel.isVisible() and page == "time")

    def _renew(self) -> None:
        if self._panel.isVisible():
            self._later.start()

    def _begin(self) -> None:
        track, clip = self._desk.track, self._desk.clip
        if track is None:
            return
        self._run += 1
        only = clip if self._scope == "clip" else None
        came = self._bridge.here(partial(self._came, self._run))

        def with_notes(found: "Portrait") -> None:
            notes = in_order(track.notes) if only is None else only.notes
            came(replace(found, notes=notes))

        song = self._document.song
        portray = Portray(song, track.id, None if only is None else only.id)
        self._composer.submit(portray, key=JOB, on_done=with_notes)

    def _came(self, run: int, found: "Portrait") -> None:
        if run == self._run:
            self._portrait = found
            self._show()

    def _read(self, surprises: Surprises) -> None:
        self._surprises = surprises
        if self._panel.isVisible() and self._panel.page_name == "time":
            self._show()

    def _show(self) -> None:
        from engine.theory.profiles import profiles
        from gui.analysis.view import View

        found = self._portrait
        if found is None or not self._panel.isVisible():
            return
        name = DRUMMERS if found.drums else self._beside
        self._show_choices()
        remark = self._surprising.remark
        view = View(found, profiles()[name], name, self._kinds()[name], self._surprises, remark)
        self._panel.show_view(view)

    def _choose(self, indices: tuple[int, ...]) -> None:
        """Select notes in the roll and show them; where they lie in several clips, those of the
        first one's.
        """
        if self._portrait is None:
            return
        wanted = {self._portrait.notes[index].id for index in indices}
        clips = self._desk.track.clips if self._desk.track else ()
        here = self._desk.clip
        found = [clip for clip in clips if any(note.id in wanted for note in clip.notes)]
        if not found:
            return
        if here not in found:
            self._desk.choose_clip(found[0].id)
            here = found[0]
        notes = [note for note in here.notes if note.id in wanted] if here else []
        self._roll.set_selection({note.id for note in notes})
        self._roll.reveal(notes, notes[0].start)


def _one_of(names: tuple[str, ...], name: str) -> str:
    """The name, or the first where it is none of them."""
    return name if name in names else names[0]
