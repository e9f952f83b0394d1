"""Makes every size and form of the icon from the drawings: `python -m bundle.icons`.

What it writes to resources/icons is committed, so that neither the program nor a build has to
draw; run it after a change to an SVG.
"""

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from bundle.project import ICONS

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
LARGEST_SMALL = 32
"""Up to this many pixels the drawing with fewer details is used."""
DOCUMENT_SIZES = (32, 48, 64, 128, 256)

ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {
    b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
    b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512,
}  # fmt: skip
"""Apple's icon family: the type code of each PNG, and its side in pixels."""


def drawing(size: int) -> Path:
    """The drawing that the icon of this many pixels is made from."""
    return ICONS / ("arietta-small.svg" if size <= LARGEST_SMALL else "arietta.svg")


def image(source: Path, size: int) -> "QImage":
    """A drawing in `size` x `size` pixels. Needs a QGuiApplication."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    return picture


def png(source: Path, size: int) -> bytes:
    """A drawing as a PNG file's bytes."""
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(source, size).save(buffer, "PNG", 0)  # type: ignore[call-overload]  # the stubs want bytes, Qt a str
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' icon file of these PNGs by size: a header, an entry each, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in sorted(pictures.items()):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(picture for _, picture in sorted(pictures.items()))


def icns(pictures: dict[int, bytes]) -> bytes:
    """The icon file of macOS from PNGs by size: the length in all, then code, length, picture."""
    parts = b"".join(
        code + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for code, size in ICNS_KINDS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main() -> None:
    """Writes them all."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    _app = QGuiApplication([])
    for size in SIZES:
        (ICONS / f"arietta-{size}.png").write_bytes(png(drawing(size), size))
    for size in DOCUMENT_SIZES:
        document = png(ICONS / "arietta-document.svg", size)
        (ICONS / f"arietta-document-{size}.png").write_bytes(document)
    (ICONS / "arietta.ico").write_bytes(ico({s: png(drawing(s), s) for s in ICO_SIZES}))
    sides = set(ICNS_KINDS.values())
    (ICONS / "arietta.icns").write_bytes(icns({side: png(drawing(side), side) for side in sides}))


if __name__ == "__main__":
    main()
