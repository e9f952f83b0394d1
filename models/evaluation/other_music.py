"""Continue's melodies on music from elsewhere: the voices of art songs (`lieder`), looked at once.

python -m models.evaluation.other_music --data DIR

Nats per note of 200 songs and of gaps in them, and eight bars after the first eight of 300.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.representation.notes import FIELDS
from engine.score.song import Note
from engine.theory.metrics import melody_metrics
from models.evaluation import generation, likelihood, systems
from models.evaluation.continue_melody import generation_table, merge, rounded, write
from models.evaluation.decomposition import Weighed, decomposed
from models.evaluation.generation import Excerpt
from models.evaluation.lieder import UNTOLD, read_lieder
from models.evaluation.memorisation import Memory
from models.evaluation.systems import System
from models.training.data.corpus import cached_corpus
from models.training.data.pieces import Piece
from models.training.melody.data import Melody, load_melodies, to_melody
from models.training.melody.lessons import gaps

SONGS, PROMPTS = 200, 300
"""So many songs, taken evenly: those whose nats are told, and those that are gone on with."""

TABLES = ("nats", "gaps", "causes", "generation")


def main() -> None:
    """Prints the tables of each system, and adds them to the card."""
    options = parse_options()
    own = options.models / "continue-melody"
    figures = json.loads((own / "card.json").read_text())["figures"]
    training = load_melodies(options.data, options.cache / "melodies.npz").training
    measured = {
        "arietta": systems.shipped(own),
        "lstm": systems.shipped(options.models / "lstm"),
        "markov": systems.markov(training, like=own),
    }
    songs = list(read_lieder(options.data, SONGS))
    melodies = [to_melody(song) for song in songs]
    if "nats" in options.tables:
        found = likelihood.table({name: each.nats for name, each in measured.items()}, melodies)
        del found[UNTOLD]
        print_nats(len(songs), found)
        figures["other_music"] = rounded(found)
    if "gaps" in options.tables:
        merge(figures, {"other_gaps": rounded(gap_nats(measured, melodies))})
        print(json.dumps(figures["other_gaps"], indent=1))
    if "causes" in options.tables:
        merge(figures, {"other_causes": rounded(causes(measured["arietta"], songs, options))})
        print(json.dumps(figures["other_causes"], indent=1))
    if "generation" in options.tables:
        table = rounded(continued(measured, options))
        print(generation_table("songs", table))
        merge(figures, {"generation": {"songs": table}})
    if options.write:
        write(own / "card.json", figures)


def print_nats(songs: int, found: dict[str, Any]) -> None:
    """The first table, as Markdown."""
    names = list(found["all"])
    print(f"| {songs} songs | notes | {' | '.join(names)} | below the LSTM |")
    print("|---" * (len(names) + 3) + "|")
    for part, figures in found.items():
        print(line(part, figures))


def line(part: str, figures: dict[str, dict[str, float]]) -> str:
    """A line of the table."""
    nats = [each["nats_per_note"] for each in figures.values()]
    less = 1 - figures["arietta"]["nats_per_note"] / figures["lstm"]["nats_per_note"]
    told = " | ".join(f"{value:.3f}" for value in nats)
    return f"| {part} | {figures['arietta']['notes']} | {told} | {less:.1%} |"


def gap_nats(measured: dict[str, System], melodies: Sequence[Melody]) -> dict[str, float]:
    """Nats a note in a gap of each melody: given both sides, which the baselines cannot be told,
    and given what comes before alone.
    """
    asked = {"both sides": gaps(melodies), "left side": gaps(melodies, both_sides=False)}
    found: dict[str, float] = {"gaps": len(asked["both sides"])}
    for name, system in measured.items():
        for side in asked if name == "arietta" else ("left side",):
            sums = likelihood.per_note(system.nats(asked[side]))
            found |= {f"{name}, {side}": sums["nats_per_note"], "notes": sums["notes"]}
    return found


def causes(system: System, songs: Sequence[Piece], options: argparse.Namespace) -> dict[str, float]:
    """Nats a note of held-out melodies and of the songs, and what explains the difference."""
    corpus = cached_corpus(options.data, options.cache / "corpus.pickle")
    memory = Memory(piece.notes for piece in corpus.training)
    found = []
    for pieces in (corpus.validation, songs):
        sums = np.stack(system.nats([to_melody(piece) for piece in pieces]))
        notes = sums[:, -2]
        each = sums[:, : len(FIELDS) - 1].sum(axis=1) / notes
        told = np.array([list(traits(piece, memory).values()) for piece in pieces])
        found.append(Weighed(told, each, notes))
    usual, others = found
    return decomposed(usual, others, list(traits(songs[0], memory)))


def traits(piece: Piece, memory: Memory) -> dict[str, float]:
    """What melodies are told apart by: what comes back in them, how alike the rhythms of their bars
    are, their notes out of key, their leaps, how many lengths of notes there are (a logarithm), how
    many bars are silent, and what they share with the training part (a logarithm).
    """
    notes, meters = piece.notes, piece.meters
    measured = melody_metrics(notes, meters)
    names = ("repeated_motif", "groove_similarity", "out_of_key", "mean_interval")
    first, last = (meters.bar_at(note.start) for note in (notes[0], notes[-1]))
    begun = {meters.bar_at(note.start) for note in notes}
    return {name: measured[name] for name in names} | {
        "lengths": float(np.log(len({note.length for note in notes}))),
        "silent_bars": 1 - len(begun) / (last - first + 1),
        "shared_with_training": float(np.log(1 + memory.longest_run(notes))),
    }


def continued(measured: dict[str, System], options: argparse.Namespace) -> dict[str, Any]:
    """{system: {row: figures}} of eight bars after the first eight of each song that has as many,
    the real bars beside them; and the share of bars in which no note begins.
    """
    prompts = generation.excerpts(list(read_lieder(options.data, PROMPTS)))
    corpus = cached_corpus(options.data, options.cache / "corpus.pickle")
    memory = Memory(piece.notes for piece in corpus.training)
    go_on = {"real": generation.real, "repeat": generation.repeat}
    go_on |= {name: generation.continued_by(each.model) for name, each in measured.items()}
    go_on["no plan"] = generation.continued_by(measured["arietta"].model, form=0.0)
    takes = {
        name: [play(each, seed) for seed, each in enumerate(prompts)]
        for name, play in go_on.items()
    }
    written = {name: lambda _, seed, own=own: own[seed] for name, own in takes.items()}
    values = generation.figures(prompts, written, memory)
    rng = np.random.default_rng(0)
    table: dict[str, Any] = {
        name: {row: generation.summary(found[row], rng) for row in generation.ROWS}
        for name, found in values.items()
    }
    takes["prompt"] = [each.prompt for each in prompts]
    silent = {name: silence(prompts, own) for name, own in takes.items()}
    return table | {"prompts": len(prompts), "silent bars": silent}


def silence(prompts: Sequence[Excerpt], takes: Sequence[Sequence[Note]]) -> float:
    """The share of the eight bars in which no note begins."""
    begun = [
        len({each.meters.bar_at(note.start) for note in notes})
        for each, notes in zip(prompts, takes, strict=True)
    ]
    return 1 - sum(begun) / (generation.BARS * len(prompts))


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
