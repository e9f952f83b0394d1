"""The tables of the cards of the autoencoders: reconstruction, generation, interpolation.

python -m models.evaluation.clips --data DIR --model models/clips-melody [--write]

Of drums --aside validation|test too, for a model that was trained with --aside.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from engine.representation.chain import Chain
from engine.representation.clips import Bars
from engine.representation.notes import METERS
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library
from engine.tools.clips.interpolate import HEARD, LATENT
from models.evaluation import clips_drums, clips_generation, clips_paths
from models.evaluation.aside import TEST, add_part, keep
from models.evaluation.clips_data import Excerpt, drum_excerpts, melody_excerpts
from models.evaluation.clips_reconstruction import by_part, reconstruction, silence
from models.evaluation.continue_drums import MARKOV, PRIOR
from models.evaluation.continue_melody import merge, rounded, some, write
from models.evaluation.memorisation import Memory
from models.training.data.corpus import Corpus, cached_corpus
from models.training.data.groove_midi import read_groove
from models.training.drums.performances import load_takes, medians
from models.training.melody.data import load_melodies
from models.training.melody.tables import counted

LENGTHS = (2, 4, 16)
TABLES = ("reconstruction", "generation", "paths")


def main() -> None:
    """Measures the model, adds its figures to those in the card, prints them."""
    options = parse_options()
    coder = Autoencoder(Library(options.model.parent).load(options.model.name, "cpu"))
    figures = json.loads((options.model / "card.json").read_text())["figures"]
    held_out = HeldOut(coder.kind, options, options.aside)
    if "reconstruction" in options.tables:
        merge(figures, {"reconstruction": reconstructions(coder, held_out, options.clips)})
    if "paths" in options.tables:
        merge(figures, {"paths": paths(coder, held_out, options.pairs)})
    if "generation" in options.tables:
        made = generations if coder.kind == "melody" else drum_generations
        merge(figures, {"generation": made(coder, held_out, options)})
    figures = rounded(figures)
    print(json.dumps(figures, indent=1))
    if options.write and options.aside:
        keep(Path("models") / options.model.name, options.aside, figures)
    elif options.write:
        write(options.model / "card.json", figures)


class HeldOut:
    """The validation part of what a kind of model learns from, or of drums the test part."""

    def __init__(self, kind: str, options: argparse.Namespace, part: str | None = None) -> None:
        self.kind, self._options = kind, options
        if kind == "melody":
            self.corpus: Corpus = cached_corpus(options.data, options.cache / "corpus.pickle")
        else:
            played = read_groove(options.data)
            self.performances = [p for p in played if (p.aside if part == TEST else p.held_out)]

    def excerpts(self, count: int) -> list[Excerpt]:
        """Clips of so many bars."""
        if self.kind == "melody":
            return list(melody_excerpts(self.corpus.validation, count))
        return list(drum_excerpts(self.performances, count))


def reconstructions(coder: Autoencoder, held_out: HeldOut, most: int) -> dict[str, Any]:
    """{bars: {part: figures}}, with the trivial baseline beside them."""
    tables: dict[str, Any] = {}
    for count in LENGTHS:
        excerpts = held_out.excerpts(count)
        tables[f"{count} bars"] = {
            part: {"arietta": reconstruction(coder, chosen), "silence": silence(chosen)}
            for part, inside in by_part(excerpts).items()
            for chosen in (some(inside, most * 2 // count),)
        }
    return tables


def paths(coder: Autoencoder, held_out: HeldOut, count: int) -> dict[str, Any]:
    """{bars: {way: smoothness}}."""
    tables: dict[str, Any] = {}
    for bars in LENGTHS:
        pairs = clips_paths.pairs(held_out.excerpts(bars), count)
        tables[f"{bars} bars"] = {
            how: clips_paths.smoothness(coder, pairs, how) for how in clips_paths.WAYS
        }
    return tables


def generations(
    coder: Autoencoder,
    held_out: HeldOut,
    options: argparse.Namespace,
    turn: int = 0,
    after: int = 0,
) -> dict[str, Any]:
    """{bars: {system: rows}} in 4/4, and the rows of melodies half way between two. In another turn
    with other noise and pairs, beside the real ones after so many others.
    """
    memory = Memory(piece.notes for piece in held_out.corpus.training)
    chain = markov_of(options)
    counts, most = Library(options.model.parent).load("markov", "cpu"), options.melodies
    tables: dict[str, Any] = {}
    for count in (4, 16):
        excerpts = held_out.excerpts(count)
        bars = common_time(count)
        pairs = [
            pair
            for pair in clips_paths.pairs(excerpts, 4 * options.pairs, turn)
            if pair[0].bars == bars
        ]
        systems = {
            "real": clips_generation.real(excerpts, bars, most, after),
            "arietta": clips_generation.generated(coder, bars, most, coder.habits, turn),
            "noise alone": clips_generation.generated(coder, bars, most, None, turn),
            "markov": clips_generation.chained(counts, bars, most, turn),
            "half way": clips_paths.middles(coder, pairs, HEARD),
            "half way, latent": clips_paths.middles(coder, pairs, LATENT),
        }
        tables[f"{count} bars"] = {
            name: clips_generation.rows(melodies, bars, memory, chain)
            for name, melodies in systems.items()
        }
    return tables


def drum_generations(
    coder: Autoencoder, held_out: HeldOut, options: argparse.Namespace
) -> dict[str, Any]:
    """{bars: {system: rows}} in 4/4."""
    cache, aside = options.cache / "drums.pickle", options.aside is not None
    takes = load_takes(options.data, cache, aside).training
    usual, _ = medians(takes)
    tables: dict[str, Any] = {}
    for count in (4, 16):
        bars, clips = common_time(count), options.melodies
        habits, scatter = coder.habits, coder.scatter
        systems = {
            "real": clips_drums.drummers(held_out.excerpts(count), bars),
            "arietta": clips_drums.generated(coder, bars, clips, habits, scatter),
            "likeliest": clips_drums.generated(coder, bars, clips, habits, None),
            "noise alone": clips_drums.generated(coder, bars, clips, None, scatter),
            "prior": clips_drums.tabled(takes, bars, clips, PRIOR),
            "markov": clips_drums.tabled(takes, bars, clips, MARKOV),
        }
        tables[f"{count} bars"] = {
            name: clips_drums.rows(made, systems["real"], usual) for name, made in systems.items()
        }
    return tables


def common_time(count: int) -> Bars:
    """Bars of 4/4 without triplets."""
    return Bars((48,) * count, (METERS.index((4, 4)),) * count, (False,) * count)


def markov_of(options: argparse.Namespace) -> dict[str, Chain]:
    """An order-3 chain of the training part."""
    training = load_melodies(options.data, options.cache / "melodies.npz").training
    return counted(training)


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--clips", type=int, default=2000, help="two-bar clips of each part")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--melodies", type=int, default=200, help="for the generated rows")
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=TABLES)
    add_part(parser)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
