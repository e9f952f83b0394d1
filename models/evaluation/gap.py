"""How far a model's figures on the test part are from those on the validation part, and where that
comes from: whose performances they are, or how it does on performances of one kind.

python -m models.evaluation.gap --data DIR --model groove [--write]
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from engine.representation.drum_input import STYLES
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import LoadedModel
from engine.runtime.next_step import NextStepNetwork
from models.evaluation import continue_drums, drumify, groove, infill_drums
from models.evaluation.aside import PARTS, Ground, ground, keep
from models.evaluation.clips_data import drum_excerpts
from models.evaluation.clips_reconstruction import reconstruction, silence
from models.training.data.groove_midi import read_groove
from models.training.drums.performances import Take
from models.training.next_step.parts import learnable

DRAWS = 2000
"""So often the performances of a part are drawn again for a standard error."""

TEMPI = (90, 110, 130)
"""Beats a minute that part the tempos."""

MODEL = "model"


class Share(NamedTuple):
    """What a performance adds to a figure: `total` of `weight`."""

    name: str
    total: float
    weight: float


Shares = Mapping[str, Mapping[str, Sequence[Share]]]
"""By figure, and by system: MODEL and a baseline."""

Groups = Mapping[str, tuple[float, float]]
"""For each group which part of all it counts, and its figure."""


def main() -> None:
    """Prints the figures on both parts and where the gaps come from, and keeps them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", choices=MEASURED, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--parts", nargs=2, choices=PARTS, default=PARTS)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    options = parser.parse_args()
    grounds = [ground(options.model, options, part) for part in options.parts]
    heard = {song(take) for take in grounds[0].training}
    kinds = {take.name: kinds_of(take, heard) for each in grounds for take in each.held_out}
    first, second = (MEASURED[options.model](each, options.data) for each in grounds)
    found = {figure: told_apart((first[figure], second[figure]), kinds) for figure in first}
    for figure, row in found.items():
        print_gap(figure, row)
    if options.write:
        kept = {figure: without_groups(row) for figure, row in found.items()}
        keep(Path("models") / options.model, "gap", kept)


def song(take: Take) -> tuple[str, float]:
    """Its evening and tempo: who shares both mostly plays the same song."""
    return take.name.rpartition("/")[0], take.bpm


def kinds_of(take: Take, heard: set[tuple[str, float]]) -> dict[str, str]:
    """By what performances are told apart."""
    return {
        "drummer": take.name.partition("/")[0],
        "style": STYLES[take.style],
        "tempo": f"below {next((each for each in TEMPI if take.bpm < each), 'any')}",
        "length": "whole" if take.whole else "fill",
        "song": "heard" if song(take) in heard else "new",
    }


def told_apart(
    parts: Sequence[Mapping[str, Sequence[Share]]], kinds: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Of a figure, by system: what it is on both parts, with standard errors over performances; how
    far the model's is from the baseline's; and by each of `kinds_of` where the model's gap comes
    from, as in `parted`.
    """
    systems = {
        name: {
            "figures": [mean(part[name]) for part in parts],
            "errors": [float(drawn(part[name]).std()) for part in parts],
        }
        for name in parts[0]
    }
    model, *others = systems
    for name in others:
        apart = [drawn(part[model]) - drawn(part[name]) for part in parts]
        systems[name]["errors_of_difference"] = [float(each.std()) for each in apart]
    by_kind = {}
    for kind in next(iter(kinds.values())):
        by_kind[kind] = parted(*(grouped(part[model], kinds, kind) for part in parts))
    return {"performances": [len(part[model]) for part in parts], **systems, "by": by_kind}


def without_groups(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a card keeps of a figure's row."""
    by_kind = {kind: {n: each[n] for n in ("mix", "within")} for kind, each in row["by"].items()}
    return {**row, "by": by_kind}


def mean(shares: Sequence[Share]) -> float:
    """The figure of performances together."""
    return sum(each.total for each in shares) / sum(each.weight for each in shares)


def drawn(shares: Sequence[Share]) -> np.ndarray:
    """The figure where the performances are drawn again, DRAWS times, the same ones for every
    system (Efron 1979).
    """
    numbers = np.array([(each.total, each.weight) for each in shares])
    rows = np.random.default_rng(0).integers(len(numbers), size=(DRAWS, len(numbers)))
    totals, counts = numbers[rows].sum(axis=1).T
    return np.asarray(totals / counts)


def grouped(
    shares: Sequence[Share], kinds: Mapping[str, Mapping[str, str]], kind: str
) -> dict[str, tuple[float, float]]:
    """The groups of one kind."""
    whole = sum(each.weight for each in shares)
    inside: dict[str, list[Share]] = {}
    for each in shares:
        inside.setdefault(kinds[each.name][kind], []).append(each)
    return {
        name: (sum(each.weight for each in some) / whole, mean(some))
        for name, some in sorted(inside.items())
    }


def parted(first: Groups, second: Groups) -> dict[str, Any]:
    """How much of the gap is the `mix`, that other groups are frequent in the second part, and how
    much lies `within` groups (Kitagawa 1955); and what each group `brings` of it. One that a part
    lacks has the figure of the other.
    """
    usual = sum(share * figure for share, figure in first.values())
    mix, within, groups = 0.0, 0.0, {}
    for name in sorted({**first, **second}):
        share, figure = first.get(name) or (0.0, second[name][1])
        later, changed = second.get(name) or (0.0, figure)
        moved = (later - share) * ((figure + changed) / 2 - usual)
        change = (changed - figure) * (share + later) / 2
        mix, within = mix + moved, within + change
        groups[name] = {"shares": [share, later], "figures": [figure, changed]}
        groups[name]["brings"] = moved + change
    return {"mix": mix, "within": within, "groups": groups}


def print_gap(figure: str, row: Mapping[str, Any]) -> None:
    """A figure's lines."""
    print(f"{figure}, performances {row['performances']}")
    for name, system in row.items():
        if isinstance(system, Mapping) and name != "by":
            told = (f"{key} {' '.join(f'{v:.4f}' for v in both)}" for key, both in system.items())
            print(f"  {name:8}", "  ".join(told))
    for kind, parts in row["by"].items():
        print(f"  by {kind}: mix {parts['mix']:+.4f}, within {parts['within']:+.4f}")
        for name, group in parts["groups"].items():
            shares, figures = (
                " -> ".join(f"{each:.3f}" for each in group[part]) for part in ("shares", "figures")
            )
            print(f"    {name:14} {shares}  {figures}  brings {group['brings']:+.4f}")


def of_groove(each: Ground, data: Path) -> Shares:
    """Timing in ms and velocity of hits, beside the table of medians."""
    systems = {
        MODEL: groove.shipped(each.model, None),
        "median": groove.Table(each.training).median,
    }
    takes = [take for take in each.held_out if take.whole and take.common_time]
    found: dict[str, dict[str, list[Share]]] = {"timing_ms": {}, "velocity_mae": {}}
    for name, system in systems.items():
        for take in takes:
            hits, errors = float(take.straight.hits.sum()), groove.errors([take], system)
            for figure, by_system in found.items():
                share = Share(take.name, errors[figure] * hits, hits)
                by_system.setdefault(name, []).append(share)
    return found


def of_drumify(each: Ground, data: Path) -> Shares:
    """F1 for taps with velocities and without, beside the table's."""
    systems = {MODEL: drumify.shipped(each.model), "table": drumify.Table(each.training).kit}
    found: dict[str, dict[str, list[Share]]] = {}
    for figure, loud in (("f1_with", True), ("f1_without", False)):
        windows = {take.name: list(drumify.windows([take], loud)) for take in each.held_out}
        found[figure] = {
            system: [_kit_share(take, seen, kit) for take, seen in windows.items() if seen]
            for system, kit in systems.items()
        }
    return found


def _kit_share(take: str, seen: Sequence[drumify.Window], kit: drumify.System) -> Share:
    figures = drumify.figures(seen, kit)
    taps = sum(int(window.taps.hits.sum()) for window in seen)
    true = sum(int(window.cells.hits.sum()) for window in seen)
    both = figures["drums_a_tap"] * taps + true
    return Share(take, figures["f1"] * both, both)


def of_continue(each: Ground, data: Path) -> Shares:
    """Nats a step of what is struck, beside those of the best table; of gaps that are filled what
    `infill_drums.filled_row` tells, beside the bars before again; of all whole performances.
    """
    table = continue_drums.Table(learnable(each.training), continue_drums.CONTEXTS[-1])
    takes = [take for take in learnable(each.held_out) if take.common_time]
    nats = {
        MODEL: {take.name: continue_drums.model_nats(each.model, take)[0] for take in takes},
        "table": {take.name: table.nats(take) for take in takes},
    }
    steps = {
        system: [Share(name, float(n.sum()), len(n)) for name, n in told.items() if len(n)]
        for system, told in nats.items()
    }
    return {"per_step": steps, **_filled_shares(each.model, takes)}


def _filled_shares(model: LoadedModel, takes: Sequence[Take]) -> Shares:
    network = NextStepNetwork(model)
    systems = {MODEL: infill_drums.infilled(model), "again": infill_drums.repeated}
    found: dict[str, dict[str, list[Share]]] = {"f1": {}, "next": {}}
    for take in takes:
        windows = continue_drums.windows([take])
        gaps = [gap for window in windows for gap in infill_drums.gaps_of(window)]
        for name, system in systems.items() if gaps else ():
            row = infill_drums.filled_row(gaps, network, system)
            for figure, by_system in found.items():
                share = Share(take.name, row[figure] * len(gaps), len(gaps))
                by_system.setdefault(name, []).append(share)
    return {f"gaps_{figure}": by_system for figure, by_system in found.items()}


def of_clips(each: Ground, data: Path) -> Shares:
    """Which part of the steps of two bars comes back right, beside silence."""
    coder, names = Autoencoder(each.model), {take.name for take in each.held_out}
    played = [one for one in read_groove(data) if one.name in names]
    clips = {one.name: list(drum_excerpts([one], 2)) for one in played}
    measured = {MODEL: partial(reconstruction, coder), "silence": silence}
    found: dict[str, list[Share]] = {}
    for system, told in measured.items():
        for name, excerpts in clips.items():
            if excerpts:
                steps = float(sum(len(excerpt.symbols) for excerpt in excerpts))
                share = Share(name, told(excerpts)["steps"] * steps, steps)
                found.setdefault(system, []).append(share)
    return {"steps": found}


MEASURED: dict[str, Callable[[Ground, Path], Shares]] = {
    "groove": of_groove,
    "drumify": of_drumify,
    "continue-drums": of_continue,
    "clips-drums": of_clips,
}
"""What is measured of each model."""


if __name__ == "__main__":
    main()
