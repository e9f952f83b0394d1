"""A figure beside its goal, and the table that `make bench` prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MILLI = 1e3


@dataclass(frozen=True)
class Figure:
    """What was measured. `goal` is the most it should be, in the same unit, if one is set."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    detail: str = ""

    @property
    def missed(self) -> bool:
        """Whether there is a goal and it is not reached."""
        return self.goal is not None and self.value > self.goal

    @property
    def verdict(self) -> str:
        """Whether the goal is reached, and by how much it is missed."""
        if self.goal is None:
            return ""
        return f"missed by {100 * (self.value / self.goal - 1):.0f} %" if self.missed else "met"

    def line(self) -> str:
        """One row of the table."""
        goal = "" if self.goal is None else f"<= {self.goal:g} {self.unit}"
        measured = f"{self.value:.2f} {self.unit}"
        return f"  {self.name:48}{goal:>11}{measured:>14}  {self.verdict:16}{self.detail}".rstrip()


HEAD = f"  {'figure':48}{'goal':>11}{'measured':>14}  {'':16}{'least to most'}"


def in_milliseconds(name: str, seconds: Sequence[float], goal: float | None = None) -> Figure:
    """The median of many times, with the least and the most of them beside it."""
    least, most = (MILLI * end(seconds) for end in (min, max))
    detail = f"{least:.1f} to {most:.1f}, {len(seconds)} times"
    return Figure(name, MILLI * median(seconds), "ms", goal, detail)


def summary(figures: Sequence[Figure]) -> str:
    """How many goals are met, and which are not."""
    with_goal = [figure for figure in figures if figure.goal is not None]
    missed = [figure for figure in with_goal if figure.missed]
    lines = [f"{len(with_goal) - len(missed)} of {len(with_goal)} goals met"]
    lines += [f"  {figure.name.strip()}: {figure.verdict}" for figure in missed]
    return "\n".join(lines)
