"""clips-melody on melodies that nothing was chosen by, looked at once: the voices of art songs
(`lieder`), and for Generate's rows also the held-out clips that its first table does not show, with
other noise.

python -m models.evaluation.other_clips --data DIR [--write]
"""

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from engine.representation.notes import METERS
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library
from models.evaluation.clips import HeldOut, generations, paths, reconstructions
from models.evaluation.clips_causes import causes
from models.evaluation.clips_data import Excerpt, melody_excerpts
from models.evaluation.continue_melody import merge, rounded, some, write
from models.evaluation.lieder import read_lieder
from models.training.clips.data import melody_sheet

SONGS = 400
"""So many songs, taken evenly."""

SHOWN = 120
"""So many held-out melodies are in Generate's first table."""

CLIPS = 4000
"""At most so many of each kind tell why fewer onsets come back."""

TABLES = ("reconstruction", "causes", "paths", "generation", "again")
COMMON = ("4/4", "3/4", "6/8", "2/4")


class Elsewhere(HeldOut):
    """Art songs in place of the validation part."""

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__("melody", options)
        self._songs = list(read_lieder(options.data, SONGS))

    def excerpts(self, count: int) -> list[Excerpt]:
        """Clips of so many bars; their styles are their meters."""
        return [
            replace(excerpt, style=meter_of(excerpt))
            for excerpt in melody_excerpts(self._songs, count)
        ]


def meter_of(excerpt: Excerpt) -> str:
    """The meter of all bars of a clip, where it is a common one."""
    meters = {METERS[each] if each < len(METERS) else (0, 0) for each in excerpt.bars.meters}
    names = {f"{numerator}/{denominator}" for numerator, denominator in meters}
    name = names.pop()
    return name if not names and name in COMMON else "other meters"


def main() -> None:
    """Measures the model, adds its figures to those in the card, prints them."""
    options = parse_options()
    coder = Autoencoder(Library(options.model.parent).load(options.model.name, "cpu"))
    songs, held_out = Elsewhere(options), HeldOut("melody", options)
    found: dict[str, object] = {}
    if "reconstruction" in options.tables:
        found["reconstruction"] = reconstructions(coder, songs, options.clips)
    if "causes" in options.tables:
        found["causes"] = why(coder, held_out, songs)
    if "paths" in options.tables:
        found["paths"] = paths(coder, songs, options.pairs)
    if "generation" in options.tables:
        found["generation"] = generations(coder, songs, options, turn=1)
    if "again" in options.tables:
        found["again"] = generations(coder, held_out, options, turn=2, after=SHOWN)
    print(json.dumps(rounded(found), indent=1))
    if options.write:
        figures = json.loads((options.model / "card.json").read_text())["figures"]
        merge(figures, {"other_music": rounded(found)})
        write(options.model / "card.json", figures)


def why(coder: Autoencoder, held_out: HeldOut, songs: HeldOut) -> dict[str, dict[str, float]]:
    """What explains the difference between both, for clips of two and of sixteen bars."""
    sheets = [melody_sheet(piece) for piece in held_out.corpus.training]
    learnt = Counter(meter for sheet in sheets for meter in sheet.meters.tolist())
    found = {}
    for count in (2, 16):
        usual, others = (some(each.excerpts(count), CLIPS) for each in (held_out, songs))
        found[f"{count} bars"] = causes(coder, usual, others, learnt)
    return found


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, default=Path("models/clips-melody"))
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--clips", type=int, default=2000, help="two-bar clips of each part")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--melodies", type=int, default=300, help="for the generated rows")
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
