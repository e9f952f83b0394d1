"""The names beside the lane below the notes: a press shows another one."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QVBoxLayout, QWidget

from engine.score.controllers import CONTROL, NOT_DRAWN, PEDAL, Controller, controllers_in
from gui.look.fonts import dress
from gui.piano_roll.controller_names import OFFERED, long_name, place_of, scale_of, short_name
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

MARGINS = 7
"""So many pixels lie above and below the names together."""


class LaneNames(QWidget):
    """Velocity, pedal, what else the clip moves, and the way to all others; as many as have room.
    The one that is shown stands among them always.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._shown: tuple[object, ...] = ()
        self._buttons: list[QToolButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, MARGINS - 2, 2, 2)
        self._column.setSpacing(0)
        self._more = self._button(translate("Roll", "+ lane"))
        self._more.setAccessibleName(translate("Roll", "Other lanes below the notes"))
        self._more.setToolTip(translate("Roll", "Pitch bend, modulation and all other controllers"))
        self._more.clicked.connect(self._ask)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        stage.picture_changed.connect(self._show)
        stage.lane.changed.connect(self._show)
        stage.keys_changed.connect(self.update)

    def lanes(self) -> list[Controller | None]:
        """All lanes that can be gone through: those of the clip among them."""
        clip, chosen = self._stage.clip, self._stage.lane.controller
        found: list[Controller | None] = [None, PEDAL]
        found += sorted(controllers_in(clip) if clip is not None else (), key=place_of)
        found += [chosen]
        return list(dict.fromkeys(found))

    def step(self) -> None:
        """Show the next lane; the first after the last."""
        lanes = self.lanes()
        place = lanes.index(self._stage.lane.controller) + 1
        self._stage.lane.choose(lanes[place % len(lanes)])

    def menu(self) -> QMenu:
        """All lanes with the one that is shown marked, and any other one by its number."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._stage.lane.controller
        for lane in dict.fromkeys((None, *OFFERED, *self.lanes())):
            action = QAction(long_name(lane), menu, checkable=True, checked=lane == chosen)
            action.triggered.connect(lambda _on=False, lane=lane: self._stage.lane.choose(lane))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(translate("Roll", "By its number…"), self._ask_number)
        return menu

    @property
    def least_height(self) -> int:
        """The height that the name of the lane and the way to others need."""
        return MARGINS + 2 * self._more.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more, or for fewer."""
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._shown = ()
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the corner."""
        theme = self._stage.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.panel)
            painter.fillRect(QRectF(0, 0, self.width(), 1), theme.line)

    def _show(self) -> None:
        clip, chosen = self._stage.clip, self._stage.lane.controller
        events = clip.events if clip is not None else None
        shown = (events, chosen, self.height())
        if len(self._shown) == 3 and self._shown[0] is events and self._shown[1:] == shown[1:]:
            return
        self._shown = shown
        lanes = self.lanes()
        room = max(2, (self.height() - MARGINS) // max(1, self._more.sizeHint().height()))
        kept = lanes[: room - 1]
        if chosen not in kept:
            kept[-1] = chosen
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._name(lane, lane == chosen) for lane in kept]
        for place, button in enumerate(self._buttons):
            self._column.insertWidget(place, button)

    def _name(self, lane: Controller | None, chosen: bool) -> QToolButton:
        button = self._button(short_name(lane))
        button.setCheckable(True)
        button.setChecked(chosen)
        button.setAccessibleName(long_name(lane))
        button.setToolTip(f"{long_name(lane)} ({scale_of(lane)})")
        button.clicked.connect(lambda _on=False: self._choose(lane))
        return button

    def _choose(self, lane: Controller | None) -> None:
        self._stage.lane.choose(lane)
        self._shown = ()
        self._show()

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("meaning", "lane")
        button.setProperty("face", "small")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(button)
        return button

    def _ask(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _ask_number(self) -> None:
        title = translate("Roll", "Controller")
        words = translate("Roll", "Number, from 1 to 119")
        number, given = QInputDialog.getInt(self.window(), title, words, 1, 1, 119)
        if given and number not in NOT_DRAWN:
            self._stage.lane.choose(Controller(CONTROL, number))
        elif given:
            self._stage.message.emit(
                translate("Roll", "That one sets something up; it has no curve to draw.")
            )
