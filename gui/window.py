"""The window: puts the places and the controllers together, takes drops, and closes in good
order.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu

from engine.playback.events import (
    Captured,
    LiveNote,
    Moved,
    PortsChanged,
    Recorded,
    Restarted,
    Trouble,
)
from engine.runtime.library import resources_folder
from gui.analysis.analysing import Analysing
from gui.analysis.surprising import Surprising
from gui.application.fault_bar import FaultBar
from gui.application.first_start import FirstStart
from gui.assistant.asking import Asking
from gui.assistant.device_choice import DeviceChoice
from gui.assistant.feel import Feel
from gui.assistant.form.lock_view import LockView
from gui.assistant.growing import Growing
from gui.assistant.morph.morphing import Morphing
from gui.assistant.running_ahead import RunningAhead
from gui.assistant.subject import Subject
from gui.assistant.takes.auditioning import Auditioning
from gui.assistant.takes.comparing import Comparing
from gui.assistant.takes.pruning import Pruning
from gui.assistant.takes.replaying import Replaying
from gui.assistant.takes.shelf import Shelf
from gui.commands.actions import Actions
from gui.commands.menus import main_menu
from gui.desk import Desk
from gui.faults import FaultHandler
from gui.files.arriving import Arriving
from gui.files.dropping import Dropping
from gui.files.file_actions import FileActions
from gui.files.outgoing import Outgoing
from gui.files.recovery import SafeKeeping
from gui.files.recovery_offer import RecoveryOffer
from gui.files.saved_state import SavedState
from gui.help.helping import Helping
from gui.key_finder import KeyFinder
from gui.language.choice import LanguageChoice
from gui.look.appearance import Appearance
from gui.look.fonts import dress
from gui.piano_roll.roll_control import RollControl
from gui.pitches import key_name
from gui.places import Folding, Places
from gui.playing.instrument_mode import InstrumentMode
from gui.playing.recording import Recording
from gui.playing.sound_choice import SoundChoice
from gui.playing.transport_control import TransportControl
from gui.rebuilding import may_rebuild, settled, taken_apart, taken_over
from gui.services import Services
from gui.tracks.clip_control import ClipControl
from gui.tracks.track_control import TrackControl

if TYPE_CHECKING:
    from gui.commands.help_sheet import HelpSheet
    from gui.commands.palette import Palette

_IN_ROLL = Qt.ShortcutContext.WidgetWithChildrenShortcut
WARM_UP_MS = 250
REBUILD_MS = 200
WELCOME_MS = 400
RECOVERY_MS = 120
SMALLEST = (760, 480)
FIRST = (1440, 900)
TITLE_BAR = 32


class MainWindow(QMainWindow):
    """Composes. Each thing that can be done lives in a controller of its own."""

    def __init__(self, services: Services, appearance: Appearance) -> None:
        super().__init__()
        self._services, self._appearance = services, appearance
        self.shelf = Shelf(self)
        self.desk = Desk(services.document, self)
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        room = self.screen().availableSize()
        self.resize(min(FIRST[0], room.width()), min(FIRST[1], room.height() - TITLE_BAR))
        self._begun = False
        self._build()
        self.restoreGeometry(services.settings.raw("window/geometry"))
        services.language.changed.connect(lambda: self._after(0, self.rebuild))

    def _build(self) -> None:
        """All that speaks, and what carries out what it offers."""
        services, appearance, lasting = self._services, self._appearance, self.children()
        document, settings = services.document, services.settings
        self.desk.follow()
        self.actions_ = actions = Actions(self)
        self.arriving = Arriving(services.disk, services.bridge, self)
        self.files = FileActions(
            document, self.shelf, settings, services.disk, services.bridge, actions, self
        )
        menu = main_menu(actions, self, self.tr("Open recent"), self.files.fill_recent)
        self.places = places = Places(
            document, self.desk, self.shelf, actions, menu, appearance.theme
        )
        self.setCentralWidget(places)
        self.language_choice = LanguageChoice(services.language, actions, self)
        self.folding = Folding(places, actions, settings)
        self._build_assistant(services)
        self._build_controllers(services)
        self._build_exchange(services)
        self._build_tree_of_takes(services)
        self._build_analysis(services)
        self._wire(services, appearance, menu)
        self.addActions(list(actions))
        dress(self)
        self._palette: Palette | None = None
        self._help: HelpSheet | None = None
        self.built = [child for child in self.children() if child not in lasting]

    def rebuild(self) -> None:
        """Build it all anew in the language that is spoken now, and go on as it was; later, while
        hands or the machine are at work.
        """
        if may_rebuild(self):
            self.setUpdatesEnabled(False)
            former = taken_apart(self, self._services, self._appearance)
            self._build()
            taken_over(self, self._services, former)
            self._after(0, partial(settled, self, former.places.roll.stage.coordinates))
        else:
            self._after(REBUILD_MS, self.rebuild)

    def _build_controllers(self, services: Services) -> None:
        document, settings, player = services.document, services.settings, services.player
        desk, actions, places = self.desk, self.actions_, self.places
        roll, bridge = places.roll, services.bridge
        self.transport_control = TransportControl(
            document, desk, places.transport, roll, player, actions, settings, self
        )
        self.roll_control = RollControl(
            document, desk, roll, player, actions, settings, self.arriving, self
        )
        self.track_control = TrackControl(document, desk, places.tracks, actions, self)
        self.recording = Recording(document, desk, roll, player, actions, self)
        self.safe_keeping = SafeKeeping(
            document, self.shelf, services.autosave, services.disk, bridge, self
        )
        self.key_finder = KeyFinder(document, desk, self)
        self.instrument = InstrumentMode(desk, player, actions, places.status, self)
        self.saved_state = SavedState(document, places.transport, self)
        self.sound_choice = SoundChoice(player, actions, settings, self)
        self.clip_control = ClipControl(
            document, desk, places.strip, self.auditioning, self.transport_control, self
        )
        self.first_start = FirstStart(
            self.files, player, bridge, actions, settings, services.language,
            resources_folder() / "examples", self,
        )  # fmt: skip
        self.recovery_offer = RecoveryOffer(self.safe_keeping, self.files, places.bars, self)
        self.helping = Helping(services, actions, lambda: places.assistant.tool, self)
        self.fault_bar = FaultBar(
            services, self.safe_keeping, places.bars, self.helping.copy_report, self
        )

    def _build_assistant(self, services: Services) -> None:
        """What asks the tools, and what becomes of their takes."""
        document, settings, player = services.document, services.settings, services.player
        desk, actions, places = self.desk, self.actions_, self.places
        roll, bridge, shelf = places.roll, services.bridge, self.shelf
        self.auditioning = Auditioning(
            document, desk, shelf, places.tray, roll, player, actions, self
        )
        subject = Subject(document, desk, roll, places.target)
        self.asking = Asking(
            document, subject, shelf, places.assistant, services.library,
            services.jobs, bridge, actions, self,
        )  # fmt: skip
        self.growing = Growing(
            document, subject, shelf, self.asking, self.auditioning, places.assistant, actions, self
        )
        self.morphing = Morphing(
            document, desk, places.target, places.morph_pad, places.assistant, shelf, self.asking,
            self.auditioning, services.jobs, self.arriving, bridge, self,
        )  # fmt: skip
        self.running_ahead = RunningAhead(
            document, desk, subject, self.asking, self.auditioning, roll, services.jobs, bridge,
            actions, settings, self,
        )  # fmt: skip
        self.feel = Feel(
            document, desk, shelf, self.auditioning, places.assistant, places.feel, self
        )
        self.lock_view = LockView(document, desk, subject, places.assistant, roll, self)
        self.device_choice = DeviceChoice(self.asking, places.transport.chip, settings, self)

    def _build_exchange(self, services: Services) -> None:
        """What brings music in and takes it out."""
        document, desk, places = services.document, self.desk, self.places
        self.outgoing = Outgoing(services, desk, self.shelf, places, self.actions_, self)
        self.dropping = Dropping(
            document, desk, places, self.files, self.arriving, self.outgoing, self.auditioning, self
        )

    def _build_tree_of_takes(self, services: Services) -> None:
        document, shelf, actions = services.document, self.shelf, self.actions_
        tray, auditioning, models = self.places.tray, self.auditioning, self.asking.models
        self.pruning = Pruning(document, shelf, tray, auditioning, actions, self)
        self.comparing = Comparing(document, shelf, tray, auditioning, actions, self)
        self.replaying = Replaying(
            document, shelf, models, services.jobs, services.bridge, actions, self
        )

    def _build_analysis(self, services: Services) -> None:
        """What shows the music in other ways."""
        desk, roll, actions = self.desk, self.places.roll, self.actions_
        self.surprising = Surprising(services, desk, roll, actions, self)
        panel = self.places.analysis
        self.analysing = Analysing(services, desk, roll, panel, self.surprising, actions, self)
        self.surprising.reroll_wanted.connect(lambda: self.asking.start("infill"))
        for part in (self.surprising, self.analysing):
            part.message.connect(self.places.status.say)
        self.analysing.trouble.connect(self.places.bars.tell)

    def _wire(self, services: Services, appearance: Appearance, menu: QMenu) -> None:
        places, actions = self.places, self.actions_
        services.bridge.player_said.connect(self._player_said)
        appearance.changed.connect(places.set_theme)
        appearance.changed.connect(self.dropping.mark.set_theme)
        self.dropping.mark.set_theme(appearance.theme)
        appearance.changed.connect(lambda _theme: self.track_control.show())
        appearance.connect_to(actions, self)
        say = places.status.say
        for part in (self.files, self.auditioning, self.asking, self.growing, self.morphing,
                     self.pruning, self.comparing, self.replaying, self.recording,
                     self.safe_keeping, self.roll_control, self.transport_control,
                     self.sound_choice, self.outgoing, self.dropping, self.helping):  # fmt: skip
            part.message.connect(say)
        for part in (self.files, self.outgoing, self.arriving):
            part.trouble.connect(places.bars.tell)
        self.files.opened.connect(self.auditioning.clear)
        actions["record"].triggered.connect(self.auditioning.clear)
        self.recording.grew.connect(self.safe_keeping.keep)
        self.transport_control.ports_shown.connect(places.status.backend.setText)
        places.transport.name_changed.connect(self.files.rename)
        self.roll_control.fill_grids(places.grid)
        self.asking.recall(services.settings.text("assistant/forms"))
        self.key_finder.suggested.connect(places.assistant.suggest)
        self.key_finder.found.connect(places.roll.set_key)
        self.key_finder.found.connect(
            lambda key: places.transport.show_key(key_name(key) if key else "")
        )
        actions.connect_all({
            "palette": self._open_palette,
            "help": self._open_help,
            "return": self._enter,
            "escape": self._escape,
            "quit": self.close,
            "full_screen": lambda on: self.showFullScreen() if on else self.showNormal(),
        })  # fmt: skip
        for action in actions.in_roll():
            action.setShortcutContext(_IN_ROLL)
            places.roll.addAction(action)
        QShortcut(QKeySequence("F10"), self, places.transport.menu_button.click)

    def begin(self) -> None:
        """What has to happen once the window is there: sound, keeping safe, a warm model."""
        self.transport_control.begin()
        self.sound_choice.begin()
        self.key_finder.find()
        self._after(RECOVERY_MS, self._look_back)
        self._after(WARM_UP_MS, lambda: self.asking.warm_up())
        self._after(WELCOME_MS, lambda: self.first_start.greet(self._services.document))
        self.places.roll.setFocus()

    def open_all(self, paths: Sequence[str]) -> None:
        """Open the first file; a window holds one song."""
        for path in paths[:1]:
            self.files.open_path(Path(path), ask=False)

    def hear_of(self, faults: FaultHandler) -> None:
        """Say from now on what fails."""
        self.fault_bar.hear_of(faults)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, the first time."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self._after(0, self.begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then end everything in good order."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.asking.cancel()
        self.surprising.stop()
        self.instrument.switch(False)
        settings = self._services.settings
        settings.put("window/geometry", self.saveGeometry())
        self.folding.remember()
        settings.put("assistant/forms", self.asking.remembered())
        self.hide()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.safe_keeping.close()
        self._services.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say whether it can be dropped here."""
        self.dropping.over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say where it would land."""
        self.dropping.over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self.dropping.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        self.dropping.drop(event)

    def _after(self, milliseconds: int, slot: Callable[[], object]) -> None:
        """Call something later, unless the window is closed by then."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        timer.timeout.connect(timer.deleteLater)
        timer.start(milliseconds)

    def _look_back(self) -> None:
        self.recovery_offer.ask()
        self.fault_bar.look_back()

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
        if self.asking.busy:
            self.asking.cancel()
        elif not self.running_ahead.wave_off() and not self.places.roll.escape():
            if not self.desk.playing and self.auditioning.chosen is None:
                self.instrument.switch(False)
            self.instrument.release_all()
            self._services.player.panic()
            self.auditioning.clear()

    def _open_palette(self) -> None:
        from gui.commands.palette import Palette

        self._palette = self._palette or Palette(self.actions_, self)
        self._palette.open_over(self)

    def _open_help(self) -> None:
        from gui.commands.help_sheet import HelpSheet

        self._help = self._help or HelpSheet(self.actions_, self)
        self._help.open_over(self)
