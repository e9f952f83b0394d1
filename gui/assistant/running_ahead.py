"""Ghost notes that run ahead of the melody while it is drawn or played: Tab takes a bar of them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from engine.composer.composer import Composer
from engine.composer.tasks import Compose
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.asking import Request
from engine.tools.catalogue import TOOLS
from engine.tools.continue_options import ContinueOptions
from engine.tools.takes import Answer
from gui.assistant.asking import Asking, waiting_batch
from gui.assistant.subject import Subject
from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.placing import kept, sketched
from gui.bridge import Bridge
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.roll import PianoRoll
from gui.settings import Settings

JOB = "ahead"
PAUSE_MS = 350
FEWEST = 4
"""So many notes say enough for a guess at what comes next."""

OPTIONS = ContinueOptions(bars=2, variations=1, temperature=0.8, seed=1)
SHOWN = "roll/ahead"


class RunningAhead(QObject):
    """Asks Continue for two bars a moment after each edit, while it is switched on.

    What it shows is in no song and in no tray until it is taken. A press on any tool goes first,
    and a take that is looked at hides it.
    """

    def __init__(
        self,
        document: Document,
        desk: Desk,
        subject: Subject,
        asking: Asking,
        auditioning: Auditioning,
        roll: PianoRoll,
        composer: Composer,
        bridge: Bridge,
        actions: Actions,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._desk, self._subject = document, desk, subject
        self._asking, self._auditioning = asking, auditioning
        self._roll, self._composer, self._bridge = roll, composer, bridge
        self._actions, self._settings = actions, settings
        self._ahead: tuple[Batch, Offer] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        document.changed.connect(lambda _before, _after: self._later())
        desk.chosen.connect(self._later)
        asking.started.connect(self.wave_off)
        actions.connect_all({"ghost_notes": self.switch, "take_bar": self.take_bar})
        actions["ghost_notes"].setChecked(settings.flag(SHOWN, False))
        actions["take_bar"].setEnabled(False)

    @property
    def shown(self) -> bool:
        """Whether there are notes ahead."""
        return self._ahead is not None

    def switch(self, on: bool) -> None:
        """Run ahead from now on, or no more."""
        self._settings.put(SHOWN, on)
        self._later()

    def look(self) -> None:
        """Ask for what could come next, where there is a melody to go on from."""
        track = self._desk.track
        on = self._actions["ghost_notes"].isChecked()
        busy = self._asking.busy or self._auditioning.chosen is not None
        if not on or busy or track is None or track.is_drums:
            return
        if sum(1 for _ in track.notes) < FEWEST:
            return
        request = self._subject.request(TOOLS["continue"], OPTIONS)
        if request is None:
            return
        song = self._document.song
        self._composer.submit(
            Compose("continue", request, self._asking.device),
            key=JOB,
            on_done=self._bridge.here(partial(self._show, song, request)),
        )

    def take_bar(self) -> None:
        """Take in the notes up to the next bar line that has any before it."""
        if self._ahead is None:
            return
        batch, offer = self._ahead
        meters = self._document.song.meters
        factor = batch.ppq // meters.ppq
        first = min(note.start for note in offer.notes)
        bar = meters.bar_at(Tick(first // factor))
        line = Tick(meters.bar_start(bar + 1) * factor)
        now = tuple(note for note in offer.notes if note.start < line)
        rest = tuple(note for note in offer.notes if note.start >= line)
        song, clip_id = kept(self._document.song, batch, replace(offer, notes=now, end=line))
        self._document.edit(self.tr("Take a bar of ghost notes"), song)
        self._desk.choose_clip(clip_id)
        if rest:
            self._put(batch, replace(offer, notes=rest, start=line))

    def wave_off(self) -> bool:
        """Let go of the notes ahead; whether there were any."""
        self._timer.stop()
        self._composer.cancel(JOB)
        were, self._ahead = self.shown, None
        self._actions["take_bar"].setEnabled(False)
        if were and self._auditioning.chosen is None:
            self._roll.set_ghosts(())
        return were

    def _later(self) -> None:
        self.wave_off()
        if self._actions["ghost_notes"].isChecked():
            self._timer.start()

    def _show(self, asked: Song, request: Request, answer: Answer) -> None:
        if self._document.song is not asked or self._auditioning.chosen is not None:
            return
        tool, take = TOOLS["continue"], answer.takes[0]
        batch = waiting_batch(tool, request, tool.aim(request))
        self._put(batch, Offer(take.notes, take.start, take.end, ready=True))

    def _put(self, batch: Batch, offer: Offer) -> None:
        self._ahead = batch, offer
        self._roll.set_ghosts(sketched(self._document.song, batch, offer).notes, dashed=True)
        self._actions["take_bar"].setEnabled(True)
