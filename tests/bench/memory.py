"""Memory of all processes of the program: at rest, and with a hundred thousand notes."""

import tempfile
import time
from pathlib import Path

from engine.score.smf import write_midi
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from tests.bench.goals import Figure
from tests.conftest import sandboxed
from tests.fixtures.program import program, proportional_set, resident_set
from tests.fixtures.screen import Screen, screen

MANY = 100_000
SETTLED = 6.0
MIB = 1 << 20


def memory_figures() -> list[Figure]:
    """PSS is what the machine lacks while the program runs; RSS counts shared pages twice."""
    with tempfile.TemporaryDirectory() as folder, screen() as shown:
        tune = Path(folder) / "many.mid"
        write_midi(many_notes(), tune)
        rest = _measure(shown, Path(folder) / "rest")
        full = _measure(shown, Path(folder) / "full", tune)
    return [
        Figure("memory at rest, all processes (PSS)", rest[0], "MiB", goal=250),
        Figure("memory at rest, all processes (RSS)", rest[1], "MiB"),
        Figure("memory with 100,000 notes (PSS)", full[0], "MiB"),
        Figure("memory with 100,000 notes (RSS)", full[1], "MiB"),
    ]


def many_notes() -> Song:
    """A scale that goes up and down for an hour or two."""
    notes = tuple(
        Note(3 + i, 48 + i % 37, 60 + i % 50, Tick(i * 120), Tick(110)) for i in range(MANY)
    )
    clip = Clip(2, "Many", length=Tick(MANY * 120), notes=notes)
    return Song("Many", tracks=(Track(1, "Many", clips=(clip,)),), next_id=MANY + 3)


def _measure(screen: Screen, folder: Path, *files: Path) -> tuple[float, float]:
    """Mebibytes (PSS, RSS) of the program some seconds after its start."""
    with program(screen, sandboxed(folder), folder / "log", *files) as started:
        time.sleep(SETTLED)
        family = started.family()
        return proportional_set(family) / MIB, resident_set(family) / MIB
