"""`make bench`: prints the figures that Arietta promises, each beside its goal. It never fails."""

import os
import subprocess
import sys

from tests.bench.goals import show
from tests.bench.memory import memory_figures
from tests.bench.start import start_figures
from tests.fixtures.program import ROOT
from tests.fixtures.screen import screen

PARTS = {
    "Continue": "engine.tools.bench",
    "Playback": "engine.playback.bench",
    "Drawing": "gui.piano_roll.bench",
}
"""The parts that measure themselves: each a module that prints its figures when it is run."""


def main() -> None:
    """Runs every part in a process of its own, one after the other, with one thread each."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    for title, module in PARTS.items():
        print(f"\n{title}", flush=True)
        command = [sys.executable, "-m", module]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code:
            print(f"  {module} ended with {code}", flush=True)
    with screen() as shown:
        show("Start", start_figures(shown))
        show("Memory", memory_figures(shown))


if __name__ == "__main__":
    main()
