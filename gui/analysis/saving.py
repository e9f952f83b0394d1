"""What can be painted, written as a PNG or as an SVG."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

WIDTH = 1600
"""Pixels of a PNG from side to side."""


def write_picture(
    path: Path, size: QSizeF, ground: QColor, paint: Callable[[QPainter, QRectF], object]
) -> None:
    """Write what `paint` paints into a rectangle of a size in logical pixels; the ending of the
    path says as what. Raises OSError where it cannot be written.
    """
    with path.open("ab"):
        pass  # it says why it cannot be written, which Qt does not
    area, device = QRectF(0, 0, size.width(), size.height()), _device(path, size)
    with QPainter(device) as painter:
        painter.setClipRect(area)
        painter.fillRect(area, ground)
        paint(painter, area)
    if isinstance(device, QImage) and not device.save(str(path)):
        raise OSError(f"{path} could not be written")


def _device(path: Path, size: QSizeF) -> QImage | QSvgGenerator:
    """What is painted on."""
    if path.suffix.lower() == ".svg":
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(size.toSize())
        drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
        return drawing
    ratio = WIDTH / size.width()
    image = QImage(QSize(WIDTH, round(size.height() * ratio)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    return image
