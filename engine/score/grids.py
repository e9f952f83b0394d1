"""The grids that notes snap to, and snapping itself."""

from dataclasses import dataclass

from engine.score.time import Tick


@dataclass(frozen=True, slots=True)
class Grid:
    """A note value to snap to: `numerator / denominator` of a quarter note. Off where it is 0."""

    name: str
    numerator: int
    denominator: int = 1

    def ticks(self, ppq: int) -> Tick:
        """The distance of two grid lines, at least one tick."""
        return Tick(max(1, round(ppq * self.numerator / self.denominator)))


GRIDS: tuple[Grid, ...] = (
    Grid("Off", 0),
    Grid("1/1", 4),
    Grid("1/2", 2),
    Grid("1/4", 1),
    Grid("1/8", 1, 2),
    Grid("1/16", 1, 4),
    Grid("1/32", 1, 8),
    Grid("1/64", 1, 16),
    Grid("1/2 triplet", 4, 3),
    Grid("1/4 triplet", 2, 3),
    Grid("1/8 triplet", 1, 3),
    Grid("1/16 triplet", 1, 6),
    Grid("1/32 triplet", 1, 12),
)
"""What the snap menu offers, in its order."""


TRIPLETS = tuple(grid for grid in GRIDS if grid.denominator % 3 == 0)
STRAIGHT = tuple(grid for grid in GRIDS if grid.numerator and grid not in TRIPLETS)


def grid_named(name: str) -> Grid:
    """The grid of the menu with this name. Raises KeyError."""
    for grid in GRIDS:
        if grid.name == name:
            return grid
    raise KeyError(name)


def finer(grid: Grid, steps: int) -> Grid:
    """The grid of the same kind (straight, or triplets) so many steps finer, coarser below 0; from
    none the one of 16ths. The finest or the coarsest where there are no more.
    """
    kinds = [grids for grids in (STRAIGHT, TRIPLETS) if grid in grids]
    if not kinds:
        return grid_named("1/16")
    (alike,) = kinds
    return alike[max(0, min(len(alike) - 1, alike.index(grid) + steps))]


def as_triplets(grid: Grid) -> Grid:
    """The triplets of a straight grid, and back; the same grid where there are none."""
    there, back = f"{grid.name} triplet", grid.name.removesuffix(" triplet")
    other = back if grid in TRIPLETS else there
    return next((each for each in GRIDS if each.name == other), grid)


def snap(tick: Tick, grid_ticks: Tick, origin: Tick = Tick(0)) -> Tick:
    """The grid line nearest to a tick, the later of two. Lines count from `origin`."""
    return snap_down(Tick(tick + grid_ticks // 2), grid_ticks, origin)


def snap_down(tick: Tick, grid_ticks: Tick, origin: Tick = Tick(0)) -> Tick:
    """The last grid line at or before a tick: where the cell begins that a pointer is in."""
    return Tick(tick - (tick - origin) % grid_ticks)
