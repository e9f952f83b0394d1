"""The surprise map: what the model says of each note, in the roll, after each edit."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from engine.score.edits import add_notes, change_notes
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.profiles import levels
from engine.tools.hearing.score import score_melody
from gui.analysis.surprising import PAUSE_MS
from gui.look.theme import DARK, LIGHT
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.surprise import LEVELS, Read, levels_of, read_color, told, word_of
from tests.gui.conftest import BEAT
from tests.gui.piano_roll.conftest import picture_of

PATIENCE = 30_000


@pytest.fixture
def shown(window, qtbot):
    """The window with the map, once all is read."""
    window.actions_["surprise"].trigger()
    qtbot.waitUntil(lambda: all_known(window), timeout=PATIENCE)
    return window


def nats(window) -> np.ndarray:
    stage = window.places.roll._stage
    return stage.read.nats_of(stage.notes)


def all_known(window) -> bool:
    reading = window.surprising._own
    return reading is not None and reading.done and not np.isnan(nats(window)).any()


def model_says(window) -> list[float]:
    library = window._services.library
    model = library.load(library.for_tool("score"))
    song = window.desk._document.song
    return [note.nats for note in score_melody(song, window.desk.track.id, model).notes]


def test_it_is_off_first_and_says_of_each_note_what_score_says(window, services, shown):
    assert services.settings.flag("roll/surprise", False)
    assert nats(window)[:-1].tolist() == pytest.approx(model_says(window)[:-1], rel=1e-4)
    window.actions_["surprise"].trigger()
    assert not window.places.roll._stage.read.shown
    assert not services.settings.flag("roll/surprise", True)


def test_after_an_edit_the_notes_are_read_again(window, shown, qtbot):
    before = nats(window)
    document, changed = window.desk._document, window.desk.clip.notes[6]
    edited = change_notes(document.song, {changed.id: changed.with_pitch(97)})
    document.edit("Wrong note", edited)
    assert np.isnan(nats(window)[6])
    qtbot.waitUntil(lambda: all_known(window), timeout=PATIENCE)
    after = nats(window)
    assert after[:5].tolist() == pytest.approx(before[:5].tolist())
    assert after[:-1].tolist() == pytest.approx(model_says(window)[:-1], rel=1e-4)


def test_notes_have_other_colours_and_flags_by_their_surprise(window, shown):
    roll, stage = window.places.roll, window.places.roll._stage
    starts = [note.start for note in window.desk.clip.notes]
    pitches = [note.pitch for note in window.desk.clip.notes]
    calm, wild = ([each] * len(starts) for each in (0.0, 99.0))
    images = []
    for values in (calm, wild):
        own = type(stage.read.own).of(starts, pitches, values)
        stage.set_read(Read(shown=True, own=own))
        images.append(picture_of(roll))
    first = window.desk.clip.notes[0]
    x = round(stage.coordinates.x_of(first.start)) + 1
    y = round(stage.coordinates.y_of(first.pitch)) - 4
    assert images[1].pixelColor(x, y) == stage.theme.text
    assert images[0].pixelColor(x, y) != stage.theme.text


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_more_surprise_is_further_from_the_ground(theme):
    strengths = []
    for level in (1, LEVELS):
        color = read_color(theme, theme.you, level)
        ground = theme.ground
        parts = color.red() - ground.red(), color.green() - ground.green()
        strengths.append(sum(map(abs, (*parts, color.blue() - ground.blue()))))
    assert strengths[1] > 1.4 * strengths[0]


def test_words_go_with_the_levels_of_real_music():
    bounds = levels()
    assert word_of(bounds.unusual - 0.01) == "expected"
    assert word_of(bounds.unusual) == "unusual"
    assert told(bounds.surprising) == f"{bounds.surprising:.1f} nats, very surprising"
    found = levels_of(np.array([0.0, bounds.unusual, bounds.surprising, 1e9]))
    assert found[0] == 1 and found[-1] == LEVELS
    assert (np.diff(found) > 0).all()


def test_a_pointer_at_rest_and_a_selection_tell_the_nats(window, shown):
    roll, stage = window.places.roll, window.places.roll._stage
    note, cost = window.desk.clip.notes[2], nats(window)[2]
    y = stage.coordinates.y_of(note.pitch) + stage.coordinates.row_height / 2
    place = QPoint(round(stage.coordinates.x_of(note.start + 40)), round(y))
    assert roll._canvas._read_at(place) == f"E4: {told(cost)}"
    roll.set_selection({note.id})
    assert window.places.status.text == f"E4: {told(cost)}"


def test_the_notes_of_a_take_are_read_too(window, shown, qtbot):
    stage = window.places.roll._stage
    end = 16 * BEAT
    take = [Note(i, 60 + i, 80, Tick(end + i * BEAT), Tick(BEAT)) for i in range(4)]
    window.places.roll.set_ghosts(take)
    ghosts = NoteArrays.of(take)
    qtbot.waitUntil(
        lambda: not np.isnan(stage.read.nats_of(ghosts, ghosts=True)).any(), timeout=PATIENCE
    )
    song = add_notes(window.desk._document.song, window.desk.clip.id, take)
    model = window._services.library.load("tiny")
    whole = [n.nats for n in score_melody(song, window.desk.track.id, model).notes]
    found = stage.read.nats_of(ghosts, ghosts=True).tolist()
    assert found[:-1] == pytest.approx(whole[16:-1], rel=1e-4)


def test_the_weakest_notes_are_selected_without_the_map(window, qtbot):
    window.actions_["weakest"].trigger()
    qtbot.waitUntil(lambda: bool(window.places.roll.selection), timeout=PATIENCE)
    assert not window.places.roll._stage.read.shown
    chosen, costs = window.places.roll.selection, nats(window)
    inside = np.isin([note.id for note in window.desk.clip.notes], list(chosen))
    assert costs[inside].mean() > costs[~inside].mean()
    assert "weakest place" in window.places.status.text


def test_of_several_selected_notes_the_weakest_are_kept(window, shown, qtbot):
    clip = window.desk.clip
    some = {note.id for note in clip.notes[3:9]}
    window.places.roll.set_selection(some)
    window.actions_["weakest"].trigger()
    qtbot.waitUntil(lambda: window.places.roll.selection != some, timeout=PATIENCE)
    assert window.places.roll.selection < some


def test_the_weakest_place_is_written_anew(window, qtbot):
    with qtbot.waitSignal(window.asking.answered, timeout=PATIENCE):
        window.actions_["reroll"].trigger()
    batch = window.shelf.batch
    assert batch.tool == "infill"
    notes = [n for n in window.desk.clip.notes if n.id in window.places.roll.selection]
    assert notes


def test_of_drums_it_says_that_no_model_knows(drums):
    drums.actions_["surprise"].trigger()
    drums.surprising._begin()
    read = drums.places.roll._stage.read
    assert "drums" in read.remark and len(read.own) == 0
    drums.places.roll._canvas.grab()
    drums.actions_["weakest"].trigger()
    assert "drums" in drums.places.status.text


def test_a_dense_view_has_its_colours_too(window, shown, monkeypatch):
    monkeypatch.setattr("gui.piano_roll.paint.FEW", 4)
    stage = window.places.roll._stage
    with_map = picture_of(window.places.roll)
    stage.set_read(Read())
    assert picture_of(window.places.roll) != with_map


def test_a_window_that_is_closed_reads_nothing_any_more(window, shown, qtbot):
    window.close()
    window.places.roll._stage.ghosts_changed.emit()
    qtbot.wait(2 * PAUSE_MS)
    assert all_known(window)


def test_nobody_is_called_in_a_window_that_is_closed(window, services, qtbot):
    called = []
    services.bridge.here(called.append)("too late")
    window.close()
    qtbot.wait(50)
    assert called == []
