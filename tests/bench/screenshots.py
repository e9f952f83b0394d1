"""`make screenshots`: the pictures in docs/images, made by the program on a virtual screen.

Those in Chinese, in a folder of their own beside the others, need letters (fonts-noto-cjk); without
they stay as they are.
"""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from tests.conftest import sandboxed
from tests.e2e.hands import plugged_in
from tests.e2e.pages import pages
from tests.e2e.tour import tour
from tests.fixtures.jack import jack
from tests.fixtures.keyboard import keyboard
from tests.fixtures.looking import at_rest
from tests.fixtures.program import ROOT, SIZE, program
from tests.fixtures.screen import Screen, screen

IMAGES = ROOT / "docs" / "images"
SHOWN = ("window", "window-light", "groove", "infill", "analysis")
IN_THE_ROLL = (700, 300)
ASIDE = (1279, 799)
TUNE = ROOT / "resources" / "examples" / "waltz.mid"


def main() -> None:
    """The pictures in each language."""
    take("en", IMAGES)
    letters = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout
    if letters:
        take("zh_CN", IMAGES / "zh_CN")
    else:
        print("no Chinese letters here: apt-get install fonts-noto-cjk")


def take(language: str, images: Path) -> None:
    """The places of the tour that the pages show."""
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, screen() as shown, jack() as server:
        homes = [spoken(language, Path(folder) / name) for name in ("tour", "pages")]
        log = Path(folder) / "log"
        with keyboard(server), program(shown, homes[0], log, TUNE, **server.env()) as running:
            plugged_in(running, server)
            zoom_out(shown)
            for place in tour(running):
                if place in SHOWN:
                    keep(shown, images / f"{place}.png")
        with program(shown, homes[1], log, TUNE, **server.env()) as running:
            at_rest(shown)
            zoom_out(shown)
            for place in pages(running):
                keep(shown, images / f"{place}.png")


def spoken(language: str, folder: Path) -> dict[str, str]:
    """A home where the program speaks a language."""
    home = sandboxed(folder)
    with (Path(home["XDG_CONFIG_HOME"]) / "arietta" / "arietta.conf").open("a") as settings:
        settings.write(f"[look]\nlanguage={language}\n")
    return home


def zoom_out(shown: Screen) -> None:
    """Turns the wheel over the roll, then takes the pointer out of the picture."""
    shown.do("mousemove", *IN_THE_ROLL, "keydown", "ctrl")
    shown.do("click", "--repeat", 5, "--delay", 60, 5)
    shown.do("keyup", "ctrl", "mousemove", *ASIDE)


def keep(shown: Screen, path: Path) -> None:
    """Writes what the window shows as a PNG."""
    width, height = SIZE
    pixels = np.ascontiguousarray(shown.pixels()[:height, :width])
    QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).save(str(path))
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
