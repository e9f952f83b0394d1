"""The tables of the card of continue-melody: nats per note, generated bars, memorisation.

python -m models.evaluation.continue_melody --data DIR
"""

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from models.evaluation import generation, likelihood, systems
from models.evaluation.generation import ROWS
from models.evaluation.memorisation import Memory
from models.evaluation.systems import System
from models.training.data.corpus import cached_corpus
from models.training.melody.data import load_melodies

DIGITS = 4
SYSTEMS = ("arietta", "lstm", "markov")
ALWAYS = ("real", "repeat")
TABLES = ("nats", "generation")
PARTS = ("all", "pop909", "folk")
T = TypeVar("T")


def main() -> None:
    """Measures the chosen systems, adds their figures to those in the card, prints the tables."""
    options = parse_options()
    figures = json.loads((options.model / "card.json").read_text())["figures"]
    models = chosen_systems(options)
    if "nats" in options.tables:
        held_out = load_melodies(options.data, options.cache).validation
        measures = {name: system.nats for name, system in models.items()}
        merge(figures, {"nats": likelihood.table(measures, held_out)})
    if "generation" in options.tables:
        merge(figures, {"generation": generated(options, models)})
    figures = rounded(figures)
    print(nats_table(figures["nats"]) if "nats" in figures else "")
    for part in PARTS:
        print(
            generation_table(part, figures["generation"][part]) if "generation" in figures else ""
        )
    if options.write:
        write(options.model / "card.json", figures)
        if "lstm" in options.systems and "nats" in options.tables:
            own = {part: found["lstm"] for part, found in figures["nats"].items()}
            write(options.lstm / "card.json", {"nats": own})


def chosen_systems(options: argparse.Namespace) -> dict[str, System]:
    """The systems that are asked for, loaded."""
    make = {
        "arietta": lambda: systems.shipped(options.model),
        "lstm": lambda: systems.shipped(options.lstm),
        "markov": lambda: systems.markov(
            load_melodies(options.data, options.cache).training, like=options.model
        ),
    }
    return {name: make[name]() for name in make if name in options.systems}


def generated(options: argparse.Namespace, models: Mapping[str, System]) -> dict[str, Any]:
    """{part: {system: {row: figures}}} for evenly spread prompts, the real bars beside them."""
    corpus = cached_corpus(options.data, options.corpus)
    excerpts = some(generation.excerpts(corpus.validation), options.prompts)
    memory = Memory(piece.notes for piece in corpus.training)
    continuations = {"real": generation.real, "repeat": generation.repeat} | {
        name: generation.continued_by(system.model) for name, system in models.items()
    }
    values = generation.figures(excerpts, continuations, memory)
    rng = np.random.default_rng(0)
    tables: dict[str, Any] = {}
    for part in PARTS:
        inside = [part == "all" or (e.style == "pop909") == (part == "pop909") for e in excerpts]
        chosen = np.array(inside)
        tables[part] = {
            name: {row: generation.summary(found[row][chosen], rng) for row in ROWS}
            for name, found in values.items()
        }
        tables[part]["prompts"] = int(chosen.sum())
    return tables


def some(everything: Sequence[T], limit: int | None) -> list[T]:
    """All, or so many, evenly spread."""
    step = 1 if limit is None else max(1, len(everything) // limit)
    return list(everything[::step])


def nats_table(parts: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """The first table, as Markdown."""
    names = [name for name in SYSTEMS if name in parts["all"]]
    lines = [
        f"| held-out part | notes | {' | '.join(names)} | below the LSTM |",
        "|---" * (len(names) + 3) + "|",
    ]
    for part, found in parts.items():
        values = [found[name]["nats_per_note"] for name in names]
        gain = 1 - values[0] / found["lstm"]["nats_per_note"] if "lstm" in found else float("nan")
        numbers = " | ".join(f"{value:.3f}" for value in values)
        lines.append(f"| {part} | {found[names[0]]['notes']} | {numbers} | {gain:.1%} |")
    for field in ("bars", "position", "pitch", "duration", "velocity_nats"):
        numbers = " | ".join(f"{parts['all'][name].get(field, np.nan):.3f}" for name in names)
        lines.append(f"| of all: {field} | | {numbers} | |")
    return "\n".join(lines)


def generation_table(part: str, found: Mapping[str, Any]) -> str:
    """The second table, as Markdown: means with 95 % intervals, and maxima of shared runs."""
    names = [name for name in (*ALWAYS, *SYSTEMS) if name in found]
    lines = [
        f"| {part}, {found['prompts']} prompts | {' | '.join(names)} |",
        "|---" * (len(names) + 1) + "|",
    ]
    for row in ROWS:
        cells = []
        for name in names:
            mean, low, high, largest = found[name][row]
            text = f"{mean:.3f} [{low:.3f}, {high:.3f}]"
            cells.append(text + (f" max {largest:.0f}" if row.startswith("shared") else ""))
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def merge(figures: dict[str, Any], new: Mapping[str, Any]) -> None:
    """Puts new figures into old ones, leaf by leaf."""
    for name, value in new.items():
        if isinstance(value, Mapping) and isinstance(figures.get(name), dict):
            merge(figures[name], value)
        else:
            figures[name] = value


def write(card_path: Path, figures: Mapping[str, Any]) -> None:
    """Puts the figures into the card; lists of numbers stay on one line."""
    card = json.loads(card_path.read_text())
    text = json.dumps({**card, "figures": figures}, indent=2)
    short = re.sub(r"\[\s+([-\d.,\s]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text)
    card_path.write_text(short + "\n")


def rounded(value: Any) -> Any:
    """The same with every number to four digits behind the point."""
    if isinstance(value, Mapping):
        return {name: rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    return round(value, DIGITS) if isinstance(value, float) else value


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, default=Path("models/continue-melody"))
    parser.add_argument("--lstm", type=Path, default=Path("models/lstm"))
    parser.add_argument("--cache", type=Path, default=Path("scratch/melodies.npz"))
    parser.add_argument("--corpus", type=Path, default=Path("scratch/corpus.pickle"))
    parser.add_argument("--prompts", type=int, default=200, help="for the generated bars")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=SYSTEMS)
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
