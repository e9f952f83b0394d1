"""The analysis panel: follows the edit, says what a point is, leads back to the roll, is saved."""

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from engine.score.edits import add_notes
from engine.score.song import Clip, Note
from engine.score.time import Tick
from gui.ahead import finish
from gui.analysis.panel import PAGES
from gui.analysis.theory_page import Row
from gui.look.theme import DARK, LIGHT
from tests.gui.conftest import BEAT
from tests.project.tree import ROOT


class Resized(QObject):
    """Counts how often what it watches hears of another size."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count; the event goes on."""
        self.count += event.type() is QEvent.Type.Resize
        return False


class Painted(QObject):
    """What it watches and sees painted, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it down; the event goes on."""
        if event.type() is QEvent.Type.Paint:
            self.painted.append(watched)
        return False


def edit(window, *notes: Note) -> None:
    document = window.desk._document
    document.edit("Add", add_notes(document.song, window.desk.clip.id, notes))


def note(beat: int, pitch: int) -> Note:
    return Note(-1, pitch, 80, Tick(beat * BEAT), Tick(BEAT))


def choose(panel, text: str) -> None:
    """Take an entry of the panel's menu."""
    next(a for a in panel.choices.menu().actions() if a.text() == text).trigger()


def test_plots_are_loaded_only_when_they_are_wanted():
    code = "import gui.window, gui.analysis.view, sys; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_it_is_folded_first_and_opens_with_one_key_and_stays_open(window, services, qtbot):
    panel = window.places.analysis
    assert panel.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert panel.isVisible()
    assert services.settings.flag("shown/fold_analysis", False)
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert panel.isHidden()
    assert not services.settings.flag("shown/fold_analysis", True)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_follows_the_edit_and_the_theme(window, turned, qtbot, name):
    page = turned(name)
    edit(window, note(14, 90))
    qtbot.waitUntil(lambda: page.view.portrait.notes == window.desk.clip.notes)
    before = page.grab().toImage()
    theme = DARK if page.theme is LIGHT else LIGHT
    window.places.set_theme(theme)
    qtbot.waitUntil(lambda: page.theme is theme and page.updatesEnabled())
    assert page.grab().toImage() != before


def test_a_panel_folded_while_it_is_dressed_is_painted_when_it_opens(window, panel, turned):
    turned("notes")
    window.places.set_theme(DARK if panel.page.theme is LIGHT else LIGHT)
    panel.hide()
    assert panel._stack.updatesEnabled()


def test_of_many_edits_the_last_is_shown(window, turned, qtbot):
    page = turned("notes")
    for beat in range(12):
        edit(window, note(beat, 80))
    qtbot.waitUntil(lambda: page.view.portrait.notes == window.desk.clip.notes)
    assert page.view.portrait.struck.max() == pytest.approx(12 / 28)


def test_a_page_that_is_not_seen_is_drawn_when_it_is(window, panel, turned, qtbot):
    time = turned("time")
    turned("form")
    old = time.view
    edit(window, note(2, 90))
    qtbot.waitUntil(lambda: panel.page.view.portrait.notes == window.desk.clip.notes)
    assert time.view is old
    turned("time")
    assert time.view.portrait.notes == window.desk.clip.notes


def test_a_page_has_its_room_before_it_is_shown(panel, turned, qtbot):
    turned("form")
    qtbot.waitUntil(lambda: len(panel._pages) == len(PAGES), timeout=20_000)
    page, room = panel._pages["notes"], panel.page.viewport().size()
    resized = Resized()
    page.viewport().installEventFilter(resized)
    for _ in panel._drawn(page):
        assert not page.isVisible()
    assert page.viewport().size() == room
    resized.count = 0
    assert turned("notes") is page
    assert resized.count == 0


def test_of_pages_turned_to_in_haste_the_last_is_shown(panel, turned, qtbot):
    turned("form")
    for name in ("notes", "time", "feel"):
        panel.turn_to(name)
    assert turned("notes") is panel._stack.currentWidget()
    QTest.qWait(200)
    assert panel._stack.currentWidget() is panel._pages["notes"]


def test_folded_away_it_computes_nothing(window, panel, qtbot):
    window.actions_["fold_analysis"].trigger()
    view = panel.page.view
    edit(window, note(2, 90))
    QTest.qWait(60)
    assert panel.page.view is view
    window.actions_["fold_analysis"].trigger()
    qtbot.waitUntil(lambda: panel.page.view.portrait.notes == window.desk.clip.notes)


def test_the_matrix_says_how_alike_bars_are_and_a_click_selects_them(window, turned):
    page = turned("form")
    found = page._own_spot(2.0, 1.0)
    assert found.text == "Bars 1 and 2: 62 % alike"
    page.chosen.emit(found.notes)
    ids = [n.id for n in window.desk.clip.notes[:8]]
    assert sorted(window.places.roll.selection) == ids
    assert page._own_spot(9.0, 1.0) is None
    assert "on average" in page._real_spot(3.0, 7.0).text


def test_a_bar_of_the_histogram_says_its_share_beside_real_music(window, turned):
    page = turned("notes")
    tonic = page._struck_spot(0.2, 3.0)
    assert tonic.text.startswith("C (C major): 25 %\npop: ")
    assert [window.desk.clip.notes[i].pitch % 12 for i in tonic.notes] == [0] * 4
    up = page._step_spot(15.0, 0.0)
    assert up.text.startswith("+2 semitones: ")
    page.chosen.emit(up.notes)
    assert len(window.places.roll.selection) == len(up.notes) > 0


def test_density_over_time_names_its_bar(window, turned):
    page = turned("time")
    found = page._density_spot(3.5, 1.0)
    assert found.text == "Bar 3: 4 notes"
    assert found.notes == (8, 9, 10, 11)


def test_bars_over_time_have_whole_numbers_at_the_same_place_in_both_plots(window, turned):
    page = turned("time")
    for plot in (page.density, page.surprise):
        named = plot.bottom._tickLevels[0]
        assert len(named) > 1
        assert all(text == str(place) and isinstance(place, int) for place, text in named)
    assert page.density.left.width() == page.surprise.left.width()


def test_opened_again_it_shows_nothing_that_is_out_of_date(window, qtbot, turned):
    page = turned("notes")
    before = page.view
    for _ in range(2):
        window.actions_["fold_analysis"].trigger()
    assert window.places.analysis.isVisible()
    assert not page.isVisible()
    qtbot.waitUntil(page.isVisible, timeout=20_000)
    assert page.view is not before


def test_a_stroke_says_what_it_is(window, turned):
    page = turned("feel")
    assert page._spot(0.0, 80.0).text == "C4, bar 1, beat 1: on the grid, velocity 80"
    assert page._spot(40.0, 20.0) is None


def test_theory_is_told_in_plain_words(window, turned):
    page = turned("theory")
    told = {row.measure.name: row.accessibleName() for row in page.rows}
    assert told["out_of_key"].startswith("Outside the key: 0 % (mostly 0 – 0 % in real music")
    assert told["starts_on_tonic"].startswith("Begins on the tonic: yes (mostly yes in 32 %")
    assert all(row.toolTip() for row in page.rows)


def test_only_what_has_changed_in_the_table_is_painted(turned, monkeypatch):
    page, painted = turned("theory"), []
    monkeypatch.setattr(Row, "update", lambda row: painted.append(row))
    page.show_view(replace(page.view))
    assert painted == []
    found = {**page.view.portrait.measures, "out_of_key": 0.5}
    page.show_view(replace(page.view, portrait=replace(page.view.portrait, measures=found)))
    assert painted == page.rows[:1]
    assert "50 %" in page.rows[0].accessibleName()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_row_of_the_table_looks_as_if_painted_anew(turned, theme):
    page = turned("theory")
    page.set_theme(theme)
    for row in page.rows:
        kept = row.grab().toImage()
        anew = QImage(row.size(), QImage.Format.Format_RGB32)
        with QPainter(anew) as painter:
            painter.fillRect(row.rect(), theme.panel)
            row.draw(painter, QRectF(row.rect()))
        assert kept.convertToFormat(anew.format()) == anew


def test_the_table_is_painted_before_it_is_shown(panel, turned, monkeypatch):
    page = turned("theory")
    turned("form")
    page.show_view(replace(page.view))
    page.rows[0].show_value(0.25, None, page.theme)
    page.rows[-1].show_value(0.75, None, page.theme)
    finish(page.warm())
    monkeypatch.setattr(Row, "draw", lambda *_: pytest.fail("it is painted when it is seen"))
    page.grab()


def test_drums_stand_beside_drummers(drums, panel, turned):
    page = turned("notes")
    assert page.view.kind == "drummers"
    assert panel.choices.text() == "Clip · drummers"
    assert page._struck_spot(0.0, 0.0).text.startswith("kick: 0 %\ndrummers: ")
    names = {row.measure.name for row in turned("theory").rows}
    assert names == {"groove_similarity", "drum_pattern", "notes_per_bar", "empty_bars"}
    found = turned("feel")._spot(0.0, 80.0)
    assert found.text.endswith("on the grid, velocity 80")


def test_the_whole_track_can_be_looked_at_and_a_click_goes_to_its_clip(window, panel, qtbot):
    document = window.desk._document
    track = document.song.tracks[0]
    clips = (*track.clips, Clip(900, "Later", Tick(16 * BEAT), Tick(16 * BEAT)))
    song = document.song.with_track(replace(track, clips=clips))
    document.edit("Clip", add_notes(song, 900, [note(20, 64)]))
    page = panel.page
    choose(panel, "Track")
    assert panel.choices.text() == "Track · pop"
    qtbot.waitUntil(lambda: len(page.view.portrait.notes) == 17)
    page.chosen.emit((16,))
    assert window.desk.clip.id == 900
    assert len(window.places.roll.selection) == 1


def test_melodies_can_stand_beside_folk(window, services, panel, qtbot):
    choose(panel, "Beside folk")
    assert panel.choices.text() == "Clip · folk"
    qtbot.waitUntil(lambda: panel.page.view.name == "folk")
    assert services.settings.text("analysis/beside") == "folk"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_each_page_is_saved(window, turned, tmp_path, name, ending):
    turned(name)
    path = tmp_path / f"plot.{ending}"
    window.analysing.save_to(path)
    assert window.places.status.text == f"Saved plot.{ending}"
    if ending == "png":
        image = QImage(str(path))
        assert image.width() == 1600
        colors = {
            image.pixelColor(x, y).name() for x in range(0, 1600, 9) for y in range(0, 400, 9)
        }
        assert len(colors) > 2
    else:
        assert "<svg" in path.read_text()


def test_one_plot_is_saved_alone_and_a_place_that_cannot_be_written_is_told(
    window, turned, tmp_path
):
    page = turned("form")
    window.analysing.save_to(tmp_path / "own", page.own)
    window.analysing.save_to(tmp_path / "all")
    one, both = (QImage(str(tmp_path / f"{name}.png")) for name in ("own", "all"))
    assert one.height() < both.height()
    window.analysing.save_to(tmp_path / "nowhere" / "plot.png")
    assert any("could not be written" in text for text in window.places.bars.texts)


def test_nothing_is_saved_while_it_is_folded(window):
    window.actions_["save_plot"].trigger()
    assert "F12" in window.places.status.text


def test_an_empty_clip_has_pages_too(window, turned, qtbot):
    document = window.desk._document
    window.places.roll.select_all()
    window.actions_["delete"].trigger()
    assert window.desk.clip.notes == ()
    for name in PAGES:
        page = turned(name)
        qtbot.waitUntil(lambda page=page: page.view.portrait.notes == ())
        page.grab()
    assert document.song.tracks
