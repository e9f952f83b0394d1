"""Pictures for the page of continue-melody: held-out prompts, the real bars, and takes.

python -m models.evaluation.rolls --data DIR
"""

import argparse
from pathlib import Path

from models.evaluation import generation, systems
from models.evaluation.picture import roll, stacked, write_png
from models.training.data.corpus import cached_corpus

CHOSEN = {"pop909": 7, "pd-abc": 21, "cre-irish": 3}
"""Which held-out excerpt of a data set is shown: fixed before anything was heard."""

TAKES = 3


def main() -> None:
    """Writes one picture for each chosen data set: the real bars on top, takes below."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, default=Path("models/continue-melody"))
    parser.add_argument("--corpus", type=Path, default=Path("scratch/corpus.pickle"))
    options = parser.parse_args()
    go_on = generation.continued_by(systems.shipped(options.model).model)
    excerpts = generation.excerpts(cached_corpus(options.data, options.corpus).validation)
    for style, number in CHOSEN.items():
        excerpt = [each for each in excerpts if each.style == style][number]
        answers = [excerpt.real, *(go_on(excerpt, seed) for seed in range(TAKES))]
        rolls = [
            roll(excerpt.meters, excerpt.prompt, answer, excerpt.first_bar) for answer in answers
        ]
        write_png(stacked(rolls), options.model / f"takes-{style}.png")
        print(f"{style}: {excerpt.name}")


if __name__ == "__main__":
    main()
