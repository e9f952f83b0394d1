"""The window: puts the places and the controllers together, takes drops, and closes in good
order.
"""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPixmap,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from engine.errors import AriettaError
from engine.playback.events import (
    Captured,
    LiveNote,
    Moved,
    PortsChanged,
    Recorded,
    Restarted,
    Trouble,
)
from engine.score.autosave import Recovery
from gui.actions import Actions
from gui.appearance import Appearance
from gui.assistant.card import Card
from gui.assistant.shelf import Shelf
from gui.auditioning import Auditioning
from gui.continuing import Continuing, Device
from gui.desk import Desk
from gui.drag import drag_out
from gui.file_actions import FileActions, can_open
from gui.fonts import dress
from gui.help_sheet import HelpSheet
from gui.instrument_mode import InstrumentMode
from gui.key_finder import KeyFinder
from gui.menus import main_menu
from gui.palette import Palette
from gui.places import Folding, Places
from gui.recording import Recording
from gui.recovery import SafeKeeping
from gui.roll_control import RollControl
from gui.saved_state import SavedState
from gui.services import Services
from gui.sound_choice import SoundChoice
from gui.track_control import TrackControl
from gui.transport_control import TransportControl

_IN_ROLL = Qt.ShortcutContext.WidgetWithChildrenShortcut
WARM_UP_MS = 250
RECOVERY_MS = 120
SMALLEST = (760, 480)
FIRST = (1440, 900)
TITLE_BAR = 32


class MainWindow(QMainWindow):
    """Composes. Each thing that can be done lives in a controller of its own."""

    def __init__(self, services: Services, appearance: Appearance) -> None:
        super().__init__()
        self._services = services
        document, settings = services.document, services.settings
        self.actions_ = actions = Actions(self)
        self.shelf = Shelf(self)
        self.desk = Desk(document, self)
        self.files = FileActions(
            document, self.shelf, settings, services.disk, services.bridge, actions, self
        )
        menu = main_menu(actions, self, self.tr("Open recent"), self.files.fill_recent)
        self.places = places = Places(document, self.shelf, actions, menu, appearance.theme)
        self.setCentralWidget(places)
        self.folding = Folding(places, actions, settings)
        self._build_controllers(services)
        self._wire(services, appearance, menu)
        self.addActions(list(actions))
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        room = self.screen().availableSize()
        self.resize(min(FIRST[0], room.width()), min(FIRST[1], room.height() - TITLE_BAR))
        self.restoreGeometry(settings.raw("window/geometry"))
        dress(self)
        self._begun = False

    def _build_controllers(self, services: Services) -> None:
        document, settings, player = services.document, services.settings, services.player
        desk, actions, places = self.desk, self.actions_, self.places
        roll, bridge, shelf = places.roll, services.bridge, self.shelf
        self.transport_control = TransportControl(
            document, desk, places.transport, roll, player, actions, settings, self
        )
        self.roll_control = RollControl(document, desk, roll, player, actions, settings, self)
        self.track_control = TrackControl(document, desk, places.tracks, actions, self)
        self.auditioning = Auditioning(
            document, desk, shelf, places.tray, roll, player, actions, services.drags, self
        )
        self.continuing = Continuing(
            document, desk, shelf, places.assistant, services.library, services.jobs, bridge,
            actions, self,
        )  # fmt: skip
        self.recording = Recording(document, desk, roll, player, actions, self)
        self.safe_keeping = SafeKeeping(
            document, shelf, services.autosave, services.disk, bridge, self
        )
        self.key_finder = KeyFinder(document, desk, self)
        self.instrument = InstrumentMode(desk, player, actions, places.status, self)
        self.saved_state = SavedState(document, places.transport, self)
        self.sound_choice = SoundChoice(player, actions, settings, self)

    def _wire(self, services: Services, appearance: Appearance, menu: QMenu) -> None:
        places, actions = self.places, self.actions_
        services.bridge.player_said.connect(self._player_said)
        appearance.changed.connect(places.set_theme)
        appearance.changed.connect(lambda _theme: self.track_control.show())
        appearance.connect_to(actions, self)
        say = places.status.say
        for part in (self.files, self.auditioning, self.continuing, self.recording,
                     self.safe_keeping, self.roll_control, self.transport_control,
                     self.sound_choice):  # fmt: skip
            part.message.connect(say)
        self.files.trouble.connect(places.bars.tell)
        self.files.opened.connect(self.auditioning.clear)
        self.recording.grew.connect(self.safe_keeping.keep)
        self.transport_control.ports_shown.connect(places.status.backend.setText)
        places.transport.name_changed.connect(self.files.rename)
        self.roll_control.fill_grids(places.grid)
        self._wire_strip()
        self._wire_continuing(places.transport.chip)
        self.key_finder.suggested.connect(places.assistant.form.suggest)
        self.key_finder.found.connect(places.roll.set_key)
        self.key_finder.found.connect(
            lambda key: places.transport.show_key(str(key) if key else "")
        )
        palette, sheet = Palette(actions, self), HelpSheet(actions, self)
        actions.connect_all({
            "palette": lambda: palette.open_over(self),
            "help": lambda: sheet.open_over(self),
            "return": self._enter,
            "escape": self._escape,
            "quit": self.close,
            "full_screen": lambda on: self.showFullScreen() if on else self.showNormal(),
        })  # fmt: skip
        for action in actions.in_roll():
            action.setShortcutContext(_IN_ROLL)
            places.roll.addAction(action)
        QShortcut(QKeySequence("F10"), self, places.transport.menu_button.click)

    def _wire_strip(self) -> None:
        strip, desk = self.places.strip, self.desk

        def show() -> None:
            clip = desk.clip
            strip.show_track(self._services.document.song, desk.track, clip.id if clip else None)

        def drag(clip_id: int, picture: QPixmap) -> None:
            path = self.auditioning.clip_file(clip_id)
            if path is not None:
                drag_out(strip, path, picture)

        strip.chosen.connect(desk.choose_clip)
        strip.seek_requested.connect(self.transport_control.seek)
        strip.drag_wanted.connect(drag)
        desk.moved.connect(strip.set_playhead)
        desk.chosen.connect(show)
        self._services.document.changed.connect(lambda _before, _after: show())
        show()

    def _wire_continuing(self, chip: QToolButton) -> None:
        menu = QMenu(chip)
        for device, text in (
            ("auto", self.tr("What is faster")), ("cpu", "CPU"), ("gpu", "GPU"),
        ):  # fmt: skip
            action = menu.addAction(text)
            action.triggered.connect(
                lambda _on=False, device=device: self.continuing.set_device(cast(Device, device))
            )
        chip.setMenu(menu)
        chip.setText(self.tr("CPU"))
        self.continuing.loaded.connect(lambda device: chip.setText(device.upper()))
        self.continuing.answered.connect(
            lambda device, seconds: chip.setText(f"{device.upper()} · {seconds * 1000:.0f} ms")
        )

    def begin(self) -> None:
        """What has to happen once the window is there: sound, keeping safe, a warm model."""
        self.transport_control.begin()
        self.sound_choice.begin()
        self.key_finder.find()
        QTimer.singleShot(RECOVERY_MS, self, self._offer_recoveries)
        QTimer.singleShot(WARM_UP_MS, self, self.continuing.warm_up)
        self.places.roll.setFocus()

    def open_all(self, paths: list[Path]) -> None:
        """Open the first file; a window holds one song."""
        for path in paths[:1]:
            self.files.open_path(path, ask=False)

    def tell(self, text: str) -> None:
        """Say that something went wrong, and keep the song safe first. Callable from any thread."""
        self._services.bridge.here(self._tell)(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, the first time."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self.begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then end everything in good order."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.continuing.cancel()
        self.instrument.switch(False)
        settings = self._services.settings
        settings.put("window/geometry", self.saveGeometry())
        self.folding.remember()
        self.hide()
        self.safe_keeping.close()
        self._services.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say whether it can be dropped here."""
        if isinstance(event.source(), Card) or (
            event.source() is None and _songs(event.mimeData())
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        source = event.source()
        event.acceptProposedAction()
        if isinstance(source, Card):
            self.auditioning.keep(source.index)
        elif songs := _songs(event.mimeData()):
            # The other program waits for the drop to end: questions come after it.
            QTimer.singleShot(0, self, lambda: self.files.open_path(songs[0]))

    def _tell(self, text: str) -> None:
        self.safe_keeping.keep_now()
        self.places.bars.tell(text)

    def _player_said(self, event: object) -> None:
        match event:
            case Moved():
                self.transport_control.moved(event)
            case LiveNote():
                self.places.roll.set_live(event.pitch, event.on)
            case Recorded():
                self.recording.recorded(event)
            case Captured():
                self.recording.captured(event)
            case PortsChanged():
                self.transport_control.ports_changed(event)
            case Trouble():
                self.places.bars.tell(event.message)
            case Restarted():
                self.places.status.say(self.tr("The player had stopped and was started anew"))

    def _enter(self) -> None:
        if self.auditioning.wants_enter():
            self.auditioning.keep_at_hand()
        else:
            self.transport_control.to_start()

    def _escape(self) -> None:
        if self.continuing.busy:
            self.continuing.cancel()
        elif not self.places.roll.escape():
            if not self.desk.playing and self.auditioning.chosen is None:
                self.instrument.switch(False)
            self.instrument.release_all()
            self._services.player.panic()
            self.auditioning.clear()

    def _offer_recoveries(self) -> None:
        for recovery in self.safe_keeping.recoveries()[:1]:
            text = self.tr("Arietta did not end well last time. “%1” can be brought back.")
            self.places.bars.ask(
                text.replace("%1", recovery.name),
                {
                    self.tr("Bring it back"): lambda r=recovery: self._restore(r),
                    self.tr("Throw it away"): lambda r=recovery: self.safe_keeping.discard(r),
                },
            )

    def _restore(self, recovery: Recovery) -> None:
        if self.files.may_leave():
            try:
                project = recovery.project()
            except AriettaError as error:
                self.places.bars.tell(str(error))
                return
            self.files.restore(project.song, project.takes, recovery.original)
            self.safe_keeping.discard(recovery)


def _songs(mime: QMimeData) -> list[Path]:
    """The files of a drop that can be opened here."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if can_open(path)]
