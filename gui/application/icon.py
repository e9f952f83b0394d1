"""The program's icon, for title bars and task lists that do not read the desktop's entry."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
SIZES = (16, 32, 48, 128)


def window_icon() -> QIcon:
    """The icon in the sizes that a window shows."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(FOLDER / f"arietta-{size}.png"), QSize(size, size))
    return icon
