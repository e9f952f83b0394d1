"""What an order-3 Markov chain of melodies is told before each field: columns of the last three
notes and of what was decided of this one.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.representation.chain import Chain, packed
from engine.representation.notes import FIELDS, ROW, SIZES, UNKNOWN_KEY

ORDER = 3
INTERVALS = 2 * SIZES["pitch"]
"""Pitch is counted as an interval, so that every transposition is one."""

IN_KEY = "in_key"
"""The chain of the pitch where the key is known: by the degree of the last note too."""

CHAINS = (*FIELDS, IN_KEY)
NO_DEGREE = 12
FIRST_PITCH = 60
"""A first note is counted from here, or from the tonic that is nearest to it."""

_COLUMNS = {name: index for index, name in enumerate(ROW)}
_SIZES = {**ROW, "mode": 2, "degree": NO_DEGREE + 1}


def _orders(now: Sequence[str], past: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Contexts that grow: nothing, what is known of this note, and one note of the past more."""
    ago = [tuple(f"{name}-{k}" for name in past) for k in range(1, ORDER + 1)]
    grown = [(*now, *(name for each in ago[:k] for name in each)) for k in range(1, ORDER + 1)]
    return ((), *([tuple(now)] if now else []), *grown)


RECIPES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "bars": _orders(("meter",), ("position", "duration")),
    "position": _orders(("meter", "bars"), ("position", "duration")),
    "pitch": _orders((), ("interval",)),
    "duration": _orders(("meter", "position"), ("duration",)),
    "velocity": _orders(("position",), ("velocity",)),
    IN_KEY: _orders(("mode", "degree"), ("interval",)),
}
"""The columns of each chain's contexts, from the shortest to the longest; "interval-2" is that of
the note before the last.
"""


def sizes_of(columns: Sequence[str]) -> list[int]:
    """How many values each column of a context takes."""
    return [_SIZES[name.partition("-")[0]] for name in columns]


def contexts(
    chain: str, rows: np.ndarray, chosen: Mapping[str, np.ndarray], keys: np.ndarray
) -> list[np.ndarray]:
    """The contexts (N,) of every length, before notes of which `chosen` is decided, (N,) each,
    after three rows (N, 3, C) each, the oldest first; `keys` (N,) as in `notes.key_index`.
    """
    values = {
        f"{name}-{k}": rows[:, ORDER - k, _COLUMNS[name]]
        for name in ("position", "duration", "interval", "velocity")
        for k in range(1, ORDER + 1)
    }
    values |= {**chosen, "meter": rows[:, -1, _COLUMNS["meter"]]}
    values |= {"mode": (keys >= 12) & (keys < UNKNOWN_KEY), "degree": degrees(rows, keys)}
    return [
        packed([values[name] for name in columns], sizes_of(columns), len(rows))
        for columns in RECIPES[chain]
    ]


def degrees(rows: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """How many semitones the last note of rows (N, 3, C) lies above the tonic, (N,)."""
    tone = rows[:, -1, _COLUMNS["pitch_class"]]
    return np.where(tone < 12, (tone - keys) % 12, NO_DEGREE)


def bases(rows: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """The pitch that the next one is counted from, (N,): the last one."""
    last = rows[:, -1, _COLUMNS["pitch"]]
    tonic = np.where(keys < UNKNOWN_KEY, (keys % 12 + 6) % 12 - 6, 0)
    return np.where(last == SIZES["pitch"], FIRST_PITCH + tonic, last)


def pitches(chances: np.ndarray, base: int) -> np.ndarray:
    """The chances of pitches (128,) from those of intervals (INTERVALS,)."""
    found = chances[SIZES["pitch"] - base :][: SIZES["pitch"]]
    return found / found.sum()


def chances(
    chains: Mapping[str, Chain],
    field: str,
    rows: np.ndarray,
    chosen: Mapping[str, np.ndarray],
    keys: np.ndarray,
) -> np.ndarray:
    """The chance of each symbol of a field (N, SIZES[field]); see `contexts`. Where a key is known,
    pitches are told by the chain IN_KEY.
    """
    found = np.empty((len(rows), SIZES[field]))
    told = contexts(field, rows, chosen, keys)
    in_key = contexts(IN_KEY, rows, chosen, keys) if field == "pitch" else told
    base = bases(rows, keys)
    for index in range(len(rows)):
        if field != "pitch":
            found[index] = chains[field].chances([each[index] for each in told])
            continue
        known = bool(keys[index] < UNKNOWN_KEY) and IN_KEY in chains
        name, each = (IN_KEY, in_key) if known else (field, told)
        found[index] = pitches(chains[name].chances([c[index] for c in each]), int(base[index]))
    return found


def threes(rows: np.ndarray) -> np.ndarray:
    """Each row (T, C) with the two before it, (T, 3, C); the first row stands in for none."""
    before = np.concatenate([rows[:1], rows[:1], rows])
    return np.stack([before[:-2], before[1:-1], before[2:]], axis=1)
