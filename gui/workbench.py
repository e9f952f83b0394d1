"""What the window is made of: its places, and the controllers that carry out what they offer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu

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
from gui.commands.by_context import ByContext
from gui.commands.menus import main_menu
from gui.commands.sheets import Sheets
from gui.desk import Desk
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
from gui.playing.changes import Changes
from gui.playing.instrument_mode import InstrumentMode
from gui.playing.player_news import PlayerNews
from gui.playing.recording import Recording
from gui.playing.sound_choice import SoundChoice
from gui.playing.transport_control import TransportControl
from gui.services import Services
from gui.tracks.clip_control import ClipControl
from gui.tracks.track_control import TrackControl

_IN_ROLL = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Workbench(QMainWindow):
    """Composes, when told to `build`; desk and shelf live on when it is built anew. Each thing that
    can be done lives in a controller of its own.
    """

    def __init__(self, services: Services, appearance: Appearance) -> None:
        super().__init__()
        self._services, self._appearance = services, appearance
        self.shelf = Shelf(self)
        self.desk = Desk(services.document, self)

    def build(self) -> None:
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
        self.built = [child for child in self.children() if child not in lasting]

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
            document, subject, shelf, places.assistant, services.composer,
            services.disk, bridge, actions, self,
        )  # fmt: skip
        self.growing = Growing(
            document, subject, shelf, self.asking, self.auditioning, places.assistant, actions, self
        )
        self.morphing = Morphing(
            document, desk, places.target, places.morph_pad, places.assistant, shelf, self.asking,
            self.auditioning, services.composer, self.arriving, bridge, self,
        )  # fmt: skip
        self.running_ahead = RunningAhead(
            document, desk, subject, self.asking, self.auditioning, roll, services.composer, bridge,
            actions, settings, self,
        )  # fmt: skip
        self.feel = Feel(
            document, desk, shelf, self.auditioning, places.assistant, places.feel, self
        )
        self.lock_view = LockView(document, desk, subject, places.assistant, roll, self)
        self.device_choice = DeviceChoice(self.asking, places.transport.chip, settings, self)

    def _build_controllers(self, services: Services) -> None:
        document, settings, player = services.document, services.settings, services.player
        desk, actions, places = self.desk, self.actions_, self.places
        roll, bridge = places.roll, services.bridge
        self.transport_control = TransportControl(
            document, desk, places.transport, roll, player, actions, settings, self
        )
        self.changes = Changes(document, desk, roll, self.transport_control, actions, self)
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
            document, desk, places.strip, self.auditioning, self.transport_control, actions, self
        )
        self.first_start = FirstStart(
            self.files, player, bridge, actions, settings, services.language,
            resources_folder() / "examples", self,
        )  # fmt: skip
        self.recovery_offer = RecoveryOffer(self.safe_keeping, self.files, places.bars, self)
        self.helping = Helping(services, actions, lambda: places.assistant.tool, self)
        self.sheets = Sheets(actions, self._appearance, self)
        self.by_context = ByContext(
            desk, roll, self.asking, self.running_ahead, self.auditioning, self.transport_control,
            self.instrument, player, actions, self,
        )  # fmt: skip
        self.player_news = PlayerNews(bridge, self.transport_control, self.recording, roll, self)
        self.fault_bar = FaultBar(
            services, self.safe_keeping, places.bars, self.helping.copy_report, self
        )

    def _build_exchange(self, services: Services) -> None:
        """What brings music in and takes it out."""
        document, desk, places = services.document, self.desk, self.places
        self.outgoing = Outgoing(services, desk, self.shelf, places, self.actions_, self)
        self.dropping = Dropping(
            document, desk, places, self.files, self.arriving, self.outgoing, self.auditioning,
            self.clip_control, self,
        )  # fmt: skip

    def _build_tree_of_takes(self, services: Services) -> None:
        document, shelf, actions = services.document, self.shelf, self.actions_
        tray, auditioning = self.places.tray, self.auditioning
        self.pruning = Pruning(document, shelf, tray, auditioning, actions, self)
        self.comparing = Comparing(document, shelf, tray, auditioning, actions, self)
        self.replaying = Replaying(
            document, shelf, services.composer, services.bridge, actions, self
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
        appearance.changed.connect(places.set_theme)
        appearance.changed.connect(self.dropping.mark.set_theme)
        self.dropping.mark.set_theme(appearance.theme)
        appearance.changed.connect(lambda _theme: self.track_control.show())
        appearance.connect_to(actions, self, lambda: places.parts)
        say = places.status.say
        for part in (self.files, self.auditioning, self.asking, self.growing, self.morphing,
                     self.pruning, self.comparing, self.replaying, self.recording,
                     self.safe_keeping, self.roll_control, self.transport_control,
                     self.sound_choice, self.outgoing, self.dropping, self.helping,
                     self.clip_control, self.changes):  # fmt: skip
            part.message.connect(say)
        self.player_news.message.connect(say)
        for part in (self.files, self.outgoing, self.arriving, self.player_news):
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
            "quit": self.close,
            "full_screen": lambda on: self.showFullScreen() if on else self.showNormal(),
        })  # fmt: skip
        for action in actions.in_roll():
            action.setShortcutContext(_IN_ROLL)
            places.roll.addAction(action)
        QShortcut(QKeySequence("F10"), self, places.transport.menu_button.click)
