"""How likely a model finds lines that are written already, several read side by side."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.jobs import Cancelled
from engine.representation.notes import FIELDS, Symbols, without_velocities
from engine.representation.places import Places
from engine.runtime.decode import Decoder
from engine.runtime.sampling import log_probabilities_of
from engine.tools.prompt import Prompt

BEYOND = Symbols(1, 0, 60, 0, 0)
"""Stands after a line that is shorter than others; nothing of it counts."""


def line_nats(
    decoder: Decoder,
    prompt: Prompt,
    lines: Sequence[Sequence[Symbols]],
    velocities: bool,
    cancelled: Callable[[], bool],
) -> np.ndarray:
    """-log p of each symbol of the lines (L, longest), all fields but velocity; 0 after a line's
    end. The lines come after a prompt that `decoder` has not read yet and hold no SKIP.

    Without `velocities` the model is not told them. Raises Cancelled within one step.
    """
    longest = max(map(len, lines))
    nats = np.zeros((len(lines), longest))
    places = prompt.places.keep([0] * len(lines))
    rows = prompt.rows if velocities else without_velocities(prompt.rows)
    logits = np.repeat(decoder.read(rows[None])[:, -1], len(lines), axis=0)
    decoder.spread(len(lines))
    for index in range(longest):
        if cancelled():
            raise Cancelled
        if index:
            rows = places.rows()
            rows = rows if velocities else without_velocities(rows)
            logits = decoder.read(rows[:, None])[:, -1]
        symbols = [line[index] if index < len(line) else BEYOND for line in lines]
        nats[:, index] = _nats(decoder, logits, places, symbols)
        places = places.after(symbols)
    lengths = np.array([len(line) for line in lines])
    return np.where(np.arange(longest) < lengths[:, None], nats, 0.0)


def _nats(
    decoder: Decoder, logits: np.ndarray, places: Places, symbols: Sequence[Symbols]
) -> np.ndarray:
    """-log p of each line's next symbols, (L,)."""
    nats = np.zeros(len(symbols))
    for number, field in enumerate(FIELDS[:-1]):
        if number:
            told = places.head_inputs(field, [each[:number] for each in symbols])
            logits = decoder.decide(field, told)
        nats -= log_probabilities_of(np.array([each[number] for each in symbols]), logits)
    return nats
