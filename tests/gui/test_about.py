"""The page about the program: whose the music is, whose the data, the licences of everything."""

import pytest

from engine.runtime.library import Library, program_folder
from gui.help import about
from gui.help.about import about_text, licences_text
from gui.help.report import version

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
    monkeypatch.setattr(about, "program_folder", lambda: tmp_path)
    assert licences_text() == "all of them"


@pytest.mark.parametrize("size", [(1100, 700), (1440, 900)])
def test_it_opens_inside_the_window_and_turns_to_the_licences(window, size):
    window.resize(*size)
    window.actions_["about"].trigger()
    page = window.helping.about
    assert page.width() <= window.width()
    assert page.height() <= window.height()
    assert page.licences.toPlainText() == ""
    page.tabs.setCurrentIndex(1)
    assert "Apache License" in page.licences.toPlainText()
    page.close()
