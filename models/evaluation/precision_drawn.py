"""What it costs the figures of a model that its weights ship rounded: the same noise, clips and
prompts through the graphs as they ship, and through some with 32-bit weights that would be rounded
to the same (`nudged`). It takes nothing but what ships.

python -m models.evaluation.precision_drawn --data DIR --model models/clips-melody [--write]
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library, LoadedModel
from engine.tools.clips.interpolate import HEARD
from models.evaluation import clips_generation, clips_paths, generation, trio
from models.evaluation.clips import LENGTHS, HeldOut, common_time, markov_of
from models.evaluation.clips_generation import Melody
from models.evaluation.clips_reconstruction import FIGURES, reconstruction
from models.evaluation.continue_melody import rounded, some, write
from models.evaluation.likelihood import per_note, shipped_nats
from models.evaluation.memorisation import Memory
from models.evaluation.nudged import nudged
from models.training.data.corpus import cached_corpus
from models.training.data.freedoom import cached_bands
from models.training.melody.data import load_melodies

CANDIDATES = 5
TOGETHER = 250
"""So many clips are drawn at a time."""

DRAWN = {4: 2000, 16: 1000}
"""How many melodies of so many bars are drawn."""

CLIPS, PAIRS, MIDDLES, STRETCHES, PROMPTS = 2000, 100, 300, 400, 200

Sample = Mapping[str, np.ndarray]
"""A figure's values, one for each clip, pair, prompt or take; NaN where it has none. A figure that
is made of all of them at once has one value.
"""

Measure = Callable[[LoadedModel], Sample]


def main() -> None:
    """Measures all, adds the figures to the card, prints them."""
    options = parse_options()
    model = Library(options.model.parent).load(options.model.name, "cpu")
    found: dict[str, dict[str, list[float]]] = {}
    for name, measure in measures(model, options):
        found[name] = rounded(moved(measure, model, options.candidates))
        print_moved(name, found[name])
    if options.write:
        card = json.loads((options.model / "card.json").read_text())["figures"]
        card.setdefault("precision", {})["moved"] = found
        write(options.model / "card.json", card)


def moved(measure: Measure, model: LoadedModel, candidates: int) -> dict[str, list[float]]:
    """Of each figure as it ships: its value, its standard error, by how much it moves with the
    unrounded weights, on average over the candidates, and the standard error of that. A figure of
    one value has, in place of its errors, 0 and the most that a candidate moves it.
    """
    shipped = measure(model)
    others = [measure(nudged(model, seed)) for seed in range(candidates)]
    table = {}
    for name, values in shipped.items():
        apart = np.stack([other[name] for other in others]) - values
        told = ~np.isnan(apart).any(axis=0)
        if len(values) == 1:
            table[name] = [float(values[0]), 0.0, float(apart.mean()), float(np.abs(apart).max())]
        else:
            by = apart[:, told].mean(axis=0)
            table[name] = [*mean_of(values[~np.isnan(values)]), *mean_of(by)]
    return table


def print_moved(name: str, table: Mapping[str, list[float]]) -> None:
    """A line for each figure."""
    for figure, (value, error, by, by_error) in table.items():
        share = abs(by / value) if value else 0.0
        told = f"{value:9.4f} +- {error:.4f}, moves by {by:+.4f} +- {by_error:.4f} ({share:.2%})"
        print(f"{name}, {figure:24} {told}", flush=True)


def mean_of(values: np.ndarray) -> tuple[float, float]:
    """The mean and its standard error."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))


def measures(model: LoadedModel, options: argparse.Namespace) -> Iterator[tuple[str, Measure]]:
    """What is measured of a model, by name."""
    if model.card.representation == "melody-events":
        yield from of_continue(model, options)
    elif model.card.kind == "trio":
        yield from of_trio(options)
    else:
        held_out = HeldOut(model.card.kind, options)
        yield "reconstruction", reconstructed(held_out)
        yield "paths", walked(held_out)
        if model.card.kind == "melody":
            yield from of_generate(held_out, options)


def reconstructed(held_out: HeldOut) -> Measure:
    """Of the clips of each length, as in the table of reconstruction."""
    clips = {bars: some(held_out.excerpts(bars), CLIPS * 2 // bars) for bars in LENGTHS}

    def measure(model: LoadedModel) -> Sample:
        coder = Autoencoder(model)
        found = {bars: reconstruction(coder, chosen) for bars, chosen in clips.items()}
        return {
            f"{bars} bars, {figure}": np.array([table[figure]])
            for bars, table in found.items()
            for figure in FIGURES
        }

    return measure


def walked(held_out: HeldOut) -> Measure:
    """Of the pairs of each length: the distance to the first clip half way, the steps that fall,
    and the largest jump.
    """
    pairs = {bars: clips_paths.pairs(held_out.excerpts(bars), PAIRS) for bars in LENGTHS}

    def measure(model: LoadedModel) -> Sample:
        found: dict[str, np.ndarray] = {}
        for bars, chosen in pairs.items():
            distances, _ = clips_paths.distances(Autoencoder(model), chosen, HEARD)
            jumps = np.diff(distances.mean(axis=0))
            found[f"{bars} bars, half way"] = distances[:, distances.shape[1] // 2]
            found[f"{bars} bars, falling steps"] = clips_paths.falling(distances)
            found[f"{bars} bars, largest jump"] = np.array([jumps.max() / jumps.mean()])
        return found

    return measure


def of_generate(held_out: HeldOut, options: argparse.Namespace) -> Iterator[tuple[str, Measure]]:
    """The rows of melodies from nothing, and of those half way between two clips of four bars."""
    memory = Memory(piece.notes for piece in held_out.corpus.training)
    chain = markov_of(options)

    def rows(bars: int, make: Callable[[Autoencoder], list[Melody]]) -> Measure:
        def measure(model: LoadedModel) -> Sample:
            made = make(Autoencoder(model))
            return clips_generation.measured(made, common_time(bars), memory, chain)

        return measure

    for bars, count in DRAWN.items():
        yield f"{bars} bars from nothing", rows(bars, drawing(bars, count))
    pairs = [
        pair
        for pair in clips_paths.pairs(held_out.excerpts(4), 4 * MIDDLES)
        if pair[0].bars == common_time(4)
    ]
    yield "4 bars half way", rows(4, lambda coder: clips_paths.middles(coder, pairs, HEARD))


def drawing(bars: int, count: int) -> Callable[[Autoencoder], list[Melody]]:
    """So many melodies from nothing."""

    def draw(coder: Autoencoder) -> list[Melody]:
        return [
            melody
            for seed in range(count // TOGETHER)
            for melody in clips_generation.generated(
                coder, common_time(bars), TOGETHER, coder.habits, seed
            )
        ]

    return draw


def of_continue(model: LoadedModel, options: argparse.Namespace) -> Iterator[tuple[str, Measure]]:
    """Nats of the held-out melodies, and the rows of what is written after their first bars."""
    melodies = load_melodies(options.data, options.cache / "melodies.npz").validation
    corpus = cached_corpus(options.data, options.cache / "corpus.pickle")
    prompts = some(generation.excerpts(corpus.validation), PROMPTS)
    memory = Memory(piece.notes for piece in corpus.training)

    def nats(model: LoadedModel) -> Sample:
        found = per_note(shipped_nats(model, melodies))
        return {name: np.array([found[name]]) for name in ("nats_per_note", "velocity_nats")}

    def takes(model: LoadedModel) -> Sample:
        system = {model.name: generation.continued_by(model)}
        return generation.figures(prompts, system, memory)[model.name]

    yield "nats", nats
    if "infill" in model.card.tools:
        yield "eight bars", takes


def of_trio(options: argparse.Namespace) -> Iterator[tuple[str, Measure]]:
    """The rows of a bass under real melodies, of POP909 and of freedoom."""
    bands = cached_bands(options.data, options.cache / "bands.pickle")
    for name, drums in (("POP909", False), ("freedoom", True)):
        chosen = trio.excerpts([band for band in bands if bool(band.drums) == drums], STRETCHES)
        yield f"a bass under {name}", under(chosen)


def under(chosen: list[trio.Excerpt]) -> Measure:
    """How the bass fits each stretch."""

    def measure(model: LoadedModel) -> Sample:
        coder = Autoencoder(model)
        fits = [
            trio.fits(trio.played(coder, each, each, number), each)
            for number, each in enumerate(chosen)
        ]
        names = sorted({name for each in fits for name in each})
        return {name: np.array([each.get(name, np.nan) for each in fits]) for name in names}

    return measure


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--candidates", type=int, default=CANDIDATES)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
