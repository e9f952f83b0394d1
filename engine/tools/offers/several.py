"""How takes are asked for in the window: several at once."""

from engine.tools.options import option

SEVERAL = 4
"""How many takes are offered at first: one alone leaves no choice."""


def several() -> int:
    """The option of how many."""
    return option(SEVERAL, "Takes", low=1, high=16, step=1, unit="", help="How many answers")
