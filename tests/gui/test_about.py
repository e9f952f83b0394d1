"""The page about the program: whose the music is, whose the data, the licences of everything."""

import pytest

from engine.runtime.library import Library, program_folder
from gui.help import texts
from gui.help.report import version
from gui.help.texts import about_text, licences_text

MODELS = Library(program_folder() / "models")


def test_it_says_the_version_whose_the_music_is_and_what_risk_remains():
    text = about_text(MODELS)
    assert version() in text
    for part in ("sell", "risk", "LGPL", "TimGM6mb", "No account"):
        assert part in text, part


def test_every_collection_on_the_cards_is_attributed():
    text = about_text(MODELS)
    for name in MODELS.names():
        for data in MODELS.card(name).data:
            assert data["attribution"] in text
            assert data["licence"] in text


def test_in_a_checkout_the_licences_of_all_packages_are_shown_with_versions():
    text = licences_text()
    names = (program_folder() / "resources" / "licences" / "packages").glob("*.txt")
    assert all(f"\n{name.stem}" in text for name in names)
    for part in ("numpy 2.", "GNU LESSER GENERAL PUBLIC LICENSE", "Apache License"):
        assert part in text, part


def test_in_a_package_the_gathered_file_is_shown(tmp_path, monkeypatch):
    place = tmp_path / "resources" / "licences"
    place.mkdir(parents=True)
    (place / "all.txt").write_text("all of them")
    monkeypatch.setattr(texts, "program_folder", lambda: tmp_path)
    assert licences_text() == "all of them"


@pytest.mark.parametrize("size", [(1100, 700), (1440, 900)])
def test_it_opens_inside_the_window_and_turns_to_the_licences(window, size, qtbot):
    window.resize(*size)
    window.actions_["about"].trigger()
    page = window.helping.about
    assert page.width() <= window.width()
    assert page.height() <= window.height()
    qtbot.waitUntil(lambda: version() in page.page.toPlainText())
    assert page.licences.toPlainText() == ""
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "Apache License" in page.licences.toPlainText())
    page.close()
    window.actions_["about"].trigger()
    assert page.tabs.currentIndex() == 0
    assert version() in page.page.toPlainText()
    page.close()


def test_models_that_cannot_be_read_leave_the_page_empty_and_say_why(window, qtbot, monkeypatch):
    monkeypatch.setattr(Library, "names", lambda _library: ["no such model"])
    with qtbot.waitSignal(window.helping.message) as told:
        window.actions_["about"].trigger()
    assert "no such model" in told.args[0]
    window.helping.about.close()
