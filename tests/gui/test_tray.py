"""The tray: the tree of what was offered, pruning, notes on takes, comparing, making again."""

import random
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.continue_options import ContinueOptions
from engine.tools.options import Sampling
from gui.assistant.takes.batches import Batch, Offer, rows_of
from tests.gui.conftest import BEAT

BARS = 4 * BEAT
DELETE = Qt.Key.Key_Delete
SHIFT = Qt.KeyboardModifier.ShiftModifier


def batch(takes: int, **more) -> Batch:
    """Takes of four bars after the melody, each a line of its own."""
    die = random.Random(takes)
    offers = tuple(
        Offer(
            tuple(
                Note(i, 60 + die.randrange(12), 80, Tick(4 * BARS + i * BEAT), Tick(BEAT))
                for i in range(16)
            ),
            Tick(4 * BARS), Tick(8 * BARS), number, "in C major, comes home", {}, True,
        )
        for number in range(takes)
    )  # fmt: skip
    return replace(Batch("continue", 1, 2, "“Clip 1”", BEAT, offers=offers, seed=1), **more)


@pytest.fixture
def tree(window):
    """Four takes, four made from the second of them, eight from the third; room for the tree."""
    window.resize(1600, 900)
    first = window.shelf.add(batch(4))
    for take, count in ((1, 4), (2, 8)):
        window.shelf.add(batch(count, parent=(first, take)))
    QTest.qWait(20)
    return window


def rows(window) -> list[str]:
    tree = window.places.tray.tree
    return [tree.item(place).text() for place in range(tree.count())]


def test_what_was_made_from_a_take_hangs_under_it_and_says_so(tree):
    told = rows(tree)
    assert told[0].startswith("Continue, “Clip 1”, ")
    assert ", from take 2, " not in told[0]
    assert ["from take 2" in told[1], "from take 3" in told[2]] == [True, True]
    assert ["4 takes" in told[1], "8 takes" in told[2]] == [True, True]
    assert [row.depth for row in rows_of(tree.shelf.batches)] == [0, 1, 1]
    assert "from take 3" in tree.places.tray._source.text()


def test_a_new_batch_has_its_own_row_written_and_the_others_left_alone(tree, monkeypatch):
    column, written = tree.places.tray.tree, []
    write = column._show_entry
    monkeypatch.setattr(column, "_show_entry", lambda *row: (written.append(row[0]), write(*row)))
    tree.shelf.change(0, 1, starred=True)
    assert written == [0]
    tree.shelf.add(batch(4))
    assert written == [0, 3]
    assert ", 1 starred" in rows(tree)[0]


def test_a_long_way_is_no_staircase():
    batches = [batch(1, id=0)] + [batch(1, id=n, parent=(n - 1, 0)) for n in range(1, 9)]
    assert [row.depth for row in rows_of(batches)] == [0] + [1] * 8
    assert [row.batch.id for row in rows_of(batches)] == list(range(9))


def test_the_arrows_walk_the_tree_and_the_cards_follow(tree):
    QTest.keyClick(tree, Qt.Key.Key_T, SHIFT)
    column = tree.places.tray.tree
    assert column.hasFocus()
    assert len(tree.places.tray.cards) == 8
    QTest.keyClick(column, Qt.Key.Key_Up)
    assert len(tree.places.tray.cards) == 4
    assert tree.shelf.batch.parent == (0, 1)
    QTest.keyClick(column, Qt.Key.Key_Up)
    assert tree.shelf.batch.parent is None


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_where_the_tree_has_no_room_it_opens_as_a_menu(tree):
    tree.resize(1100, 700)
    QTest.qWait(20)
    assert not tree.places.tray.tree.isVisible()
    tree.actions_["takes_tree"].trigger()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]
    menu.actions()[0].trigger()
    menu.close()
    assert tree.shelf.batch.parent is None


def test_all_cards_are_built_before_there_are_takes(window, qtbot):
    asked = (f for kind in (Sampling, ContinueOptions) for f in fields(kind))
    most = max(f.metadata["high"] for f in asked if f.name == "variations")
    made = window.places.tray._made
    qtbot.waitUntil(lambda: len(made) == most, timeout=20_000)
    assert not any(card.isVisible() for card in made)
    ahead = list(made)
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    assert window.places.tray.cards == ahead[:4]
    assert [card.isVisible() for card in made] == [True] * 4 + [False] * (most - 4)


def test_heading_tree_and_cards_begin_at_the_same_place(tree):
    tray = tree.places.tray

    def left(widget: QWidget) -> int:
        return widget.mapTo(tray, QPoint(0, 0)).x()

    title = next(each for each in tray.findChildren(QLabel) if each.text() == "Takes")
    assert left(tray.tree) == left(title)
    tree.shelf.clear()
    tree.shelf.add(batch(4))
    QTest.qWait(20)
    assert not tray.tree.isVisible()
    assert left(tray.cards[0]) == left(title)


def test_a_star_shows_in_the_tree_also_of_a_batch_that_is_not_shown(tree):
    first = tree.shelf.batches[0].id
    assert tree.shelf.batch.id != first
    tree.shelf.change(first, 0, starred=True)
    assert ["1 starred" in row for row in rows(tree)] == [True, False, False]


def test_a_take_that_is_deleted_comes_back_by_undo(tree):
    tray, stack = tree.places.tray, tree.desk._document.undo_stack
    wanted = tree.shelf.batch
    tray.cards[5].setFocus()
    QTest.keyClick(tray.cards[5], DELETE)
    assert [offer.id for offer in tree.shelf.batch.offers] == [0, 1, 2, 3, 4, 6, 7]
    assert len(tray.cards) == 7
    assert tray.focused() == 5
    assert (stack.count(), stack.undoText()) == (1, "Delete take 6")
    assert "Ctrl+Z" in tree.places.status.text
    stack.undo()
    assert tree.shelf.batch == wanted
    stack.redo()
    assert len(tree.shelf.batch.offers) == 7


def test_a_batch_that_is_deleted_leaves_what_was_made_from_it(tree):
    stack, before = tree.desk._document.undo_stack, tree.shelf.batches
    tree.shelf.show(0)
    column = tree.places.tray.tree
    column.setFocus()
    QTest.keyClick(column, DELETE)
    assert [each.parent for each in tree.shelf.batches] == [None, None]
    stack.undo()
    assert tree.shelf.batches == before


def test_the_batch_that_is_shown_stays_so_when_another_goes(tree):
    shown, told = tree.shelf.batch, []
    tree.shelf.shown.connect(lambda: told.append(tree.shelf.batch))
    tree.shelf.drop(0)
    assert [each.id for each in told] == [shown.id]
    assert tree.places.tray.tree.currentRow() == 1
    assert "8 takes" in rows(tree)[1]


def test_what_is_still_being_made_is_not_deleted(tree):
    waiting = replace(batch(2), offers=(*batch(2).offers, Offer()))
    tree.shelf.add(waiting)
    tree.actions_["delete_takes"].trigger()
    tree.pruning.remove_take(0)
    assert len(tree.shelf.batch.offers) == 3
    assert "Esc" in tree.places.status.text


def test_something_is_written_on_a_take_and_saved_with_the_tree(tree, tmp_path):
    card = tree.places.tray.cards[2]
    card.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_W)
    assert card._note.hasFocus()
    QTest.keyClicks(card._note, "for the bridge")
    QTest.keyClick(card._note, Qt.Key.Key_Return)
    assert tree.shelf.offer(2).note == "for the bridge"
    assert "for the bridge" in card.accessibleName()
    assert not card._note.isVisible()
    assert card.hasFocus()
    tree.files.save_to(tmp_path / "song.arietta")
    wanted = tree.shelf.batches
    tree.shelf.clear()
    tree.files.open_path(tmp_path / "song.arietta")
    assert tree.shelf.batches == wanted


def test_escape_takes_back_what_was_being_written(tree):
    tree.places.tray.cards[0].setFocus()
    tree.actions_["write_on_take"].trigger()
    note = tree.places.tray.cards[0]._note
    QTest.keyClicks(note, "hm")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert tree.shelf.offer(0).note == ""
    assert not note.isVisible()


def test_what_differs_from_a_is_marked_on_cards_and_in_the_roll(tree):
    tray, roll = tree.places.tray, tree.places.roll
    tree.auditioning.hear(0)
    QTest.keyClick(tree, Qt.Key.Key_Y, SHIFT)
    assert tray.cards[0].difference is None
    first, second = (tree.shelf.offer(n).notes for n in (0, 3))
    found = tray.cards[3].difference
    assert len(found.same) + len(found.only_second) + len(found.moved) == len(second)
    tree.auditioning.hear(3)
    pitches = {note.start: note.pitch for note in first}
    changed = [note.pitch != pitches[note.start] for note in second]
    assert roll._stage.ghosts_marked.tolist() == changed
    assert len(roll._stage.ghosts_missing) == sum(changed) > 0
    tray.cards[0].setFocus()
    tree.comparing.mark()
    assert all(card.difference is None for card in tray.cards)


def test_a_key_flips_between_a_and_the_other_take_at_the_same_place(tree, player):
    tree.auditioning.hear(0)
    player.say(5 * BARS, playing=True)
    tree.comparing.mark()
    tree.auditioning.hear(6)
    heard = []
    for _ in range(3):
        QTest.keyClick(tree, Qt.Key.Key_Y)
        heard.append(tree.auditioning.sounding)
        assert player.last("audition")[-1]["go_on"]
    assert heard == [0, 6, 0]


def test_a_flip_finds_a_take_of_another_batch(tree, player):
    tree.auditioning.hear(7)
    tree.comparing.mark()
    tree.shelf.show(0)
    tree.auditioning.hear(1)
    assert tree.places.tray.cards[1].difference is not None
    tree.comparing.flip()
    assert (tree.shelf.batch.id, tree.auditioning.sounding) == (2, 7)
    tree.comparing.flip()
    assert (tree.shelf.batch.id, tree.auditioning.sounding) == (0, 1)


def test_flipping_without_a_says_what_to_do(tree):
    tree.comparing.flip()
    assert "Shift+Y" in tree.places.status.text


@pytest.mark.parametrize("size", [(1100, 700), (1600, 1000)])
def test_sixteen_takes_are_all_within_reach(window, size):
    window.resize(*size)
    window.shelf.add(batch(16))
    if size[1] > 900:
        window.places.middle.setSizes([300, 600])
    QTest.qWait(50)
    tray, area = window.places.tray, window.places.tray._strip
    scales = {card.scale for card in tray.cards}
    assert len(scales) == 1
    for card in tray.cards:
        assert card.width() >= card.minimumSizeHint().width()
        assert card.height() >= card.minimumSizeHint().height()
        tray.focus(card.index)
        left = card.mapTo(area.viewport(), card.rect().topLeft())
        right = card.mapTo(area.viewport(), card.rect().bottomRight())
        assert area.viewport().rect().contains(left)
        assert area.viewport().rect().contains(right)
    assert (area.columns < 16) == (size[1] > 900)


def test_up_and_down_lead_from_row_to_row(window):
    window.resize(1600, 1000)
    window.shelf.add(batch(16))
    window.places.middle.setSizes([300, 600])
    QTest.qWait(50)
    tray = window.places.tray
    tray.focus(1)
    QTest.keyClick(tray.cards[1], Qt.Key.Key_Down)
    assert tray.focused() == 1 + tray._strip.columns
    QTest.keyClick(tray.cards[tray.focused()], Qt.Key.Key_Up)
    assert tray.focused() == 1


def test_takes_are_made_again_bit_for_bit_after_save_and_reopen(offers, qtbot, tmp_path):
    offers.auditioning.keep(2)
    with qtbot.waitSignal(offers.asking.answered, timeout=20_000):
        offers.actions_["continue"].trigger()
    assert offers.shelf.batch.parent == (0, 2)
    offers.files.save_to(tmp_path / "song.arietta")
    offers.files.open_path(tmp_path / "song.arietta")
    for number in (0, 1):
        offers.shelf.show(number)
        with qtbot.waitSignal(offers.replaying.made, timeout=20_000) as caught:
            offers.actions_["make_again"].trigger()
        assert caught.args[0].is_same
        assert caught.args[0].count == 4
        assert not caught.args[0].other_model
    assert len(offers.shelf.batches) == 2
    assert "same notes again" in offers.places.status.text


def test_takes_that_come_out_otherwise_are_shown_beside_with_the_reason(offers, qtbot):
    first = offers.shelf.batch
    notes = first.offers[0].notes
    offers.shelf.change(first.id, 0, notes=(replace(notes[0], pitch=1), *notes[1:]))
    offers.shelf.update(first.id, replace(offers.shelf[first.id], sha256="another"))
    with qtbot.waitSignal(offers.replaying.made, timeout=20_000) as caught:
        offers.replaying.start()
    assert (caught.args[0].same, caught.args[0].other_model) == (3, True)
    assert "another model" in offers.places.status.text
    assert offers.shelf.batch.id != first.id
    assert offers.shelf.batch.offers[0].notes == notes


def test_takes_of_which_too_little_is_known_say_so(tree):
    tree.replaying.start()
    assert "Nothing tells" in tree.places.status.text


def test_new_takes_leave_no_card_with_the_focus_of_an_older_one(window, qtbot):
    window.shelf.add(batch(4))
    window.places.tray.focus(2)
    assert window.auditioning.wants_enter()
    window.shelf.add(batch(4))
    assert window.places.tray.focused() is None
    assert not window.auditioning.wants_enter()
