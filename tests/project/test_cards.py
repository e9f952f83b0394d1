"""A model's page says no figure of its own that is not in its card or its training's curves."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.project.tree import ROOT

PAGES = sorted((ROOT / "models").glob("*/README.md"))
TRIALS = "## What was tried"
"""Below it the tables are of models that were not kept."""

ANOTHERS = re.compile(r"before|goal|below", re.IGNORECASE)
"""Rows and columns of what is not this model: an older one, what is aimed at, and how far below."""

FIGURE = re.compile(r"(?<![\w.])\d*\.\d+")


def figures_of(card: Any) -> Iterator[float]:
    """All numbers in a part of a card."""
    if isinstance(card, dict | list):
        for part in card.values() if isinstance(card, dict) else card:
            yield from figures_of(part)
    elif isinstance(card, int | float):
        yield abs(card)


def told(page: Path) -> Iterator[tuple[str, str]]:
    """The rows and the figures of a page's tables, but for those of trials."""
    heading, columns, owner = "", [], ""
    for line in page.read_text().splitlines():
        if line.startswith("## "):
            heading = line
        if not line.startswith("|") or heading.startswith(TRIALS):
            columns = []
            continue
        row = line.partition("<!--")[0].strip()[1:-1]
        cells = [cell.strip() for cell in row.split("|")]
        columns = columns or cells
        owner = owner if cells[0].startswith("...") else cells[0]
        if not ANOTHERS.search(owner):
            for column, cell in zip(columns[1:], cells[1:], strict=True):
                if not ANOTHERS.search(column):
                    for figure in FIGURE.findall(re.sub(r"\(goal.*?\)", "", cell)):
                        yield cells[0], figure


def measured(folder: Path) -> list[float]:
    """All figures of a model: those of its card, and of its training's curves."""
    figures = [*figures_of(json.loads((folder / "card.json").read_text())["figures"])]
    curves = " ".join(path.read_text() for path in folder.glob("curve*.csv"))
    return figures + [float(figure) for figure in FIGURE.findall(curves)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_figure_of_the_tables_is_in_the_card(page: Path):
    known = {each.parent.name: measured(each.parent) for each in PAGES}
    own = known.pop(page.parent.name)
    strange = [
        (row, figure)
        for row, figure in told(page)
        if not any(rounds_to(each, figure) for each in (*own, *known.get(row.split(",")[0], ())))
    ]
    assert strange == []


def rounds_to(value: float, figure: str) -> bool:
    """Whether a number, or a share as a percentage, is told so."""
    half = 0.5 * 10.0 ** -len(figure.partition(".")[2]) + 1e-9
    return any(abs(each - float(figure)) <= half for each in (value, 100 * value))
