"""What a form shows, read from the fields of a tool's options: nothing here knows a tool."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from PySide6.QtCore import QCoreApplication

SPECIAL = frozenset({"seed", "key", "low", "high", "chords", "strength"})
"""Fields with a control of their own."""

ORDER = ("variations", "steps", "kind", "bars", "amount", "temperature", "top_p")
"""What is turned most comes first; fields that are not named here follow."""

STEPS_IN = 3
"""Where a whole number that may be left open begins: so many steps above its lowest value."""


def word(text: str) -> str:
    """A label of the engine in the language that is chosen."""
    return QCoreApplication.translate("Options", text)


@dataclass(frozen=True)
class SliderField:
    """A number to be turned: whole where `whole`, between `low` and `high` in steps.

    `left_open`: it may be None, and is until it is turned.
    """

    name: str
    label: str
    low: float
    high: float
    step: float
    unit: str
    help: str
    default: float
    whole: bool
    left_open: bool = False

    @property
    def positions(self) -> int:
        """How many steps there are from the lowest to the highest value."""
        return round((self.high - self.low) / self.step)

    def value_at(self, position: int) -> float:
        """The value at a step, counted from 0."""
        value = self.low + position * self.step
        return round(value) if self.whole else round(value, 4)

    def position_of(self, value: float) -> int:
        """The step nearest to a value."""
        return max(0, min(self.positions, round((value - self.low) / self.step)))

    def text(self, value: float) -> str:
        """The value as it is shown, with its unit."""
        decimals = f"{value:.2f}".rstrip("0").ljust(3, "0")
        number = str(round(value)) if self.whole else decimals
        unit = self.unit[:-1] if self.unit.endswith("s") and value == 1 else self.unit
        return f"{number} {word(unit) if unit else ''}".strip()


@dataclass(frozen=True)
class ChoiceField:
    """One of several words; `default` is among them. `is_lock`: the other of two is a lock."""

    name: str
    label: str
    help: str
    choices: tuple[str, ...]
    default: str
    is_lock: bool


@dataclass(frozen=True)
class GroupField:
    """Options inside the options, as a part of the form that unfolds."""

    name: str
    label: str
    help: str
    options: type


Field = SliderField | ChoiceField | GroupField


def form_fields(options: type) -> list[Field]:
    """What the form of an options class shows beside the SPECIAL fields, in its order."""
    found = list(_fields(options))
    names = [field.name for field in found]
    order = [n for n in ORDER if n in names] + [n for n in names if n not in ORDER]
    return sorted(found, key=lambda field: order.index(field.name))


def slider_fields(options: type) -> list[SliderField]:
    """The fields that are always turned: those that may not be left open."""
    found = [field for field in form_fields(options) if isinstance(field, SliderField)]
    return [field for field in found if not field.left_open]


def strength_field(options: type) -> SliderField | None:
    """How strictly the locks hold, as a slider; None where the options do not say."""
    for field in fields(options):
        if field.name == "strength":
            return _slider(field.name, field.metadata, field.default, whole=False)
    return None


def has_field(options: type, name: str) -> bool:
    """Whether an options class has a field."""
    return any(field.name == name for field in fields(options))


def _fields(options: type) -> Iterator[Field]:
    hints = get_type_hints(options)
    for field in fields(options):
        about: Mapping[str, Any] = field.metadata
        if field.name in SPECIAL or not about.get("shown", True):
            continue
        kind, left_open = _without_none(hints[field.name])
        words = {"label": word(about.get("label", field.name)), "help": word(about.get("help", ""))}
        choices = get_args(kind) if get_origin(kind) is Literal else about.get("choices")
        if choices:
            is_lock = len(choices) == 2 and about.get("lock", True)
            default = str(field.default)
            yield ChoiceField(
                field.name, **words, choices=tuple(choices), default=default, is_lock=is_lock
            )
        elif kind in (int, float) and "low" in about:
            yield _slider(field.name, about, field.default, kind is int, left_open)
        elif isinstance(kind, type) and is_dataclass(kind):
            yield GroupField(field.name, **words, options=kind)


def _without_none(hint: Any) -> tuple[Any, bool]:
    """A type without its None, and whether it had one."""
    if isinstance(hint, UnionType) and NoneType in get_args(hint):
        return next(kind for kind in get_args(hint) if kind is not NoneType), True
    return hint, False


def _slider(
    name: str, about: Mapping[str, Any], default: Any, whole: bool, left_open: bool = False
) -> SliderField:
    low, high, step = float(about["low"]), float(about["high"]), float(about.get("step", 1))
    if default is None:
        default = min(high, low + STEPS_IN * step) if whole else max(low, min(high, 0.0))
    return SliderField(
        name=name,
        label=word(about.get("label", name)),
        low=low,
        high=high,
        step=step,
        unit=str(about.get("unit", "")),
        help=word(about.get("help", "")),
        default=float(default),
        whole=whole,
        left_open=left_open,
    )
