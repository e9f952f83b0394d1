"""What may be set of every tool that writes melodies: how they are drawn, and their locks."""

from dataclasses import dataclass, field
from typing import Literal

from engine.representation.asked import MOST_DENSE
from engine.representation.notes import STYLE_NAMES
from engine.theory.taste import Taste
from engine.tools.errors import ToolError
from engine.tools.options import LockOptions, Sampling, option


@dataclass(frozen=True)
class MelodyOptions(Sampling, LockOptions):
    """What a musician may set of a tool that writes melodies.

    The `key` "auto" is found in the melody. `rhythm` "keep" is that of the bars before, a lock too
    (see `Locks`). A melody is one voice, so that it keeps any `max_polyphony`. `style`, `density`
    and `register` are told to the model, which leans to them and may be talked out of them by the
    notes; so are the key and the chords that are in force, however weak. `taste` weighs rules that
    nothing has to keep.
    """

    temperature: float = option(
        1.0, "Adventure", low=0.0, high=2.0, step=0.05, unit="",
        help="Low keeps to the expected, high dares; 0 is the one most likely answer",
    )  # fmt: skip
    top_p: float = option(
        0.95, "Focus", low=0.05, high=1.0, step=0.05, unit="",
        help="Leaves out the least likely notes; 1 leaves out none",
    )  # fmt: skip
    rhythm: Literal["free", "keep"] = option(
        "free", "Rhythm", help="keep: begin and end notes where the melody's last bars do"
    )
    style: Literal["any", "pop", "songbook", "irish", "fiddle"] = option(
        "any", "Style", help="Which of the music that the model has learnt from the notes are like"
    )
    density: int | None = option(
        None, "Density", low=1, high=MOST_DENSE, step=1, unit="notes a bar",
        help="About how many notes a bar to write; empty leaves it open",
    )  # fmt: skip
    register: int | None = option(
        None, "Register", low=48, high=90, step=1, unit="pitch",
        help="Around which pitch to write; empty leaves it open",
    )  # fmt: skip
    taste: Taste = field(
        default=Taste(),
        metadata={"label": "Taste", "help": "Rules of theory, and how much each weighs"},
    )

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if self.rhythm not in ("free", "keep"):
            raise ToolError('a rhythm is "free" or "keep"')
        if self.style != "any" and self.style not in STYLE_NAMES:
            raise ToolError(f"a style is one of any, {', '.join(STYLE_NAMES)}")
        if self.density is not None and not 1 <= self.density <= MOST_DENSE:
            raise ToolError(f"a density is a number of notes a bar from 1 to {MOST_DENSE}")
