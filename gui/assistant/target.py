"""The clip that Interpolate arrives at, chosen among those of the same kind."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from engine.score.song import Clip, Track
from gui.desk import Desk
from gui.document import Document
from gui.look.controls import label


class Target(QWidget):
    """Shows what is chosen, else the nearest clip that can be: the next on the track first."""

    changed = Signal()

    def __init__(self, document: Document, desk: Desk) -> None:
        super().__init__()
        self._document = document
        self._desk = desk
        self._chosen: int | None = None
        self._button = QToolButton()
        self._button.setProperty("meaning", "link")
        self._button.setProperty("level", 1)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setAccessibleName(self.tr("Clip to arrive at"))
        self._button.setToolTip(self.tr("The clip that the way leads to, from the one in the roll"))
        self._menu = QMenu(self._button)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(lambda action: self.choose(action.data()))
        self._button.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self.tr("To")))
        row.addStretch(1)
        row.addWidget(self._button)
        document.changed.connect(lambda _before, _after: self._show())
        desk.chosen.connect(self._show)
        self._show()

    def take_over(self, former: "Target") -> None:
        """Arrive at the same clip."""
        self._chosen = former._chosen
        self._show()

    @property
    def clip_id(self) -> int | None:
        """The clip that is chosen; None where the song has no other of its kind."""
        ids = [clip.id for _, clip in self.others()]
        return self._chosen if self._chosen in ids else next(iter(ids), None)

    def choose(self, clip_id: int) -> None:
        """Arrive at a clip."""
        self._chosen = clip_id
        self._show()
        self.changed.emit()

    def others(self) -> list[tuple[Track, Clip]]:
        """The clips that can be arrived at, those that come next first."""
        track, clip = self._desk.track, self._desk.clip
        if track is None or clip is None:
            return []
        tracks = [track, *(each for each in self._document.song.tracks if each is not track)]
        found = [
            (each, other)
            for each in tracks
            if each.is_drums == track.is_drums
            for other in each.clips
            if other.id != clip.id and other.notes
        ]
        return sorted(found, key=lambda pair: pair[0] is track and pair[1].start < clip.start)

    def _fill(self) -> None:
        self._menu.clear()
        for track, clip in self.others():
            self._menu.addAction(clip_title(track, clip)).setData(clip.id)
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("No other clip with notes")).setEnabled(False)

    def _show(self) -> None:
        here = self.clip_id
        names = [clip_title(track, clip) for track, clip in self.others() if clip.id == here]
        self._button.setText(names[0] if names else self.tr("another clip"))


def clip_title(track: Track, clip: Clip) -> str:
    """What a clip is called where others are."""
    return f"{track.name} · {clip.name or clip.id}"
