"""What is kept as a picture looks as if painted anew, and is painted only when it would differ."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gui.look.fonts import Lettering, face_font
from gui.look.kept import KeptPicture
from gui.look.theme import DARK, LIGHT, Theme


class Face(QWidget):
    """Words, a dot and a line in a theme's colours, on a screen of so many pixels to each."""

    def __init__(self, ratio: float) -> None:
        super().__init__()
        self.theme, self.ratio, self.painted = DARK, ratio, 0
        self.kept = KeptPicture(self, self.paint)
        self.resize(181, 37)

    def devicePixelRatioF(self) -> float:
        return self.ratio

    def paint(self, painter: QPainter) -> None:
        self.painted += 1
        painter.fillRect(self.rect(), self.theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.you)
        painter.drawEllipse(QPointF(31.3, 20.6), 5, 5)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignRight, "as it is")
        painter.setFont(face_font("caption"))
        Lettering(painter).write(QRectF(40, 0, 60, 30), "Written")

    def on_screen(self, *, kept: bool) -> QImage:
        image = QImage(self.size() * self.ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self.ratio)
        with QPainter(image) as painter:
            painter.setFont(self.font())
            if kept:
                self.kept.draw(painter, self.theme)
            else:
                self.paint(painter)
        return image


@pytest.fixture
def text_size(qapp: QApplication):
    """Gives the application a text size for the test."""
    before = qapp.font()

    def choose(scale: float) -> None:
        font = qapp.font()
        font.setPointSizeF(before.pointSizeF() * scale)
        qapp.setFont(font)

    yield choose
    qapp.setFont(before)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_it_looks_as_if_painted_anew(qtbot, text_size, ratio: float, theme: Theme):
    face = Face(ratio)
    qtbot.addWidget(face)

    def same() -> bool:
        return face.on_screen(kept=True) == face.on_screen(kept=False)

    assert same()
    face.theme = theme
    assert same()
    face.resize(140, 44)
    assert same()
    text_size(1.5)
    assert same()


def test_it_is_painted_once_for_each_look(qtbot, text_size):
    face = Face(1.0)
    qtbot.addWidget(face)
    changes = (
        lambda: None,
        lambda: setattr(face, "theme", LIGHT),
        lambda: face.resize(150, 30),
        lambda: setattr(face, "ratio", 2.0),
        lambda: text_size(1.3),
    )
    for number, change in enumerate(changes, 1):
        change()
        face.on_screen(kept=True)
        face.on_screen(kept=True)
        assert face.painted == number


def test_what_failed_is_painted_anew(qtbot):
    face = Face(1.0)
    qtbot.addWidget(face)
    before = face.on_screen(kept=True)
    face.kept, fails = KeptPicture(face, lambda painter: paint(painter)), [False, True, False]

    def paint(painter: QPainter) -> None:
        painter.fillRect(face.rect(), LIGHT.you if fails[0] else face.theme.panel)
        if fails.pop(0):
            raise ValueError
        face.paint(painter)

    face.on_screen(kept=True)
    face.theme = LIGHT
    with pytest.raises(ValueError):
        face.on_screen(kept=True)
    face.theme = DARK
    assert face.on_screen(kept=True) == before
