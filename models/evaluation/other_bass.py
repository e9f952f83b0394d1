"""clips-trio's bass on music from elsewhere that nothing learnt from, looked at once: under voices
of art songs (`lieder`), told the chords of their piano, whose lowest notes are the real bass.

python -m models.evaluation.other_bass --data DIR [--write]
"""

import argparse
import json
from pathlib import Path

from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library
from models.evaluation.chain_bass import ChainBass
from models.evaluation.continue_melody import merge, rounded, write
from models.evaluation.lieder import read_accompanied
from models.evaluation.trio import excerpts, under_real
from models.training.data.freedoom import cached_bands

SONGS, STRETCHES = 400, 200
"""So many songs, taken evenly, and of them so many stretches of four bars of 4/4."""


def main() -> None:
    """Measures the model, adds its figures to those in the card, prints them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, default=Path("models/clips-trio"))
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    options = parser.parse_args()
    coder = Autoencoder(Library(options.model.parent).load(options.model.name, "cpu"))
    bands = cached_bands(options.data, options.cache / "bands.pickle")
    chain = ChainBass.of(band for band in bands if not band.held_out and not band.drums)
    chosen = excerpts(list(read_accompanied(options.data, SONGS)), STRETCHES)
    found = rounded({"bass": {"lieder": under_real(coder, chain, chosen)}})
    print(len(chosen), json.dumps(found, indent=1))
    if options.write:
        figures = json.loads((options.model / "card.json").read_text())["figures"]
        merge(figures, found)
        write(options.model / "card.json", figures)


if __name__ == "__main__":
    main()
