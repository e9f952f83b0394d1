"""How long a frame of the roll takes: `python -m gui.piano_roll.bench`.

Prints, for a short and a very long piece, how many milliseconds a frame of the whole roll (with
keyboard, ruler and velocities) takes while panning and with all notes in view, and what else hands
wait for: the median and the 95th percentile of the wall clock, and the median of the time that the
drawing thread itself was at work, which other programs on the machine disturb less.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from engine.score.edits import add_notes
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from gui.application.memory import keep_freed
from gui.document import Document
from gui.look.theme import DARK, palette, stylesheet
from gui.piano_roll.arrays import NoteArrays
from gui.piano_roll.gestures.base import Pointer
from gui.piano_roll.gestures.move import Move
from gui.piano_roll.roll import PianoRoll

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


@dataclass(frozen=True)
class Times:
    """Milliseconds a frame: median and 95th percentile by the wall clock, median at work."""

    median: float
    high: float
    work: float


def frame_times(draw: Callable[[int], object], frames: int = FRAMES) -> Times:
    """How long `draw` takes, called with the number of the frame."""
    wall, work = [], []
    for i in range(frames):
        start, began = time.perf_counter(), time.thread_time()
        draw(i)
        work.append((time.thread_time() - began) * 1e3)
        wall.append((time.perf_counter() - start) * 1e3)
    return Times(float(np.median(wall)), float(np.percentile(wall, 95)), float(np.median(work)))


def drag_times(roll: PianoRoll, note: Note) -> Times:
    """How long a frame takes while a hand moves what is selected by one of the notes."""
    gesture = Move(roll._stage, Pointer(note.start + 10, 127.5 - note.pitch, note.pitch), note)

    def drag(i: int) -> None:
        gesture.move(Pointer(note.start + 10 + 30 * i, 120 - note.pitch, note.pitch + i % 9))
        QApplication.processEvents()

    times = frame_times(drag)
    gesture.end()
    return times


def figures(count: int) -> dict[str, Times]:
    """The times of one song, by what was done, with the memory kept as the program keeps it."""
    keep_freed()
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
        for part in (roll._canvas, roll._lane):
            part._picture.forget()
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
    notes = document.song.clip(2).notes
    found["moving all"] = drag_times(roll, notes[3])
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
    place = f"{QGuiApplication.platformName()}, {SIZE[0]}x{SIZE[1]} at {ratio:g}x"
    print(f"{place}, ms a frame: median (95 %), at work; goals: pan 4, all in view 16")
    for count in (10_000, 100_000):
        for name, times in figures(count).items():
            wall = f"{times.median:7.2f} ({times.high:6.2f})"
            print(f"{count:>7} notes  {name:<20} {wall}  {times.work:7.2f}")


if __name__ == "__main__":
    main()
