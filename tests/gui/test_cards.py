"""What of the cards is painted while takes stream into them, and that it looks as if all were."""

import time

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.score.song import Note
from engine.score.time import Tick
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.card import Card
from gui.assistant.takes.card_look import Rooms
from gui.assistant.takes.shelf import Shelf
from gui.assistant.takes.thumbnail import Scale
from gui.bridge import FRAME_MS
from gui.look.theme import DARK
from tests.gui.conftest import BEAT
from tests.gui.test_tray import BARS, batch, tree

__all__ = ["tree"]


class Painted(QObject):
    """Which widgets were painted, and where."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.found: list[QObject] = []
        self.where: list[QRect] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self.found.append(watched)
            self.where.append(event.rect())
        return False


def room_of(card: Card) -> QRect:
    """The pixels of a card that notes can cover."""
    return Rooms.of(QRectF(card.rect())).changing


def with_fewer(shelf: Shelf, place: int) -> Batch:
    """The batch that is shown, without the last note of a take."""
    batch = shelf.batch
    assert batch is not None
    return batch.with_offer(place, notes=batch.offers[place].notes[:-1])


def test_a_note_that_arrives_has_its_own_place_painted_and_what_cards_lie_on(tree):
    tray, shelf = tree.places.tray, tree.shelf
    tray.pick(1)
    QTest.qWait(20)
    painted = Painted(tree, tray, *tray.findChildren(QWidget))
    shelf.update(shelf.batch.id, with_fewer(shelf, 3))
    QTest.qWait(20)
    assert painted.found == [tray._strip.widget(), tray.cards[3]]
    assert painted.where[1] == room_of(tray.cards[3])
    assert tray.picked == {1}


def test_notes_that_arrive_together_are_told_together(tree):
    shelf, told = tree.shelf, []
    shelf.offers_changed.connect(told.append)
    changed = with_fewer(shelf, 3).with_offer(5, notes=())
    shelf.update(shelf.batch.id, changed)
    assert told == [{3, 5}]
    assert [card.offer for card in tree.places.tray.cards] == list(changed.offers)


def test_a_card_without_notes_is_not_painted_where_others_need_more_room(tree):
    tray, shelf = tree.places.tray, tree.shelf
    waiting = batch(3, offers=(Offer(start=Tick(4 * BARS), end=Tick(8 * BARS)),) * 3)
    number = shelf.add(waiting)
    QTest.qWait(20)
    painted = Painted(*tray.cards)
    first = Note(0, 40, 80, Tick(4 * BARS), Tick(BEAT))
    shelf.update(number, shelf[number].with_offer(1, notes=(first,)))
    QTest.qWait(20)
    assert tray.cards[0].scale == tray.cards[1].scale == tray._scale(shelf.batch)
    assert painted.found == [tray.cards[1]]


def test_an_answer_has_each_card_painted_once_a_frame_at_most(window, qtbot):
    for _ in range(2):  # from the second batch on the cards leave room for the tree
        with qtbot.waitSignal(window.asking.answered, timeout=20_000):
            window.actions_["continue"].trigger()
        QTest.qWait(20)
    cards, told = window.places.tray.cards, []
    window.shelf.batch_changed.connect(told.append)
    painted, began = Painted(*cards), time.perf_counter()
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    frames = (time.perf_counter() - began) * 1000 / FRAME_MS
    QTest.qWait(20)
    # The first news come at once, the answer when it is whole; timers may be early by a twentieth.
    assert 2 <= len(told) <= 3 + frames / 0.95
    # Besides, the cards are cleared at first.
    assert max(map(painted.found.count, cards)) <= len(told) + 1


@pytest.mark.parametrize("height", [60, 80, 110, 160])
@pytest.mark.parametrize("span", [4, 14, 90])
def test_a_card_that_grew_looks_as_one_painted_anew(qtbot, height, span):
    scale = Scale(0, 16 * BEAT, 36, 36 + span)
    pitches = (36, 36 + span, 36 + span // 2)
    notes = [Note(i, pitches[i % 3], 30 + 5 * i, Tick(i * BEAT), Tick(BEAT)) for i in range(15)]
    notes.append(Note(15, 36 + span, 90, Tick(16 * BEAT - 1), Tick(1)))
    card = Card(0, DARK)
    qtbot.addWidget(card)
    card.resize(130, height)
    card.show_offer(Offer(tuple(notes[:4])), scale)
    grown = card.grab()
    for count in (5, 9, 16, 2):
        card.show_offer(Offer(tuple(notes[:count])), scale)
        room = room_of(card)
        card.render(grown, room.topLeft(), QRegion(room))
        assert grown.toImage() == card.grab().toImage()


def test_a_star_or_an_edit_has_nothing_painted_that_does_not_show_it(tree, qtbot):
    places, shelf = tree.places, tree.shelf
    tree.auditioning.hear(2)
    QTest.qWait(20)
    roll, rows = places.roll, list(places.tracks.rows.values())
    painted = Painted(
        *places.tray.cards, roll._canvas, roll._lane, roll._ruler, places.strip, *rows
    )
    shelf.change(shelf.batch.id, 2, starred=True)
    QTest.qWait(20)
    assert set(painted.found) == {places.tray.cards[2]}
    painted.found.clear()
    roll.select_all()
    roll.nudge(1)
    qtbot.waitUntil(lambda: {roll._canvas, places.strip} <= set(painted.found))
    assert not {roll._ruler, *rows} & set(painted.found)
