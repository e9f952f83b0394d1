"""Qt's enumerations, made in a fraction of the time.

PySide asks Python for all of a class as soon as the class is used, nearly three hundred by the time
the window is there; Python looks at each of their thousands of members as if it were written by
hand, which is a tenth of a start.
"""

import sys
from collections.abc import Iterable, Sequence
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from functools import cache, reduce
from operator import or_
from typing import Any

KINDS = (Enum, IntEnum, Flag, IntFlag)
"""The kinds that PySide asks for."""

_as_ever = vars(EnumType)["_create_"]


def make_quickly() -> None:
    """Have those that PySide asks for made here. To be called before Qt is loaded."""
    type.__setattr__(EnumType, "_create_", _create)


def made(kind: Any, name: str, members: Sequence[tuple[str, int]]) -> Any:
    """What `kind(name, members, boundary=KEEP)` gives, where the members `are_plain`."""
    parts = {key: _own(part) for key, part in _of_an_empty_one(kind).items()}
    made: Any = type.__new__(EnumType, name, (kind,), parts)
    by_name, by_value, names = made._member_map_, made._value2member_map_, made._member_names_
    new, takes_value, put = made._new_member_, made._use_args_, type.__setattr__
    has_parts = issubclass(kind, Flag)
    for key, value in members:
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if takes_value else new(made)
            member._value_ = value
            member._name_ = key
            member.__objclass__ = made
            member._sort_order_ = len(names)
            by_value[value] = member
            if not has_parts or _is_bit(value):
                names.append(key)
        by_name[key] = member
        put(made, key, member)
    if has_parts:
        _know_bits(made, by_value)
    return made


def are_plain(kind: Any, members: Any) -> bool:
    """Whether none has a name that each of this kind has, and none of a flag is below zero."""
    if not isinstance(members, list):
        return False
    taken, least = _taken(kind), 0 if issubclass(kind, Flag) else -sys.maxsize
    return all(key not in taken and key[:1] != "_" and value >= least for key, value in members)


def _create(kind: Any, name: str, members: Any, **more: Any) -> Any:
    """What Python calls for `kind(name, members, ...)`; PySide says later in which module it is."""
    is_pyside_s = more.get("boundary") is FlagBoundary.KEEP and more.get("module") is None
    if is_pyside_s and kind in KINDS and are_plain(kind, members):
        return made(kind, name, members)
    return _as_ever(kind, name, members, **more)


def _know_bits(flag: Any, values: Iterable[int]) -> None:
    """Tell a flag which bits its members have, under the names of this release of Python."""
    bits, single = reduce(or_, values, 0), reduce(or_, filter(_is_bit, values), 0)
    flag._all_bits_ = (1 << bits.bit_length()) - 1
    if "_singles_mask_" in vars(flag):
        flag._flag_mask_, flag._singles_mask_ = bits, single
    else:
        flag._flag_mask_ = single
    shown = [member._value_ for member in flag]
    if shown != sorted(shown):
        flag._iter_member_ = flag._iter_member_by_def_


def _is_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)


def _own(part: Any) -> Any:
    return part.copy() if isinstance(part, (list, dict)) else part


@cache
def _of_an_empty_one(kind: Any) -> dict[str, Any]:
    empty = _as_ever(kind, "Empty", (), module=__name__, boundary=FlagBoundary.KEEP)
    return {
        key: part for key, part in vars(empty).items() if key not in ("__dict__", "__weakref__")
    }


@cache
def _taken(kind: Any) -> frozenset[str]:
    return frozenset(name for base in kind.__mro__ for name in vars(base)) | {"mro", ""}
