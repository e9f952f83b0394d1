"""What the model is told beside the notes: the key, a style, and what is asked of new notes."""

from dataclasses import dataclass

from engine.representation.asked import Asked, density_index, register_index, tone_set
from engine.representation.notes import key_index, style_index
from engine.theory.keys import Key
from engine.tools.locks.locks import Locks
from engine.tools.melody_options import MelodyOptions


@dataclass(frozen=True)
class Told:
    """The key (None: nothing is said), the style by its name, and what is asked."""

    key: Key | None
    style: str
    asked: Asked

    @classmethod
    def of(cls, options: MelodyOptions, key: Key | None, locks: Locks) -> "Told":
        """What options say. The chords of locks in force are told, however weak the locks are."""
        chords = tuple((tick, tone_set(chord.tones)) for tick, chord in locks.chords)
        asked = Asked(density_index(options.density), register_index(options.register), chords)
        return cls(key, options.style, asked)

    @property
    def conditions(self) -> tuple[int, int]:
        """What the model is told of the whole melody."""
        return key_index(self.key), style_index(self.style)
