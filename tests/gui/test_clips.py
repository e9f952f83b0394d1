"""The arrangement: clips by key, by menu, by hand on the strip, and by a press in the roll."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from engine.score.smf import write_midi
from engine.score.song import Clip
from engine.score.time import Tick
from gui.look.kept import KeptPicture
from gui.look.theme import LIGHT
from gui.tracks.clip_strip import ClipStrip
from gui.window import MainWindow
from tests.gui.conftest import BEAT, melody
from tests.gui.test_dropping import mime_of

BAR = 4 * BEAT
LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def clips(window: MainWindow) -> list[tuple[float, float, int]]:
    """The clips of the track worked on: start and length in bars, and how many notes."""
    track = window.desk.track
    assert track is not None
    return [(c.start / BAR, c.length / BAR, len(c.notes)) for c in track.clips]


def chosen(window: MainWindow) -> Clip:
    clip = window.desk.clip
    assert clip is not None
    return clip


def press(window: MainWindow, name: str, tick: int = 0) -> None:
    """An action, with the playhead at a tick."""
    window.desk.move(Tick(tick))
    window.actions_[name].trigger()


@pytest.fixture
def split(window: MainWindow) -> MainWindow:
    """The melody of four bars in two clips of two bars; the second is worked on."""
    press(window, "split_clip", 2 * BAR)
    return window


def test_a_clip_is_split_at_the_playhead_in_one_step(split):
    assert clips(split) == [(0, 2, 8), (2, 2, 8)]
    assert chosen(split).start == 2 * BAR
    split.actions_["undo"].trigger()
    assert clips(split) == [(0, 4, 16)]


def test_a_playhead_beside_a_beat_splits_at_the_beat(window):
    press(window, "split_clip", 2 * BAR + 17)
    assert clips(window) == [(0, 2, 8), (2, 2, 8)]


def test_outside_of_the_clip_it_says_what_to_do(window):
    press(window, "split_clip", 9 * BAR)
    assert clips(window) == [(0, 4, 16)]
    assert "playhead" in window.places.status.text


def test_clips_are_joined_duplicated_moved_and_deleted_by_key(split):
    press(split, "duplicate_clip")
    assert clips(split)[-1] == (4, 2, 8)
    assert "bar 5" in split.places.status.text
    press(split, "clip_later")
    assert chosen(split).start == 5 * BAR
    press(split, "delete_clip")
    assert clips(split) == [(0, 2, 8), (2, 2, 8)]
    press(split, "previous_clip")
    press(split, "join_clips")
    assert clips(split) == [(0, 4, 16)]
    press(split, "join_clips")
    assert "no clip after" in split.places.status.text


def test_previous_and_next_go_from_clip_to_clip(split, player):
    press(split, "previous_clip")
    assert chosen(split).start == 0
    assert player.last("Seek")[0].tick == 0
    press(split, "next_clip")
    assert chosen(split).start == 2 * BAR


def test_a_new_clip_is_where_the_playhead_is(window):
    press(window, "new_clip", 6 * BAR)
    assert clips(window) == [(0, 4, 16), (6, 4, 0)]
    assert chosen(window).start == 6 * BAR


def test_a_clip_gets_a_name(window, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kw: (" Verse ", True))
    press(window, "rename_clip")
    assert chosen(window).name == "Verse"


def test_a_track_is_duplicated(window):
    press(window, "duplicate_track")
    first, second = window.desk._document.song.tracks
    assert window.desk.track is second
    assert [n.pitch for n in second.notes] == [n.pitch for n in first.notes]


# The strip


def test_the_strip_has_room_after_the_song_and_stays_where_a_take_of_four_bars_is_shown(window):
    strip, clip = window.places.strip, chosen(window)
    before = strip.clip_box(clip)
    assert before.right() < strip.width() * 0.6
    strip.show_offer(clip.end, clip.end + clip.length, "take 1")
    assert strip.clip_box(clip) == before


def test_the_strip_paints_its_clips_when_they_change_and_not_for_the_playhead(
    split, qtbot, monkeypatch
):
    strip, painted, paint = split.places.strip, [], ClipStrip._paint_clip

    def noted(strip: ClipStrip, painter: QPainter, clip: Clip) -> None:
        painted.append(clip.id)
        paint(strip, painter, clip)

    monkeypatch.setattr(ClipStrip, "_paint_clip", noted)
    strip.grab()
    before = strip.grab().toImage()
    painted.clear()
    strip.set_playhead(Tick(3 * BAR))
    assert strip.grab().toImage() != before
    strip.set_playhead(Tick(2 * BAR))
    assert strip.grab().toImage() == before
    assert painted == []
    changes = (
        lambda: strip.show_offer(Tick(4 * BAR), Tick(5 * BAR), "take 1"),
        lambda: strip.set_theme(LIGHT),
        lambda: strip.show_track(split.desk._document.song, strip._track, None),
        lambda: strip.show_track(split.desk._document.song, None, None),
    )
    for change in changes:
        change()
        kept = strip.grab().toImage()
        assert kept != before
        strip._picture = KeptPicture(strip, strip._paint_picture)
        assert strip.grab().toImage() == kept
        before = kept


def test_a_double_click_beside_the_clips_begins_one(window):
    strip = window.places.strip
    QTest.mouseDClick(strip, LEFT, NONE, strip.bar_box(5).center())
    assert clips(window) == [(0, 4, 16), (5, 4, 0)]


def menu_at(window: MainWindow, place: QPoint) -> list[str]:
    """Ask for a menu on the strip: the names of what it offers."""
    strip = window.places.strip
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, strip.mapToGlobal(place))
    QApplication.sendEvent(strip, event)
    (menu,) = strip.findChildren(QMenu)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    QApplication.sendPostedEvents(menu, 0)
    return names


def test_the_right_button_offers_what_can_be_done_with_the_clip_under_it(split):
    strip = split.places.strip
    names = menu_at(split, strip.bar_box(0).center())
    assert chosen(split).start == 0
    assert {"split_clip", "duplicate_clip", "delete_clip", "rename_clip"} <= set(names)


def test_beside_the_clips_it_offers_a_new_one_there(window, player):
    strip = window.places.strip
    assert menu_at(window, strip.bar_box(6).center()) == ["new_clip"]
    assert player.last("Seek")[0].tick == 6 * BAR


def test_a_click_goes_to_the_beginning_of_the_bar(window, player):
    strip = window.places.strip
    QTest.mouseClick(strip, LEFT, NONE, strip.bar_box(2).center())
    assert player.last("Seek")[0].tick == 2 * BAR


def test_a_clip_of_which_only_the_edge_is_in_view_is_shown_from_its_beginning(split):
    stage = split.places.roll._stage
    stage.look(stage.coordinates.scrolled(stage.coordinates.x_of(1.95 * BAR), 0))
    press(split, "previous_clip")
    assert stage.ticks_in_view[0] <= 0


@pytest.mark.parametrize(
    ("held", "said", "after"),
    [
        (NONE, "To bar 6", [(0, 2, 8), (5, 2, 8)]),
        (CTRL, "A copy to bar 6", [(0, 2, 8), (2, 2, 8), (5, 2, 8)]),
    ],
)
def test_a_clip_is_dragged_to_another_bar(split, tmp_path, qtbot, held, said, after):
    strip, path = split.places.strip, tmp_path / "clip.mid"
    write_midi(melody(), path)
    QTest.mousePress(strip, LEFT, NONE, strip.bar_box(3).center())
    split.outgoing.clip_in_hand = chosen(split).id
    mime, where = mime_of(path), strip.mapTo(split, strip.bar_box(6).center())
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(split, QDragEnterEvent(where, copy, mime, LEFT, held))
    QApplication.sendEvent(split, QDragMoveEvent(where, copy, mime, LEFT, held))
    assert split.dropping.mark.text == said
    QApplication.sendEvent(split, QDropEvent(QPointF(where), copy, mime, LEFT, held))
    split.outgoing.clip_in_hand = None
    qtbot.waitUntil(lambda: clips(split) == after)
    assert chosen(split).start == 5 * BAR


# The roll


def test_a_press_in_another_clip_works_on_it_and_nothing_moves_under_the_hand(split):
    canvas, stage = split.places.roll._canvas, split.places.roll._stage
    stage.look(stage.coordinates.scrolled(-1e6, 0))
    view = stage.coordinates
    tick, pitch = 5.3 * BEAT, 74
    place = QPoint(round(view.x_of(tick)), round(view.y_of(pitch) + view.row_height / 2))
    QTest.mouseClick(canvas, LEFT, NONE, place)
    assert chosen(split).start == 0
    assert stage.coordinates == view
    assert clips(split) == [(0, 2, 9), (2, 2, 8)]
    assert any(note.pitch == pitch for note in chosen(split).notes)
