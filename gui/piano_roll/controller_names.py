"""What controllers are called, and how their values are written."""

from PySide6.QtCore import QCoreApplication

from engine.score.controllers import (
    BEND,
    BENDING,
    BRIGHTNESS,
    EXPRESSION,
    MODULATION,
    PAN,
    PEDAL,
    SOFT,
    SOSTENUTO,
    TOUCH,
    VOLUME,
    Controller,
)

translate = QCoreApplication.translate

OFFERED = (
    PEDAL, BENDING, MODULATION, EXPRESSION, VOLUME, PAN, TOUCH, BRIGHTNESS, SOSTENUTO, SOFT,
)  # fmt: skip
"""The controllers that any clip can be given, in the order of the menu."""


def place_of(controller: Controller) -> int:
    """Where it stands among others: as in the menu, then by its number."""
    known = controller in OFFERED
    return OFFERED.index(controller) if known else len(OFFERED) + controller.number


def long_name(controller: Controller | None) -> str:
    """The name in full; of the velocities for None."""
    if controller is None:
        return translate("Roll", "Velocity")
    known = {
        PEDAL: translate("Roll", "Sustain pedal"),
        BENDING: translate("Roll", "Pitch bend"),
        MODULATION: translate("Roll", "Modulation"),
        EXPRESSION: translate("Roll", "Expression"),
        VOLUME: translate("Roll", "Volume"),
        PAN: translate("Roll", "Pan"),
        TOUCH: translate("Roll", "Channel pressure"),
        BRIGHTNESS: translate("Roll", "Brightness"),
        SOSTENUTO: translate("Roll", "Sostenuto pedal"),
        SOFT: translate("Roll", "Soft pedal"),
    }
    number = translate("Roll", "Controller %1").replace("%1", str(controller.number))
    return known.get(controller, number)


def short_name(controller: Controller | None) -> str:
    """A word that has room beside the lane."""
    if controller is None:
        return translate("Roll", "velocity")
    known = {
        PEDAL: translate("Roll", "pedal"),
        BENDING: translate("Roll", "bend"),
        MODULATION: translate("Roll", "mod"),
        EXPRESSION: translate("Roll", "expr"),
        VOLUME: translate("Roll", "volume"),
        PAN: translate("Roll", "pan"),
        TOUCH: translate("Roll", "touch"),
        BRIGHTNESS: translate("Roll", "bright"),
        SOSTENUTO: translate("Roll", "sosten."),
        SOFT: translate("Roll", "soft"),
    }
    return known.get(controller, f"CC {controller.number}")


def scale_of(controller: Controller | None) -> str:
    """From where to where its values go."""
    if controller is None:
        return translate("Roll", "1 to 127")
    if controller.is_switch:
        return translate("Roll", "up or down")
    low, high = (value_text(controller, value) for value in (0, controller.highest))
    return translate("Roll", "%1 to %2").replace("%1", low).replace("%2", high)


def value_text(controller: Controller, value: int) -> str:
    """A value as musicians say it: a pedal is up or down, a bend counts from its middle."""
    if controller.is_switch:
        down, up = translate("Roll", "down"), translate("Roll", "up")
        return down if value >= 64 else up
    if controller.status == BEND:
        return f"{value - controller.rest:+d}".replace("+0", "0").replace("-", "−")
    return str(value)
