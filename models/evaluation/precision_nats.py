"""What it costs continue-melody that its products are made in 8 bits: nats per note of the graphs
as they ship and of the same in 32 bits, which are in the card of a folder of their own.

python -m models.training.melody.export --checkpoint FILE --data DATA --to DIR --bits 32
python -m models.evaluation.continue_melody --data DATA --model DIR --systems arietta --write
python -m models.evaluation.precision_nats --wide DIR
"""

import argparse
import json
from pathlib import Path

from models.evaluation.continue_melody import rounded, write

MEASURES = ("nats_per_note", "velocity_nats")


def main() -> None:
    """Holds the figures of both cards together, adds them to the shipped one, prints them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("models/continue-melody"))
    parser.add_argument("--wide", type=Path, required=True, help="the same, exported in 32 bits")
    options = parser.parse_args()
    figures = json.loads((options.model / "card.json").read_text())["figures"]
    narrow, wide = measured(options.model), measured(options.wide)
    apart = {name: abs(narrow[name] / value - 1) for name, value in wide.items()}
    figures["precision"] = rounded(
        {"32 bits": wide, "8 bits": narrow, "largest_difference": max(apart.values())}
    )
    print(json.dumps(figures["precision"], indent=1))
    write(options.model / "card.json", figures)


def measured(folder: Path) -> dict[str, float]:
    """The model's own measures in the card of a folder, by part of the held-out melodies."""
    nats = json.loads((folder / "card.json").read_text())["figures"]["nats"]
    return {
        f"{part}, {measure}": found["arietta"][measure]
        for part, found in nats.items()
        for measure in MEASURES
        if measure in found["arietta"]
    }


if __name__ == "__main__":
    main()
