"""What the options of the generating tools have in common."""

from dataclasses import dataclass, field
from typing import Any

from engine.tools.errors import ToolError

SEEDS = 2**32


def option(default: Any, label: str, **form: Any) -> Any:
    """A field of Options; `form` describes its control: low, high, step, unit, help."""
    return field(default=default, metadata={"label": label, **form})


@dataclass(frozen=True)
class Sampling:
    """How answers are drawn. The metadata of each field describes its control in a form."""

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

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        if self.variations < 1:
            raise ToolError("at least one take has to be asked for; raise the number")
        if self.temperature < 0 or not 0 < self.top_p <= 1:
            raise ToolError("temperature must be at least 0, top-p above 0 and at most 1")
        if self.temperature == 0 and self.variations > 1:
            raise ToolError("at temperature 0 there is one answer; ask for one take only")
        if self.seed is not None and not 0 <= self.seed < SEEDS:
            raise ToolError(f"a seed is a whole number from 0 to {SEEDS - 1}")
