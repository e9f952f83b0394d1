"""Joins the strip of clips to the desk: what it shows, choosing, seeking."""

from PySide6.QtCore import QObject

from gui.assistant.takes.auditioning import Auditioning
from gui.desk import Desk
from gui.document import Document
from gui.playing.transport_control import TransportControl
from gui.tracks.clip_strip import ClipStrip


class ClipControl(QObject):
    """Keeps the strip showing the track worked on."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        strip: ClipStrip,
        auditioning: Auditioning,
        transport: TransportControl,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._strip = strip
        strip.chosen.connect(desk.choose_clip)
        strip.seek_requested.connect(transport.seek)
        auditioning.offered.connect(strip.show_offer)
        desk.moved.connect(strip.set_playhead)
        desk.chosen.connect(self.show)
        document.changed.connect(lambda _before, _after: self.show())
        self.show()

    def show(self) -> None:
        """Show the track as it stands."""
        clip = self._desk.clip
        song, track = self._document.song, self._desk.track
        self._strip.show_track(song, track, clip.id if clip else None)
