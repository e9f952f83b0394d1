"""What is struck: pitch classes and intervals, or the drums of a kit, beside real music."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from engine.representation.drums import VOICES, voice_of
from engine.theory.profiles import Band
from engine.theory.shares import WIDEST
from gui.ahead import Steps
from gui.analysis.page import Page
from gui.analysis.plot import Plot, Spot
from gui.look.theme import Theme, faint
from gui.piano_roll.names import pitch_name
from gui.pitches import key_name

translate = QCoreApplication.translate

SHORT_VOICES = ("Kick", "Snare", "Hat", "Open", "Low", "Mid", "High", "Crash", "Ride")
EACH_INTERVAL = 6
"""Each so-manieth interval has its number written under it."""


class Bars(pg.BarGraphItem):
    """Bars on whole pixels, which are painted in a tenth of the time that smooth edges take."""

    def paint(self, p: QPainter, *args: Any) -> None:
        """Draw them as they stand."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        super().paint(p, *args)


class Histogram:
    """Shares as bars in the musician's colour, over what four fifths of real pieces have, with a
    line at their mean.
    """

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        self._band, self._own, self._mean = (Bars(x=[], height=[], width=0.7)
                                             for _ in range(3))  # fmt: skip
        self.plot.add(self._band, self._own, self._mean)

    def show(self, theme: Theme, shares: np.ndarray, band: Band | None) -> None:
        """Show shares (n,) from 0 to 1 as percentages."""
        x, none = np.arange(len(shares)), np.zeros(len(shares))
        low, high, mean = (100 * each for each in (
            (band.low, band.high, band.mean) if band is not None else (none, none, none)
        ))  # fmt: skip
        clear, pen = pg.mkPen(None), pg.mkPen(theme.text, width=2)
        self._band.setOpts(
            x=x, y0=low, y1=high, height=None, width=0.9,
            brush=faint(theme.text, 0.16), pen=clear,
        )  # fmt: skip
        self._own.setOpts(x=x, y0=none, y1=100 * shares, height=None, width=0.56,
                          brush=theme.you, pen=clear)  # fmt: skip
        self._mean.setOpts(x=x, y0=mean, y1=mean, height=None, width=0.9,
                           brush=theme.text, pen=pen if band is not None else clear)  # fmt: skip
        top = max(10.0, 100 * float(shares.max(initial=0.0)), float(high.max(initial=0.0)))
        self.plot.box.setRange(xRange=(-0.6, len(shares) - 0.4), yRange=(0, top * 1.05), padding=0)


class NotesPage(Page):
    """Two histograms: of what is struck, and of the steps from note to note."""

    def build(self) -> Steps:
        """Build a plot for each."""
        share = self.tr("% of the notes")
        struck = self.add_plot(share, "", self._struck_spot)
        yield
        self.struck = Histogram(struck)
        yield
        steps = self.add_plot(share, self.tr("semitones to the next note"), self._step_spot)
        yield
        self.steps = Histogram(steps)
        yield

    def draw(self) -> None:
        """Draw both."""
        view, theme = self.view, self.theme
        assert view is not None
        portrait = view.portrait
        self.struck.show(theme, portrait.struck, self._band)
        self.struck.plot.name(list(enumerate(self._names())))
        drums = portrait.drums
        title = self.tr("Drums beside %1") if drums else self.tr("Pitch classes beside %1")
        beside = title.replace("%1", view.kind)
        self.title(self.struck.plot, beside)
        self.steps.plot.setVisible(not drums)
        self.steps.show(theme, portrait.intervals, view.real.intervals)
        numbers = range(-WIDEST, WIDEST + 1, EACH_INTERVAL)
        self.steps.plot.name(
            [(step + WIDEST + 1, f"{step:+d}" if step else "0") for step in numbers]
        )
        self.title(self.steps.plot, self.tr("Intervals beside %1").replace("%1", view.kind))

    @property
    def _band(self) -> Band | None:
        assert self.view is not None
        key = self.view.portrait.key
        mode = "kit" if key is None else "minor" if key.minor else "major"
        return self.view.real.struck.get(mode)

    def _names(self) -> list[str]:
        assert self.view is not None
        key = self.view.portrait.key
        if key is None:
            return [translate("Drums", voice) for voice in SHORT_VOICES]
        tonic = 60 + key.tonic
        return [pitch_name(tonic + i, key).rstrip("-0123456789") for i in range(12)]

    def _struck_spot(self, x: float, _y: float) -> Spot | None:
        assert self.view is not None
        portrait, at = self.view.portrait, round(x)
        if not 0 <= at < len(portrait.struck):
            return None
        key = portrait.key
        if key is None:
            name, found = VOICES[at], [voice_of(note.pitch) == at for note in portrait.notes]
        else:
            name = f"{self._names()[at]} ({key_name(key)})"
            found = [(note.pitch - key.tonic) % 12 == at for note in portrait.notes]
        return Spot(
            self._share(name, portrait.struck, self._band, at),
            tuple(np.flatnonzero(found).tolist()),
        )

    def _step_spot(self, x: float, _y: float) -> Spot | None:
        assert self.view is not None
        portrait, at = self.view.portrait, round(x)
        if not 0 <= at < len(portrait.intervals):
            return None
        step = at - WIDEST - 1
        if abs(step) > WIDEST:
            name = self.tr("more than an octave up") if step > 0 else self.tr(
                "more than an octave down"
            )  # fmt: skip
        else:
            name = self.tr("%1 semitones").replace("%1", f"{step:+d}" if step else "0")
        pitches = np.array([note.pitch for note in portrait.notes])
        steps = np.diff(pitches).clip(-WIDEST - 1, WIDEST + 1)
        found = np.flatnonzero(steps == step)
        notes = tuple(sorted({*found.tolist(), *(found + 1).tolist()}))
        return Spot(self._share(name, portrait.intervals, self.view.real.intervals, at), notes)

    def _share(self, name: str, shares: np.ndarray, band: Band | None, at: int) -> str:
        assert self.view is not None
        text = self.tr("%1: %2 %").replace("%1", name).replace("%2", f"{100 * shares[at]:.0f}")
        if band is None:
            return text
        beside = self.tr("%1: %2 % on average, mostly %3 to %4")
        values = (self.view.kind, *(f"{100 * each[at]:.0f}" for each in
                                    (band.mean, band.low, band.high)))  # fmt: skip
        for number, value in enumerate(values, 1):
            beside = beside.replace(f"%{number}", value)
        return f"{text}\n{beside}"
