"""Continue in the window: takes stream in, one is heard, one is kept, none is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.errors import AriettaError
from engine.score.edits import add_notes, remove_track
from engine.score.song import Note
from engine.score.time import Tick
from tests.gui.conftest import BEAT, melody

BARS = 4 * BEAT


def notes_of(window):
    return window.desk.clip.notes


def test_pressing_it_fills_four_cards(offers):
    cards = offers.places.tray.cards
    assert len(cards) == 4
    assert all(card.offer.ready and card.offer.notes and card.offer.reason for card in cards)
    assert all(card.offer.start == 4 * BARS and card.offer.end == 8 * BARS for card in cards)
    assert not offers.places.assistant.button.busy


def test_the_button_and_the_key_do_the_same(window, qtbot):
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        qtbot.mouseClick(window.places.assistant.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        QTest.keyClick(window, Qt.Key.Key_C)
    assert len(window.shelf.batches) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_button_that_has_the_focus_is_pressed_by_space_and_enter(window, qtbot, player, key):
    button, asked = window.places.assistant.button, player.names()
    button.setFocus()
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        QTest.keyClick(button, key)
    assert player.names() == asked


def test_notes_come_before_the_answer_is_whole(window, qtbot):
    seen = []

    def look(_batch_id):
        notes = sum(len(offer.notes) for offer in window.shelf.batch.offers)
        seen.append((notes > 0, window.asking.busy))

    window.shelf.batch_changed.connect(look)
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    assert (True, True) in seen
    assert seen[-1] == (True, False)


def test_a_number_key_plays_the_take_after_the_melodys_last_bar(offers, player):
    QTest.keyClick(offers, Qt.Key.Key_2)
    notes, song, from_tick, channel, _program, how = player.last("audition")
    assert [note.pitch for note in notes] == [n.pitch for n in offers.shelf.offer(1).notes]
    assert song is offers.desk._document.song
    assert (from_tick, channel) == (3 * BARS, 0)
    assert how == {"loop": None, "go_on": False}
    assert offers.places.tray.cards[1].sounding
    assert offers.places.roll._stage.ghosts
    assert offers.places.strip._offer == (4 * BARS, 8 * BARS, "take 2")


def test_another_take_goes_on_where_the_one_that_sounds_is(offers, player):
    offers.auditioning.hear(0)
    player.say(5 * BARS, playing=True)
    offers.auditioning.hear(2)
    assert player.last("audition")[-1]["go_on"]
    assert [card.sounding for card in offers.places.tray.cards] == [False, False, True, False]


def test_another_take_begins_anew_where_the_playhead_has_left_its_bars(offers, player):
    offers.auditioning.hear(0)
    player.say(9 * BARS, playing=True)
    offers.auditioning.hear(2)
    assert player.last("audition")[2] == 4 * BARS
    assert not player.last("audition")[-1]["go_on"]


def test_the_arrows_go_from_card_to_card_and_to_what_they_hold_while_one_sounds(offers, player):
    cards = offers.places.tray.cards
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert offers.places.tray.focused() == 1
    assert "audition" not in player.names()
    offers.auditioning.hear(1)
    player.say(4 * BARS, playing=True)
    QTest.keyClick(cards[1], Qt.Key.Key_Right)
    assert offers.auditioning.sounding == offers.places.tray.focused() == 2
    assert player.last("audition")[-1]["go_on"]


def test_a_take_can_go_round_its_bars(offers, player):
    offers.auditioning.hear(0)
    player.say(5 * BARS, playing=True)
    QTest.keyClick(offers, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert player.last("audition")[-1] == {"loop": (4 * BARS, 8 * BARS), "go_on": True}
    QTest.keyClick(offers, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert player.last("audition")[-1] == {"loop": None, "go_on": True}


def test_the_take_that_sounds_glows_only_in_its_own_batch(offers, qtbot):
    offers.auditioning.hear(1)
    with qtbot.waitSignal(offers.asking.answered, timeout=20_000):
        offers.actions_["continue"].trigger()
    assert offers.auditioning.sounding is None
    assert not any(card.sounding for card in offers.places.tray.cards)
    offers.actions_["earlier_takes"].trigger()
    assert [card.sounding for card in offers.places.tray.cards] == [False, True, False, False]


def test_the_same_number_again_stops_it(offers, player):
    offers.auditioning.hear(0)
    offers.auditioning.hear(0)
    assert player.names()[-1] == "Stop"
    assert offers.auditioning.sounding is None


def test_after_a_take_the_player_has_the_song_as_it_is(offers, player):
    offers.auditioning.hear(0)
    player.say(4 * BARS, playing=True)
    player.say(5 * BARS, playing=False)
    assert player.last("load") == (offers.desk._document.song,)


def test_the_glow_ends_with_the_sound(offers, player):
    offers.auditioning.hear(0)
    player.say(0, playing=True)
    player.say(BARS, playing=False)
    assert not any(card.sounding for card in offers.places.tray.cards)


def test_enter_keeps_the_take_that_sounds_as_one_undo_step(offers, qtbot):
    before = offers.desk._document.song
    stack = offers.desk._document.undo_stack
    offers.auditioning.hear(1)
    QTest.keyClick(offers, Qt.Key.Key_Return)
    assert stack.count() == 1
    assert stack.undoText() == "Keep take 2"
    assert len(notes_of(offers)) == 16 + len(offers.shelf.offer(1).notes)
    assert offers.desk.clip.end == 8 * BARS
    assert offers.shelf.offer(1).kept
    stack.undo()
    assert offers.desk._document.song is before
    assert not offers.shelf.offer(1).kept
    stack.redo()
    assert offers.shelf.offer(1).kept


def test_enter_keeps_the_card_that_has_the_focus(offers):
    offers.places.tray.focus(2)
    QTest.keyClick(offers, Qt.Key.Key_Return)
    assert offers.shelf.offer(2).kept


def test_enter_returns_to_the_start_otherwise(offers, player):
    offers.places.roll.setFocus()
    player.say(3 * BEAT, playing=False)
    QTest.keyClick(offers, Qt.Key.Key_Return)
    assert offers.desk.tick == 0
    assert offers.desk._document.is_clean


def test_the_tick_mark_keeps_and_the_star_stars(offers, qtbot):
    card = offers.places.tray.cards[3]
    qtbot.mouseClick(card._star, Qt.MouseButton.LeftButton)
    assert offers.shelf.offer(3).starred
    qtbot.mouseClick(card._keep, Qt.MouseButton.LeftButton)
    assert offers.shelf.offer(3).kept


def test_a_click_on_a_card_auditions_it(offers, player, qtbot):
    qtbot.mouseClick(offers.places.tray.cards[0], Qt.MouseButton.LeftButton)
    assert player.names().count("audition") == 1


def test_a_take_never_lies_over_newer_work(offers):
    document = offers.desk._document
    clip = offers.desk.clip
    newer = [Note(0, 50, 80, Tick(4 * BARS + BEAT), Tick(BEAT))]
    document.edit("Draw", add_notes(document.song, clip.id, newer))
    offers.auditioning.keep(0)
    taken = [n for n in notes_of(offers) if n.start >= 4 * BARS]
    assert taken[0].pitch == 50
    assert min(n.start for n in taken[1:]) >= 5 * BARS
    assert offers.desk.clip.end == 9 * BARS


def test_a_take_of_a_track_that_is_gone_gets_a_track_of_its_own(offers):
    document = offers.desk._document
    first = offers.desk.track.id
    offers.track_control.add()
    document.edit("Remove", remove_track(document.song, first))
    offers.auditioning.keep(0)
    assert len(document.song.tracks) == 2
    assert len(list(document.song.tracks[-1].notes)) == len(offers.shelf.offer(0).notes)


def test_a_song_with_coarse_ticks_is_refined_when_a_take_is_kept(window, qtbot):
    document = window.desk._document
    coarse = replace(
        document.song,
        tempos=type(document.song.tempos)(ppq=10),
        meters=type(document.song.meters)(ppq=10),
    )
    document.replace(coarse)
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    window.auditioning.hear(0)
    assert document.song.ppq == 10
    window.auditioning.keep(0)
    assert document.song.ppq == 480
    document.undo_stack.undo()
    assert document.song is coarse


def test_a_result_that_comes_late_stays_as_takes(window, qtbot):
    document = window.desk._document
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
        window.track_control.add()
    assert document.undo_stack.count() == 1
    assert all(offer.ready for offer in window.shelf.batch.offers)


def test_stopping_leaves_no_empty_cards(window, qtbot):
    window.actions_["continue"].trigger()
    assert window.places.assistant.button.busy
    qtbot.mouseClick(window.places.assistant.button, Qt.MouseButton.LeftButton)
    assert not window.asking.busy
    assert all(card.offer.ready for card in window.places.tray.cards)


def test_escape_stops_it_too(window):
    window.actions_["continue"].trigger()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.asking.busy


def test_an_empty_track_is_explained_in_the_panel(window, qtbot):
    window.track_control.add()
    window.actions_["continue"].trigger()
    qtbot.waitUntil(lambda: not window.asking.busy, timeout=20_000)
    trouble = window.places.assistant.trouble
    assert trouble.isVisible()
    assert trouble.text().endswith(".")
    assert window.places.tray.cards == []


@pytest.mark.parametrize("late", [True, False])
def test_an_error_of_a_job_that_was_replaced_is_not_shown(window, late):
    run = -1 if late else 10_000
    window.asking._failed(run, AriettaError("old news"))
    assert not window.places.assistant.trouble.isVisible()


def test_earlier_takes_come_back(offers, qtbot):
    first = offers.shelf.batch
    with qtbot.waitSignal(offers.asking.answered, timeout=20_000):
        offers.actions_["continue"].trigger()
    assert offers.shelf.batch is not first
    offers.actions_["earlier_takes"].trigger()
    assert offers.shelf.batch is first
    assert [card.offer for card in offers.places.tray.cards] == list(first.offers)


def test_takes_are_saved_with_where_they_come_from(offers, tmp_path):
    offers.auditioning.star(1)
    offers.files.save_to(tmp_path / "song.arietta")
    wanted = offers.shelf.batch
    offers.shelf.clear()
    offers.files.open_path(tmp_path / "song.arietta")
    assert offers.shelf.batch == wanted
    assert offers.shelf.offer(1).starred


def test_a_locked_seed_gives_the_same_takes(offers, qtbot):
    form = offers.places.assistant.form
    form.locks["seed"].click()
    assert form.options().seed == offers.shelf.batch.seed
    first = [offer.notes for offer in offers.shelf.batch.offers]
    with qtbot.waitSignal(offers.asking.answered, timeout=20_000):
        offers.actions_["continue"].trigger()
    assert [offer.notes for offer in offers.shelf.batch.offers] == first


def test_another_song_ends_the_answer_for_the_old_one(window, qtbot):
    window.actions_["continue"].trigger()
    window.files.new()
    assert not window.asking.busy
    assert window.shelf.batches == ()
    window._services.document.replace(melody())
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    assert len(window.shelf.batches) == 1
    assert all(offer.ready for offer in window.shelf.batch.offers)


def test_a_take_is_shown_on_its_own_track_and_brings_it_to_the_front(offers, services):
    roll, desk = offers.places.roll, offers.desk
    offers.auditioning.hear(0)
    assert len(roll._stage.ghosts)
    melody_track = desk.track.id
    offers.track_control.add()
    assert desk.track.id != melody_track
    assert len(roll._stage.ghosts) == 0
    offers.auditioning.hear(1)
    assert desk.track.id == melody_track
    assert len(roll._stage.ghosts)


def test_the_line_at_the_bottom_says_what_the_keys_do_that_matter_now(window, qtbot):
    status = window.places.status
    assert "C continues" in status.text
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    assert "Enter keeps" in status.text
    window.shelf.clear()
    assert "C continues" in status.text
