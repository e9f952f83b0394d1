"""A figure beside its goal, as `make bench` prints it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured. `goal` is the most it should be, in the same unit, if one is set."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the goal is reached, and by how much it is missed."""
        if self.goal is None:
            return ""
        if self.value <= self.goal:
            return "ok"
        return f"missed by {100 * (self.value / self.goal - 1):.0f} %"

    def line(self) -> str:
        """One row of the table."""
        goal = "" if self.goal is None else f"<= {self.goal:g}"
        return (
            f"  {self.name:52}{self.value:10.2f} {self.unit:5}{goal:>10}  {self.verdict}".rstrip()
        )


def show(title: str, figures: list[Figure]) -> None:
    """Prints a table."""
    print(f"\n{title}", flush=True)
    for figure in figures:
        print(figure.line(), flush=True)
