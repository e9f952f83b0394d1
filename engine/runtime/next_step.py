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
    """What is made of a step in R parts: its states (M, R, width), and the log-probability of each
    of WAYS, (R, 512).
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

    def step(self, past: Past, rows: np.ndarray, step: int) -> Step:
        """What may be struck at a step of rows (R,), before which the past is known. Raises
        ModelError.
        """
        told = features(past, rows, np.full(len(rows), step))
        state, alone, pairs = self._step.run(self._outputs[0], {"features": told})
        return Step(state, self._sound(chances_of_ways(alone, pairs)))

    def stroke(self, state: np.ndarray, told: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The logits of the velocities (H, 32) and of the offsets (H, 49) of strokes that are told
        so, (H, 36), on steps in these states (M, H, width). Raises ModelError.
        """
        loud, away = self._stroke.run(self._outputs[1], {"state": state, "told": told})
        return self._sound(loud), self._sound(away)

    def _sound(self, part: np.ndarray) -> np.ndarray:
        if not np.isfinite(part).all():
            raise ModelError(f"the model in {self._folder} does not work (NaN); {REPAIR}")
        return part


def chances_of_ways(alone: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The log-probability of each of WAYS (R, 512), from the voices' logits where nothing is struck
    (R, 9) and what each voice struck adds to those after it (R, 9, 9), voice by voice.
    """
    ways = np.zeros((len(alone), 1), alone.dtype)
    for voice in range(alone.shape[1]):
        before = WAYS[: ways.shape[1], :voice]
        logits = alone[:, voice, None] + pairs[:, voice, :voice] @ before.T
        rest = ways - np.logaddexp(0, logits)
        ways = np.concatenate([rest, rest + logits], axis=1)
    return ways


def told_of(voice: int, hits: np.ndarray, loud: np.ndarray, away: np.ndarray) -> np.ndarray:
    """What strokes of a voice are told beside their steps, (H, 36): the voice, which are struck
    (H, 9), and how those before it were played (H, 9) each, 0 from itself on.
    """
    voices = np.tile(np.eye(len(VOICES))[voice], (len(hits), 1))
    return np.concatenate([voices, hits, loud, 4 * away], axis=1).astype(np.float32)
