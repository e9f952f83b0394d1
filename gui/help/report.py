"""The report that goes with a question or a fault: facts about program and machine, no names.

What it tells of a person's files and devices is how many there are, never what they are called.
"""

import platform
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from engine.errors import AriettaError
from engine.playback.events import PortsChanged
from engine.runtime.library import Library, program_folder
from engine.runtime.session import runtime
from engine.score.song import Song
from gui.settings import Settings

LOG_LINES = 60
_PLAIN = re.compile(r"true|false|-?\d+(\.\d+)?", re.IGNORECASE)
_START = r"(?<![\w.])(?:~|/|[A-Za-z]:\\)"
_MUSIC = re.compile(_START + r"[^\n]*?\.(midi?|arietta|wav|sf[23]|png|svg)\b", re.IGNORECASE)
_PATH = re.compile(_START + r"[^\s\"'<>|:;,]+")
SPOKEN = ("look/theme", "look/language", "edit/grid", "model/device", "analysis/page")
"""Settings whose words are the program's own."""


def version() -> str:
    """The program's own, from the file that says so."""
    about = tomllib.loads((program_folder() / "pyproject.toml").read_text(encoding="utf-8"))
    return about["project"]["version"]


def report(
    facts: Mapping[str, str],
    library: Library,
    settings: Settings,
    song: Song,
    ports: PortsChanged | None,
    log: Path,
) -> str:
    """The whole report as plain text; `facts` is what only the window's thread may ask Qt.

    Loads the onnxruntime where it is not loaded yet, and reads files.
    """
    lines = [
        f"Arietta {version()}",
        f"{platform.platform()}, {platform.machine()}, Python {platform.python_version()}",
        *(f"{name}: {fact}" for name, fact in facts.items()),
        f"onnxruntime: {_runtime()}",
        f"models: {_models(library)}",
        f"devices: {_devices(ports)}",
        f"song: {len(song.tracks)} tracks, {sum(len(list(t.notes)) for t in song.tracks)} notes",
        "",
        "settings:",
        *(f"  {name}: {_setting(name, settings.text(name))}" for name in settings.names()),
        "",
        f"the last lines of {log.name}:",
        *_last_lines(log),
    ]
    return "\n".join(lines) + "\n"


def _runtime() -> str:
    try:
        number, providers = runtime()
    except AriettaError as error:
        return nameless(str(error))
    return f"{number} ({', '.join(providers)})"


def _models(library: Library) -> str:
    try:
        cards = [library.card(name) for name in library.names()]
    except AriettaError as error:
        return nameless(str(error))
    return ", ".join(f"{card.name} {card.version}" for card in cards)


def _devices(ports: PortsChanged | None) -> str:
    if ports is None:
        return "not told yet"
    through = "synth" if ports.output == ports.outputs[0] else "a MIDI output"
    sound = "with sound" if ports.audio else "no sound output"
    return (
        f"{ports.backend}, {len(ports.inputs)} MIDI inputs, {len(ports.outputs) - 1} MIDI outputs, "
        f"plays through the {through}, {sound}, {ports.latency_ms} ms"
    )


def _setting(name: str, value: str) -> str:
    """A setting's value where it can say nothing about a person; else that there is one."""
    return value if name in SPOKEN or _PLAIN.fullmatch(value) else "(set)"


def _last_lines(log: Path) -> list[str]:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ["  (there is no log)"]
    return [f"  {nameless(line)}" for line in text.splitlines()[-LOG_LINES:]]


def nameless(text: str) -> str:
    """A text without the user's name and without paths but those inside the program."""
    home, own = str(Path.home()), str(program_folder())
    text = text.replace(own, "arietta").replace(home, "~")
    text = _PATH.sub("…", _MUSIC.sub(r"….\1", text))
    name = Path.home().name
    return re.sub(rf"\b{re.escape(name)}\b", "user", text) if len(name) > 1 else text
