"""How long a frame of the roll takes: `python -m gui.piano_roll.bench`.

Prints the median and the 95th percentile in milliseconds of painting the whole roll, panning and
with all notes in view, for a short and a very long piece; and of what else hands wait for.
"""

import os
import sys
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from engine.score.edits import add_notes
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from gui.document import Document
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.gestures.base import Pointer
from gui.piano_roll.gestures.move import Move
from gui.piano_roll.roll import PianoRoll
from gui.theme import DARK, palette, stylesheet

SIZE = (1280, 800)
FRAMES = 60
PPQ = 960


def dense_song(count: int, seed: int = 1) -> Song:
    """A song with so many notes, four to a quarter, in a wandering register."""
    random = np.random.default_rng(seed)
    steps = random.integers(-3, 4, count).cumsum()
    pitches = 36 + np.abs((steps + 30) % 104 - 52)
    lengths = random.choice([120, 240, 480, 960], count)
    velocities = random.integers(30, 127, count)
    notes = [
        Note(-1, int(pitch), int(velocity), Tick(i * PPQ // 4), Tick(int(length)))
        for i, (pitch, velocity, length) in enumerate(
            zip(pitches, velocities, lengths, strict=True)
        )
    ]
    return add_notes(new_song(), 2, notes)


def frame_times(draw: Callable[[int], object], frames: int = FRAMES) -> tuple[float, float]:
    """The median and the 95th percentile of `draw`, in milliseconds."""
    times = []
    for i in range(frames):
        start = time.perf_counter()
        draw(i)
        times.append((time.perf_counter() - start) * 1e3)
    return float(np.median(times)), float(np.percentile(times, 95))


def figures(count: int) -> dict[str, tuple[float, float]]:
    """The times of one song, by what was done."""
    document = Document(dense_song(count))
    roll = PianoRoll(document, DARK)
    roll.resize(*SIZE)
    roll.show()
    QApplication.processEvents()
    stage, found = roll._stage, {}

    def pan(i: int) -> None:
        stage.look(stage.coordinates.scrolled(17 if i % 40 < 30 else -23, 0))
        QApplication.processEvents()

    def redraw(_: int) -> None:
        stage.picture_changed.emit()
        QApplication.processEvents()

    def play(i: int) -> None:
        roll.set_playhead(Tick(60 * i))
        QApplication.processEvents()

    found["pan"] = frame_times(pan)
    found["playhead"] = frame_times(play)
    roll.zoom_to_fit()
    found["all in view"] = frame_times(redraw)
    roll.frame()
    roll.select_all()
    found["all selected, pan"] = frame_times(pan)
    note = document.song.clip(2).notes[3]
    gesture = Move(stage, Pointer(note.start + 10, 127.5 - note.pitch, note.pitch), note)

    def drag(i: int) -> None:
        gesture.move(Pointer(note.start + 10 + 30 * i, 120 - note.pitch, note.pitch + i % 9))
        QApplication.processEvents()

    found["moving all"] = frame_times(drag)
    gesture.end()
    notes = document.song.clip(2).notes
    found["arrays of the notes"] = frame_times(lambda _: NoteArrays.of(notes), 5)
    roll.close()
    roll.deleteLater()
    return found


def main() -> None:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if not os.environ.get("DISPLAY") else "")
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    app.setPalette(palette(DARK))
    app.setStyleSheet(stylesheet(DARK))
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    print(f"{QGuiApplication.platformName()}, {SIZE[0]}x{SIZE[1]} at {ratio:g}x, ms: median (95 %)")
    for count in (10_000, 100_000):
        for name, (median, high) in figures(count).items():
            print(f"{count:>7} notes  {name:<20} {median:7.2f} ({high:.2f})")


if __name__ == "__main__":
    main()
