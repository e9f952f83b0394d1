"""The locks of the form that is shown, seen in the roll; and what a hand changes there."""

from PySide6.QtCore import QObject, QTimer

from engine.errors import AriettaError
from engine.score.time import Tick
from engine.theory.keys import parse_key
from engine.tools.catalogue import TOOLS
from gui.assistant.form.form import Form
from gui.assistant.form.locks import ChordLock, RangeLock
from gui.assistant.panel import AssistantPanel
from gui.assistant.subject import Subject
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.locks import ShownLocks
from gui.piano_roll.roll import PianoRoll

PAUSE_MS = 60


class LockView(QObject):
    """The form owns the locks: the roll shows them and asks it for others."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        subject: Subject,
        panel: AssistantPanel,
        roll: PianoRoll,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._subject = subject
        self._panel = panel
        self._roll = roll
        self._followed: set[Form] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.show)
        panel.tool_shown.connect(lambda _name: self._follow())
        for signal in (document.changed, desk.chosen, roll.selection_changed):
            signal.connect(self._soon)
        roll.chords_shown.connect(lambda _shown: self.show())
        roll.range_dragged.connect(self._hold_range)
        roll.chords_edited.connect(self._hold_chords)
        self._follow()

    def show(self) -> None:
        """Show in the roll what the form holds now."""
        locks = self._panel.form.locks
        held = {
            name: value
            for lock in ("key", "range", "chords")
            if lock in locks
            for name, value in locks[lock].values().items()
        }
        seen = "chords" in locks and (held.get("chords") or self._roll.shows_chords)
        start, end = self._stretch() if seen else (Tick(0), None)
        self._roll.set_locks(
            ShownLocks(
                key=parse_key(held["key"]) if held.get("key") else None,
                low=held.get("low"),
                high=held.get("high"),
                chords=held.get("chords", ""),
                start=start,
                end=end,
            )
        )

    def _stretch(self) -> tuple[Tick, Tick | None]:
        """From where to where the tool that is shown would write; the song where it cannot tell."""
        ppq = self._document.song.ppq
        try:
            tool = TOOLS[self._panel.tool]
            request = self._subject.request(tool, self._panel.form.options())
            if request is not None:
                aim = tool.aim(request)
                factor = request.song.ppq // ppq
                return Tick(aim.start // factor), Tick(aim.end // factor)
        except (AriettaError, ValueError):
            pass
        return Tick(0), None

    def _follow(self) -> None:
        """Listen to the form that is shown."""
        form = self._panel.form
        if form not in self._followed:
            self._followed.add(form)
            form.changed.connect(self._soon)
        self._soon()

    def _soon(self, *_values: object) -> None:
        self._timer.start()

    def _hold_range(self, low: int, high: int) -> None:
        lock = self._panel.form.locks.get("range")
        if isinstance(lock, RangeLock):
            lock.hold_between(low, high)

    def _hold_chords(self, chords: str) -> None:
        lock = self._panel.form.locks.get("chords")
        if isinstance(lock, ChordLock):
            lock.choose(chords)
