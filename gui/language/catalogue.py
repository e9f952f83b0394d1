"""A translation as Qt asks for it, read from the file that translators edit."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTranslator

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Key = tuple[str, str, str]
"""Context, source text and what tells equal ones apart."""

GAPPED = ("Engine", "Reasons")
"""Contexts of sentences that come with their gaps filled: what the engine says."""
GAP = re.compile(r"%(\d)")


class Catalogue(QTranslator):
    """The finished messages of a .ts file. What it lacks is shown as it was written, in English.

    There is no compiled file beside it that could be older. Raises OSError where it cannot be read,
    ParseError where it is damaged.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = dict(_read(path))
        self._gapped = {name: self._patterns(name) for name in GAPPED}
        self._filled = lru_cache(maxsize=1024)(self._fill)

    def pairs(self) -> list[tuple[str, str]]:
        """All sources and their texts, in whatever context."""
        return [(source, text) for (_, source, _), text in self._texts.items()]

    def isEmpty(self) -> bool:
        """Whether it says nothing."""
        return not self._texts

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The text for a source, of one thing as of several (`n`); null where there is none."""
        text = self._texts.get((context, source, disambiguation or ""))
        if text is None and context in self._gapped:
            text = self._filled(context, source)
        return text  # type: ignore[return-value]  # None is Qt's null string: the next is asked

    def _fill(self, context: str, sentence: str) -> str | None:
        """The text for a sentence of the engine, what stands in its gaps translated too."""
        for pattern, text in self._gapped[context]:
            if match := pattern.fullmatch(sentence):
                parts = (self.translate(context, part) or part for part in match.groups())
                return _put_in(text, list(parts))
        return None

    def _patterns(self, context: str) -> list[tuple[re.Pattern[str], str]]:
        """What fits a sentence with gaps, and its translation, the most particular first."""
        found = [
            (source, text)
            for (name, source, _), text in self._texts.items()
            if name == context and GAP.search(source)
        ]
        found.sort(key=lambda pair: -len(GAP.sub("", pair[0])))
        return [(_pattern(source), text) for source, text in found]


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, GAP.split(source)[::2])), re.DOTALL)


def _put_in(text: str, parts: list[str]) -> str:
    return GAP.sub(lambda gap: parts[int(gap[1]) - 1], text)


def _read(path: Path) -> list[tuple[Key, str]]:
    from xml.etree import ElementTree  # where English is spoken nobody needs it

    found: list[tuple[Key, str]] = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            if text := _finished(message):
                comment = message.findtext("comment", "")
                found.append(((name, message.findtext("source", ""), comment), text))
    return found


def _finished(message: "Element") -> str:
    """The translation of a message; empty where it is not done."""
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return ""
    return translation.text or translation.findtext("numerusform", "")
