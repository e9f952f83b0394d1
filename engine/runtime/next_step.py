"""A next-step drum network at work: what may be struck on a step, and how a stroke is played."""

from typing import NamedTuple

import numpy as np

from engine.representation.drum_past import Past, features
from engine.representation.drums import VOICES
from engine.runtime.errors import REPAIR, ModelError
from engine.runtime.library import LoadedModel

WAYS = (np.arange(2 ** len(VOICES))[:, None] >> np.arange(len(VOICES)) & 1).astype(np.float32)
"""Every way to strike nine voices at once, (512, 9); the first strikes none."""

AT_ONCE = WAYS.sum(1)
"""How many voices each of WAYS strikes."""


class Step(NamedTuple):
    """What is made of a step: its state (M, 1, width), and the log-probability of each of WAYS,
    (1, 512).
    """

    state: np.ndarray
    ways: np.ndarray


class NextStepNetwork:
    """A loaded model of the representation "drum-cells" that goes on from what was played."""

    def __init__(self, model: LoadedModel) -> None:
        self._folder = model.card.folder
        self._step, self._stroke = (model.graphs[name] for name in ("step", "stroke"))
        graphs = model.card.graphs
        self._outputs = graphs["step"].outputs, graphs["stroke"].outputs

    def step(self, past: Past, step: int) -> Step:
        """What may be struck at a step, before which the past is known. Raises ModelError."""
        told = features(past, np.zeros(1, np.int64), np.array([step]))
        state, alone, pairs = self._step.run(self._outputs[0], {"features": told})
        return Step(state, self._sound(chances_of_ways(alone[0], pairs[0])[None]))

    def stroke(self, state: np.ndarray, told: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The logits of the velocity (1, 32) and of the offset (1, 49) of a stroke that is told so,
        (1, 36), on a step in this state. Raises ModelError.
        """
        loud, away = self._stroke.run(self._outputs[1], {"state": state, "told": told})
        return self._sound(loud), self._sound(away)

    def _sound(self, part: np.ndarray) -> np.ndarray:
        if not np.isfinite(part).all():
            raise ModelError(f"the model in {self._folder} does not work (NaN); {REPAIR}")
        return part


def chances_of_ways(alone: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The log-probability of each of WAYS (512,), from the voices' logits where nothing is struck
    (9,) and what each voice struck adds to those after it (9, 9), voice by voice.
    """
    ways = np.zeros(1, alone.dtype)
    for voice, logit in enumerate(alone):
        before = WAYS[: len(ways), :voice]
        logits = logit + before @ pairs[voice, :voice]
        rest = ways - np.logaddexp(0, logits)
        ways = np.concatenate([rest, rest + logits])
    return ways


def told_of(voice: int, hits: np.ndarray, loud: np.ndarray, away: np.ndarray) -> np.ndarray:
    """What a stroke is told beside its step, (1, 36): its voice, which voices are struck (9,), and
    how those before it were played (9,) each, 0 from itself on.
    """
    return np.concatenate([np.eye(len(VOICES))[voice], hits, loud, 4 * away])[None].astype(
        np.float32
    )
