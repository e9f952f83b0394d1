"""What infill tells the model is what the model has learnt from."""

from dataclasses import replace

import numpy as np
import pytest

from engine.representation.future import MOST_FUTURE
from engine.representation.notes import GRID, ROW, Symbols
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.tools.melody.gap import Gap
from models.training.data.pieces import Piece
from models.training.melody.data import to_melody
from models.training.melody.gaps import filled

METERS = MeterMap(GRID, (Meter(Tick(0), 3, 4),))
BAR = 72


def notes(count: int) -> tuple[Note, ...]:
    """Quarters and eighths up and down; velocities as if they were played."""
    starts = [BAR * (i // 4) + (0, 24, 48, 60)[i % 4] for i in range(count)]
    return tuple(
        Note(10 + i, 60 + (5 * i) % 13, 60 + i % 40, Tick(start), Tick(12))
        for i, start in enumerate(starts)
    )


def gap(count: int, first: int, last: int) -> Gap:
    """A melody with a gap in some of its bars."""
    clip = Clip(2, notes=notes(count), length=Tick(BAR * count // 4))
    track = Track(1, clips=(clip,))
    song = Song(tempos=TempoMap(GRID), meters=METERS, tracks=(track,), next_id=10**4)
    return Gap.of(song, track, Tick(BAR * first), Tick(BAR * last), one_voice=False)


@pytest.mark.parametrize(("count", "first", "last"), [(48, 4, 6), (80, 0, 2), (200, 3, 11)])
def test_the_program_and_the_training_tell_the_same(count: int, first: int, last: int) -> None:
    here = gap(count, first, last)
    prompt = here.prompt(256)
    learnt, begin = filled(
        to_melody(Piece("x", "pop909", notes(count), METERS, played=True)), 4 * first, 4 * last
    )
    told = np.concatenate([here.future(prompt), prompt.rows])
    assert begin == len(told) - 1
    assert np.array_equal(told, learnt.rows[: begin + 1])


def test_no_more_is_told_of_what_follows_than_was_learnt() -> None:
    here = gap(400, 3, 5)
    assert here.future(here.prompt(256)).shape == (MOST_FUTURE, len(ROW))


def test_what_follows_after_a_long_silence_is_not_told() -> None:
    here = gap(48, 4, 6)
    far = tuple(replace(note, start=Tick(note.start + 40 * BAR)) for note in here.after)
    late = replace(here, after=far)
    assert len(late.future(late.prompt(256))) == 0


def test_a_piece_of_a_bar_may_stay_empty() -> None:
    whole, part = gap(48, 4, 6), gap(48, 4, 6)
    part = replace(part, limit=Tick(part.limit - 60))
    place = whole.prompt(256).places.each[0].after(Symbols(1, 0, 60, 11, 20))
    ending = place.grid.bar_at(part.limit) + 1 - place.bar
    assert whole.fence.bars(place, begun=True)[1] <= ending
    assert part.fence.bars(place, begun=True)[1] > ending
