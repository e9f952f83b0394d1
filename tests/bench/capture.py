"""`make capture`: half a minute with the program as a moving picture, docs/images/minute.webp.

The program is driven by keys and the mouse on a virtual screen, and its screen is read as it goes.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.bench.screenshots import ASIDE, IMAGES
from tests.conftest import sandboxed
from tests.e2e.hands import plugged_in
from tests.e2e.pages import asked
from tests.fixtures.jack import jack
from tests.fixtures.keyboard import keyboard
from tests.fixtures.program import ROOT, SIZE, Program, program
from tests.fixtures.screen import Screen, screen

FILE = IMAGES / "minute.webp"
WIDTH = 960
EVERY = 0.1
"""Seconds between two looks at the screen."""
LONGEST_MS = 1000
"""What does not change for longer than this, such as a model at work, is shown no longer."""
LAST_MS = 3000
LARGEST = 3_000_000
"""Bytes that a page may ask of its reader for it."""

MIDDLE_C, SEMITONE = 402, 16
FIRST_BEAT, BEAT = 264, 22.5
"""Where the roll of a new song has them on the screen, in pixels."""

MELODY = ((67, 1), (72, 1), (74, 1), (76, 1), (76, 2), (74, 1), (72, 1),
          (69, 1), (72, 1), (74, 1), (69, 1), (67, 4))  # fmt: skip
"""Pitch and beats of each note."""

BARS_2_AND_3 = (356, 150, 522, 440)
"""Where they are once the whole clip is shown."""

Frames = list[tuple[float, NDArray[np.uint8]]]


def main() -> None:
    """Goes through the half minute and writes what was seen."""
    with tempfile.TemporaryDirectory() as folder, screen() as shown, jack() as server:
        home, log = sandboxed(Path(folder)), Path(folder) / "log"
        with keyboard(server), program(shown, home, log, **server.env()) as running:
            plugged_in(running, server)
            with watched(shown) as frames:
                go(running)
    write(frames, FILE)
    size = FILE.stat().st_size
    print(f"{FILE.relative_to(ROOT)}: {len(frames)} frames, {size / 1e6:.1f} MB")
    if size > LARGEST:
        raise SystemExit(f"that is more than {LARGEST / 1e6:g} MB; make it shorter or smaller")


def go(running: Program) -> None:
    """Draws a melody, hears it, has it continued, keeps a take, infills, and looks at it all."""
    draw(running)
    hear(running, "space", 3)
    running.key("space")
    asked(running, "c")
    hear(running, "1", 2.5)
    hear(running, "3", 2.5)
    running.key("Return")
    hear(running, "Escape", 0.5)
    hear(running, "ctrl+0", 0.5)
    select(running)
    asked(running, "i")
    hear(running, "2", 3)
    running.key("Return")
    hear(running, "Escape", 1)
    asked(running, "F12")
    hear(running, "s", 3)


def draw(running: Program) -> None:
    """Draws the melody with the pencil."""
    beat = 0.0
    for pitch, beats in MELODY:
        y = MIDDLE_C - SEMITONE * (pitch - 60)
        left, right = FIRST_BEAT + BEAT * beat + 3, FIRST_BEAT + BEAT * (beat + beats) - 3
        running.screen.do("mousemove", round(left), y, "mousedown", 1)
        running.screen.do("mousemove", round((left + right) / 2), y)
        running.screen.do("mousemove", round(right), y, "mouseup", 1)
        beat += beats
    running.screen.do("mousemove", *ASIDE)


def select(running: Program) -> None:
    """Draws a band around two bars."""
    left, top, right, bottom = BARS_2_AND_3
    running.key("F2")
    running.screen.do("mousemove", left, top, "mousedown", 1)
    for part in (0.3, 0.6, 1.0):
        x, y = left + part * (right - left), top + part * (bottom - top)
        running.screen.do("mousemove", round(x), round(y), "sleep", 0.15)
    running.screen.do("mouseup", 1, "mousemove", *ASIDE)
    running.key("p")


def hear(running: Program, key: str, seconds: float) -> None:
    """Presses a key and lets what comes of it go on for a while."""
    running.key(key)
    time.sleep(seconds)


@contextmanager
def watched(shown: Screen) -> Iterator[Frames]:
    """What the screen shows while the block runs: when it changed, and to what."""
    frames: Frames = []
    over = threading.Event()

    def watch() -> None:
        width, height = SIZE
        while not over.wait(EVERY):
            now = shown.pixels()[:height, :width]
            if not frames or not np.array_equal(now, frames[-1][1]):
                frames.append((time.monotonic(), now.copy()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield frames
    finally:
        over.set()
        watcher.join()


def write(frames: Frames, path: Path) -> None:
    """Writes the frames at the times at which they came, smaller than they were."""
    times = [moment for moment, _ in frames]
    lasting = [round(1000 * (b - a)) for a, b in pairwise(times)]
    size = (WIDTH, round(WIDTH * SIZE[1] / SIZE[0]))
    images = [
        Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS) for _, pixels in frames
    ]
    images[0].save(
        path, save_all=True, append_images=images[1:], loop=0, quality=70, method=4,
        duration=[*(min(each, LONGEST_MS) for each in lasting), LAST_MS],
    )  # fmt: skip


if __name__ == "__main__":
    main()
