"""The controls that a window shows, by name: found in the palette, and gone to from there."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

KINDS = QAbstractButton | QAbstractSlider | QLineEdit | QTabBar


def controls_in(window: QWidget) -> Iterator[QWidget]:
    """All that can be worked in a window as it is shown now: what takes the focus, and buttons."""
    for widget in window.findChildren(QWidget):
        able = isinstance(widget, KINDS) or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        passive = isinstance(widget, QScrollBar) or not widget.isEnabled()
        if able and not passive and widget.isVisible():
            yield widget


def named_controls(window: QWidget, known: Collection[str]) -> list[tuple[str, QWidget]]:
    """The controls by their names; those whose name is `known` as that of an action are left out,
    as the action does the same.
    """
    found = [(widget.accessibleName(), widget) for widget in controls_in(window)]
    return [(name, widget) for name, widget in found if name and name not in known]


def go_to(widget: QWidget) -> None:
    """Give a control the focus and bring it into view; a button that takes none is pressed."""
    if isinstance(widget, QAbstractButton) and widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
        widget.click()
        return
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget)
