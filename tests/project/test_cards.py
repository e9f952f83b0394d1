"""A model's page says no figure of its own that is not in its card."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.project.tree import ROOT

PAGES = sorted((ROOT / "models").glob("*/README.md"))
RESULTS = re.compile(r"## How (near|well)")
ANOTHERS = re.compile(r"before|goal", re.IGNORECASE)
"""Rows and columns of what is not this model: an older one, or what is aimed at."""

FIGURE = re.compile(r"(?<![\w.])\d*\.\d+")


def figures_of(card: Any) -> Iterator[float]:
    """All numbers in a part of a card."""
    if isinstance(card, dict | list):
        for part in card.values() if isinstance(card, dict) else card:
            yield from figures_of(part)
    elif isinstance(card, int | float):
        yield abs(card)


def told(page: Path) -> Iterator[tuple[str, str]]:
    """The rows and the figures of a page's tables of results."""
    heading, columns, owner = "", [], ""
    for line in page.read_text().splitlines():
        if line.startswith("## "):
            heading = line
        if not line.startswith("|") or not RESULTS.match(heading):
            columns = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        columns = columns or cells
        owner = owner if cells[0].startswith("...") else cells[0]
        if not ANOTHERS.search(owner):
            for column, cell in zip(columns[1:], cells[1:], strict=True):
                if not ANOTHERS.search(column):
                    for figure in FIGURE.findall(re.sub(r"\(goal.*?\)", "", cell)):
                        yield cells[0], figure


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_figure_of_the_tables_is_in_the_card(page: Path):
    card = json.loads((page.parent / "card.json").read_text())
    known = [*figures_of(card["figures"])]
    strange = [
        (row, figure)
        for row, figure in told(page)
        if not any(rounds_to(each, figure) for each in known)
    ]
    assert strange == []


def rounds_to(value: float, figure: str) -> bool:
    """Whether a number, or a share as a percentage, is told so."""
    half = 0.5 * 10.0 ** -len(figure.partition(".")[2]) + 1e-9
    return any(abs(each - float(figure)) <= half for each in (value, 100 * value))
