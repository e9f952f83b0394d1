"""A frame of the roll, without a screen: panning and with all notes in view."""

import os

from PySide6.QtWidgets import QApplication

from gui.look.theme import DARK, palette, stylesheet
from gui.piano_roll.bench import figures
from tests.bench.goals import Figure

GOALS = {"pan": 4.0, "all in view": 16.0}
COUNTS = (10_000, 100_000)
ALIKE = 2.0
"""Only what is in view is drawn: ten times the notes must not cost a pan twice the time."""


def frame_figures() -> list[Figure]:
    """Medians of the clock; beside them the 95th percentile, and the time really at work."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    app.setPalette(palette(DARK))
    app.setStyleSheet(stylesheet(DARK))
    by_count = {count: figures(count) for count in COUNTS}
    table = [
        Figure(
            f"frame, {name}, {count:,} notes",
            times.median,
            "ms",
            GOALS.get(name),
            f"95 % {times.high:.1f}, at work {times.work:.1f}",
        )
        for count, found in by_count.items()
        for name, times in found.items()
    ]
    few, many = (by_count[count]["pan"].median for count in COUNTS)
    return [*table, Figure("  pan, 100,000 over 10,000 notes", many / few, "x", ALIKE)]
