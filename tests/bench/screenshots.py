"""`make screenshots`: the pictures in docs/images, made by the program on a virtual screen."""

import sys
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from tests.conftest import sandboxed
from tests.fixtures.looking import at_rest, changes
from tests.fixtures.program import ROOT, program
from tests.fixtures.screen import Screen, screen

IMAGES = ROOT / "docs" / "images"
TUNE = ROOT / "resources" / "examples" / "waltz.mid"
SIZE = "1280x800"


def main() -> None:
    """The window with four takes, the first of them sounding; then the other theme."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, screen(SIZE) as shown:
        log = Path(folder) / "log"
        with program(shown, sandboxed(Path(folder)), log, TUNE) as running:
            shown.do("windowsize", "--sync", running.window, *SIZE.split("x"))
            at_rest(shown)
            changes(shown, lambda: running.key("c"))
            at_rest(shown)
            running.key("1")
            keep(shown, IMAGES / "window.png")
            running.key("F9")
            at_rest(shown)
            keep(shown, IMAGES / "window-other.png")


def keep(shown: Screen, path: Path) -> None:
    """Writes what the screen shows as a PNG."""
    pixels = np.ascontiguousarray(shown.pixels())
    height, width, _ = pixels.shape
    QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).save(str(path))
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
