"""The manual in the program: the pages are there, the tool's own comes first, search leads on."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument

from engine.runtime.library import program_folder
from engine.tools.catalogue import TOOLS
from gui.help.pages import ENGLISH, FIRST, found, manual_folder, page_of_tool, pages, title_of

MANUAL = program_folder() / "docs" / "manual"
LANGUAGES = sorted(folder.name for folder in MANUAL.iterdir() if folder.is_dir())
_LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def manual(window, qtbot):
    window.actions_["manual"].trigger()
    yield window.helping.manual
    window.helping.manual.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_named_on_the_first_one(language):
    assert sorted(pages(MANUAL / language)) == sorted((MANUAL / language).glob("*.md"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_pages_and_every_tool_has_one(language):
    names = {page.name for page in (MANUAL / language).glob("*.md")}
    assert names == {page.name for page in (MANUAL / ENGLISH).glob("*.md")}
    assert {f"{tool}.md" for tool in TOOLS} <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pictures_lead_somewhere_and_need_no_network(language):
    for page in (MANUAL / language).glob("*.md"):
        for target in _LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), (page.name, target)


def test_a_language_without_pages_gets_the_english_ones():
    assert manual_folder("tlh") == MANUAL / ENGLISH


def test_it_opens_at_the_page_of_the_tool_in_use(window, manual):
    assert manual.page.name == f"{window.places.assistant.tool}.md"
    window.places.assistant.show_tool("groove")
    window.actions_["manual"].trigger()
    assert manual.page.name == "groove.md"
    assert "Groove" in manual.reader.toPlainText()
    assert page_of_tool(MANUAL / ENGLISH, "none such").name == FIRST


def test_pictures_are_no_wider_than_the_page(manual):
    kind = QTextDocument.ResourceType.ImageResource.value
    for width in (900, 500):
        manual.resize(width, 600)
        image = manual.reader.loadResource(kind, "../../images/window.png")
        assert isinstance(image, QImage)
        assert 0 < image.width() / image.devicePixelRatio() <= manual.reader.viewport().width()


def test_a_link_is_followed_and_the_keys_lead_back_and_forward(manual, qtbot):
    first = manual.page
    manual.go(MANUAL / ENGLISH / "locks.md")
    held = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(manual, Qt.Key.Key_Left, held)
    assert manual.page == first
    qtbot.keyClick(manual, Qt.Key.Key_Right, held)
    assert manual.page.name == "locks.md"
    qtbot.keyClick(manual, Qt.Key.Key_Home, held)
    assert manual.page.name == FIRST


def test_what_is_searched_is_found_and_opened_where_it_stands(manual, qtbot):
    qtbot.keyClicks(manual.search, "first steps")
    texts = [manual.hits.item(row).text() for row in range(manual.hits.count())]
    assert texts
    assert all("first" in text.lower() and "steps" in text.lower() for text in texts)
    qtbot.keyClick(manual.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: manual.reader.textCursor().hasSelection())
    assert manual.reader.textCursor().selectedText().lower() == "first"
    assert manual.search.text() == ""


def test_what_is_not_there_is_said_not_to_be_found(manual, qtbot):
    qtbot.keyClicks(manual.search, "xylophagous")
    assert manual.hits.count() == 1
    qtbot.keyClick(manual.search, Qt.Key.Key_Return)
    assert manual.hits.isVisible()
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.hits.isVisible()
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_headings_are_found_before_lines():
    hits = found(MANUAL / ENGLISH, "groove")
    assert hits[0].line == title_of(MANUAL / ENGLISH / "groove.md") == "Groove"
    assert len(hits) > 3


def test_the_words_for_tools_and_keys_are_those_of_the_window(window):
    for tool in TOOLS:
        page = (MANUAL / ENGLISH / f"{tool}.md").read_text(encoding="utf-8")
        action = window.actions_[tool]
        assert title_of(Path(MANUAL / ENGLISH / f"{tool}.md")) == action.text()
        assert f"`{action.shortcut().toString()}`" in page
