"""GrooVAE, trained here, in the tables of groove and drumify: its rows are added to their cards. It
does not ship and needs torch.

python -m models.evaluation.groovae --data DIR [--write]
"""

import argparse
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from engine.representation.drums import Cells
from models.evaluation import drumify, groove
from models.evaluation.continue_melody import merge, rounded, write
from models.evaluation.rows import Rows, print_rows
from models.training.drums.groovae import GrooVae
from models.training.drums.groovae_task import humanised, kits
from models.training.drums.groovae_windows import kit_of
from models.training.drums.performances import Take, Takes, load_takes

LEVELS = (-2.0, -1.5, -1.0, -0.5, 0.0)


def read(checkpoint: Path) -> GrooVae:
    """The network of a checkpoint."""
    kept = torch.load(checkpoint, weights_only=True, map_location="cpu")
    model = GrooVae(kept["shape"]["kind"], 0.0)
    model.load_state_dict(kept["model"])
    return model.eval()


def player(checkpoint: Path, seed: int | None) -> Callable[[Take], Cells]:
    """A system of groove: the mean of the latents, or latents that are drawn."""
    model = read(checkpoint)

    def play(take: Take) -> Cells:
        noise = None
        if seed is not None:
            noise = torch.Generator().manual_seed(seed + len(take.straight))
        return humanised(model, take.straight, noise)

    return play


Kit = Callable[[drumify.Window], Cells]


def kit(checkpoint: Path, training: Sequence[Take], loud: bool) -> Kit:
    """A system of drumify; from which logit on it strikes is taken from the training part."""
    model = read(checkpoint)
    seen = list(drumify.windows(training, loud))[::97]

    def at(level: float) -> Kit:
        def made(window: drumify.Window) -> Cells:
            (found,) = kits(model, [window.cells], window.taps.loud, level)
            return kit_of(found, len(window.cells))

        return made

    best = max(LEVELS, key=lambda level: drumify.figures(seen, at(level))["f1"])
    return at(best)


def groove_rows(takes: Takes, checkpoint: Path) -> Rows:
    """The rows of groove's tables: the mean of the latents, and drawn."""
    held_out = [take for take in takes.validation if take.whole and take.common_time]
    made = {take.name: player(checkpoint, 0)(take) for take in held_out}

    def drawn(take: Take) -> Cells:
        return made[take.name]

    table = groove.Table(takes.training)
    return {
        "GrooVAE": groove.errors(held_out, player(checkpoint, None)),
        "GrooVAE, drawn": {
            **groove.errors(held_out, drawn),
            **groove.divergences(held_out, drawn),
            "coherence": groove.coherence(held_out, drawn, table),
        },
    }


def drumify_rows(takes: Takes, checkpoint: Path) -> Rows:
    """The rows of drumify's table."""
    return {
        f"GrooVAE, {kind}": drumify.figures(
            list(drumify.windows(takes.validation, loud)), kit(checkpoint, takes.training, loud)
        )
        for kind, loud in (("taps with velocities", True), ("taps without", False))
    }


ROWS = {"groove": ("humanise", groove_rows), "drumify": ("tap", drumify_rows)}


def main() -> None:
    """Prints the rows, and adds them and the training's curve to the models with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch/drums.pickle"))
    parser.add_argument("--models", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    takes = load_takes(options.data, options.cache)
    for name in options.models:
        kind, rows_of = ROWS[name]
        trained = options.cache.parent / f"groovae-{kind}"
        rows = rows_of(takes, trained / "best.pt")
        print_rows(rows)
        if options.write:
            folder = Path("models") / name
            figures = json.loads((folder / "card.json").read_text())["figures"]
            merge(figures, rounded(rows))
            write(folder / "card.json", figures)
            shutil.copyfile(trained / "curve.csv", folder / "curve-groovae.csv")


if __name__ == "__main__":
    main()
