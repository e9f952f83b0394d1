"""What a project file must be, checked value by value: nothing enters a song untested."""

from typing import Any

from engine.errors import AriettaError

BACKUP = "open another copy or an autosave"


class ProjectFileError(AriettaError):
    """A file that is no project, is damaged, or was made by a newer Arietta."""


class Damage(Exception):
    """What is wrong with a project, in words that fit behind the file's name."""


def damaged(where: str) -> Damage:
    """The project's values are not what they must be."""
    return Damage(f"is damaged: {where}; {BACKUP}")


def whole(value: Any, where: str, low: int = 0, high: int = 1 << 48) -> int:
    """A whole number from `low` to `high`. Raises Damage."""
    if type(value) is not int or not low <= value <= high:
        raise damaged(f"{where} must be a whole number from {low} to {high}")
    return value


def switch(value: Any, where: str) -> bool:
    """Yes or no. Raises Damage."""
    if type(value) is not bool:
        raise damaged(f"{where} must be true or false")
    return value


def text(value: Any, where: str) -> str:
    """A text. Raises Damage."""
    if type(value) is not str:
        raise damaged(f"{where} must be a text")
    return value


def dicts(value: Any, where: str) -> list[dict[str, Any]]:
    """A list of objects. Raises Damage."""
    if type(value) is not list or not all(type(each) is dict for each in value):
        raise damaged(f"{where} must be a list of objects")
    return value


def rows(value: Any, where: str, width: int) -> list[list[Any]]:
    """A list of lists with so many values each. Raises Damage."""
    if type(value) is not list or not all(type(r) is list and len(r) == width for r in value):
        raise damaged(f"{where} must be rows of {width} values")
    return value


def whole_rows(value: Any, where: str, width: int) -> list[list[int]]:
    """A list of lists with so many whole numbers each. Raises Damage."""
    table = rows(value, where, width)
    numbers = {int}
    if not all(set(map(type, row)) == numbers for row in table):
        raise damaged(f"{where} must be whole numbers")
    return table
