"""The window taken apart and put together again, in another language. The song, the takes and what
lies under the hands live on; of the rest each part takes over from the one that stood there before.
"""

from types import SimpleNamespace

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gui.look.appearance import Appearance
from gui.look.turns import paint_again
from gui.piano_roll.coordinates import Coordinates
from gui.services import Services
from gui.workbench import Workbench

TAKING_OVER = (
    "transport_control", "auditioning", "comparing", "instrument", "morphing", "saved_state",
    "fault_bar", "first_start",
)  # fmt: skip
"""Parts of the window that know what is in no setting and in nothing that lives on."""

PLACES_TAKING_OVER = ("roll", "assistant", "target", "morph_pad", "tray", "bars")


class Former(SimpleNamespace):
    """What the window was made of."""


def may_rebuild(window: Workbench) -> bool:
    """Whether nothing is going on that a new window could not go on with: no tool writes, nobody
    records or holds something, no question stands open.
    """
    waiting = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    held = window.places.roll.stage.gesture_runs or QApplication.mouseButtons()
    return not (waiting or held or window.asking.busy or window.desk.recording)


def taken_apart(window: Workbench, services: Services, appearance: Appearance) -> Former:
    """The parts of the window, which nobody speaks to any more; they are gone soon."""
    services.settings.put("assistant/forms", window.asking.remembered())
    window.folding.remember()
    manual = window.helping.manual
    former = Former(
        **vars(window), played=window.instrument.keys.on, read=manual and manual.isVisible()
    )
    window.instrument.switch(False)
    window.surprising.stop()
    window.safe_keeping.flush()
    document = services.document
    for source in (document, document.undo_stack, window.shelf, window.desk, appearance):
        _hush(source)
    document.rename_steps(services.language.retold)
    services.bridge.forget()
    for action in window.actions():
        window.removeAction(action)
    opened = (child for child in window.children() if isinstance(child, QWidget))
    for part in {*window.built, *opened}:
        for timer in part.findChildren(QTimer):
            timer.stop()
        part.deleteLater()
    return former


def taken_over(window: Workbench, services: Services, former: Former) -> None:
    """Let the new parts go on where the former ones were."""
    for action in window.actions_:
        if action.isCheckable() and action.objectName() not in window.language_choice.names:
            action.setChecked(former.actions_[action.objectName()].isChecked())
    for name in PLACES_TAKING_OVER:
        getattr(window.places, name).take_over(getattr(former.places, name))
    for name in TAKING_OVER:
        getattr(window, name).take_over(getattr(former, name))
    window.instrument.switch(former.played)
    if (ports := former.transport_control.ports).backend:
        services.bridge.player_said.emit(ports)
    window.key_finder.find()
    window.asking.warm_up()
    window.recovery_offer.ask()
    window.places.roll.setFocus()
    if former.read:
        window.helping.open_manual()


def settled(window: Workbench, coordinates: Coordinates) -> None:
    """Let all find its room: the roll looks where it looked, and the window may be seen."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    window.places.roll.stage.look(coordinates)
    paint_again(window)


def _hush(source: QObject) -> None:
    """Let nobody hear its signals any more, but for those that every object has."""
    meta = source.metaObject()
    for index in range(QObject().metaObject().methodCount(), meta.methodCount()):
        method = meta.method(index)
        if method.methodType() == QMetaMethod.MethodType.Signal:
            signature = "2" + method.methodSignature().toStdString()
            QObject.disconnect(source, signature, None, None)  # type: ignore[call-overload]  # None: from all
