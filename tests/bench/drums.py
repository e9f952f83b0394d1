"""How long Groove and Drumify take for two bars, the models warm."""

import time
from collections.abc import Callable
from dataclasses import replace

from engine.runtime.library import Library, models_folder
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.tools.drums.drumify import DrumifyOptions, drumify
from engine.tools.drums.groove import GrooveOptions, groove
from tests.bench.goals import Figure, in_milliseconds

TIMES = 40
GOAL_MS = 10.0


def two_bars() -> Song:
    """Eighths on the hi-hat with kick and snare: 24 hits."""
    song = new_song(bars=2)
    song = song.with_track(replace(song.tracks[0], channel=9))
    notes = [
        Note(10 + 8 * step + voice, pitch, 60 + 30 * (step % 2), Tick(480 * step), Tick(120), 9)
        for step in range(16)
        for voice, pitch in enumerate((42, (36, 38)[step // 2 % 2]))
        if voice == 0 or step % 2 == 0
    ]
    return song.with_clip(replace(song.tracks[0].clips[0], notes=tuple(notes)))


def drum_figures() -> list[Figure]:
    """The medians of both tools."""
    library, song = Library(models_folder()), two_bars()
    groover, kit = library.load("groove", "cpu"), library.load("drumify", "cpu")
    return [
        timed("groove, two bars", lambda: groove(song, 1, GrooveOptions(seed=1), groover), GOAL_MS),
        timed("drumify, two bars", lambda: drumify(song, 1, DrumifyOptions(seed=1), kit), GOAL_MS),
    ]


def timed(name: str, work: Callable[[], object], goal: float) -> Figure:
    """The median time of some work, once it has been done, with a goal in milliseconds."""
    work()
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return in_milliseconds(name, seconds, goal)
