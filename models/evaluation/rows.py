"""Rows of figures: printed, and written into a model's card."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path

Rows = Mapping[str, Mapping[str, float]]


def print_rows(rows: Rows) -> None:
    """A line for each row."""
    for name, row in rows.items():
        print(f"{name:32}", "  ".join(f"{key} {value:.4f}" for key, value in row.items()))


def write_rows(model: str, rows: Rows) -> None:
    """The rows become figures of a model's card; those of other systems stay."""
    card = Path("models") / model / "card.json"
    content = json.loads(card.read_text())
    content["figures"] |= {
        name: {key: round(value, 4) for key, value in row.items()} for name, row in rows.items()
    }
    card.write_text(json.dumps(content, indent=2) + "\n")


def evaluate(model: str, purpose: str | None, figures: Callable[[Path, Path], Rows]) -> None:
    """The command line of an evaluation: prints the rows, and writes them with --write."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = figures(options.data, options.cache)
    print_rows(rows)
    if options.write:
        write_rows(model, rows)
