"""The manual in the program: the pages are there, the tool's own comes first, search leads on."""

import re
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from engine.runtime.library import program_folder
from engine.tools.catalogue import TOOLS
from gui.help.manual import MOST_HITS
from gui.help.pages import (
    ENGLISH,
    FIRST,
    found,
    lines,
    manual_folder,
    page_of_tool,
    pages,
    title_of,
)
from gui.help.reader import Reader

MANUAL = program_folder() / "docs" / "manual"
LANGUAGES = sorted(folder.name for folder in MANUAL.iterdir() if folder.is_dir())
IMAGE = QTextDocument.ResourceType.ImageResource.value
_LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def manual(window, qtbot):
    window.actions_["manual"].trigger()
    opened = window.helping.manual
    qtbot.waitUntil(lambda: opened.page.name == f"{window.places.assistant.tool}.md")
    yield opened
    opened.close()


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


def test_it_opens_at_the_page_of_the_tool_in_use(window, manual, qtbot):
    assert manual.page.name == f"{window.places.assistant.tool}.md"
    window.places.assistant.show_tool("groove")
    window.actions_["manual"].trigger()
    qtbot.waitUntil(lambda: manual.page.name == "groove.md")
    assert "Groove" in manual.reader.toPlainText()
    assert page_of_tool(MANUAL / ENGLISH, "none such").name == FIRST


def pictures(reader: Reader) -> dict[str, QImage]:
    """The pictures of a page, by what it calls them."""
    document, cursor = reader.document(), QTextCursor(reader.document())
    shown = {}
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        form = cursor.charFormat()
        if form.isImageFormat():
            name = form.toImageFormat().name()
            shown[name] = document.resource(IMAGE, QUrl(name))
    return shown


def is_there(image: QImage) -> bool:
    """Whether something can be seen."""
    return image.pixelColor(image.rect().center()).alpha() == 255


def test_each_page_gets_its_pictures(manual, qtbot):
    for page in ("continue.md", "generate.md", "first-minute.md", "continue.md"):
        manual.go(MANUAL / ENGLISH / page)
        assert pictures(manual.reader)
        qtbot.waitUntil(lambda: all(map(is_there, pictures(manual.reader).values())))


def test_pictures_come_when_they_are_read_no_wider_than_the_page(manual, qtbot):
    reader = manual.reader
    for width in (900, 500):
        manual.resize(width, 600)
        qtbot.waitUntil(lambda: reader._fitted == reader._room())
        shown = pictures(reader)
        assert shown
        for image in shown.values():
            assert 0 < image.width() / image.devicePixelRatio() <= reader.viewport().width()
        qtbot.waitUntil(lambda: all(map(is_there, pictures(reader).values())))
        sizes = {name: image.size() for name, image in shown.items()}
        assert {name: image.size() for name, image in pictures(reader).items()} == sizes


def test_a_picture_that_comes_late_does_not_come_to_another_page(manual, services, qtbot):
    hold = Event()
    services.disk.submit(lambda _job: hold.wait(5), key="busy")
    manual.go(MANUAL / ENGLISH / "locks.md")
    names = set(pictures(manual.reader))
    manual.go(MANUAL / ENGLISH / FIRST)
    hold.set()
    read = services.disk.submit(lambda _job: None, key="after")
    assert read.wait(5)
    QTest.qWait(20)
    assert names
    assert not any(is_there(manual.reader.document().resource(IMAGE, QUrl(n))) for n in names)


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
    qtbot.waitUntil(lambda: bool(manual._lines))
    qtbot.keyClicks(manual.search, "first steps")
    texts = [manual.hits.item(row).text() for row in range(manual.hits.count())]
    assert texts
    assert all("first" in text.lower() and "steps" in text.lower() for text in texts)
    qtbot.keyClick(manual.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: manual.reader.textCursor().hasSelection())
    assert manual.reader.textCursor().selectedText().lower() == "first"
    assert manual.search.text() == ""


def test_what_is_not_there_is_said_not_to_be_found(manual, qtbot):
    qtbot.waitUntil(lambda: bool(manual._lines))
    qtbot.keyClicks(manual.search, "xylophagous")
    assert manual.hits.count() == 1
    qtbot.keyClick(manual.search, Qt.Key.Key_Return)
    assert manual.hits.isVisible()
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.hits.isVisible()
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_what_is_typed_before_the_pages_are_read_is_found_when_they_are(window, qtbot):
    window.actions_["manual"].trigger()
    manual = window.helping.manual
    manual._lines = ()
    manual.search.setText("groove")
    manual._search_in(lines(MANUAL / ENGLISH))
    assert manual.hits.count() > 3
    manual.close()


def test_of_very_many_places_the_first_are_listed_and_it_says_that_there_are_more(manual, qtbot):
    qtbot.waitUntil(lambda: bool(manual._lines))
    manual.search.setText("e")
    assert len(found(manual._lines, "e")) > MOST_HITS
    assert manual.hits.count() == MOST_HITS + 1
    last = manual.hits.item(MOST_HITS)
    manual._open(last)
    assert manual.hits.isVisible()


def test_headings_are_found_before_lines():
    hits = found(lines(MANUAL / ENGLISH), "groove")
    assert hits[0].text == title_of(MANUAL / ENGLISH / "groove.md") == "Groove"
    assert len(hits) > 3


def test_the_words_for_tools_and_keys_are_those_of_the_window(window):
    for tool in TOOLS:
        page = (MANUAL / ENGLISH / f"{tool}.md").read_text(encoding="utf-8")
        action = window.actions_[tool]
        assert title_of(Path(MANUAL / ENGLISH / f"{tool}.md")) == action.text()
        assert f"`{action.shortcut().toString()}`" in page
