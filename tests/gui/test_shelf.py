"""The tree of takes: what hangs where, what is pruned and comes back, what a project keeps."""

from dataclasses import replace

import pytest

from engine.score.song import Note, new_song
from engine.score.time import Tick
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.shelf import KEPT_BATCHES, Shelf

CLIP = 2


def batch(takes: int = 2, clip_id: int = CLIP, **more) -> Batch:
    note = Note(0, 60, 80, Tick(0), Tick(480))
    offers = tuple(Offer((note,), Tick(0), Tick(960), n, ready=True) for n in range(takes))
    song = new_song()
    made = Batch("continue", 1, clip_id, "here", song.ppq, offers=offers, input=song)
    return replace(made, **more)


@pytest.fixture
def shelf(qapp) -> Shelf:
    return Shelf(clock=lambda: 1000.0)


def test_a_batch_hangs_under_the_take_that_was_kept_last_in_its_clip(shelf):
    first, other = shelf.add(batch()), shelf.add(batch(clip_id=9))
    shelf.keep(first, 1, CLIP)
    second = shelf.add(batch())
    shelf.keep(second, 0, CLIP)
    third = shelf.add(batch())
    shelf.keep(first, 0, CLIP)
    fourth = shelf.add(batch())
    parents = {each: shelf[each].parent for each in (first, other, second, third, fourth)}
    assert parents == {
        first: None, other: None, second: (first, 1), third: (second, 0), fourth: (first, 0)
    }  # fmt: skip


def test_a_take_whose_keeping_was_undone_is_no_parent(shelf):
    first = shelf.add(batch())
    shelf.keep(first, 1, CLIP)
    shelf.change(first, 1, kept=False)
    assert shelf[shelf.add(batch())].parent is None


def test_what_hung_under_a_dropped_batch_hangs_where_it_hung_and_back(shelf):
    first = shelf.add(batch())
    shelf.keep(first, 0, CLIP)
    second = shelf.add(batch())
    shelf.keep(second, 0, CLIP)
    third = shelf.add(batch())
    before = shelf.batches
    gone = shelf.drop(second)
    assert [each.id for each in shelf.batches] == [first, third]
    assert shelf[third].parent == (first, 0)
    fourth = shelf.add(batch(clip_id=9))
    shelf.put_back(gone)
    assert shelf.batches[:3] == before
    assert shelf.batches[3].id == fourth
    assert shelf.batch == gone.batch


def test_ids_are_never_given_twice_while_their_batch_can_come_back(shelf):
    first = shelf.add(batch())
    gone = shelf.drop(first)
    second = shelf.add(batch())
    shelf.put_back(gone)
    assert [each.id for each in shelf.batches] == [first, second]


def test_a_dropped_take_comes_back_in_its_place_with_what_happened_to_the_others(shelf):
    first = shelf.add(batch(3))
    gone = shelf.drop_offer(first, 1)
    assert [offer.id for offer in shelf[first].offers] == [0, 2]
    shelf.change(first, 2, starred=True)
    shelf.put_back(gone)
    assert [offer.id for offer in shelf[first].offers] == [0, 1, 2]
    assert shelf[first].offers[2].starred


def test_with_its_last_take_a_batch_goes_and_comes_back(shelf):
    first = shelf.add(batch(1))
    gone = shelf.drop_offer(first, 0)
    assert shelf.batch is None
    shelf.put_back(gone)
    assert shelf.batch == gone.batch


def test_a_project_keeps_the_tree_with_all_that_a_marked_take_came_from(shelf):
    root = shelf.add(batch())
    shelf.keep(root, 1, CLIP)
    child = shelf.add(batch())
    shelf.change(child, 0, note="for the bridge")
    shelf.change(root, 1, kept=False)
    last = [shelf.add(batch(clip_id=9)) for _ in range(KEPT_BATCHES + 4)][-1]
    kept = shelf.to_dicts()
    assert len(kept) == KEPT_BATCHES + 1
    shelf.load(kept)
    assert shelf[root].offers[1].id == 1
    assert shelf[child].offers[0].note == "for the bridge"
    assert shelf[child].parent == (root, 1)
    assert shelf[last].input == new_song()
    assert shelf[last].made == 1000.0
