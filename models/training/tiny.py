"""Networks of random weights for the tests of Continue: tiny-drums and tiny-chords.

Run `python -m models.training.tiny` from the repository's root after a change of what these
networks are told, and commit what it writes.
"""

from pathlib import Path
from typing import Any

import torch

from models.training.chords import export as chords
from models.training.chords.network import ChordShape, NextChord
from models.training.next_step import export as drums
from models.training.next_step.network import NextShape, NextStep
from models.training.shipping import write_model_card

FOLDER = Path("tests/golden/engine")


def card(
    kind: str, tools: list[str], representation: str, paths: list[Path], tensors: dict[str, Any]
) -> None:
    """The card of a tiny model."""
    told = {
        "name": f"tiny-{kind}",
        "tools": tools,
        "representation": {"name": representation, "version": 1},
        "tensors": tensors,
        "data": [],
        "trained": {},
    }
    write_model_card(FOLDER / f"tiny-{kind}", paths, told)


def main() -> None:
    """Writes both."""
    torch.manual_seed(1685)
    stepping = NextStep(NextShape(width=4, layers=1, members=1)).eval()
    with torch.no_grad():
        stepping.struck.bias -= 1.5
    paths = drums.export(stepping, FOLDER / "tiny-drums")
    card("drums", ["continue", "infill"], "drum-cells", paths, drums.tensors_of(paths))
    chord = NextChord(ChordShape(width=4, layers=1, members=1)).eval()
    path = chords.export(chord, FOLDER / "tiny-chords")
    card("chords", ["continue", "infill"], "chord-beats", [path], chords.tensors_of(path))


if __name__ == "__main__":
    main()
