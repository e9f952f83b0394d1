"""What a form shows, read from the fields of a tool's options: nothing here knows a tool."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

SPECIAL = frozenset({"seed", "key", "low", "high", "strength"})
"""Fields with a control of their own; every other number is a slider."""

ORDER = ("variations", "bars", "temperature", "top_p")
"""What is turned most comes first; fields that are not named here follow."""


@dataclass(frozen=True)
class SliderField:
    """A number to be turned: whole where `whole`, between `low` and `high` in steps."""

    name: str
    label: str
    low: float
    high: float
    step: float
    unit: str
    help: str
    default: float
    whole: bool

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
        return f"{number} {unit}".strip()


def slider_fields(options: type) -> list[SliderField]:
    """The fields of an options class that are sliders, in the order of a form."""
    hints = get_type_hints(options)
    found = []
    for field in fields(options):
        about: Mapping[str, Any] = field.metadata
        kind = hints[field.name]
        if field.name in SPECIAL or kind not in (int, float) or "low" not in about:
            continue
        found.append(_slider(field.name, about, field.default, kind is int))
    names = [slider.name for slider in found]
    order = [n for n in ORDER if n in names] + [n for n in names if n not in ORDER]
    return sorted(found, key=lambda slider: order.index(slider.name))


def strength_field(options: type) -> SliderField | None:
    """How strictly the locks hold, as a slider; None where the options do not say."""
    for field in fields(options):
        if field.name == "strength":
            return _slider(field.name, field.metadata, field.default, whole=False)
    return None


def has_field(options: type, name: str) -> bool:
    """Whether an options class has a field."""
    return any(field.name == name for field in fields(options))


def is_optional(options: type, name: str) -> bool:
    """Whether a field may be None."""
    hint = get_type_hints(options).get(name)
    return isinstance(hint, UnionType) and NoneType in get_args(hint)


def _slider(name: str, about: Mapping[str, Any], default: Any, whole: bool) -> SliderField:
    return SliderField(
        name=name,
        label=str(about.get("label", name)),
        low=float(about["low"]),
        high=float(about["high"]),
        step=float(about.get("step", 1)),
        unit=str(about.get("unit", "")),
        help=str(about.get("help", "")),
        default=float(default),
        whole=whole,
    )
