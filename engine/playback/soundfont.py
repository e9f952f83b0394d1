"""Where the built-in synth's soundfont lies."""

import importlib.util
import sys
from contextlib import suppress
from pathlib import Path

from engine.errors import AriettaError

MOST_BYTES = 40_000_000
"""The largest file taken unasked: a soundfont takes twice its size in memory."""

_FOLDERS = (
    "/usr/share/sounds/sf2",
    "/usr/share/soundfonts",
    "/usr/local/share/soundfonts",
    "/Library/Audio/Sounds/Banks",
)
_BETTER = ("GeneralUser*.sf2", "MuseScore_General*.sf2", "FluidR3_GM*.sf2", "*[Gg]eneral*.sf2")


class SoundfontError(AriettaError):
    """There is no soundfont, or it is none."""


def find_soundfont(chosen: Path | None = None, folders: tuple[str, ...] = _FOLDERS) -> Path:
    """The soundfont to play with: the chosen one, else a better one of the system, else our own.

    Our own is the one that a package brings, or pretty_midi's in a development environment.
    Raises SoundfontError where there is none.
    """
    if chosen is not None:
        with suppress(OSError):
            if chosen.is_file():
                return chosen
        raise SoundfontError(f"{chosen} is not there; choose another soundfont (.sf2)")
    for pattern in _BETTER:
        for folder in folders:
            for path in sorted(Path(folder).glob(pattern)):
                if path.is_file() and path.stat().st_size <= MOST_BYTES:
                    return path
    for path in _own():
        if path.is_file():
            return path
    raise SoundfontError("no soundfont found; choose a General MIDI soundfont file (.sf2)")


def _own() -> list[Path]:
    """The places of the soundfont that comes with the program."""
    places: list[Path] = []
    if frozen := getattr(sys, "_MEIPASS", None):
        places += sorted((Path(frozen) / "resources").glob("*.sf2"))
        places.append(Path(frozen) / "pretty_midi" / "TimGM6mb.sf2")
    spec = importlib.util.find_spec("pretty_midi")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        places.append(Path(folder) / "TimGM6mb.sf2")
    places += [Path(folder) / "TimGM6mb.sf2" for folder in _FOLDERS]
    return places
