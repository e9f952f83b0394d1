"""The manual's pages: where they lie, in which order, which belongs to a tool, what words are in
them. The same files are read on the web and in the program's own window.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.runtime.library import program_folder

ENGLISH = "en"
FIRST = "index.md"
_LINK = re.compile(r"\]\(([\w-]+\.md)\)")
_WRAP = re.compile(r"(?<=[^\n])\n(?: +(?=\S)|(?=[^\s|#!>\-\d]))")
"""A line's end that does not end a paragraph, an entry or a row."""
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`#|]+")


@dataclass(frozen=True)
class Line:
    """A line of a page as it is read, without marks; `title` is the page's."""

    page: Path
    title: str
    text: str
    is_heading: bool


def manual_folder(language: str) -> Path:
    """The pages in a language, such as zh_CN; in English where there are none in it."""
    manual = program_folder() / "docs" / "manual"
    own = manual / language
    return own if (own / FIRST).is_file() else manual / ENGLISH


def pages(folder: Path) -> list[Path]:
    """All pages, in the order in which the first one names them."""
    names = _LINK.findall((folder / FIRST).read_text(encoding="utf-8"))
    return [folder / name for name in dict.fromkeys((FIRST, *names))]


def page_of_tool(folder: Path, tool: str) -> Path:
    """The page about a tool; the first page where it has none."""
    page = folder / f"{tool}.md"
    return page if page.is_file() else folder / FIRST


def title_of(page: Path) -> str:
    """The heading of a page."""
    first = page.read_text(encoding="utf-8").split("\n", 1)[0]
    return first.lstrip("# ").strip()


def lines(folder: Path) -> list[Line]:
    """What stands on all pages."""
    return [line for page in pages(folder) for line in _lines(page)]


def _lines(page: Path) -> Iterator[Line]:
    title = title_of(page)
    for paragraph in _WRAP.sub(" ", page.read_text(encoding="utf-8")).splitlines():
        text = _MARKS.sub(r"\1", paragraph).strip()
        if text:
            yield Line(page, title, text, paragraph.startswith("#"))


def found(lines: Iterable[Line], search: str) -> list[Line]:
    """The lines that hold all words of a search, whatever their case: headings first."""
    words = search.lower().split()
    hits = [line for line in lines if words and all(word in line.text.lower() for word in words)]
    return sorted(hits, key=lambda line: not line.is_heading)
