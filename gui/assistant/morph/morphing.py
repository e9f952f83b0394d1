"""The morph pad at work: the ground between four clips decoded ahead, the puck's clip offered."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu

from engine.composer.composer import Composer
from engine.composer.tasks import Morph
from engine.errors import AriettaError
from engine.score.excerpt import clip_alone
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.clips.ground import CORNERS, Cell, Ground
from gui.assistant.asking import Asking
from gui.assistant.morph.morph_pad import LETTERS, SIDE, MorphPad
from gui.assistant.panel import AssistantPanel
from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.shelf import Shelf
from gui.assistant.target import Target, clip_title
from gui.bridge import Bridge
from gui.desk import Desk
from gui.document import PROJECT_SUFFIX, Document
from gui.files.arriving import MIDI_SUFFIXES, Arrival, Arriving
from gui.messages import sentence

JOB = "morph"
PAUSE_MS = 200
TOOL = "interpolate"
NONE = -1
ACROSS = str(QT_TRANSLATE_NOOP("Reasons", "%1 across"))
DOWN = str(QT_TRANSLATE_NOOP("Reasons", "%1 down"))


@dataclass(frozen=True)
class Corner:
    """A clip at a corner: a song with it alone, from its first bar on."""

    name: str
    song: Song

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its notes."""
        return tuple(note for track in self.song.tracks for note in track.notes)


class Morphing(QObject):
    """The upper corners are the clip at hand and the one to arrive at; a lower one that nobody has
    chosen is as the one above it, so that two clips make a way and four a ground.
    """

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        desk: Desk,
        target: Target,
        pad: MorphPad,
        panel: AssistantPanel,
        shelf: Shelf,
        asking: Asking,
        auditioning: Auditioning,
        composer: Composer,
        arriving: Arriving,
        bridge: Bridge,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._desk, self._target = document, desk, target
        self._arriving = arriving
        self._pad, self._panel, self._shelf = pad, panel, shelf
        self._asking, self._auditioning = asking, auditioning
        self._composer, self._bridge = composer, bridge
        self._chosen: dict[int, int | Corner] = {}
        self._corners: tuple[Corner, ...] = ()
        self._ground: Ground | None = None
        self._cells: dict[Cell, tuple[Note, ...]] = {}
        self._batch = NONE
        self._run = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.decode)
        panel.tool_shown.connect(lambda _name: self._later())
        target.changed.connect(self._later)
        desk.chosen.connect(self._later)
        document.changed.connect(lambda _before, _after: self._later())
        pad.moved.connect(self._moved)
        pad.corner_wanted.connect(self.ask_corner)
        pad.dropped.connect(self.drop)

    def take_over(self, former: "Morphing") -> None:
        """Have the same clips at the corners."""
        self._chosen = former._chosen
        self._later()

    def decode(self) -> None:
        """Decode the ground between the corners as they are now, if they are others than before."""
        corners = self._found()
        if self._panel.tool != TOOL or len(corners) < CORNERS or corners == self._corners:
            return
        self._corners, self._cells, self._ground = corners, {}, None
        self._batch = NONE
        self._run += 1
        self._pad.show_ready({})
        upper = corners[: CORNERS // 2]
        shown = [*upper, *(None if each in upper else each for each in corners[len(upper) :])]
        self._pad.show_corners(
            [each.name if each else "" for each in shown],
            [each.notes if each else () for each in shown],
        )
        kind = "drums" if corners[0].song.tracks[0].is_drums else "melody"
        at = [(corner.song, corner.song.tracks[0].id) for corner in corners]
        self._composer.submit(
            Morph(at, SIDE, kind, self._asking.device),
            key=JOB,
            on_progress=self._bridge.gathered(partial(self._came, self._run)),
            on_error=self._bridge.here(partial(self._failed, self._run)),
        )

    def choose(self, corner: int, clip: int | Corner | None) -> None:
        """Put a clip of the song, by id, or another one at a corner; None lets go."""
        if clip is None:
            self._chosen.pop(corner, None)
        elif corner == 1 and isinstance(clip, int):
            self._chosen.pop(corner, None)
            self._target.choose(clip)
        else:
            self._chosen[corner] = clip
        self._later()

    def ask_corner(self, corner: int) -> None:
        """Let a corner's clip be chosen among those of the song."""
        menu = QMenu(self._pad)
        for track, clip in self._target.others():
            action = menu.addAction(clip_title(track, clip))
            action.triggered.connect(lambda _on=False, id=clip.id: self.choose(corner, id))
        menu.addSeparator()
        file = menu.addAction(self.tr("From a file…"))
        file.triggered.connect(lambda _on=False: self._ask_file(corner))
        own = menu.addAction(self.tr("What comes by itself"))
        own.triggered.connect(lambda _on=False: self.choose(corner, None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def drop(self, corner: int, paths: Sequence[Path]) -> None:
        """Put the music of a file at a corner, and that of further ones at the next corners."""
        self._arriving.read(paths[:CORNERS], partial(self._arrived, corner))

    def _arrived(self, corner: int, arrivals: Sequence[Arrival]) -> None:
        drums = self._desk.track is not None and self._desk.track.is_drums
        for number, arrival in enumerate(arrivals):
            part = arrival.part(drums=drums)
            song = replace(part.song, tracks=(replace(part.song.tracks[0], clips=(part.clip(),)),))
            self.choose((corner + number) % CORNERS, Corner(arrival.name, song))

    def _ask_file(self, corner: int) -> None:
        """Let files be chosen, for those who drag nothing."""
        patterns = " ".join(f"*{suffix}" for suffix in (*MIDI_SUFFIXES, PROJECT_SUFFIX))
        title, kinds = self.tr("Music for corner %1"), self.tr("Music (%1)")
        paths, _ = QFileDialog.getOpenFileNames(
            self._pad, title.replace("%1", LETTERS[corner]), "", kinds.replace("%1", patterns)
        )
        if paths:
            self.drop(corner, [Path(path) for path in paths])

    def _later(self) -> None:
        if self._panel.tool == TOOL:
            self._timer.start()

    def _found(self) -> tuple[Corner, ...]:
        """The four corners, or fewer where there is nothing to put there."""
        clip, target = self._desk.clip, self._target.clip_id
        upper = [clip.id if clip is not None and clip.notes else None, target]
        corners: list[Corner] = []
        for corner in range(CORNERS):
            chosen = self._chosen.get(corner, upper[corner] if corner < len(upper) else None)
            if isinstance(chosen, int) and not self._has(chosen):
                chosen = None
            if isinstance(chosen, int):
                chosen = self._of_song(chosen)
            elif chosen is None and corner >= len(upper) and len(corners) == corner:
                chosen = corners[corner - len(upper)]
            if chosen is not None:
                corners.append(chosen)
        return tuple(corners)

    def _has(self, clip_id: int) -> bool:
        song = self._document.song
        return any(clip.id == clip_id for track in song.tracks for clip in track.clips)

    def _of_song(self, clip_id: int) -> Corner:
        song = self._document.song
        name = clip_title(song.track_of(clip_id), song.clip(clip_id))
        return Corner(name, clip_alone(song, clip_id))

    def _came(self, run: int, news: list[tuple[Ground, Cell, tuple[Note, ...]]]) -> None:
        if run != self._run:
            return
        for ground, cell, notes in news:
            self._ground = ground
            self._cells[cell] = notes
        self._pad.show_ready(self._cells)
        if self._batch != NONE and any(cell == self._pad.cell for _, cell, _ in news):
            self._moved(*self._pad.cell)

    def _failed(self, run: int, error: AriettaError) -> None:
        if run == self._run:
            self._panel.show_trouble(sentence(str(error)))

    def _moved(self, column: int, row: int) -> None:
        """Offer the clip under the puck: as a take of its own, which changes while it is moved."""
        notes = self._cells.get((column, row))
        if notes is None or self._ground is None:
            return
        if self._batch not in self._shelf or self._shelf[self._batch].is_marked:
            self._batch = self._shelf.add(self._new_batch())
        batch = self._shelf[self._batch]
        across, down = ACROSS.replace("%1", _share(column)), DOWN.replace("%1", _share(row))
        offer = self._offer(batch, notes, f"{across}, {down}")
        self._shelf.show(batch.id)
        self._shelf.update(batch.id, replace(batch, offers=(offer,)))
        self._auditioning.renew(batch.id)

    def _new_batch(self) -> Batch:
        from engine.tools.clips.interpolate import InterpolateOptions  # loaded with the tools

        song, track, clip = self._document.song, self._desk.track, self._desk.clip
        assert track is not None
        assert clip is not None
        names = dict.fromkeys(corner.name for corner in self._corners)
        return Batch(
            tool=TOOL,
            track_id=track.id,
            clip_id=clip.id,
            source=" → ".join(names),
            ppq=self._ground.ppq if self._ground else song.ppq,
            options=asdict(InterpolateOptions(variations=1, steps=1, temperature=0.0)),
            offers=(Offer(),),
        )

    def _offer(self, batch: Batch, notes: Sequence[Note], reason: str) -> Offer:
        """The notes after the track's music, in ticks of the batch."""
        assert self._ground is not None
        song = self._document.song
        last = max((n.end for n in song.track(batch.track_id).notes), default=Tick(0))
        start = Tick(song.meters.bar_line_from(last) * batch.ppq // song.ppq)
        channel = song.track(batch.track_id).channel
        placed = tuple(
            replace(note, start=Tick(note.start + start), channel=channel) for note in notes
        )
        end = Tick(start + self._ground.end)
        return replace(
            batch.offers[0], notes=placed, start=start, end=end, reason=reason, ready=True
        )


def _share(step: int) -> str:
    return f"{100 * step // (SIDE - 1)} %"
