"""Between four clips: the corners are the musician's own, the rest lies between, any meter."""

from pathlib import Path

import pytest

from engine.jobs import Cancelled
from engine.runtime.library import Library
from engine.score.edits import add_notes, change_track, rescaled, set_meter
from engine.score.song import DRUM_CHANNEL, Note, Song, new_song
from engine.score.time import Tick
from engine.tools.clips.morph import morph
from engine.tools.errors import ToolError

ROOT = Path(__file__).parents[3]
SIDE = 4
LAST = SIDE - 1


@pytest.fixture(scope="module")
def models() -> Library:
    return Library(ROOT / "models")


def clip(pitches: tuple[int, ...], channel: int = 0, ppq: int = 960) -> tuple[Song, int]:
    song = new_song()
    track = song.tracks[0]
    if channel:
        song = change_track(song, track.id, channel=channel)
    notes = [
        Note(0, pitch, 60 + i, Tick(i * 480), Tick(400), channel) for i, pitch in enumerate(pitches)
    ]
    song = add_notes(song, track.clips[0].id, notes)
    return (rescaled(song, ppq // 960) if ppq > 960 else song), track.id


FOUR = (
    (60, 62, 64, 65, 67, 65, 64, 62, 60, 64, 67, 72, 67, 64, 62, 60),
    (72, 71, 69, 67, 65, 64, 62, 60) * 2,
    (60, 60, 67, 67, 69, 69, 67, 67, 65, 65, 64, 64, 62, 62, 60, 60),
    (57, 60, 64, 69, 64, 60, 57, 60) * 2,
)


def cells_of(corners, model, **more):
    cells = {}
    ground = morph(
        corners, SIDE, model, lambda _, cell, notes: cells.setdefault(cell, notes), **more
    )
    return ground, cells


def sounds(notes) -> list[tuple[int, int, int, int]]:
    return [(note.start, note.length, note.pitch, note.velocity) for note in notes]


def test_the_corners_are_the_clips_themselves(models):
    corners = [
        clip(pitches, ppq=ppq) for pitches, ppq in zip(FOUR, (960, 960, 1920, 960), strict=True)
    ]
    ground, cells = cells_of(corners, models.load("clips-melody", "cpu"))
    assert sorted(cells) == [(column, row) for column in range(SIDE) for row in range(SIDE)]
    assert list(cells)[:4] == [(0, 0), (LAST, 0), (0, LAST), (LAST, LAST)]
    for cell, pitches in zip(list(cells)[:4], FOUR, strict=True):
        own = clip(pitches)[0].tracks[0].notes
        assert sounds(cells[cell]) == sounds(own)
    assert all(n.start >= 0 and n.end <= ground.end for notes in cells.values() for n in notes)


def test_what_lies_between_two_alike_corners_is_like_them(models):
    same = [clip(FOUR[0])] * 4
    _, cells = cells_of(same, models.load("clips-melody", "cpu"))
    own = {(note.start, note.pitch) for note in cells[0, 0]}
    for notes in cells.values():
        there = {(note.start, note.pitch) for note in notes}
        assert 2 * len(own & there) / (len(own) + len(there)) > 0.8


def test_drums_have_their_own_model(models):
    beats = [
        clip(tuple((36, 42, 38, 42)[(i * step) % 4] for i in range(16)), DRUM_CHANNEL)
        for step in (1, 2, 3, 1)
    ]
    ground, cells = cells_of(beats, models.load("clips-drums", "cpu"))
    assert len(cells) == SIDE * SIDE
    assert all(note.channel == DRUM_CHANNEL for notes in cells.values() for note in notes)
    assert ground.end > 0
    with pytest.raises(ToolError, match="drums"):
        cells_of([*beats[:3], clip(FOUR[0])], models.load("clips-drums", "cpu"))


def test_other_meters_are_refused(models):
    song, track = clip(FOUR[1])
    waltz = set_meter(song, Tick(0), 3, 4), track
    with pytest.raises(ToolError, match="meter"):
        cells_of(
            [clip(FOUR[0]), clip(FOUR[0]), clip(FOUR[0]), waltz], models.load("clips-melody", "cpu")
        )


def test_it_can_be_given_up(models):
    with pytest.raises(Cancelled):
        cells_of(
            [clip(each) for each in FOUR],
            models.load("clips-melody", "cpu"),
            cancelled=lambda: True,
        )
