"""What a drum model is measured by: the validation part, or the part of the training performances
that a training with --aside puts aside, which is looked at once.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.runtime.library import Library, LoadedModel
from models.evaluation.continue_melody import merge, rounded, write
from models.evaluation.rows import Rows, print_rows, write_rows
from models.training.drums.performances import Take, load_takes

PARTS = VALIDATION, TEST = "validation", "test"
MODELS = Path("scratch/aside/models")
"""Where the models lie that were trained without the test part."""

KEY = "aside"
"""What their figures are called in the cards of those that ship."""


@dataclass(frozen=True)
class Ground:
    """A model, the performances that tables are counted of, and those that it is measured by."""

    model: LoadedModel
    training: tuple[Take, ...]
    held_out: tuple[Take, ...]

    def without(self, name: str) -> "Ground":
        """The same without held-out performances whose names begin so."""
        rest = tuple(take for take in self.held_out if not take.name.startswith(name))
        return replace(self, held_out=rest)


def ground(name: str, options: argparse.Namespace, part: str | None) -> Ground:
    """What ships, on the validation part; or on a part what was trained without the test part."""
    takes = load_takes(options.data, options.cache, part is not None)
    library = Library(Path("models") if part is None else MODELS)
    held_out = takes.aside if part == TEST else takes.validation
    return Ground(library.load(name, "cpu"), takes.training, held_out)


def measure(name: str, purpose: str | None, rows: Callable[[Ground], Rows]) -> None:
    """The command line of an evaluation: prints the rows, and writes them with --write."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    add_part(parser)
    parser.add_argument("--without", help="leave out performances whose names begin like this")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    seen = ground(name, options, options.aside)
    if options.without:
        seen = seen.without(options.without)
    found = rows(seen)
    print_rows(found)
    if options.write and options.aside:
        part = f"{options.aside} without {options.without}" if options.without else options.aside
        keep(Path("models") / name, part, found)
    elif options.write:
        write_rows(name, found)


def add_part(parser: argparse.ArgumentParser) -> None:
    """The option that names the part."""
    told = "measure what was trained with --aside, on this part"
    parser.add_argument("--aside", choices=PARTS, help=told)


def keep(folder: Path, part: str, found: Mapping[str, Any]) -> None:
    """The figures of a part become figures of the card in a folder."""
    figures = json.loads((folder / "card.json").read_text())["figures"]
    merge(figures, {KEY: {part: rounded(found)}})
    write(folder / "card.json", figures)
