"""What it costs an autoencoder of clips that its weights ship in 16 bits: the figures that its
training validates, with the weights as they ship and as they were trained.

python -m models.evaluation.precision --data DIR --model models/clips-melody --checkpoint FILE
"""

import argparse
import json
from pathlib import Path

import torch

from models.evaluation.continue_melody import rounded as in_short
from models.evaluation.continue_melody import write
from models.training.clips.export import load_checkpoint, rounded
from models.training.clips.network import ClipModel
from models.training.clips.task import Clips, clips_task

SEED = 0


def main() -> None:
    """Measures both, adds the figures to the card, prints them."""
    options = parse_options()
    model, _, checkpoint = load_checkpoint(options.checkpoint)
    task_options = argparse.Namespace(
        model=options.model.name, data=options.data, cache=options.cache,
        device="cpu", dropout=None, width=None, share=1.0, batch=1, aside=False,
    )  # fmt: skip
    card = json.loads((options.model / "card.json").read_text())
    if abs(card["trained"]["minutes"] - checkpoint["minutes"]) > 0.1:
        raise SystemExit(f"{options.checkpoint} is not what {options.model} was made from")
    torch.set_num_threads(1)
    figures = compared(clips_task(task_options), model)
    print(json.dumps(figures, indent=1))
    card["figures"]["precision"] = figures
    write(options.model / "card.json", card["figures"])


@torch.no_grad()
def compared(task: Clips, model: ClipModel) -> dict[str, object]:
    """The figures at 32 and at 16 bits, and the largest difference of one as a share of it. The
    model is rounded in the end.
    """
    wide = measured(task, model)
    narrow = measured(task, rounded(model))
    apart = [abs(narrow[name] - value) / abs(value) for name, value in wide.items() if value]
    return in_short({"32 bits": wide, "16 bits": narrow, "largest_difference": max(apart)})


def measured(task: Clips, model: ClipModel) -> dict[str, float]:
    """What training validates, by one draw of the latents."""
    torch.manual_seed(SEED)
    return task.validate(model)


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
