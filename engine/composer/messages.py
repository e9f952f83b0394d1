"""What the window's side and the composer process say to each other, beside tasks. All of it is
picklable, and one task is under way at most.
"""

from typing import Any, NamedTuple


class Stop(NamedTuple):
    """What comes of the task that is under way is wanted no more."""


class News(NamedTuple):
    """What a task reports while it is done, in order."""

    values: tuple[Any, ...]


class Done(NamedTuple):
    """What came of a task."""

    result: Any


class Failed(NamedTuple):
    """What a task raised, Cancelled too."""

    error: Exception
