"""Tables of counts in the place of networks: a file of arrays that answers as a graph would.

An order-3 Markov chain of melodies (pitch by scale degree where the key is known, and by the
tones that melodies sing over a chord where one is told), and one of chords, with what is sung over
them.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple
from zipfile import BadZipFile

import numpy as np

from engine.representation.chain import Chain
from engine.representation.chord_chain import ChordChain
from engine.representation.chord_tones import STRONG, ChordTones
from engine.representation.contexts import CHAINS, ORDER, chances, threes
from engine.representation.notes import FIELDS, HEAD_INPUTS, ROW
from engine.runtime.errors import REPAIR, ModelError

_COLUMNS = len(ROW)
WIDTH = ORDER * _COLUMNS + 1 + len(FIELDS)
"""Numbers in a state: the last rows, the key, what was chosen of this note."""

LEAN = 0.75
"""How much the tones that are sung over a chord count beside the melody's own way: the power that
makes held-out melodies likeliest.
"""


class _State(NamedTuple):
    """What was read of N lines: the last rows (N, 3, C), the keys (N,), the choices by field."""

    rows: np.ndarray
    keys: np.ndarray
    chosen: dict[str, np.ndarray]

    def numbers(self) -> np.ndarray:
        """As a graph gives it, (N, WIDTH)."""
        chosen = [self.chosen.get(field, np.zeros(len(self.keys))) for field in FIELDS]
        parts = self.rows.reshape(len(self.keys), -1), self.keys[:, None], np.stack(chosen, axis=1)
        return np.concatenate(parts, axis=1).astype(np.float32)

    @classmethod
    def of(cls, numbers: np.ndarray) -> "_State":
        """From what `numbers` gave."""
        whole = numbers.astype(np.int64)
        rows = whole[:, : ORDER * _COLUMNS].reshape(-1, ORDER, _COLUMNS)
        keys, *chosen = whole[:, ORDER * _COLUMNS :].T
        return cls(rows, keys, dict(zip(FIELDS, chosen, strict=True)))


class Tables(ABC):
    """What every file of tables has of a graph."""

    device: Literal["cpu", "gpu"] = "cpu"
    notice = ""
    chains: Mapping[str, Chain] = {}
    inputs: Mapping[str, tuple[int | str, ...]]
    outputs: Mapping[str, tuple[int | str, ...]]

    @abstractmethod
    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """As Session.run; all outputs, in order."""


class Trunk(Tables):
    """Reads rows and decides "bars". It remembers rows as they are."""

    inputs = dict.fromkeys(("rows", "conditions", "held", "past"), ())
    outputs = dict.fromkeys(("state", "logits", "new_past"), ())

    def __init__(self, chains: Mapping[str, Chain]) -> None:
        self.chains = chains

    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """The rows (B, T, C) after a past (B, P, C) to states (B, T, WIDTH), logits, rows."""
        rows, past = feeds["rows"], feeds["past"][:, : int(feeds["held"][0])]
        both = np.concatenate([past[:, -ORDER:].astype(np.int64), rows], axis=1)
        steps = rows.shape[1]
        last = np.concatenate([threes(each)[-steps:] for each in both])
        keys = np.repeat(feeds["conditions"][:, 0], steps)
        found = chances(self.chains, "bars", last, {}, keys)
        states = _State(last, keys, {}).numbers().reshape(*rows.shape[:2], WIDTH)
        logits = np.log(found).astype(np.float32).reshape(*rows.shape[:2], -1)
        return [states, logits, rows.astype(np.float32)]


class Head(Tables):
    """Decides a further field. Chords weigh what is sung over them."""

    inputs = dict.fromkeys(("state", "choice"), ())
    outputs = dict.fromkeys(("next_state", "logits"), ())

    def __init__(self, field: str, chains: Mapping[str, Chain], tones: ChordTones | None) -> None:
        self.chains = chains
        self._field, self._tones = field, tones

    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """A state (B, WIDTH) and choice (B, n) to the next state and logits."""
        rows, keys, chosen = _State.of(feeds["state"])
        told = dict(zip(HEAD_INPUTS[self._field], feeds["choice"].T, strict=True))
        chosen |= {field: told[field] for field in FIELDS if field in told}
        logits = np.log(chances(self.chains, self._field, rows, chosen, keys))
        if self._tones is not None and "chord" in told:
            logits += _sung(self._tones, told["chord"], told["level"] <= STRONG)
        state = _State(rows, keys, chosen).numbers()
        return [state, logits.astype(np.float32)]


def _sung(tones: ChordTones, chords: np.ndarray, strong: np.ndarray) -> np.ndarray:
    """How much likelier each pitch is over each line's chord, (B, 128) in nats; 0 without one."""
    found = np.zeros((len(chords), 128))
    for index in np.flatnonzero(chords):
        sung = np.log(12 * tones.chances(int(chords[index]), bool(strong[index])))
        found[index] = LEAN * np.resize(sung, found.shape[1])
    return found


class NextChord(Tables):
    """Decides whether a chord goes on, and which one follows it."""

    inputs = dict.fromkeys(("chords", "place", "age", "melody"), ())
    outputs = dict.fromkeys(("change", "symbols"), ())

    def __init__(self, chain: ChordChain) -> None:
        self.chain = chain

    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """The last chords (1, 3), -1 for none, place and age (1,), the beat's melody (1, 12) to the
        logit of a change (1,) and the logits of the chords (1, SYMBOLS).
        """
        chords = [int(chord) for chord in feeds["chords"][0] if chord >= 0]
        place, age = int(feeds["place"][0]), int(feeds["age"][0])
        change, symbols = self.chain.logits(chords, place, age, feeds["melody"][0])
        return [np.array([change]), symbols[None]]


def open_tables(path: Path) -> Tables:
    """The tables in a file, of the trunk, of a head or of chords. Raises ModelError."""
    try:
        with path.open("rb") as stream, np.load(stream) as file:
            arrays = {name: file[name] for name in file.files}
        decides = str(arrays["decides"])
        if decides == "chord":
            return NextChord(ChordChain.read(arrays))
        chains = {name: Chain.read(arrays, name) for name in CHAINS if f"{name}/size" in arrays}
        if decides == FIELDS[0]:
            return Trunk(chains)
        return Head(decides, chains, ChordTones.read(arrays) if decides == "pitch" else None)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{path} holds no tables of a model ({error}); {REPAIR}") from None
