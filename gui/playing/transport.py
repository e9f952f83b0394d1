"""The bar on top: what time it is, in which tempo, meter and key, and what is connected."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.commands.actions import Actions
from gui.files.drag import tag
from gui.look.controls import FLAT_MARGIN, ElidedLabel, FlatEdit, captioned, label
from gui.look.fonts import text_unit
from gui.look.grip import Grip
from gui.look.icon_button import IconButton
from gui.look.theme import Theme

BESIDE_DOT = 21
"""Where a picker's name begins: right of the dot, the gap and the button's own margin."""
WIDEST_KEY, WIDEST_CHIP = "G♯ minor", "CPU · 999 ms"


@dataclass(frozen=True)
class Choice:
    """One thing that a picker offers."""

    value: str
    text: str


class Dot(QWidget):
    """A small light: on where something is connected, off where nothing is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._on = False
        self.setFixedSize(8, 8)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self.update()

    def set_on(self, on: bool) -> None:
        """Light it or not."""
        self._on = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as it stands."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.machine if self._on else self._theme.line)
            painter.drawEllipse(self.rect())


class Picker(QWidget):
    """A name that opens a menu of what there is, with a small text under it."""

    picked = Signal(str)

    def __init__(self, caption: str, theme: Theme, what: str) -> None:
        super().__init__()
        self.dot = Dot(theme)
        self.caption = label(caption, level=2, face="small")
        self._button = QToolButton()
        self._button.setProperty("meaning", "link")
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setToolTip(what)
        self._button.setAccessibleName(what)
        self._menu = QMenu(self._button)
        self._button.setMenu(self._menu)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.dot)
        row.addWidget(self._button)
        row.addStretch(1)
        under = QHBoxLayout()
        under.setContentsMargins(BESIDE_DOT, 0, 0, 0)
        under.addWidget(self.caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(row)
        column.addLayout(under)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """The name that is shown."""
        return self._button.text()

    def show_choices(self, choices: list[Choice], chosen: str, name: str, caption: str) -> None:
        """Show what can be picked, what is, and whether anything is there."""
        self._menu.clear()
        for choice in choices:
            action = self._menu.addAction(choice.text)
            action.setCheckable(True)
            action.setChecked(choice.value == chosen)
            action.triggered.connect(lambda _on=False, value=choice.value: self.picked.emit(value))
        metrics = self._button.fontMetrics()
        self._button.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, text_unit() * 9))
        self.caption.setText(caption)


class Transport(QFrame):
    """Shows and asks; what is to happen is decided by the transport's control."""

    name_changed = Signal(str)
    tempo_changed = Signal(str)
    tempo_turned = Signal(int)
    meter_changed = Signal(str)
    drag_wanted = Signal(QPixmap)
    """The song is dragged out."""

    def __init__(self, actions: Actions, theme: Theme, menu: QMenu) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._icons: list[IconButton | Dot | Grip] = []
        self._theme = theme
        self._actions = actions
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 16, 4)
        row.setSpacing(16)
        row.addWidget(self._build_name(menu), 3)
        row.addWidget(self._build_buttons(), 0)
        self.position = label("1.1.000", face="position")
        self.position.setObjectName("position")
        self.position.setAccessibleName(self.tr("Position in bar, beat and ticks"))
        row.addWidget(self.position, 0)
        self._build_values(row)
        row.addStretch(2)
        self._build_connections(row)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme; its text may need other room."""
        self._theme = theme
        for icon in self._icons:
            icon.set_theme(theme)
        self.fit()

    def show_position(self, text: str) -> None:
        """Show where the playhead is."""
        if text != self.position.text():
            self.position.setText(text)

    def show_playing(self, playing: bool) -> None:
        """Offer to stop while it plays, else to play."""
        self._play.set_icon("stop" if playing else "play")

    def show_key(self, text: str) -> None:
        """Show the key that was found, or nothing."""
        self.key.setText(text or "–")

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(900, round(text_unit() * 3.4))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(200, round(text_unit() * 3.4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave out what matters least where there is no room for all of it."""
        self._keep_room()
        for part in self._optional:
            part.show()
        layout = self.layout()
        for part in self._optional:
            if layout is None or layout.minimumSize().width() <= self.width():
                return
            part.hide()
            layout.activate()

    def _drag_song(self) -> None:
        self.drag_wanted.emit(tag(self, self.name.text() or self.tr("Song"), self._theme))

    def _keep_room(self) -> None:
        """Nothing moves under the hand when a key is found or an answer timed."""
        widest = self.chip.fontMetrics().horizontalAdvance(WIDEST_CHIP)
        now = self.chip.fontMetrics().horizontalAdvance(self.chip.text())
        self.chip.setMinimumWidth(self.chip.sizeHint().width() - now + widest)
        self.key.setMinimumWidth(self.key.fontMetrics().horizontalAdvance(WIDEST_KEY))

    def _icon(self, name: str, icon: str, meaning: str = "text", quiet: bool = False) -> IconButton:
        size = 1.8 if quiet else 2.2
        button = IconButton(icon, self._theme, meaning=meaning, quiet=quiet, size=size)
        button.bind(self._actions[name])
        self._icons.append(button)
        return button

    def _build_name(self, menu: QMenu) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.menu_button = IconButton("menu", self._theme, quiet=True)
        self.menu_button.setToolTip(self.tr("Menu  F10"))
        self.menu_button.setAccessibleName(self.tr("Menu"))
        self.menu_button.clicked.connect(
            lambda: menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
        )
        self.grip = Grip(self._theme, self.tr("Drag the song into your DAW or a folder"))
        self.grip.drag_wanted.connect(self._drag_song)
        self._icons += [self.menu_button, self.grip]
        row.addWidget(self.menu_button)
        row.addWidget(self.grip)
        self.name = FlatEdit("name")
        self.name.setAccessibleName(self.tr("Name of the song"))
        self.name.setToolTip(self.tr("Name of the song: click, then type"))
        self.name.committed.connect(self.name_changed)
        self.saved = ElidedLabel("", "small")
        self.saved.setProperty("level", 2)
        self.saved.setIndent(FLAT_MARGIN)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.name)
        column.addWidget(self.saved)
        column.addStretch(1)
        row.addLayout(column, 1)
        return holder

    def _build_buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._start = self._icon("return", "to_start")
        self._play = self._icon("play", "play")
        self._record = self._icon("record", "record", meaning="record")
        self._loop = self._icon("loop", "loop", meaning="you")
        for button in (self._start, self._play, self._record, self._loop):
            row.addWidget(button)
        row.addSpacing(2)
        self._metronome = self._icon("metronome", "metronome", meaning="you", quiet=True)
        self._count_in = self._icon("count_in", "count_in", meaning="you", quiet=True)
        row.addWidget(self._metronome)
        row.addWidget(self._count_in)
        return holder

    def _build_values(self, row: QHBoxLayout) -> None:
        self.tempo = FlatEdit("value")
        self.tempo.setAccessibleName(self.tr("Tempo in beats a minute"))
        self.tempo.setToolTip(self.tr("Tempo: type it, or turn the wheel"))
        self.tempo.committed.connect(self.tempo_changed)
        self.tempo.wheeled.connect(self.tempo_turned)
        self.meter = FlatEdit("value")
        self.meter.setAccessibleName(self.tr("Meter"))
        self.meter.setToolTip(self.tr("Meter, such as 4/4 or 6/8"))
        self.meter.committed.connect(self.meter_changed)
        self.key = label("–", face="name")
        key = captioned(self.key, self.tr("key (found)"))
        row.addWidget(captioned(self.tempo, self.tr("bpm")))
        row.addWidget(captioned(self.meter, self.tr("meter")))
        row.addWidget(key)
        self._key_holder = key

    def _build_connections(self, row: QHBoxLayout) -> None:
        self.input = Picker(self.tr("in"), self._theme, self.tr("What you play on"))
        self.output = Picker(self.tr("out"), self._theme, self.tr("What the music sounds through"))
        self._icons += [self.input.dot, self.output.dot]
        self.chip = QToolButton()
        self.chip.setProperty("meaning", "chip")
        self.chip.setProperty("face", "caption")
        self.chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chip.setAccessibleName(self.tr("What the model runs on"))
        self.chip.setToolTip(self.tr("What the model runs on, and how long its last answer took"))
        for part in (self.input, self.output, self.chip):
            row.addWidget(part)
        self._optional: list[QWidget] = [self.chip, self.output, self.input, self._key_holder]
