"""The surprise map: keeps what the model says of the notes up to date while anybody looks at it.

The composer reads a portion of notes at a time, so that a press on a tool never waits for more
than one portion. After an edit it goes on where the notes begin to differ.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import isnan

from PySide6.QtCore import QObject, QTimer, Signal

from engine.composer.tasks import Hear, Heard, Line
from engine.errors import AriettaError
from engine.score.song import Clip, Note, Track, in_order
from engine.score.time import Tick
from engine.theory.profiles import levels
from engine.theory.surprises import NONE_KNOWN
from engine.theory.weakest import weakest
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.messages import sentence
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.names import pitch_name
from gui.piano_roll.roll import PianoRoll
from gui.piano_roll.surprise import Read, told
from gui.services import Services

JOB = "surprise"
PAUSE_MS = 120
"""So long after an edit the notes are read again."""

PORTION = 12
"""Notes that are read before other tasks have their turn."""


BEGINNING = 8
"""So many notes at the beginning of a track are not called weak."""


class Surprising(QObject):
    """Reads while the map is shown, a plot of it, or somebody asks for the weakest place."""

    message = Signal(str)
    read = Signal(object)
    """What is known of the track worked on: Surprises."""
    reroll_wanted = Signal()
    """The weakest notes are selected: other ones are wanted in their place."""

    def __init__(
        self,
        services: Services,
        desk: Desk,
        roll: PianoRoll,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._settings = services.document, services.settings
        self._composer = services.composer
        self._bridge = services.bridge
        self._desk, self._roll = desk, roll
        self._run = 0
        self._ended = False
        self._shown = self._settings.flag("roll/surprise", False)
        self._plotted = False
        self._then: Callable[[], object] | None = None
        self._own: Heard | None = None
        self._known = self._offered = NONE_KNOWN
        self._remark = ""
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._begin)
        self._document.changed.connect(lambda _before, _after: self._renew())
        desk.chosen.connect(self._begin_anew)
        self._document.opened.connect(self._begin_anew)
        roll.stage.ghosts_changed.connect(self._renew)
        roll.stage.picture_changed.connect(self._look)
        roll.selection_changed.connect(self._tell_of_selection)
        actions["surprise"].setChecked(self._shown)
        actions.connect_all({
            "surprise": self.show,
            "weakest": lambda: self.when_read(self.select_weakest),
            "reroll": lambda: self.when_read(self.reroll),
        })  # fmt: skip
        self._begin_anew()

    def show(self, on: bool) -> None:
        """Colour the notes of the roll by how unlikely they are, or do not."""
        self._shown = on
        self._settings.put("roll/surprise", on)
        self._hand_on()
        self._renew()

    def show_plot(self, on: bool) -> None:
        """Whether a plot wants to know."""
        self._plotted = on
        self._renew()

    def when_read(self, then: Callable[[], object]) -> None:
        """Read all there is to read, then call."""
        self._then = then
        self._begin()

    def stop(self) -> None:
        """Read nothing any more, whatever is still seen or heard of the window that closes."""
        self._ended = True
        self._run += 1
        self._then = None
        self._later.stop()
        self._composer.cancel(JOB)

    @property
    def remark(self) -> str:
        """Why there is nothing to say, in a sentence; empty where there is something."""
        return self._remark

    # Reading

    @property
    def _wanted(self) -> bool:
        asked = self._shown or self._plotted or self._then is not None
        return asked and not self._ended

    def _renew(self) -> None:
        if self._wanted:
            self._later.start()

    def _begin_anew(self) -> None:
        """Nothing is known of another track."""
        self._own = None
        self._known = self._offered = NONE_KNOWN
        self._then = None
        self._hand_on()
        self._renew()

    def _look(self) -> None:
        """Read elsewhere, where the view of a very long track has left what is read."""
        if self._wanted and self._own is not None:
            end = min(self._roll.stage.ticks_in_view[1], float(self._document.song.end))
            if not self._own.covers(max(0.0, self._roll.stage.ticks_in_view[0]), end):
                self._later.start()

    def _begin(self) -> None:
        """Read the track as it is now; what was on its way is given up."""
        self._later.stop()
        self._run += 1
        track = self._desk.track
        self._remark = self._why_not(track)
        if self._remark or track is None or not self._wanted:
            self._composer.cancel(JOB)
            self._hand_on()
            if self._then is not None and self._remark:
                self._then = None
                self.message.emit(self._remark)
            return
        self._hand_on()
        self._read_track(track, is_own=True)

    def _why_not(self, track: Track | None) -> str:
        if track is not None and track.is_drums:
            return self.tr("No model says yet how likely drums are; choose a track of tones.")
        if track is None or not any(track.notes):
            return self.tr("There are no notes yet whose likelihood could be told.")
        return ""

    def _read_offered(self) -> None:
        """Read the notes of the take that is offered, where they would stand."""
        track, ghosts = self._desk.track, self._roll.stage.offered
        if track is not None and len(ghosts) and self._wanted:
            self._read_track(with_take(track, ghosts), is_own=False)

    def _read_track(self, track: Track, *, is_own: bool) -> None:
        start, end = self._roll.stage.ticks_in_view
        song = replace(self._document.song, tracks=(track,), events=())
        around = Tick(int((start + end) / 2))
        self._read_on(Line(song, track.id, around, is_own), is_own=is_own)

    def _read_on(self, line: Line | None, *, is_own: bool) -> None:
        """Read a portion: of a line, or further in the one that was begun last."""
        here = self._bridge.here
        self._composer.submit(
            Hear(line, PORTION),
            key=JOB,
            on_done=here(partial(self._came, self._run, is_own)),
            on_error=here(partial(self._failed, self._run)),
        )

    def _came(self, run: int, is_own: bool, heard: Heard) -> None:
        if run != self._run:
            return
        if is_own:
            self._own, self._known = heard, heard.surprises.over(self._known)
        else:
            self._offered = heard.surprises
        self._hand_on()
        if not heard.done:
            self._read_on(None, is_own=is_own)
        elif is_own:
            self._all_read()

    def _all_read(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
        self._read_offered()

    def _failed(self, run: int, error: AriettaError) -> None:
        if run == self._run:
            self._then = None
            self._remark = sentence(str(error))
            self._hand_on()

    def _hand_on(self) -> None:
        self._roll.stage.set_read(Read(self._shown, self._known, self._offered, self._remark))
        self.read.emit(self._known)

    # What is known

    def _nats_of(self, notes: list[Note]) -> list[float]:
        arrays = NoteArrays.of(notes)
        return self._known.at(arrays.starts, arrays.pitches).tolist()

    def reroll(self) -> None:
        """Select the weakest notes, and ask for others in their place."""
        if self.select_weakest():
            self.reroll_wanted.emit()

    def select_weakest(self) -> bool:
        """Select the notes of the selection, or of the clip, that surprise the model most. Whether
        there are any.
        """
        notes = self.weakest_notes()
        if notes:
            self._roll.set_selection({note.id for note in notes})
            self._roll.reveal(notes, notes[0].start)
            bar = self._document.song.meters.position_at(notes[0].start)
            nats = self._nats_of(notes)
            text = self.tr("The weakest place: %1 notes from bar %2, beat %3 on; a note: %4")
            values = (len(notes), bar.bar, bar.beat, told(sum(nats) / len(nats)))
            for number, value in enumerate(values, 1):
                text = text.replace(f"%{number}", str(value))
            self.message.emit(text)
        return bool(notes)

    def weakest_notes(self) -> list[Note]:
        """Of several selected notes, else of the clip, those that surprise the model most; none
        where it has read none of them.
        """
        track, clip, chosen = self._desk.track, self._desk.clip, self._roll.selection
        notes = [n for n in (clip.notes if clip else ()) if len(chosen) < 2 or n.id in chosen]
        known = [(n, x) for n, x in zip(notes, self._nats_of(notes), strict=True) if not isnan(x)]
        if not known:
            return []
        first_of_all = min((note.start for note in (track.notes if track else ())), default=0)
        if known[0][0].start == first_of_all:
            # Before anything is heard everything is a surprise.
            known = known[min(BEGINNING, len(known) // 4) :]
        first, after = weakest([nats for _, nats in known], levels().unusual)
        return [note for note, _ in known[first:after]]

    def _tell_of_selection(self) -> None:
        """Say of the one selected note what the model thinks of it."""
        clip, chosen = self._desk.clip, self._roll.selection
        if not self._shown or clip is None or len(chosen) != 1:
            return
        notes = [note for note in clip.notes if note.id in chosen]
        nats = self._nats_of(notes)
        if notes and not isnan(nats[0]):
            self.message.emit(f"{pitch_name(notes[0].pitch)}: {told(nats[0])}")


def with_take(track: Track, ghosts: NoteArrays) -> Track:
    """A track of one clip, with a take's notes in the place of those that they replace."""
    start, end = int(ghosts.starts.min()), int(ghosts.ends.max())
    own = [note for note in track.notes if not start <= note.start < end]
    return replace(track, clips=(Clip(0, notes=in_order([*own, *ghosts.as_notes()])),))
