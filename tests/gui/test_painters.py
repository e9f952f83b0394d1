"""Whatever goes wrong while something is drawn, the painter lets go of what it draws on."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import gui
from gui.assistant.takes.card import Card
from gui.look.fonts import Lettering, face_font
from gui.piano_roll import cursors
from gui.piano_roll.canvas import Canvas
from gui.window import MainWindow

ROUNDS = 8


class Entered(QObject):
    """Counts the cards and the canvases that the pointer has come over."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = self.canvases = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Enter:
            self.cards += isinstance(watched, Card)
            self.canvases += isinstance(watched, Canvas)
        return False


@pytest.fixture
def entered(qapp: QApplication) -> Iterator[Entered]:
    counted = Entered()
    qapp.installEventFilter(counted)
    yield counted
    qapp.removeEventFilter(counted)


def painters_without_end(code: ast.Module) -> list[int]:
    """The lines that make a painter which an error would leave open: all that no `with` closes."""
    made = [n for n in ast.walk(code) if isinstance(n, ast.Call) and _names_painter(n.func)]
    closed = [i.context_expr for n in ast.walk(code) if isinstance(n, ast.With) for i in n.items]
    return [call.lineno for call in made if call not in closed]


def _names_painter(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "QPainter"


def test_every_painter_ends_by_itself():
    places = {
        f"{path.name}:{line}"
        for path in Path(str(gui.__file__)).parent.rglob("*.py")
        for line in painters_without_end(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert places == set()
    assert painters_without_end(ast.parse("painter = QPainter(self)\npainter.end()")) == [1]


def test_a_pointer_that_cannot_be_drawn_takes_nothing_with_it(qapp, monkeypatch):
    def broken(_points: object) -> None:
        raise MemoryError

    cursors._drawn.cache_clear()
    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr(cursors, "QPolygonF", broken)
        cursors._drawn("pencil", 1.0)
    assert not cursors._drawn("pencil", 1.0).pixmap().isNull()


def point_at(window: MainWindow, part: QWidget) -> None:
    """Go with the mouse to the middle of a part, step by step, as a hand does."""
    middle = part.mapTo(window, part.rect().center())
    for offset in (QPoint(-7, -3), QPoint(0, 0)):
        QTest.mouseMove(window.windowHandle(), middle + offset)
        QTest.qWait(1)


def test_cards_come_and_go_under_the_pointer(window, qtbot, entered):
    tray, canvas = window.places.tray, window.places.roll._canvas
    for number in range(ROUNDS):
        point_at(window, canvas if number % 2 else tray)
        with qtbot.waitSignal(window.asking.answered, timeout=20_000):
            window.actions_["continue"].trigger()
            point_at(window, tray)
        for card in list(tray.cards):
            point_at(window, card)
            point_at(window, card._keep)
        window.auditioning.hear(number % 4)
        window.grab()
        window.shelf.clear()
        assert tray.cards == []
        point_at(window, canvas)
    assert entered.cards >= 4 * ROUNDS
    assert entered.canvases >= ROUNDS


@pytest.mark.parametrize("face", ["", "caption", "small"])
def test_words_laid_out_once_look_as_words_laid_out_anew(qapp: QApplication, face: str):
    room, pictures = QRectF(7, 3, 200, 31), []
    for lettered in (False, True, True):
        picture = QImage(220, 40, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.black)
        with QPainter(picture) as painter:
            painter.setFont(face_font(face))
            painter.setPen(Qt.GlobalColor.white)
            if lettered:
                Lettering(painter).write(room, "F♯4 <b> & Woodblock")
            else:
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "F♯4 <b> & Woodblock")
        pictures.append(picture)
    assert pictures[0] == pictures[1] == pictures[2]
    assert any(pictures[0].pixelColor(x, 18).value() for x in range(220))
