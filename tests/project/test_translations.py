"""Every text of the program is translated, and each translation holds what its source holds."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from xml.etree import ElementTree

import pytest
import translations

from tests.project.tree import ROOT

CODE = "zh_CN"
FILE = ROOT / "resources" / "translations" / f"arietta_{CODE}.ts"
HOLES = re.compile(r"%\d|%n|\{\w*\}")
KEYS = re.compile(r"\b(?:Ctrl|Shift|Alt|Enter|Esc|F\d+)\b(?:\+\w+)*")
ADVICE = "run `make translations`, then translate in resources/translations (see its README.md)"

Message = tuple[str, str, str, bool]
"""Context, source, translation, and whether it is finished."""


def messages(path: Path) -> Iterator[Message]:
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            finished = translation.get("type") is None and bool(translation.text)
            source = message.findtext("source", "")
            yield context.findtext("name", ""), source, translation.text or "", finished


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """The messages as `make translations` would have them now."""
    file = tmp_path_factory.mktemp("translations") / FILE.name
    copy(FILE, file)
    translations.renew(file, CODE)
    return list(messages(file))


def test_every_text_of_the_program_is_translated(fresh):
    assert [(c, source) for c, source, _, finished in fresh if not finished] == [], ADVICE


def test_nothing_is_translated_that_is_said_no_more(fresh):
    said = {(context, source) for context, source, _, _ in fresh}
    assert [(c, s) for c, s, _, _ in messages(FILE) if (c, s) not in said] == [], ADVICE


def test_what_stands_in_the_gaps_of_a_text_stands_in_those_of_its_translation():
    differing = [
        (source, text)
        for _, source, text, _ in messages(FILE)
        if sorted(HOLES.findall(source)) != sorted(HOLES.findall(text))
    ]
    assert differing == []


def test_keys_are_called_as_they_are_called_in_the_source():
    differing = [
        (source, text)
        for _, source, text, _ in messages(FILE)
        if not set(KEYS.findall(source)) <= set(KEYS.findall(text))
    ]
    assert differing == []


def test_the_endings_of_files_are_those_of_the_source():
    endings = re.compile(r"\*\.\w+|\(\*\)|;;")
    assert [
        (source, text)
        for _, source, text, _ in messages(FILE)
        if endings.findall(source) != endings.findall(text)
    ] == []


def test_a_translation_is_written_in_chinese():
    """What stays as it is in both is made of names, keys and signs."""
    names = re.compile(r"Arietta|MIDI|midi?|WAV|PNG|SVG|DAW|CPU|GPU|BPM|OK|Esc|Am F C G|[\W\d%]")
    chinese = re.compile(r"[一-鿿]")
    left = [
        (source, text)
        for _, source, text, _ in messages(FILE)
        if not chinese.search(text) and names.sub("", text)
    ]
    assert left == []
