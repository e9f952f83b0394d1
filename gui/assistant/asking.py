"""The minute that matters: a tool is asked, notes stream into the cards, takes lie ready."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import count, pairwise
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Signal

from engine.composer.composer import Composer
from engine.composer.tasks import Compose, NoteCame, TakeCame, WarmUp
from engine.errors import AriettaError
from engine.jobs import JobContext, JobRunner
from engine.runtime.session import Device
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from engine.tools.asking import Aim, Request, Span, Tool
from engine.tools.catalogue import TOOLS
from engine.tools.options import seeded
from engine.tools.takes import Answer, Take
from gui.assistant.panel import AssistantPanel
from gui.assistant.subject import Subject
from gui.assistant.takes.batches import Batch, Offer, Origin, snapshot
from gui.assistant.takes.shelf import Shelf
from gui.bridge import Bridge
from gui.commands.actions import Actions
from gui.document import Document
from gui.messages import sentence
from gui.pitches import spelt

JOB = "ask"
WARM_UP = "warm up"


class Asking(QObject):
    """Starts and stops the tools and puts what comes of it on the shelf.

    The work gets a snapshot of the song. Takes stay with the music they were asked for; where they
    go in a song that has moved on is decided when one is heard or kept.
    """

    answered = Signal(str, float)
    """What it ran on and how many seconds the answer took."""
    started = Signal()
    """A tool was asked."""
    loaded = Signal(str)
    """The model is loaded, on "cpu" or "gpu"."""
    message = Signal(str)

    def __init__(
        self,
        document: Document,
        subject: Subject,
        shelf: Shelf,
        panel: AssistantPanel,
        composer: Composer,
        disk: JobRunner,
        bridge: Bridge,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._shelf = shelf
        self._panel = panel
        self._composer, self._disk = composer, disk
        self._bridge = bridge
        self._runs = count(1)
        self._run = 0
        self._number: int | None = None
        self.device: Device = "auto"
        panel.stop_wanted.connect(self.cancel)
        document.opened.connect(self.cancel)
        actions.connect_all({
            **{name: partial(self.start, name) for name in TOOLS},
            "continue_here": lambda: self.start("continue", subject.until_here()),
            "likely": lambda: self.start(subject.likely_tool()),
            "ask_again": lambda: self.start(panel.tool),
        })  # fmt: skip

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._number is not None

    def start(self, name: str, span: Span | None = None) -> None:
        """Ask a tool; a running answer is given up for it.

        Continue goes on after the whole track, whatever is selected, unless there is a `span`.
        """
        self.cancel()
        self._panel.show_tool(name)
        request = self._subject.request(TOOLS[name], self.options(), span)
        if request is None:
            self._panel.show_trouble(self.tr("There is no track to work on; add one first."))
        else:
            self.ask(name, request)

    def options(self) -> Any:
        """What the form says, with a seed."""
        return seeded(self._panel.form.options())

    def ask(self, name: str, request: Request, upon: Origin | None = None) -> None:
        """Ask a tool for takes; `upon` is the take that the request's song holds as if kept."""
        self.cancel()
        tool = TOOLS[name]
        try:
            aim = tool.aim(request)
        except AriettaError as error:
            self._panel.show_trouble(sentence(str(error)))
            return
        run = self._run = next(self._runs)
        here = self._bridge.here
        # First the work, then what the window shows of it: the composer need not wait for that.
        self._composer.submit(
            Compose(name, request, self.device),
            key=JOB,
            on_progress=self._bridge.gathered(partial(self._progress, run)),
            on_done=here(partial(self._done, run)),
            on_error=here(partial(self._failed, run)),
        )
        batch = waiting_batch(tool, request, aim)
        self._number = self._shelf.add(replace(batch, parent=upon, upon=upon is not None))
        self._panel.show_trouble("")
        self._panel.show_busy(True)
        self.started.emit()

    def cancel(self) -> None:
        """Stop the answer that is on its way; the takes that are complete stay."""
        if self._number is None:
            return
        self._composer.cancel(JOB)
        number, self._number = self._number, None
        self._keep_ready(number)
        self._panel.show_busy(False)

    def warm_up(self) -> None:
        """Load the model in the background, so that the first press is as quick as the second, then
        what the other tools are made of, so that the window need not read it.
        """
        self._composer.submit(
            WarmUp(self.device),
            key=WARM_UP,
            on_done=self._bridge.here(self.loaded.emit),
            on_error=self._bridge.here(lambda error: self._panel.show_note(sentence(str(error)))),
        )
        for name in TOOLS:
            self._disk.submit(partial(_loaded, name), key=f"load {name}")

    def remembered(self) -> str:
        """Where the controls stand, to be kept for another day."""
        return json.dumps(self._panel.values())

    def recall(self, text: str) -> None:
        """Put the controls where they stood; a text that is none changes nothing."""
        try:
            values = json.loads(text)
        except ValueError:
            return
        if isinstance(values, dict):
            self._panel.set_values(values)

    def set_device(self, device: Device) -> None:
        """Run on the CPU, on the GPU, or on what the model's card says is faster."""
        self.device = device
        self.warm_up()

    def _progress(self, run: int, news: list[NoteCame | TakeCame]) -> None:
        number = self._number
        if run != self._run or number is None:
            return
        batch = self._shelf[number]
        self._shelf.update(number, replace(batch, offers=_told(news, batch.offers)))

    def _done(self, run: int, answer: Answer) -> None:
        number = self._number
        if run != self._run or number is None:
            return
        self._number = None
        batch = self._shelf[number]
        offers = [
            before if before.is_marked else replace(before, **_taken(take, before))
            for take, before in zip(answer.takes, batch.offers, strict=False)
        ]
        done = replace(
            batch,
            offers=tuple(offers),
            seed=answer.seed,
            model=answer.model,
            sha256=answer.sha256,
            device=answer.device,
            seconds=answer.seconds,
        )
        self._shelf.update(number, done)
        self._panel.show_busy(False)
        self._panel.form.show_seed(answer.seed)
        self._panel.show_note(self._how(answer))
        self.answered.emit(answer.device, answer.seconds)

    def _failed(self, run: int, error: AriettaError) -> None:
        number = self._number
        if run != self._run or number is None:
            return
        self._number = None
        self._keep_ready(number)
        self._panel.show_busy(False)
        self._panel.show_trouble(sentence(str(error)))

    def _keep_ready(self, number: int) -> None:
        batch = self._shelf[number]
        ready = tuple(offer for offer in batch.offers if offer.ready)
        if ready:
            self._shelf.update(number, replace(batch, offers=ready))
        else:
            self._shelf.drop(number)

    def _how(self, answer: Answer) -> str:
        one = len(answer.takes) == 1
        text = self.tr("1 take in %2 ms") if one else self.tr("%1 takes in %2 ms")
        text += self.tr(", following %4") if answer.key else ""
        text += self.tr("; model %3")
        values = (len(answer.takes), round(answer.seconds * 1000), answer.model, spelt(answer.key))
        for i, value in enumerate(values, 1):
            text = text.replace(f"%{i}", str(value))
        return text


def _loaded(name: str, _job: JobContext) -> Tool:
    """On the disk's thread: a tool, which is read when it is first asked for."""
    return TOOLS[name]


def waiting_batch(tool: Tool, request: Request, aim: Aim) -> Batch:
    """A batch whose takes are still to come."""
    song, track = request.song, request.track
    clip = _continued(track) if aim.placing == "after" else request.clip
    waiting = Offer(start=aim.start, end=aim.end)
    return Batch(
        tool=tool.name,
        track_id=track.id,
        clip_id=clip.id if clip else -1,
        source=_source(song, track, clip),
        ppq=song.ppq,
        placing=aim.placing,
        from_clip=request.clip_id,
        to_clip=request.to_clip,
        span=request.span,
        options=asdict(request.options),
        offers=(waiting,) * aim.count,
        seed=request.options.seed,
        input=snapshot(song, _heard(request)),
    )


def _heard(request: Request) -> set[int]:
    """The tracks that a tool is given: what plays several notes at once may be chords, which heed a
    melody in another track.
    """
    tracks, track = request.song.tracks, request.track
    clips = {request.to_clip} if request.to_clip is not None else set()
    others = {t.id for t in tracks if clips & {clip.id for clip in t.clips}}
    if not track.is_drums and any(a.end > b.start for a, b in pairwise(track.notes)):
        others |= {other.id for other in tracks if not other.is_drums}
    return {request.track_id} | others


def _continued(track: Track) -> Clip | None:
    """The clip that the takes go on from: the one with the last note, else the last."""
    with_notes: Sequence[Clip] = [clip for clip in track.clips if clip.notes]
    if with_notes:
        return max(with_notes, key=lambda clip: clip.last_note_end)
    return track.clips[-1] if track.clips else None


def _source(song: Song, track: Track, clip: Clip | None) -> str:
    name = (clip.name if clip else "") or track.name or song.name
    if clip is None or not clip.notes:
        return f"“{name}”"
    first = song.meters.bar_at(clip.notes[0].start) + 1
    last = song.meters.bar_at(Tick(max(clip.start, clip.last_note_end - 1))) + 1
    one, several = (
        QT_TRANSLATE_NOOP("Reasons", "bar %1"),
        QT_TRANSLATE_NOOP("Reasons", "bars %1–%2"),
    )
    text = one if first == last else several
    return f"“{name}”, {text}".replace("%1", str(first)).replace("%2", str(last))


def _told(news: Iterable[NoteCame | TakeCame], before: Sequence[Offer]) -> tuple[Offer, ...]:
    """What offers have become: a note stands in the place of the one with its number."""
    offers, growing = list(before), dict[int, list[Note]]()
    for each in news:
        index = each.index
        if index >= len(offers):
            continue
        if isinstance(each, TakeCame):
            offers[index] = replace(offers[index], **_taken(each.take, offers[index]))
            growing.pop(index, None)
        else:
            notes = growing.setdefault(index, list(offers[index].notes))
            notes[each.note.id :] = [each.note]
    for index, notes in growing.items():
        offers[index] = replace(offers[index], notes=tuple(notes))
    return tuple(offers)


def _taken(take: Take, before: Offer) -> dict[str, Any]:
    """What a complete take makes of its offer; a star given meanwhile stays."""
    return {
        "notes": take.notes,
        "start": take.start,
        "end": take.end,
        "seed": take.seed,
        "reason": take.reason,
        "scores": dict(take.scores),
        "ready": True,
        "starred": before.starred,
    }
