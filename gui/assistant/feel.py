"""What a tool does to timing and velocity, shown in its form: the notes before, a take after."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from engine.score.song import Note, Song
from engine.theory.strokes import Strokes, strokes
from gui.assistant.form.strokes_plot import StrokesPlot
from gui.assistant.panel import AssistantPanel
from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.shelf import Shelf
from gui.desk import Desk
from gui.document import Document

PAUSE_MS = 30
MOST = 2000
"""Of more notes so many, spread evenly, are looked at: the window must not wait."""


class Feel(QObject):
    """Looks at the take that was heard last, else at the first one, of the tool that is shown."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        shelf: Shelf,
        auditioning: Auditioning,
        panel: AssistantPanel,
        plot: StrokesPlot,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._desk, self._shelf = document, desk, shelf
        self._auditioning, self._panel, self._plot = auditioning, panel, plot
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self.show)
        for signal in (
            document.changed, desk.chosen, shelf.shown, shelf.offers_changed, auditioning.offered,
            panel.tool_shown,
        ):  # fmt: skip
            signal.connect(self._renew)

    def show(self) -> None:
        """Show the notes that are meant, and beside them those of a take."""
        track, batch = self._desk.track, self._shelf.batch
        if track is None or self._plot.isHidden():
            return
        mine = batch is not None and batch.tool == self._panel.tool and batch.track_id == track.id
        offer = self._offer() if mine else None
        if batch is None or batch.input is None or offer is None:
            self._plot.show_strokes(_struck(list(track.notes), self._document.song), None, "")
            return
        before = _struck(_meant(batch, offer), batch.input)
        name = self.tr("take %1").replace("%1", str(batch.offers.index(offer) + 1))
        self._plot.show_strokes(before, _struck(offer.notes, batch.input), name)

    def _offer(self) -> Offer | None:
        offer = self._shelf.offer(self._auditioning.chosen or 0)
        return offer if offer is not None and offer.ready else None

    def _renew(self, *_news: object) -> None:
        if not self._plot.isHidden():
            self._later.start()


def _meant(batch: Batch, offer: Offer) -> list[Note]:
    """The notes that a take was made of."""
    assert batch.input is not None
    notes = batch.input.track(batch.track_id).notes
    whole = batch.placing == "track"
    return [note for note in notes if whole or offer.start <= note.start < offer.end]


def _struck(notes: Sequence[Note], song: Song) -> Strokes | None:
    """How notes, in ticks of the song, are struck; None for none."""
    few = notes[:: max(1, -(-len(notes) // MOST))]
    return strokes(few, song.meters, song.tempos, drums=False) if few else None
