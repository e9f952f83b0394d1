"""Work on a take before it is kept: what is made of it hangs under it in the tree."""

from PySide6.QtCore import QObject, Signal

from engine.tools.catalogue import TOOLS
from gui.assistant.asking import Asking
from gui.assistant.panel import AssistantPanel
from gui.assistant.subject import Subject
from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.placing import with_take
from gui.assistant.takes.shelf import Shelf
from gui.commands.actions import Actions
from gui.document import Document

FROM_NOTHING, INSTEAD = "generate", "continue"
"""The tool that works on nothing that is there, and the one that is asked in its place."""


class Growing(QObject):
    """Asks the tool that is shown about the song as it would be with the take at hand.

    The song stays as it is. Takes that come of it are heard with those beneath them, and who keeps
    one keeps those too, in one undo step.
    """

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        subject: Subject,
        shelf: Shelf,
        asking: Asking,
        auditioning: Auditioning,
        panel: AssistantPanel,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._subject, self._shelf = document, subject, shelf
        self._asking, self._auditioning, self._panel = asking, auditioning, panel
        actions.connect_all({"from_take": self.start})

    def start(self) -> None:
        """Ask about the take at hand. One that is kept is in the song: ask about that."""
        origin = self._auditioning.origin_of(self._auditioning.at_hand())
        batch = self._shelf[origin[0]] if origin is not None else None
        offer = batch.offer(origin[1]) if batch is not None and origin is not None else None
        if batch is None or offer is None or not offer.ready:
            self.message.emit(self.tr("Hear a take first, then work on it"))
            return
        name = INSTEAD if self._panel.tool == FROM_NOTHING else self._panel.tool
        if offer.kept:
            self._asking.start(name)
            return
        self._panel.show_tool(name)
        song, beneath = self._document.song, self._shelf.beneath(batch)
        song, clip_id, stretch = with_take(song, batch, offer, beneath)
        options = self._asking.options()
        request = self._subject.request_in(song, clip_id, TOOLS[name], options, stretch)
        self._asking.ask(name, request, origin)
