"""Nats per note of held-out melodies, by data set and by meter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from engine.representation.notes import FIELDS, HEAD_INPUTS, STYLES, UNKNOWN_KEY
from engine.runtime.decode import Decoder
from engine.runtime.library import LoadedModel
from engine.runtime.sampling import log_probabilities
from models.training.melody.asking import unasked
from models.training.melody.data import Melody

BATCH = 16
FEWEST_MELODIES = 4
"""Meters with fewer melodies than this are summed up as "other"."""


def shipped_nats(model: LoadedModel, melodies: Sequence[Melody]) -> list[np.ndarray]:
    """For each melody the summed nats of each of FIELDS and the two counts they are divided by:
    (5 + notes + played velocities). Nothing but the notes is told, nothing is masked.
    """
    melodies = [unasked(melody) for melody in melodies]
    order = np.argsort([len(melody.rows) for melody in melodies], kind="stable")
    found: list[np.ndarray] = [np.zeros(0)] * len(melodies)
    for start in range(0, len(order), BATCH):
        indices = order[start : start + BATCH]
        batch = _batch([melodies[i] for i in indices], model)
        for index, sums in zip(indices, batch, strict=True):
            found[index] = sums
    return found


def _batch(melodies: Sequence[Melody], model: LoadedModel) -> np.ndarray:
    """The sums of melodies read side by side, one note at a time as the program does."""
    decoder = Decoder(model, (UNKNOWN_KEY, len(STYLES)))
    decoder.spread(len(melodies))
    sums = np.zeros((len(melodies), len(FIELDS) + 2))
    for step in range(max(len(melody.rows) for melody in melodies)):
        at = [min(step, len(melody.rows) - 1) for melody in melodies]
        going = np.array([step < len(melody.rows) for melody in melodies])
        here = list(zip(melodies, at, strict=True))
        rows = np.array([melody.rows[i] for melody, i in here], dtype=np.int64)
        heads = np.array([melody.heads[i] for melody, i in here], dtype=np.int64)
        targets = np.array([melody.targets[i] for melody, i in here], dtype=np.int64)
        targets[~going] = -1
        logits, column = decoder.read(rows[:, None])[:, -1], 0
        for index, field in enumerate(FIELDS):
            if index:
                width = len(HEAD_INPUTS[field])
                logits = decoder.decide(field, np.ascontiguousarray(heads[:, column:][:, :width]))
                column += width
            known = targets[:, index] >= 0
            log_p = log_probabilities(logits)[np.arange(len(melodies)), targets[:, index]]
            sums[:, index] -= np.where(known, log_p, 0)
        sums[:, -2] += targets[:, 1] >= 0
        sums[:, -1] += targets[:, -1] >= 0
    return sums


def per_note(sums: Iterable[np.ndarray]) -> dict[str, float]:
    """Nats per note of melodies together: all symbols but the velocity, the fields, and the
    velocity apart, for each one that somebody played.
    """
    total = np.sum(list(sums), axis=0)
    fields = dict(zip(FIELDS[:-1], total[: len(FIELDS) - 1] / total[-2], strict=True))
    figures = {"nats_per_note": sum(fields.values()), **fields}
    if total[-1]:
        figures["velocity_nats"] = total[len(FIELDS) - 1] / total[-1]
    return {**{name: float(value) for name, value in figures.items()}, "notes": int(total[-2])}


def table(
    systems: Mapping[str, Callable[[Sequence[Melody]], list[np.ndarray]]],
    melodies: Sequence[Melody],
) -> dict[str, dict]:
    """{part: {system: figures}} for all melodies, each data set and each meter."""
    parts = _parts(melodies)
    found = {name: nats(melodies) for name, nats in systems.items()}
    return {
        part: {name: per_note(found[name][i] for i in indices) for name in systems}
        for part, indices in parts.items()
    }


def _parts(melodies: Sequence[Melody]) -> dict[str, list[int]]:
    styles, meters = defaultdict(list), defaultdict(list)
    for index, melody in enumerate(melodies):
        styles[STYLES[melody.style]].append(index)
        meters[melody.meter].append(index)
    common = {meter: i for meter, i in meters.items() if len(i) >= FEWEST_MELODIES}
    rare = [i for meter, indices in meters.items() if meter not in common for i in indices]
    by_size = dict(sorted(common.items(), key=lambda item: -len(item[1])))
    parts = {"all": list(range(len(melodies))), **styles, **by_size}
    return parts | ({"other meters": rare} if rare else {})
