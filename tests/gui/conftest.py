"""The window with everything real but the sound: the player only notes what it is asked."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.jobs import JobRunner
from engine.playback.events import Moved
from engine.playback.player import Player
from engine.runtime.library import Library
from engine.score.autosave import Autosave
from engine.score.edits import add_notes
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from gui.bridge import Bridge
from gui.document import Document
from gui.files.file_actions import FileActions, Unsaved
from gui.language.language import Language
from gui.look.appearance import LARGEST, STEP, Appearance
from gui.services import Services
from gui.settings import Settings
from gui.window import MainWindow
from tests.fixtures.composers import LastingComposer
from tests.gui.hands import hands_off

TINY = Path(__file__).parents[1] / "golden" / "engine"
BEAT = 960


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform warns that it enforces no least size, has no front, grabs no keys."""
    harmless = pytest.mark.qt_log_ignore(
        r"does not support (propagateSizeHints\(|raise\(|grabbing )", extend=True
    )
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(harmless)


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """The offscreen platform keeps the clipboard after Python has gone, which it still needs."""
    yield
    qapp.clipboard().clear()


class StillPlayer(Player):
    """A player without a process: keeps what it is asked, by name, and moves only by `say`."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge.on_event)
        self.bridge = bridge
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def start(self) -> None:
        self.asked.append(("start", ()))

    def load(self, song: Song) -> None:
        self.asked.append(("load", (song,)))

    def audition(
        self,
        notes: Sequence[Note],
        song: Song,
        from_tick: Tick,
        channel: int = 0,
        program: int = 0,
        *,
        loop: tuple[Tick, Tick] | None = None,
        go_on: bool = False,
        programs: Mapping[int, int] | None = None,
    ) -> None:
        how = {"loop": loop, "go_on": go_on} | ({"programs": programs} if programs else {})
        self.asked.append(("audition", (tuple(notes), song, from_tick, channel, program, how)))

    def record(
        self, track_id: int, from_tick: Tick, count_in_bars: int = 1, overdub: bool = True
    ) -> None:
        self.asked.append(("record", (track_id, from_tick, count_in_bars, overdub)))

    def capture(self) -> None:
        self.asked.append(("capture", ()))

    def _ask(self, command: Any) -> None:
        self.asked.append((type(command).__name__, (command,)))

    def names(self) -> list[str]:
        return [name for name, _ in self.asked]

    def last(self, name: str) -> tuple[Any, ...]:
        return next(values for asked, values in reversed(self.asked) if asked == name)

    def say(self, tick: int, playing: bool, recording: bool = False) -> None:
        """Be somewhere, as the real one reports it."""
        self.bridge.player_said.emit(Moved(Tick(tick), 0.0, playing, recording))


def melody() -> Song:
    """Four bars in C major, a note on every beat."""
    song = new_song("Tune")
    pitches = (60, 62, 64, 65, 67, 65, 64, 62, 60, 64, 67, 72, 71, 67, 62, 60)
    notes = [Note(0, p, 80, Tick(i * BEAT), Tick(BEAT)) for i, p in enumerate(pitches)]
    return add_notes(song, song.tracks[0].clips[0].id, notes)


@pytest.fixture
def services(qapp: QApplication, tmp_path: Path) -> Iterator[Services]:
    bridge, settings = Bridge(), Settings(tmp_path / "settings.ini")
    settings.put("welcome/seen", True)
    made = Services(
        settings=settings,
        language=Language(qapp, settings),
        document=Document(melody()),
        bridge=bridge,
        player=StillPlayer(bridge),
        composer=LastingComposer(TINY),
        disk=JobRunner(),
        library=Library(TINY),
        autosave=Autosave(tmp_path / "autosave"),
        drags=tmp_path / "dragged",
        logs=tmp_path / "logs",
    )
    yield made
    made.language.close()
    made.composer.close()
    made.disk.close()


@pytest.fixture
def player(services: Services) -> StillPlayer:
    assert isinstance(services.player, StillPlayer)
    return services.player


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window as app.py builds it, shown. Closed, it lets go of what is not saved, as does one
    that was built anew; and the text has the size again that it had before.
    """
    size = qapp.font()
    monkeypatch.setattr(FileActions, "_ask_unsaved", lambda _files: Unsaved.DISCARD)
    made = MainWindow(services, Appearance(qapp, services.settings))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    hands_off(made)
    qtbot.waitUntil(lambda: "start" in services.player.names())  # type: ignore[attr-defined]  # a StillPlayer
    yield made
    made.close()
    qapp.setFont(size)


@pytest.fixture
def qtbot(qtbot: QtBot) -> Iterator[QtBot]:
    """Keeps each widget as long as the test. One that only circles of its own hold may be collected
    at any time, be it while it is painted.
    """
    kept, add = [], qtbot.addWidget

    def keep(widget: QWidget, **closing: Any) -> None:
        kept.append(widget)
        add(widget, **closing)

    qtbot.addWidget = keep
    yield qtbot


def wait_dressed(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until all of a window wears the looks that were chosen, and has the room it asks for."""
    qtbot.waitUntil(window.updatesEnabled)
    QTest.qWait(20)


@pytest.fixture
def large(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window at 1100 by 700 with text of double size."""
    steps = round((LARGEST - 1) / STEP)
    window.resize(1100, 700)
    for _ in range(steps):
        window.actions_["larger_text"].trigger()
    wait_dressed(qtbot, window)
    return window


@pytest.fixture
def offers(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window after a press on Continue: four takes of the tiny model."""
    with qtbot.waitSignal(window.asking.answered, timeout=20_000):
        window.actions_["continue"].trigger()
    return window
