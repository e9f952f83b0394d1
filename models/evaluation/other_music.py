"""Nats per note of music from elsewhere: the voices of art songs of the 19th century, which no
model learnt from and by which none was chosen.

python -m models.evaluation.other_music --data DIR
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from models.evaluation import likelihood, systems
from models.evaluation.continue_melody import rounded, write
from models.training.data.corpus import FEWEST_NOTES
from models.training.data.openewld import measures_of, score_of
from models.training.data.pieces import Piece, laid_out, unrolled
from models.training.melody.data import load_melodies, to_melody

SONGS = 200
"""So many songs, taken evenly."""

UNTOLD = "openewld"
"""The style that the songs are filed under: what is told of a melody is left out here."""


def main() -> None:
    """Prints nats per note of each system over all songs and in each meter, and adds them to the
    card.
    """
    options = parse_options()
    own = options.models / "continue-melody"
    songs = list(read_lieder(options.data, options.songs))
    training = load_melodies(options.data, options.cache).training
    measured = {
        "arietta": systems.shipped(own),
        "lstm": systems.shipped(options.models / "lstm"),
        "markov": systems.markov(training, like=own),
    }
    nats = {name: system.nats for name, system in measured.items()}
    found = likelihood.table(nats, [to_melody(song) for song in songs])
    del found[UNTOLD]
    print(f"| {len(songs)} songs | notes | {' | '.join(nats)} | below the LSTM |")
    print("|---" * (len(nats) + 3) + "|")
    for part, figures in found.items():
        print(line(part, figures))
    if options.write:
        known = json.loads((own / "card.json").read_text())["figures"]
        write(own / "card.json", known | {"other_music": rounded(found)})


def line(part: str, figures: dict[str, dict[str, float]]) -> str:
    """A line of the table."""
    nats = [each["nats_per_note"] for each in figures.values()]
    less = 1 - figures["arietta"]["nats_per_note"] / figures["lstm"]["nats_per_note"]
    told = " | ".join(f"{value:.3f}" for value in nats)
    return f"| {part} | {figures['arietta']['notes']} | {told} | {less:.1%} |"


def read_lieder(data: Path, count: int) -> Iterator[Piece]:
    """The first part of songs, the voice, repeats written out; as many as are asked for, evenly."""
    with ZipFile(data / "openscore-lieder" / "openscore-lieder-mxl.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".mxl"))
        for index in range(min(count, len(names))):
            name = names[index * len(names) // count]
            notes, meters, _ = laid_out(unrolled(measures_of(score_of(archive.read(name)))))
            if len(notes) >= FEWEST_NOTES:
                yield Piece(name, UNTOLD, notes, meters)


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--cache", type=Path, default=Path("scratch/melodies.npz"))
    parser.add_argument("--songs", type=int, default=SONGS)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
