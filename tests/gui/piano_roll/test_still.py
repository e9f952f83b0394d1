"""The picture of what lies still moves along with the view, and nobody can see that it does."""

import random

import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from engine.score.edits import add_notes, add_track
from engine.score.song import Note
from engine.score.time import Tick
from gui.piano_roll.coordinates import Coordinates
from gui.piano_roll.locks import ShownLocks
from gui.piano_roll.roll import PianoRoll
from gui.piano_roll.still import StillPicture
from tests.gui.piano_roll.conftest import picture_of

Q = 960


@pytest.fixture
def music(document, roll) -> PianoRoll:
    """A roll with long and short notes, names on them, another track behind, and a selection."""
    die = random.Random(3)
    notes = [
        Note(-1, die.randrange(48, 84), die.randrange(20, 127), Tick(step * Q // 2),
             Tick(die.choice((Q // 3, Q, 5 * Q))))
        for step in range(400)
    ]  # fmt: skip
    song = add_notes(document.song, 2, notes)
    song, other = add_track(song, "Other")
    song = add_notes(song, song.track(other).clips[0].id, notes[::3])
    document.edit("Add", song)
    roll.resize(900, 600)
    roll.set_selection([note.id for note in document.song.clip(2).notes[3:9]])
    QApplication.processEvents()
    return roll


def pictures(roll: PianoRoll) -> tuple[QImage, QImage]:
    return picture_of(roll), roll._lane.grab().toImage()


@pytest.fixture
def parts(monkeypatch) -> list[int]:
    """How wide the stretches are that are painted."""
    widths, paint = [], StillPicture._paint_part

    def painted(picture: StillPicture, left: int, right: int, font: QFont) -> None:
        widths.append(right - left)
        paint(picture, left, right, font)

    monkeypatch.setattr(StillPicture, "_paint_part", painted)
    return widths


@pytest.mark.parametrize("zoom", [1.0, 0.37])
def test_moved_along_it_looks_as_if_painted_anew(music, zoom, parts):
    stage = music._stage
    view = stage.coordinates
    stage.look(Coordinates(view.left, view.tick_width * zoom, view.top, 16.0))
    stage.look(stage.coordinates.scrolled(2000, 0))
    pictures(music)
    for step in (17, 17, -23, 160, 3, -200, 1, 55):
        parts.clear()
        stage.look(stage.coordinates.scrolled(step, 0))
        moved = pictures(music)
        assert sum(parts) < 1200
        for part in (music._canvas, music._lane):
            part._picture.forget()
        anew = pictures(music)
        assert moved[1] == anew[1]
        assert moved[0] == anew[0]


def test_what_changes_is_painted_anew(music, document, parts):
    stage = music._stage
    changes = (
        lambda: music.set_selection([document.song.clip(2).notes[20].id]),
        lambda: document.edit(
            "Up", add_notes(document.song, 2, [Note(-1, 60, 99, Tick(0), Tick(Q))])
        ),
        lambda: stage.show_others(False),
        lambda: music.set_locks(ShownLocks(low=60, high=70)),
        lambda: music.set_ghosts((), frozenset({document.song.clip(2).notes[4].id})),
        lambda: stage.look(stage.coordinates.scrolled(0, 20)),
        lambda: stage.look(stage.coordinates.zoomed_in_time(50, 1.3, Q)),
        lambda: stage.look(stage.coordinates.scrolled(3.5, 0)),
    )
    for change in changes:
        pictures(music)
        parts.clear()
        change()
        moved = pictures(music)
        assert sum(parts) >= music._canvas.width()
        music._canvas._picture.forget()
        assert pictures(music)[0] == moved[0]


def test_what_is_as_it_was_is_not_painted_again(music, parts):
    pictures(music)
    parts.clear()
    music._stage.picture_changed.emit()
    pictures(music)
    assert parts == []


def test_a_place_painted_before_its_turn_shows_what_it_showed(music, parts):
    """The playhead's place was to be painted already when the notes changed."""
    music.select_all()
    before, _ = pictures(music)
    music.set_playhead(Tick(Q))
    parts.clear()
    music.transpose(1)
    QApplication.sendPostedEvents()
    assert parts == [music._lane.width()]
    assert not music._canvas.updatesEnabled()
    assert music._canvas.grab().toImage().copy(200, 0, 400, 300) == before.copy(200, 0, 400, 300)
    after, _ = pictures(music)
    assert len(parts) == 2
    assert after.copy(200, 0, 400, 300) != before.copy(200, 0, 400, 300)
