"""Each tool's way from the press to the kept take and back, with the models that ship."""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from engine.runtime.library import Library
from engine.score.edits import add_notes, add_track, transpose
from engine.score.song import DRUM_CHANNEL, Clip, Note, Song
from engine.score.time import Tick
from engine.tools.catalogue import TOOLS
from gui.files.pieces import take_piece
from gui.window import MainWindow
from tests.fixtures.composers import LastingComposer
from tests.gui.conftest import BEAT, melody

MODELS = Path(__file__).parents[2] / "models"
BAR = 4 * BEAT
OF_OTHERS = ("infill of drums", "infill of chords")


def broken_drumify(tmp_path: Path) -> Path:
    """A folder with a model that works and one that does not."""
    folder = tmp_path / "models"
    for name in ("continue-melody", "drumify"):
        shutil.copytree(MODELS / name, folder / name)
    (folder / "drumify" / "kit.onnx").write_bytes(b"no network")
    return folder


@pytest.fixture
def services(services, request, tmp_path):
    """The window's services with the models that ship, or those of the function that is given."""
    models = getattr(request, "param", lambda _folder: MODELS)(tmp_path)
    composer = LastingComposer(models)
    yield replace(services, library=Library(models), composer=composer)
    composer.close()


def band() -> Song:
    """The melody in two clips of two bars, a straight beat, and a chord on each half bar."""
    song = melody()
    track = song.tracks[0]
    clip = track.clips[0]
    halves = tuple(
        Clip(
            clip.id if half == 0 else 900, f"part {half + 1}", Tick(half * 2 * BAR), Tick(2 * BAR),
            tuple(n for n in clip.notes if half * 2 * BAR <= n.start < (half + 1) * 2 * BAR),
        )
        for half in (0, 1)
    )  # fmt: skip
    song = replace(song.with_track(replace(track, clips=halves)), next_id=1000)
    song, drums = add_track(song, "Drums", channel=DRUM_CHANNEL)
    hits = [
        Note(0, (36, 42, 38, 42)[beat % 4], 90, Tick(beat * BEAT), Tick(BEAT // 4))
        for beat in range(16)
    ]
    song = add_notes(song, song.track(drums).clips[0].id, hits)
    song, keys = add_track(song, "Keys")
    frames = [
        Note(0, pitch + (0, 5, 7, 0)[half // 2], 80, Tick(half * BAR // 2), Tick(BAR // 2))
        for half in range(8)
        for pitch in (48, 55, 64)
    ]
    return add_notes(song, song.track(keys).clips[0].id, frames)


@pytest.fixture
def ask(window: MainWindow, qtbot) -> Callable[[str], None]:
    """Asks a tool as a musician would, and waits for the answer."""
    window.desk._document.replace(band())

    def asked(what: str) -> None:
        name, _, of = what.partition(" of ")
        song = window.desk._document.song
        track = song.tracks[{"drums": 1, "chords": 2}.get(of, 1 if name == "groove" else 0)]
        window.desk.choose_clip(track.clips[0].id)
        if name == "infill":
            notes = list(track.notes)
            window.places.roll.set_selection([note.id for note in notes[3 : 10 if of else 5]])
        window.places.assistant.show_tool(name)
        with qtbot.waitSignal(window.asking.answered, timeout=60_000):
            window.actions_[name].trigger()

    return asked


def sounds(song: Song) -> list[tuple[str, int, int, int, int]]:
    """What is heard of a song in its ticks, by track."""
    return [
        (track.name, note.start, note.length, note.pitch, note.velocity)
        for track in song.tracks
        for note in track.notes
    ]


@pytest.mark.parametrize("name", [*TOOLS, *OF_OTHERS])
def test_from_press_to_undo(ask, window, name):
    document = window.desk._document
    before = document.song
    ask(name)
    batch = window.shelf.batch
    assert document.song is before
    assert batch.tool == name.split()[0]
    assert batch.offers
    assert all(offer.ready and offer.notes and offer.reason for offer in batch.offers)
    window.auditioning.hear(0)
    window.auditioning.keep(0)
    assert sounds(document.song) != sounds(before)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Keep take 1"
    document.undo_stack.undo()
    assert document.song == before


@pytest.mark.parametrize("name", [*TOOLS, *OF_OTHERS])
def test_nothing_outside_its_range_changes(ask, window, name):
    before = window.desk._document.song
    ask(name)
    offer = window.shelf.batch.offers[0]
    window.auditioning.keep(0)
    after = window.desk._document.song
    factor = after.ppq // before.ppq
    inside = range(offer.start, offer.end) if window.shelf.batch.placing == "instead" else range(0)
    track_id = window.shelf.batch.track_id
    for track in before.tracks:
        known = {note.id: note for note in after.track(track.id).notes}
        for note in track.notes:
            if track.id == track_id and note.start * factor in inside:
                continue
            moved = note.with_span(note.start * factor, note.end * factor)
            assert known[note.id] == moved


@pytest.mark.parametrize("name", ["infill", "groove"])
def test_newer_work_is_never_overwritten(ask, window, name):
    ask(name)
    document = window.desk._document
    batch = window.shelf.batch
    newer = transpose(document.song, {n.id for n in document.song.track(batch.track_id).notes}, 1)
    document.edit("Transpose", newer)
    window.auditioning.keep(0)
    after = document.song
    kept = {track.id: [n.pitch for n in track.notes] for track in after.tracks}
    for track in newer.tracks:
        assert kept[track.id] == [note.pitch for note in track.notes]
    assert len(after.tracks) == len(newer.tracks) + 1
    assert len(list(after.tracks[-1].notes)) == len(batch.offers[0].notes)


@pytest.mark.parametrize("name", ["infill", "groove"])
def test_what_a_take_would_replace_steps_back_while_it_is_shown(ask, window, name):
    ask(name)
    stage, batch = window.places.roll.stage, window.shelf.batch
    meant = {
        note.id
        for note in window.desk.track.notes
        if batch.offers[0].start <= note.start * batch.ppq // BEAT < batch.offers[0].end
    }
    assert stage.replaced == frozenset()
    window.auditioning.hear(0)
    assert stage.replaced == meant
    assert meant
    window.auditioning.keep(0)
    assert stage.replaced == frozenset()


def test_a_track_of_its_own_is_called_as_what_it_was_made_from(ask, window):
    ask("generate")
    window.auditioning.keep(0)
    song = window.desk._document.song
    assert song.tracks[-1].name == song.tracks[0].clips[0].name


def test_drumify_makes_a_drum_track(ask, window, services):
    ask("drumify")
    window.auditioning.hear(0)
    assert services.player.last("audition")[3] == DRUM_CHANNEL
    window.auditioning.keep(0)
    assert window.desk.track.is_drums
    assert window.desk.track.name == "Drums"


@pytest.mark.parametrize(
    ("here", "tool"),
    [
        ("empty", "generate"),
        ("melody", "continue"),
        ("melody selection", "infill"),
        ("drums", "continue"),
        ("drums selection", "groove"),
    ],
)
def test_one_key_does_what_is_most_likely_meant(ask, window, qtbot, here, tool):
    document = window.desk._document
    song, empty = add_track(document.song, "Empty")
    document.replace(song)
    tracks = {"empty": empty, "drums": song.tracks[1].id, "melody": song.tracks[0].id}
    window.desk.choose_track(tracks[here.split()[0]])
    if "selection" in here:
        notes = list(window.desk.track.notes)
        window.places.roll.set_selection([note.id for note in notes[2:5]])
    with qtbot.waitSignal(window.asking.answered, timeout=60_000):
        window.actions_["likely"].trigger()
    assert window.shelf.batch.tool == tool
    assert window.places.assistant.tool == tool


def test_a_tool_that_cannot_work_says_why_and_the_next_one_works(ask, window, qtbot):
    window.desk.choose_track(window.desk._document.song.tracks[0].id)
    window.actions_["groove"].trigger()
    trouble = window.places.assistant.trouble
    qtbot.waitUntil(lambda: "drum" in trouble.text(), timeout=20_000)
    assert not window.asking.busy
    ask("continue")
    assert trouble.isHidden()
    assert window.shelf.batch.tool == "continue"


@pytest.mark.parametrize("services", [broken_drumify], indirect=True)
def test_a_model_that_is_broken_leaves_the_other_tools_alone(window, qtbot):
    window.actions_["drumify"].trigger()
    trouble = window.places.assistant.trouble
    qtbot.waitUntil(lambda: not window.asking.busy, timeout=20_000)
    assert "drumify" in trouble.text()
    with qtbot.waitSignal(window.asking.answered, timeout=60_000):
        window.actions_["continue"].trigger()
    assert all(offer.ready for offer in window.shelf.batch.offers)


def test_a_composer_that_dies_is_said_and_the_next_press_works(ask, window, services, qtbot):
    ask("continue")
    kept, first = window.shelf.batch, services.composer.process_id
    for name, value in {"bars": 16, "variations": 16}.items():
        window.places.assistant.form.sliders[name].set_value(value)
    window.actions_["continue"].trigger()
    qtbot.waitUntil(lambda: any(o.notes and not o.ready for o in window.shelf.batch.offers))
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: not window.asking.busy, timeout=20_000)
    assert "ended by itself" in window.places.assistant.trouble.text()
    assert kept in window.shelf.batches
    ask("drumify")
    assert window.places.assistant.trouble.isHidden()
    assert services.composer.process_id not in (first, None)


def test_ten_presses_in_a_second_leave_one_answer(ask, window, qtbot):
    with qtbot.waitSignal(window.asking.answered, timeout=60_000):
        for name in ("continue", "drumify") * 5:
            window.actions_[name].trigger()
    assert [batch.tool for batch in window.shelf.batches if batch.is_ready] == ["drumify"]
    assert len(window.shelf.batches) == 1


def test_forms_keep_their_positions(window):
    panel = window.places.assistant
    panel.show_tool("generate")
    panel.form.sliders["bars"].set_value(8)
    panel.form.choices["kind"].set_value("drums")
    told = window.asking.remembered()
    panel.form.sliders["bars"].set_value(2)
    panel.form.choices["kind"].set_value("melody")
    window.asking.recall(told)
    options = panel.form.options()
    assert (options.bars, options.kind) == (8, "drums")


def test_tab_stops_once_at_the_tools_and_the_arrows_go_among_them(window, qtbot):
    choice, panel = window.places.assistant.choice, window.places.assistant
    none = Qt.FocusPolicy.NoFocus
    (first,) = [b for b in choice.findChildren(QToolButton) if b.focusPolicy() is not none]
    first.setFocus()
    assert first.text() == "Continue"
    for key, tool in ((Qt.Key.Key_Right, "infill"), (Qt.Key.Key_Left, "continue")):
        qtbot.keyClick(window.focusWidget(), key)
        assert panel.tool == tool
        assert window.focusWidget().parentWidget() is choice


def test_a_trio_is_heard_on_three_instruments_and_kept_on_three_tracks(ask, window, player):
    window.places.assistant.show_tool("generate")
    window.places.assistant.form.choices["kind"].set_value("trio")
    for name in ("bars", "variations"):
        window.places.assistant.form.sliders[name].set_value(2)
    before = window.desk._document.song
    ask("generate")
    batch = window.shelf.batch
    assert batch.model == "clips-trio"
    assert all({note.channel for note in each.notes} == {0, 1, 9} for each in batch.offers)
    window.auditioning.hear(0)
    _, asked = next(each for each in reversed(player.asked) if each[0] == "audition")
    programs = asked[-1]["programs"]
    assert list(programs.values()) == [0, 33, 0] and list(programs)[-1] == DRUM_CHANNEL
    assert not {track.channel for track in before.tracks if not track.is_drums} & set(programs)
    piece = take_piece(before, batch, batch.offers[0], 1)
    assert [track.program for track in piece.tracks] == [0, 33, 0]
    window.auditioning.keep(0)
    after = window.desk._document.song
    assert [track.name for track in after.tracks[len(before.tracks) :]] == [
        "Melody",
        "Bass",
        "Drums",
    ]
    kept = [note for track in after.tracks[len(before.tracks) :] for note in track.notes]
    assert len(kept) == len(batch.offers[0].notes)
    assert window.desk.track.name == "Melody"
    window.desk._document.undo_stack.undo()
    assert window.desk._document.song == before
