"""Work on takes that nobody has kept: they hang where they came from, and come in with it."""

from dataclasses import replace

import pytest

from engine.score.edits import rescaled
from engine.score.song import Clip
from engine.score.time import Tick
from gui.window import MainWindow
from tests.gui.conftest import BEAT, melody
from tests.gui.test_tools import ask, services, sounds

__all__ = ["ask", "services"]
BAR = 4 * BEAT


@pytest.fixture
def grown(ask, window: MainWindow, qtbot):
    """Continue's takes, and those of Continue upon the second of them."""
    ask("continue")
    window.auditioning.hear(1)
    work_on_it(window, qtbot)
    return window


def work_on_it(window: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(window.asking.answered, timeout=60_000):
        window.actions_["from_take"].trigger()


def test_what_is_made_of_a_take_hangs_under_it_and_the_song_stays(grown, window):
    first, second = grown.shelf.batches
    assert (second.parent, second.upon) == ((first.id, 1), True)
    assert "from take 2" in grown.places.tray.tree.item(1).text()
    assert grown.desk._document.undo_stack.count() == 0
    assert min(offer.start for offer in second.offers) >= first.offers[1].end


def test_it_is_heard_and_seen_with_the_take_beneath_it(grown, services):
    grown.auditioning.hear(0)
    first, second = grown.shelf.batches
    notes, song = services.player.last("audition")[:2]
    assert len(notes) == len(second.offers[0].notes)
    own, there = list(grown.desk.track.notes), list(song.track(second.track_id).notes)
    assert len(there) == len(own) + len(first.offers[1].notes)
    stage = grown.places.roll.stage
    assert stage.replaced == frozenset()
    assert len(stage.ghosts) == len(first.offers[1].notes) + len(second.offers[0].notes)


def test_who_keeps_it_keeps_the_take_beneath_it_in_one_step(grown):
    document = grown.desk._document
    before = document.song
    first, second = grown.shelf.batches
    grown.auditioning.keep(2)
    new = len(list(document.song.tracks[0].notes)) - len(list(before.tracks[0].notes))
    assert new == len(first.offers[1].notes) + len(second.offers[2].notes)
    assert document.undo_stack.count() == 1
    kept = [[offer.kept for offer in batch.offers] for batch in grown.shelf.batches]
    assert kept == [[False, True, False, False], [False, False, True, False]]
    document.undo_stack.undo()
    assert document.song == before
    assert not any(offer.kept for batch in grown.shelf.batches for offer in batch.offers)


def test_a_take_beneath_that_is_kept_by_itself_does_not_come_twice(grown):
    document = grown.desk._document
    first, second = grown.shelf.batches
    grown.shelf.show(first.id)
    grown.auditioning.keep(1)
    between = len(list(document.song.tracks[0].notes))
    grown.shelf.show(second.id)
    grown.auditioning.keep(0)
    assert len(list(document.song.tracks[0].notes)) == between + len(second.offers[0].notes)
    bars = [note.start // BAR for note in document.song.tracks[0].notes]
    assert len(set(bars)) == max(bars) + 1


def test_it_can_be_made_again_and_survives_the_file(grown, window, qtbot):
    with qtbot.waitSignal(window.replaying.made, timeout=60_000) as made:
        window.actions_["make_again"].trigger()
    assert made.args[0].is_same
    kept = window.shelf.to_dicts()
    window.shelf.load(kept)
    assert window.shelf.batches[1].upon
    assert [len(window.shelf.beneath(batch)) for batch in window.shelf.batches] == [0, 1]


def test_a_kit_that_nobody_has_kept_can_be_grooved(ask, window, qtbot):
    ask("drumify")
    window.auditioning.hear(0)
    window.places.assistant.show_tool("groove")
    work_on_it(window, qtbot)
    kit, played = window.shelf.batches
    assert played.parent == (kit.id, 0)
    before = window.desk._document.song
    window.auditioning.keep(1)
    after = window.desk._document.song
    assert len(after.tracks) == len(before.tracks) + 1
    assert sounds(replace(after, tracks=after.tracks[:-1])) == sounds(before)
    velocities = sorted(note.velocity for note in played.offers[1].notes)
    assert sorted(note.velocity for note in after.tracks[-1].notes) == velocities


def test_without_a_take_it_says_what_to_do(window):
    with_words: list[str] = []
    window.growing.message.connect(with_words.append)
    window.actions_["from_take"].trigger()
    assert with_words == ["Hear a take first, then work on it"]
    assert not window.asking.busy


def tenth(clip: Clip) -> Clip:
    """A clip in ticks ten times as long."""
    notes = tuple(n.with_span(n.start // 10, n.end // 10) for n in clip.notes)
    start, length = Tick(clip.start // 10), Tick(clip.length // 10)
    return replace(clip, start=start, length=length, notes=notes)


def test_a_song_of_coarse_ticks_is_heard_in_them(window, services, qtbot):
    song = melody()
    track = song.tracks[0]
    coarse = replace(
        song,
        tempos=replace(song.tempos, ppq=96),
        meters=replace(song.meters, ppq=96),
        tracks=(replace(track, clips=tuple(map(tenth, track.clips))),),
    )
    assert rescaled(coarse, 10) == song
    window.desk._document.replace(coarse)
    with qtbot.waitSignal(window.asking.answered, timeout=60_000):
        window.actions_["continue"].trigger()
    window.auditioning.hear(0)
    notes, heard, start = services.player.last("audition")[:3]
    assert heard.ppq == 96
    assert start == 3 * 4 * 96
    assert all(4 * 4 * 96 <= note.start < 8 * 4 * 96 for note in notes)
