"""What it costs clips-drums that its weights ship in 16 bits: every figure of its page's tables by
the graphs of one training in 16 and in 32 bits, from the same noise, clips and pairs.

python -m models.training.clips.export --checkpoint FILE --to NARROW --fixture scratch/fixture.npz
python -m models.training.clips.habits --data DATA --model NARROW
python -m models.evaluation.clips_scatter --data DATA --model NARROW
python -m models.training.clips.export --checkpoint FILE --to WIDE --bits 32 --fixture scratch/f.npz
python -m models.evaluation.precision_drums --data DATA --narrow NARROW --wide WIDE [--write]
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.representation.clips import Bars
from engine.representation.habits import Habits
from engine.representation.scatter import Scatter
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library
from models.evaluation import clips_drums, clips_paths
from models.evaluation.clips import LENGTHS, HeldOut, common_time
from models.evaluation.clips_data import Excerpt
from models.evaluation.clips_drums import Played
from models.evaluation.clips_reconstruction import reconstruction
from models.evaluation.continue_melody import rounded, write
from models.training.drums.performances import load_takes, medians

DRAWN = (4, 16)
"""Bars of clips from nothing."""

TABLES = READ, NOTHING, WAY = "read", "nothing", "way"
WAYS = ("drawn", "likeliest", "noise alone")

DRAWS = 100
"""So often clips or pairs are drawn again for a standard error."""

MOST = 0.01
"""A figure may differ by so much of itself."""

COUNTS = ("clips",)
"""How much was looked at."""

Figures = Mapping[str, float]
Pair = tuple[Autoencoder, Autoencoder]


def main() -> None:
    """Prints the figures of both, and puts them into the shipped card."""
    options = parse_options()
    folders = options.narrow, options.wide
    coders = [Autoencoder(Library(each.parent).load(each.name, "cpu")) for each in folders]
    pair = coders[0], coders[1]
    held_out = HeldOut("drums", options)
    tables = {
        READ: lambda: read_again(pair, held_out),
        NOTHING: lambda: from_nothing(pair, held_out, options),
        WAY: lambda: on_the_way(pair, held_out, options.pairs),
    }
    found = {name: row for table in options.tables for name, row in tables[table]()}
    summary = summed(found)
    for name, row in found.items():
        print(f"{name:60}", *(f"{value:.5f}" for value in row.values()))
    print(json.dumps(summary, indent=1))
    if options.write:
        figures = json.loads((options.model / "card.json").read_text())["figures"]
        place = "tables" if options.seeds == 1 else f"{options.seeds} seeds"
        figures["precision"][place] = rounded({"summary": summary, "figures": found})
        write(options.model / "card.json", figures)


def read_again(pair: Pair, held_out: HeldOut) -> Iterator[tuple[str, Figures]]:
    """Reading and writing again, all held-out clips: nothing is drawn but for the divergence."""
    for count in LENGTHS:
        excerpts = held_out.excerpts(count)
        narrow, wide = (reconstruction(coder, excerpts) for coder in pair)
        yield from told(f"read, {count} bars", narrow, wide, [])


def from_nothing(
    pair: Pair, held_out: HeldOut, options: argparse.Namespace
) -> Iterator[tuple[str, Figures]]:
    """Clips from the same noise, by `clips_drums.rows`; the habits and the scatter of the first."""
    takes = load_takes(options.data, options.cache / "drums.pickle").training
    usual, _ = medians(takes)
    habits, scatter = pair[0].habits, pair[0].scatter
    ways: dict[str, tuple[Habits | None, Scatter | None]] = {
        "drawn": (habits, scatter), "likeliest": (habits, None), "noise alone": (None, scatter),
    }  # fmt: skip
    for count in options.bars:
        bars = common_time(count)
        real = clips_drums.drummers(held_out.excerpts(count), bars)
        for way in options.ways:
            own_habits, own_scatter = ways[way]
            made = [many(coder, bars, options, (own_habits, own_scatter)) for coder in pair]

            def row(made: Played, real: Played = real) -> dict[str, float]:
                return clips_drums.rows(made, real, usual)

            yield f"{way}, {count} bars, clips that are the same", {"share": alike(*made)}
            narrow, wide = (row(each) for each in made)
            yield from told(f"{way}, {count} bars", narrow, wide, differences(made, row))


def many(
    coder: Autoencoder,
    bars: Bars,
    options: argparse.Namespace,
    played: tuple[Habits | None, Scatter | None],
) -> Played:
    """The clips of all seeds."""
    parts = [
        clips_drums.generated(coder, bars, options.melodies, *played, seed)
        for seed in range(options.seeds)
    ]
    hits, loudness, away = (np.concatenate(each) for each in zip(*parts, strict=True))
    return hits, loudness, away


def alike(first: Played, second: Played) -> float:
    """Which part of the clips has the same strokes."""
    return float((first[0] == second[0]).all(axis=(1, 2)).mean())


def on_the_way(pair: Pair, held_out: HeldOut, count: int) -> Iterator[tuple[str, Figures]]:
    """The ways between the same pairs, by `clips_paths.told`."""
    for bars in LENGTHS:
        pairs: Sequence[tuple[Excerpt, Excerpt]] = clips_paths.pairs(held_out.excerpts(bars), count)
        for how in clips_paths.WAYS:
            made = [clips_paths.distances(coder, pairs, how) for coder in pair]

            def row(made: tuple[np.ndarray, ...]) -> dict[str, float]:
                return flat(clips_paths.told(*made))

            narrow, wide = (row(each) for each in made)
            yield from told(f"way, {how}, {bars} bars", narrow, wide, differences(made, row))


def flat(row: Mapping[str, Any]) -> dict[str, float]:
    """What a way depends on the model for: the clips between its ends, from the first jump to the
    last.
    """
    between = {"distance_to_a": row["distance_to_a"][1:-1]}
    between["from_step_to_step"] = row["from_step_to_step"]
    single = {name: row[name] for name in ("falling_steps", "largest_jump")}
    steps = {f"{name} {n}": x for name, each in between.items() for n, x in enumerate(each, 1)}
    return single | steps


def differences(
    made: Sequence[tuple[np.ndarray, ...]], row: Callable[[Any], Figures]
) -> list[Figures]:
    """How far the figures of both are apart, where the clips or pairs are drawn again, the same
    ones for both.
    """
    rng, count = np.random.default_rng(0), len(made[0][0])
    found = []
    for _ in range(DRAWS):
        rows = rng.integers(count, size=count)
        narrow, wide = (row(tuple(part[rows] for part in each)) for each in made)
        found.append({name: narrow[name] - wide[name] for name in wide.keys() & narrow.keys()})
    return found


def told(
    place: str, narrow: Figures, wide: Figures, again: Sequence[Figures]
) -> Iterator[tuple[str, Figures]]:
    """Each figure in 16 and 32 bits, and the standard error of the difference."""
    for name, value in wide.items():
        if name in COUNTS:
            continue
        row = {"16 bits": narrow[name], "32 bits": value}
        if again:
            row["error"] = float(np.std([each.get(name, 0.0) for each in again]))
        yield f"{place}, {name}", row


def summed(found: Mapping[str, Figures]) -> dict[str, Any]:
    """How many figures there are, how many differ by more than MOST of themselves, by name with the
    share and, in standard errors, how far; and how many differ by more than two of these.
    """
    apart = {}
    for name, row in found.items():
        if row.get("32 bits"):
            apart[name] = abs(row["16 bits"] / row["32 bits"] - 1)
    beyond = {name: share for name, share in apart.items() if share > MOST}
    return {
        "figures": len(apart),
        "within": len(apart) - len(beyond),
        "beyond": {
            name: {"share": share, "errors": in_errors(found[name])}
            for name, share in sorted(beyond.items())
        },
        "two_errors": sum(in_errors(found[name]) > 2 for name in apart),
    }


def in_errors(row: Figures) -> float:
    """How many standard errors both are apart."""
    away, error = abs(row["16 bits"] - row["32 bits"]), row.get("error", 0.0)
    return away / error if error else 0.0


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--narrow", type=Path, required=True, help="as it ships, in 16 bits")
    parser.add_argument("--wide", type=Path, required=True, help="the same in 32 bits")
    parser.add_argument("--model", type=Path, default=Path("models/clips-drums"), help="whose card")
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--melodies", type=int, default=200, help="clips from nothing of a seed")
    parser.add_argument("--seeds", type=int, default=1, help="for more of them")
    parser.add_argument("--bars", nargs="+", type=int, default=DRAWN, help="of clips from nothing")
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, help="from nothing")
    parser.add_argument("--pairs", type=int, default=120)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
