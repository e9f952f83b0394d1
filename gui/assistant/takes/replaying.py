"""Making takes again from what is known of them, and saying whether the same notes came."""

from dataclasses import replace
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject, Signal

from engine.composer.composer import Composer
from engine.composer.tasks import Compose
from engine.errors import AriettaError
from engine.runtime.session import Device
from engine.tools.asking import Request
from engine.tools.catalogue import TOOLS
from engine.tools.replay import Verdict, options_of, verdict
from engine.tools.takes import Answer
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.shelf import Shelf
from gui.bridge import Bridge
from gui.commands.actions import Actions
from gui.document import Document
from gui.messages import sentence

JOB = "make again"


class Replaying(QObject):
    """Runs a batch's tool on its own input. Takes that come out otherwise are shown beside it."""

    message = Signal(str)
    made = Signal(object)
    """The Verdict."""

    def __init__(
        self,
        document: Document,
        shelf: Shelf,
        composer: Composer,
        bridge: Bridge,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._composer = composer
        self._bridge = bridge
        document.opened.connect(lambda: composer.cancel(JOB))
        actions.connect_all({"make_again": self.start})

    def start(self) -> None:
        """Make the takes of the shown batch again."""
        batch = self._shelf.batch
        if batch is None:
            self.message.emit(self.tr("There are no takes yet"))
            return
        try:
            request = request_again(batch)
        except AriettaError as error:
            self.message.emit(sentence(str(error)))
            return
        if request is None:
            self.message.emit(self.tr("Nothing tells what these takes were made from"))
            return
        self.message.emit(self.tr("Making these takes again …"))
        device: Device = next((d for d in get_args(Device) if d == batch.device), "auto")
        self._composer.submit(
            Compose(batch.tool, request, device),
            key=JOB,
            on_done=self._bridge.here(partial(self._done, batch)),
            on_error=self._bridge.here(self._failed),
        )

    def _done(self, batch: Batch, answer: Answer) -> None:
        before = {offer.id: offer.notes for offer in batch.offers}
        after = [take.notes for take in answer.takes]
        found = verdict(before, after, (batch.sha256, answer.sha256))
        if not found.is_same:
            self._shelf.add(_again(batch, answer))
        self.message.emit(self._words(found, answer))
        self.made.emit(found)

    def _failed(self, error: AriettaError) -> None:
        self.message.emit(sentence(str(error)))

    def _words(self, found: Verdict, answer: Answer) -> str:
        if found.is_same:
            text = self.tr("The same notes again, in all %2 takes")
            if found.other_model:
                text = self.tr("The same notes again in all %2 takes, though %3 has changed")
        elif found.other_model:
            text = self.tr("%3 is another model than it was: %1 of %2 takes are the same")
        else:
            text = self.tr("%1 of %2 takes are the same; another machine may round otherwise")
        for i, value in enumerate((found.same, found.count, answer.model), 1):
            text = text.replace(f"%{i}", str(value))
        return text


def request_again(batch: Batch) -> Request | None:
    """What was asked when a batch was made; None where its input or its seed is not known.

    Raises ToolError for options of another version.
    """
    tool = TOOLS.get(batch.tool)
    if tool is None or batch.input is None or batch.seed is None or not batch.is_ready:
        return None
    options = options_of(tool, {**batch.options, "seed": batch.seed})
    return Request(batch.input, batch.track_id, options, batch.from_clip, batch.to_clip, batch.span)


def _again(batch: Batch, answer: Answer) -> Batch:
    """The takes that came, as a batch beside the one that was to come again."""
    offers = tuple(
        Offer(take.notes, take.start, take.end, take.seed, take.reason, dict(take.scores), True)
        for take in answer.takes
    )
    return replace(
        batch, offers=offers, made=0.0, model=answer.model, sha256=answer.sha256,
        device=answer.device, seconds=answer.seconds,
    )  # fmt: skip
