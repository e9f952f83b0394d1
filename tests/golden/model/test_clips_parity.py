"""The shipped graphs of the autoencoders give what torch gave when they were exported, and their
16 bits cost less than a hundredth of any figure.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.representation.clips import Bars, Content
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library

TOLERANCE = 1e-4
HERE = Path(__file__).parent
MODELS = HERE.parents[2] / "models"
NAMES = ("clips-drums", "clips-melody")


@pytest.fixture(scope="module", params=NAMES)
def pair(request: pytest.FixtureRequest) -> tuple[Autoencoder, dict[str, np.ndarray]]:
    """A model, and what torch was given and gave: see models/training/clips/export.py."""
    with np.load(HERE / f"{request.param}.npz") as file:
        return Autoencoder(Library(MODELS).load(request.param, "cpu")), dict(file)


def bars_of(torchs: dict[str, np.ndarray], clip: int) -> Bars:
    """The bars of one of the fixture's clips; every slot of a quarter that is there is a step."""
    lengths = (torchs["there"][clip].sum(axis=1) * 12).tolist()
    return Bars(tuple(lengths), tuple(torchs["meters"][clip].tolist()), (True,) * len(lengths))


@pytest.mark.parametrize("name", [*NAMES, "clips-trio"])
def test_sixteen_bits_cost_less_than_a_hundredth(name: str) -> None:
    """By `models.evaluation.precision`, of the weights that ship."""
    figures = json.loads((MODELS / name / "card.json").read_text())["figures"]["precision"]
    wide, narrow = figures["32 bits"], figures["16 bits"]
    assert {"reconstruction", "steps_2", "onsets_2", "steps_16", "onsets_16"} <= narrow.keys()
    for figure, value in wide.items():
        assert narrow[figure] == pytest.approx(value, rel=0.01, abs=1e-4), figure


@pytest.mark.parametrize("clip", [0, 1], ids=["full bars", "bars of different length"])
def test_every_graph_agrees_with_torch(
    pair: tuple[Autoencoder, dict[str, np.ndarray]], clip: int
) -> None:
    coder, torchs = pair
    bars = bars_of(torchs, clip)
    content = Content(*(torchs[name][clip] for name in ("symbols", "loudness", "away")))
    latent = coder.read([content], bars)[0]
    assert np.abs(latent[0] - torchs["mean"][clip]).max() < TOLERANCE
    frame = int(torchs["frames"][clip])
    noise, density = coder.noise(latent, bars, frame)
    assert np.abs(noise[0] - torchs["noise"][clip]).max() < TOLERANCE
    assert np.abs(density[0] - torchs["density"][clip]).max() < 10 * TOLERANCE
    conducted = coder.conduct(noise, bars, [frame])
    # What is undone quarter after quarter adds up; a latent is a number of about ten.
    error = np.abs(conducted[0] - torchs["conducted"][clip])
    assert error[0].max() < 10 * TOLERANCE
    assert error.max() < 10 * TOLERANCE * np.abs(torchs["conducted"][clip]).max()
    said = coder.write(latent, bars)
    before = int(torchs["steps"][:clip].sum())
    for name, part in (("logits", said.logits), ("said_loudness", said.loudness)):
        expected = torchs[name][before : before + part.shape[1]]
        assert np.abs(part[0] - expected).max() < TOLERANCE, name
