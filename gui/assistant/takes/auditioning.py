"""Hearing takes in time after the melody, seeing them in the roll, keeping one."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from engine.playback.player import Player
from engine.score.song import DRUM_CHANNEL, Note
from engine.score.time import Tick
from engine.tools.choice.comparison import compared
from gui.assistant.takes.batches import Batch, Offer, Origin, aligned
from gui.assistant.takes.placing import Place, all_kept, sketched
from gui.assistant.takes.shelf import Shelf
from gui.assistant.takes.tray import Tray
from gui.commands.actions import Actions
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.roll import PianoRoll

NUMBER_KEYS = 9


class Auditioning(QObject):
    """Knows which take is chosen and which one sounds."""

    message = Signal(str)
    offered = Signal(object, object, str)
    """Where the chosen take lies, from tick to tick, and its name; an empty stretch for none."""

    def __init__(
        self,
        document: Document,
        desk: Desk,
        shelf: Shelf,
        tray: Tray,
        roll: PianoRoll,
        player: Player,
        actions: Actions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._desk = desk
        self._shelf = shelf
        self._tray = tray
        self._roll = roll
        self._player = player
        self._actions = actions
        self._chosen: Origin | None = None
        self._sounding: Origin | None = None
        self._reference: Origin | None = None
        self._steps: dict[tuple[int, int], tuple[int, QUndoCommand]] = {}
        self._listen()

    def take_over(self, former: "Auditioning") -> None:
        """Know the same take as chosen, sounding and compared with."""
        self._chosen, self._sounding = former._chosen, former._sounding
        self._reference, self._steps = former._reference, former._steps
        self._tray.set_sounding(self.sounding)
        self._show_ghosts()

    def _listen(self) -> None:
        tray, shelf, document, desk = self._tray, self._shelf, self._document, self._desk
        tray.auditioned.connect(self.hear)
        tray.stepped.connect(self.step)
        tray.kept.connect(self.keep)
        tray.starred.connect(self.star)
        shelf.shown.connect(self._shelf_shown)
        shelf.offers_changed.connect(self._offers_changed)
        shelf.added.connect(self._leave_cards)
        desk.chosen.connect(self._show_ghosts)
        desk.played.connect(self._played)
        document.undo_stack.indexChanged.connect(self._undone)
        self._actions.connect_all({
            "star": lambda: self.star(self.at_hand()),
            "loop_take": lambda _on: self._go_on(),
            "earlier_takes": lambda: shelf.step(-1),
            "later_takes": lambda: shelf.step(1),
            "show_take": lambda _on: self._show_ghosts(),
            **{f"take_{n}": lambda n=n: self.hear(n - 1) for n in range(1, NUMBER_KEYS + 1)},
        })  # fmt: skip

    @property
    def chosen(self) -> int | None:
        """The card of the take that was heard last, where it is shown."""
        return self._card_of(self._chosen)

    @property
    def sounding(self) -> int | None:
        """The card of the take that sounds, where it is shown."""
        return self._card_of(self._sounding)

    def at_hand(self) -> int | None:
        """The card that is meant: the one with the focus, else that of the take that sounds or was
        heard last.
        """
        cards = (self._tray.focused(), self.sounding, self.chosen)
        return next((card for card in cards if card is not None), None)

    def origin_of(self, card: int | None) -> Origin | None:
        """The take that a card shows."""
        batch, offer = self._shelf.batch, self._shelf.offer(-1 if card is None else card)
        return (batch.id, offer.id) if batch is not None and offer is not None else None

    def set_reference(self, origin: Origin | None) -> None:
        """Mark in the roll what differs from this take, or nothing."""
        self._reference = origin
        self._show_ghosts()

    def hear_at(self, origin: Origin) -> bool:
        """Show a take's batch and play it; whether it is there."""
        if origin[0] not in self._shelf:
            return False
        self._shelf.show(origin[0])
        card = self._card_of(origin)
        if card is not None:
            self.hear(card)
        return card is not None

    def hear(self, index: int) -> None:
        """Play a take after the bar that leads to it; the one that sounds is stopped instead.

        Where another one sounds the music goes on at its place, with this take in it.
        """
        batch, offer = self._shelf.batch, self._shelf.offer(index)
        if batch is None or offer is None or not offer.notes:
            return
        if self._sounding == (batch.id, offer.id):
            self._set_sounding(None)
            self._player.stop()
            return
        self._choose_track_of(batch)
        self._chosen = batch.id, offer.id
        self._show_ghosts()
        self._tray.focus(index)
        self._play(batch, offer)

    def step(self, index: int) -> None:
        """Go to another card; while a take sounds, to hear that one instead."""
        if self._sounding is not None and self.sounding != index:
            self.hear(index)
        self._tray.focus(index)

    def _play(self, batch: Batch, offer: Offer) -> None:
        where = sketched(self._document.song, batch, offer, self._shelf.beneath(batch))
        channel, program = where.sound(batch.track_id)
        first, tick = _lead_in(where), self._desk.tick
        sounds = self._sounding is not None
        go_on = sounds and first <= tick < where.end
        from_tick = where.start if sounds else first
        loop = (where.start, where.end) if self._actions["loop_take"].isChecked() else None
        if self._can_show(where, batch):
            self._roll.reveal(where.seen, tick if go_on else from_tick)
        band = where.parts
        notes = [note for part in band for note in part.notes] if band else where.notes
        self._player.audition(
            notes,
            where.song,
            from_tick,
            channel,
            program,
            loop=loop,
            go_on=go_on,
            programs={part.channel: part.program for part in band},
        )
        self._set_sounding((batch.id, offer.id))

    def _go_on(self) -> None:
        """Play on what sounds, now round its bars or no longer."""
        if self._sounding is not None and self._sounding[0] in self._shelf:
            batch = self._shelf[self._sounding[0]]
            offer = batch.offer(self._sounding[1])
            if offer is not None:
                self._play(batch, offer)

    def renew(self, batch_id: int) -> None:
        """Show the first take of a batch, which has changed; heard at the same place if one sounds,
        else from its beginning.
        """
        batch = self._shelf[batch_id]
        offer = batch.offers[0]
        self._chosen = batch.id, offer.id
        self._show_ghosts()
        if self._sounding is not None:
            self._play(batch, offer)

    def _choose_track_of(self, batch: Batch) -> None:
        """Show the track that a take is for: what is heard can be seen."""
        song, track = self._document.song, self._desk.track
        if track is not None and track.id != batch.track_id:
            owner = next((t for t in song.tracks if t.id == batch.track_id), None)
            if owner is not None and batch.clip_id in {clip.id for clip in owner.clips}:
                self._desk.choose_clip(batch.clip_id)
            elif owner is not None:
                self._desk.choose_track(owner.id)

    def keep(self, index: int | None) -> None:
        """Take a take in: its notes become part of the clip, as one undo step."""
        batch = self._shelf.batch
        offer = self._shelf.offer(index) if index is not None else None
        if batch is None or offer is None or index is None or not offer.ready:
            return
        if offer.kept:
            self.message.emit(self.tr("Take %1 is kept already").replace("%1", str(index + 1)))
            return
        was_sounding = self._sounding is not None
        beneath = self._shelf.beneath(batch)
        song, clips = all_kept(self._document.song, batch, offer, beneath)
        text = self.tr("Keep take %1").replace("%1", str(index + 1))
        self._document.edit(text, song)
        stack = self._document.undo_stack
        step = stack.index(), stack.command(stack.index() - 1)
        for (made, take), clip_id in zip((*beneath, (batch, offer)), clips, strict=True):
            self._steps[made.id, take.id] = step
            self._shelf.keep(made.id, take.id, clip_id)
        self.clear()
        self._desk.choose_clip(clips[-1])
        self._roll.setFocus()
        if was_sounding:
            self._player.play(self._desk.tick)
        self.message.emit(
            self.tr("Take %1 is yours; Ctrl+Z gives it back").replace("%1", str(index + 1))
        )

    def star(self, index: int | None) -> None:
        """Mark a take, or take the mark off."""
        batch, offer = self._shelf.batch, self._shelf.offer(-1 if index is None else index)
        if batch is not None and offer is not None:
            self._shelf.change(batch.id, offer.id, starred=not offer.starred)

    def wants_enter(self) -> bool:
        """Whether Enter keeps a take now: one sounds, or a card has the focus."""
        return self._sounding is not None or self._tray.has_hands()

    def keep_at_hand(self) -> None:
        """Keep the take that sounds, else the one that has the focus."""
        if self._sounding is not None and self._sounding[0] in self._shelf:
            self._shelf.show(self._sounding[0])
        self.keep(self.sounding if self.sounding is not None else self._tray.focused())

    def clear(self) -> None:
        """Let go of the chosen take: no ghosts, no glow."""
        self._chosen = None
        self._set_sounding(None)
        self._show_ghosts()

    def _card_of(self, origin: Origin | None) -> int | None:
        """Where a take lies in the batch that is shown, if it does."""
        batch = self._shelf.batch
        if origin is None or batch is None or batch.id != origin[0]:
            return None
        places = (place for place, offer in enumerate(batch.offers) if offer.id == origin[1])
        return next(places, None)

    def _set_sounding(self, origin: Origin | None) -> None:
        if origin is None and self._sounding is not None:
            # A take that stands for notes was heard in a song without them.
            self._player.load(self._document.song)
        self._sounding = origin
        self._tray.set_sounding(self.sounding)

    def _show_ghosts(self) -> None:
        where = self._ghosts()
        marked, missing = self._marks(where)
        if where is None:
            self._roll.set_ghosts(())
        else:
            self._roll.set_ghosts(*self._shown(where))
        self._roll.mark_ghosts(marked, missing)
        if where is None:
            self.offered.emit(Tick(0), Tick(0), "")
        else:
            name = self.tr("take %1").replace("%1", str((self.chosen or 0) + 1))
            self.offered.emit(where.start, where.end, name)

    def _ghosts(self) -> Place | None:
        """The chosen take, where it is to be seen in the roll."""
        batch, track = self._shelf.batch, self._desk.track
        offer = self._shelf.offer(-1 if self.chosen is None else self.chosen)
        if batch is None or offer is None or track is None or track.id != batch.track_id:
            return None
        where = sketched(self._document.song, batch, offer, self._shelf.beneath(batch))
        shown = self._actions["show_take"].isChecked() and self._can_show(where, batch)
        return where if shown else None

    def _shown(self, where: Place) -> tuple[tuple[Note, ...], frozenset[int]]:
        """What the roll shows of a take: its notes and those of takes beneath it, and the ids of
        the notes that they stand for.
        """
        batch, track = self._shelf.batch, self._desk.track
        if batch is None or track is None or not self._shelf.beneath(batch):
            return where.seen, where.gone
        own = {note.id for note in track.notes}
        there = tuple(where.song.track(track.id).notes)
        under = tuple(note for note in there if note.id not in own)
        return (*under, *where.seen), frozenset(own - {note.id for note in there})

    def _marks(self, where: Place | None) -> tuple[frozenset[int], tuple[Note, ...]]:
        """What the shown take has and A has not, by the notes' ids, and what A alone has."""
        batch, reference = self._shelf.batch, self._reference
        offer = self._shelf.offer(-1 if self.chosen is None else self.chosen)
        other = self._shelf[reference[0]] if reference and reference[0] in self._shelf else None
        first = other.offer(reference[1]) if other is not None and reference is not None else None
        if where is None or batch is None or offer is None or other is None or first is None:
            return frozenset(), ()
        there = aligned(first, other, batch.ppq, offer.start)
        found = compared(there, offer.notes, batch.ppq)
        marked = [*found.only_second, *(second for _, second in found.moved)]
        gone = (*found.only_first, *(before for before, _ in found.moved))
        missing = aligned(replace(offer, notes=gone), batch, where.song.ppq, where.start)
        return frozenset(note.id for note in marked), missing

    def _can_show(self, where: Place, batch: Batch) -> bool:
        """Whether the roll is one for the take: drums and pitches are not drawn on each other."""
        track = self._desk.track
        drums = where.sound(batch.track_id)[0] == DRUM_CHANNEL
        return track is not None and drums == track.is_drums

    def _shelf_shown(self) -> None:
        """Another batch is shown, or takes came and went."""
        self._tray.set_sounding(self.sounding)
        if self._chosen is not None:
            self._show_ghosts()

    def _offers_changed(self, places: Collection[int]) -> None:
        if self.chosen in places:
            self._show_ghosts()

    def _leave_cards(self) -> None:
        """Other takes lie under the hand now: Enter must keep none of them unheard."""
        if self._tray.has_hands():
            self._roll.setFocus()

    def _played(self, playing: bool) -> None:
        if not playing:
            self._set_sounding(None)

    def _undone(self, index: int) -> None:
        """A take whose keeping was undone is an offer again, and after a redo kept again."""
        stack = self._document.undo_stack
        for (batch_id, offer_id), (position, command) in list(self._steps.items()):
            same = stack.count() >= position and stack.command(position - 1) is command
            there = same and index >= position
            offer = self._shelf[batch_id].offer(offer_id) if batch_id in self._shelf else None
            if offer is not None and offer.kept != there:
                self._shelf.change(batch_id, offer_id, kept=there)
            if not same:
                del self._steps[batch_id, offer_id]


def _lead_in(where: Place) -> Tick:
    """The beginning of the bar before the take, or of the take where nothing leads to it."""
    meters = where.song.meters
    bar = meters.bar_at(where.start)
    return meters.bar_start(max(0, bar - 1))
