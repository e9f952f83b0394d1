"""A model of a few kilobytes, and songs to try it on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.runtime.library import Library, LoadedModel
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick

SongMaker = Callable[..., Song]


@pytest.fixture(scope="session")
def tiny() -> LoadedModel:
    """The tiny model, loaded on the CPU."""
    return Library(Path(__file__).parent).load("tiny", "cpu")


@pytest.fixture(scope="session")
def drummer() -> LoadedModel:
    """The tiny model for drums, loaded on the CPU."""
    return Library(Path(__file__).parent).load("tiny-drums", "cpu")


@pytest.fixture(scope="session")
def make_song() -> SongMaker:
    """Makes a song with one track, id 1, of notes on every beat of the meter."""

    def make(
        ppq: int = 480,
        meter: tuple[int, int] = (4, 4),
        bars: int = 2,
        pitches: tuple[int, ...] = (60, 62, 64, 65, 67),
        channel: int = 0,
        skip_bars: tuple[int, ...] = (),
    ) -> Song:
        meters = MeterMap(ppq, (Meter(Tick(0), *meter),))
        notes: list[Note] = []
        for bar in range(bars):
            for beat in range(meter[0]):
                start = round(bar * 4 * ppq * meter[0] / meter[1] + beat * 4 * ppq / meter[1])
                end = round(bar * 4 * ppq * meter[0] / meter[1] + (beat + 1) * 4 * ppq / meter[1])
                if bar not in skip_bars and end > start:
                    pitch = pitches[len(notes) % len(pitches)]
                    note = Note(
                        10 + len(notes), pitch, 60 + len(notes) % 50, Tick(start),
                        Tick(end - start), channel,
                    )  # fmt: skip
                    notes.append(note)
        end = max((note.end for note in notes), default=Tick(0))
        clip = Clip(2, length=end, notes=tuple(notes))
        track = Track(1, "Lead", channel=channel, clips=(clip,))
        return replace(
            Song(tempos=TempoMap(ppq), meters=meters, tracks=(track,)), next_id=10 + len(notes)
        )

    return make


@pytest.fixture(scope="session")
def beat(make_song: SongMaker) -> SongMaker:
    """Makes a drum track that strikes a kit of its own, a drum on every beat."""

    def make(**how: object) -> Song:
        return make_song(pitches=(35, 40, 44), channel=9, **how)

    return make
