"""`python -m models.training.phrases --data DATA`: the runs of all melodies that were learnt from,
as numbers, so that the program can say how much of a take stands in them.
"""

import argparse
from pathlib import Path

from engine.representation.phrases import KnownPhrases
from models.training.data.corpus import cached_corpus

OUT = Path(__file__).parents[2] / "resources" / "known-phrases.npz"


def main() -> None:
    """Reads the data, writes the file, says how much there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--cache", type=Path, default=Path("scratch"), metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE")
    options = parser.parse_args()
    corpus = cached_corpus(options.data, options.cache / "corpus.pickle")
    phrases = KnownPhrases.of(p.notes for p in (*corpus.training, *corpus.validation))
    phrases.save(options.out)
    counts = ", ".join(f"{len(runs):,} of {size}" for size, runs in phrases.runs.items())
    print(f"runs of steps: {counts}; {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
