"""What becomes of melodies from nothing where the weights have 32 bits: the same noise through the
graphs as they ship and as they were trained.

python -m models.training.clips.export --checkpoint FILE --to DIR/clips-melody --bits 32
python -m models.training.clips.habits --data DATA --model DIR/clips-melody
python -m models.evaluation.precision_drawn --wide DIR/clips-melody
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.representation.clips import SLOTS, Bars
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library
from engine.score.meter import Meter, MeterMap
from engine.score.time import Tick
from engine.theory.metrics import melody_metrics
from engine.theory.musegan import five
from models.evaluation.clips import common_time
from models.evaluation.clips_generation import FEWEST, ROWS, Melody, generated, self_similarity
from models.evaluation.continue_melody import rounded, write

MELODIES = 120
LENGTHS = 4, 16


def main() -> None:
    """Draws with both, adds the figures to the shipped card, prints them."""
    options = parse_options()
    card = json.loads((options.model / "card.json").read_text())
    figures = {f"{count} bars": apart(options, common_time(count)) for count in LENGTHS}
    print(json.dumps(figures, indent=1))
    card["figures"]["precision"]["drawn"] = rounded(figures)
    write(options.model / "card.json", card["figures"])


def apart(options: argparse.Namespace, bars: Bars) -> dict[str, object]:
    """The share of melodies that are the same to the note, and each row with 16 and 32 bits."""
    coders = [
        Autoencoder(Library(folder.parent).load(folder.name, "cpu"))
        for folder in (options.model, options.wide)
    ]
    narrow, wide = (generated(each, bars, MELODIES, each.habits) for each in coders)
    means = means_of(narrow), means_of(wide)
    rows = {row: [each[row] for each in means] for row in ROWS if row in means[0]}
    same = sum(a == b for a, b in zip(narrow, wide, strict=True)) / MELODIES
    return {"same": same, **rows}


def means_of(melodies: Sequence[Melody]) -> dict[str, float]:
    """The rows that need no training part, over melodies in slots of bars of 4/4."""
    slots = MeterMap(SLOTS, (Meter(Tick(0), 4, 4),))
    told = [
        melody_metrics(each, slots)
        | five(each, slots)
        | {"self_similarity": self_similarity(each, slots)}
        for each in melodies
        if len(each) >= FEWEST
    ]
    return {row: float(np.mean([each[row] for each in told])) for row in told[0]}


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("models/clips-melody"))
    parser.add_argument("--wide", type=Path, required=True, help="the same, exported in 32 bits")
    return parser.parse_args()


if __name__ == "__main__":
    main()
