"""Making takes again: from what a tool was given, its options and its seed, to the same notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_origin, get_type_hints

from engine.score.song import Note
from engine.tools.asking import Tool
from engine.tools.errors import ToolError
from engine.tools.options import Options


@dataclass(frozen=True)
class Verdict:
    """What came of making takes again: how many of those there were came the same, of how many,
    and whether another model made them.
    """

    same: int
    count: int
    other_model: bool

    @property
    def is_same(self) -> bool:
        """Whether every take came again, note for note."""
        return self.same == self.count


def options_of(tool: Tool, values: Mapping[str, Any]) -> Options:
    """The options that a project keeps as plain values. Raises ToolError for those of another
    version of the tool.
    """
    try:
        return _built(tool.options, values)
    except (TypeError, ValueError):
        raise ToolError(
            f"these takes were asked of another version of {tool.name}; ask it anew"
        ) from None


def verdict(
    before: Mapping[int, Sequence[Note]],
    after: Sequence[Sequence[Note]],
    hashes: tuple[str, str],
) -> Verdict:
    """Compares takes by number, note for note with velocities and channels; `hashes` are those of
    the model then, "" where it is not known, and now.
    """
    same = sum(
        number < len(after) and _played(notes) == _played(after[number])
        for number, notes in before.items()
    )
    return Verdict(same, len(before), bool(hashes[0]) and hashes[0] != hashes[1])


def _played(notes: Sequence[Note]) -> list[tuple[int, int, int, int, int]]:
    return [(n.start, n.length, n.pitch, n.velocity, n.channel) for n in notes]


def _built(kind: type, values: Mapping[str, Any]) -> Any:
    """A dataclass of its fields' values, with lists for tuples and mappings for dataclasses; what
    was not asked about yet is as it was then (`unasked` in a field's metadata), else its default.
    """
    hints = get_type_hints(kind)
    known = {field.name: field.metadata for field in fields(kind)}
    if unknown := set(values) - set(known):
        raise ValueError(sorted(unknown))
    unasked = {name: about["unasked"] for name, about in known.items() if "unasked" in about}
    return kind(**unasked | {name: _value(hints[name], value) for name, value in values.items()})


def _value(hint: Any, value: Any) -> Any:
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, Mapping):
        return _built(hint, value)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(value)
    return value
