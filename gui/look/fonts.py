"""The window's type: a widget says what its text is by the property "face", `dress` does the rest.

Every size is a multiple of the application's font, so that the window follows the text size.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QStaticText,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from gui.look.theme import interface_font, position_font, scaled_font

FACES = {
    "name": (1.12, True),
    "strong": (1.0, True),
    "caption": (0.86, False),
    "small": (0.8, False),
    "great": (1.3, True),
    "sheet": (1.6, True),
}
NUMBERS = {"figure": 0.95, "value": 1.1, "position": 1.95}


def face_font(face: str) -> QFont:
    """The font of a face; the application's own where the name is not known."""
    return _face_font(face, QGuiApplication.font())


@lru_cache(maxsize=32)
def _face_font(face: str, _application: QFont) -> QFont:
    """The same, for one font of the application: a font that is made anew is looked up anew for
    each word that is painted.
    """
    if face in NUMBERS:
        font = position_font(NUMBERS[face])
        font.setBold(face == "value")
        return font
    scale, bold = FACES.get(face, (1.0, False))
    return scaled_font(interface_font(), scale, bold=bold)


def dress(root: QWidget) -> None:
    """Give the widget and all within it the font of its face."""
    for widget in [root, *root.findChildren(QWidget)]:
        dress_one(widget)


def dress_one(widget: QWidget) -> None:
    """Give one widget the font of its face, if it has one."""
    face = widget.property("face")
    if face:
        widget.setFont(face_font(face))


def text_unit(widget: QWidget | None = None) -> int:
    """The height of a line of plain text in pixels: what sizes are counted in."""
    return QFontMetrics(widget.font() if widget else QGuiApplication.font()).height()


class Lettering:
    """Writes short words that come again and again, in the font that a painter has. Each is laid
    out once, as that takes longer than to draw it. None is cut where it has no room.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._font = painter.font()
        self._height = painter.fontMetrics().height()

    def write(self, room: QRectF, word: str) -> None:
        """At the left of a room, in the middle of its height."""
        top = room.y() + (room.height() - self._height) / 2
        self._painter.drawStaticText(QPointF(room.x(), top), _laid_out(word, self._font))

    def write_lines(self, room: QRectF, text: str, most: int) -> None:
        """At the bottom of a room, in at most so many lines; what is left then gives way."""
        lines = _in_lines(text, int(room.width()), most, self._font)
        top = room.bottom() - len(lines) * self._height
        for line in lines:
            self.write(QRectF(room.x(), top, room.width(), self._height), line)
            top += self._height


@lru_cache(maxsize=256)
def _in_lines(text: str, width: int, most: int, font: QFont) -> tuple[str, ...]:
    """A text in at most so many lines of a width in pixels, the last with an ellipsis."""
    broken = wrapped(text, width, font)
    lines = *broken[: most - 1], " ".join(broken[most - 1 :])
    return tuple(elided(line, width, font) for line in lines if line)


@lru_cache(maxsize=256)
def elided(text: str, width: int, font: QFont) -> str:
    """A line of text that gives way with an ellipsis where it is wider than so many pixels."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=1024)
def _laid_out(word: str, _font: QFont) -> QStaticText:
    """A word, to be drawn in one font, which it takes from the painter."""
    text = QStaticText(word)
    text.setTextFormat(Qt.TextFormat.PlainText)
    return text


def wrapped(text: str, width: float, font: QFont) -> list[str]:
    """A text in lines no wider than a width in pixels, broken where its language may be broken."""
    layout, lines, option = QTextLayout(text, font), [], QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines
