"""The themes: what is promised of the colours, and a style sheet that Qt understands."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from gui.look.appearance import Appearance
from gui.look.fonts import face_font
from gui.look.icon_button import IconButton
from gui.look.style import window_sheet
from gui.look.theme import DARK, LIGHT, mixed, palette, scaled_font, stylesheet, system_theme
from gui.window import MainWindow

themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])


def luminance(color: QColor) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio after WCAG 2.1, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@themes
def test_text_can_be_read(theme):
    for ground in (theme.ground, theme.panel, theme.control):
        assert contrast(theme.text, ground) > 7
        assert contrast(theme.text_2, ground) > 4


@themes
def test_the_music_is_louder_than_the_grid(theme):
    softest = contrast(theme.voice(theme.you, 1), theme.row)
    for line in (theme.bar_line, theme.beat_line, theme.fine_line):
        assert contrast(line, theme.row) < softest
        assert contrast(line, theme.row_scale) < softest
    ordered = (theme.fine_line, theme.beat_line, theme.bar_line)
    assert sorted(ordered, key=lambda line: contrast(line, theme.row)) == list(ordered)


@themes
def test_louder_notes_stand_out_more(theme):
    seen = [contrast(theme.voice(theme.you, v), theme.ground) for v in (1, 40, 80, 127)]
    assert seen == sorted(seen)
    assert seen[-1] > seen[0] * 1.5
    assert theme.voice(theme.you, 127) == theme.you


@themes
def test_qt_understands_the_style_sheet(theme, qtbot):
    button, label = QPushButton("Continue"), QLabel("bars")
    for widget in (button, label):
        qtbot.addWidget(widget)
        widget.setStyleSheet(stylesheet(theme))
    button.setProperty("meaning", "primary")
    button.resize(200, 40)
    assert button.grab().toImage().pixelColor(100, 4).name() == theme.machine.name()
    assert palette(theme).window().color() == theme.ground


def test_the_themes_are_what_they_say():
    assert DARK.is_dark
    assert not LIGHT.is_dark


def test_the_system_chooses(qapp):
    hints = QGuiApplication.styleHints()
    try:
        hints.setColorScheme(Qt.ColorScheme.Light)
        chosen = hints.colorScheme()
        assert system_theme() is (LIGHT if chosen is Qt.ColorScheme.Light else DARK)
        hints.setColorScheme(Qt.ColorScheme.Dark)
        assert system_theme() is (LIGHT if hints.colorScheme() is Qt.ColorScheme.Light else DARK)
    finally:
        hints.unsetColorScheme()


def test_mixing_and_scaling(qapp):
    assert mixed(QColor("#000000"), QColor("#ffffff"), 0.5).name() == "#808080"
    font = qapp.font()
    assert scaled_font(font, 2).pointSizeF() == pytest.approx(font.pointSizeF() * 2)
    assert scaled_font(font, 1, bold=True).bold()


def test_a_face_is_made_once_and_follows_the_text_size(qapp):
    before = qapp.font()
    small = face_font("caption")
    assert face_font("caption") is small
    try:
        qapp.setFont(scaled_font(before, 2))
        assert face_font("caption").pointSizeF() == pytest.approx(small.pointSizeF() * 2)
    finally:
        qapp.setFont(before)


def test_the_window_wears_its_style_sheet_once_it_is_built(qapp, qtbot, services):
    appearance = Appearance(qapp, services.settings)
    assert qapp.styleSheet() == ""
    window = MainWindow(services, appearance)
    qtbot.addWidget(window)
    assert qapp.styleSheet() == window_sheet(appearance.theme)


def test_an_icon_button_looks_as_it_is_meant(qtbot):
    button = IconButton("star", DARK, meaning="you")
    qtbot.addWidget(button)
    button.resize(24, 24)
    button.setCheckable(True)
    looks = [button.grab().toImage()]
    for change in (
        lambda: button.setChecked(True),
        lambda: button.set_theme(LIGHT),
        lambda: button.set_icon("tick"),
        lambda: button.setEnabled(False),
        lambda: button.resize(32, 32),
    ):
        change()
        looks.append(button.grab().toImage())
    assert all(one != other for one, other in pairwise(looks))
    button.resize(24, 24)
    button.setEnabled(True)
    button.set_icon("star")
    button.set_theme(DARK)
    assert button.grab().toImage() == looks[1]
