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
    area = QRectF(0, 0, size.width(), size.height())
    if path.suffix.lower() == ".svg":
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(size.toSize())
        drawing.setViewBox(area)
        done = _paint(drawing, area, ground, paint)
    else:
        ratio = WIDTH / size.width()
        image = QImage(QSize(WIDTH, round(size.height() * ratio)), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        done = _paint(image, area, ground, paint) and image.save(str(path))
    if not done:
        raise OSError(f"{path} could not be written")


def _paint(
    device: QImage | QSvgGenerator,
    area: QRectF,
    ground: QColor,
    paint: Callable[[QPainter, QRectF], object],
) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.setClipRect(area)
    painter.fillRect(area, ground)
    paint(painter, area)
    return painter.end()
