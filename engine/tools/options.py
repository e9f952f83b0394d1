"""What the options of the generating tools have in common."""

import secrets
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, TypeVar

from engine.tools.errors import ToolError

SEEDS = 2**32

LOCKS = frozenset({"low", "high", "chords", "rhythm", "max_polyphony", "no_repeat"})
"""The options that lock something, but for the key, which may be told without being locked."""


def option(default: Any, label: str, **form: Any) -> Any:
    """A field of Options; `form` describes its control: low, high, step, unit, help, choices,
    whether it is shown at all, and whether a choice of two is a lock. `unasked` is what held before
    it could be asked about, for takes of that time.
    """
    return field(default=default, metadata={"label": label, **form})


@dataclass(frozen=True)
class Options:
    """What a musician may set of a tool. The metadata of each field describes its control."""

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""


@dataclass(frozen=True)
class Sampling(Options):
    """How answers are drawn."""

    variations: int = option(1, "Takes", low=1, high=16, step=1, unit="", help="How many answers")
    temperature: float = option(
        1.0, "Adventure", low=0.0, high=2.0, step=0.05, unit="",
        help="Low keeps to the expected, high dares; 0 is the one central answer",
    )  # fmt: skip
    top_p: float = option(
        0.95, "Focus", low=0.05, high=1.0, step=0.05, unit="",
        help="Leaves out the least likely; 1 leaves out none",
    )  # fmt: skip
    seed: int | None = option(
        None, "Seed", low=0, high=SEEDS - 1, step=1, unit="",
        help="The same seed gives the same takes; empty draws a new one",
    )  # fmt: skip

    spare: int = option(
        0, "Spare", shown=False,
        help="So many of the takes stand in for others that are not new",
    )  # fmt: skip

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if self.variations < 1:
            raise ToolError("at least one take has to be asked for; raise the number")
        if self.temperature < 0 or not 0 < self.top_p <= 1:
            raise ToolError("temperature must be at least 0, top-p above 0 and at most 1")
        if self.temperature == 0 and self.variations > 1:
            raise ToolError("at temperature 0 there is one answer; ask for one take only")
        if self.seed is not None and not 0 <= self.seed < SEEDS:
            raise ToolError(f"a seed is a whole number from 0 to {SEEDS - 1}")


Drawn = TypeVar("Drawn", bound=Sampling)


def seeded(options: Drawn) -> Drawn:
    """The options with a seed: a fresh one where they have none."""
    return options if options.seed is not None else replace(options, seed=secrets.randbelow(SEEDS))


@dataclass(frozen=True)
class FrameLocks(Options):
    """What new notes keep to, whatever their pitches: `max_polyphony` says how many sound at a
    time, `no_repeat` how many in a row may come again. A lock makes what it forbids (1 - strength)
    as likely: at 1 it is never violated.
    """

    max_polyphony: int | None = option(
        None, "Voices", low=1, high=16, step=1, unit="", help="How many notes sound at most",
        shown=False,
    )  # fmt: skip
    no_repeat: int | None = option(
        None, "No repeats", low=1, high=64, step=1, unit="notes",
        help="Never more notes in a row that were heard like that before",
    )  # fmt: skip
    strength: float = option(
        1.0, "Strength", low=0.0, high=1.0, step=0.05, unit="",
        help="How strictly the locks hold: 1 is never violated, 0 is ignored",
    )  # fmt: skip

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        super().check()
        if not 0 <= self.strength <= 1:
            raise ToolError("strength goes from 0 to 1")
        counts = (self.max_polyphony, self.no_repeat)
        if any(number is not None and number < 1 for number in counts):
            raise ToolError("max-polyphony and no-repeat count from 1; raise the number")

    def in_force(self) -> Self:
        """The options without their locks where the strength is 0."""
        if self.strength:
            return self
        free = {each.name: each.default for each in fields(self) if each.name in LOCKS}
        return replace(self, **free)


@dataclass(frozen=True)
class LockOptions(FrameLocks):
    """What new notes keep to, their pitches too.

    `key` is "auto" or "none" (nothing is forbidden), or a key such as "A minor", which is a lock.
    `low` and `high` are the lowest and highest pitch, `chords` those of the new bars ("Am F:2 G:2",
    see `parse_chords`): locks too.
    """

    key: str = option("auto", "Key", help='auto, none, or a key to stay in, such as "A minor"')
    low: int | None = option(
        None, "Lowest", low=0, high=127, step=1, unit="pitch", help="No note below this one"
    )
    high: int | None = option(
        None, "Highest", low=0, high=127, step=1, unit="pitch", help="No note above this one"
    )
    chords: str = option("", "Chords", help='Chords to stay in, one a bar, such as "Am F C G"')

    def in_force(self) -> Self:
        """The options without their locks where the strength is 0."""
        free = super().in_force()
        named = self.key not in ("auto", "none")
        return replace(free, key="auto") if named and not self.strength else free
