"""Which tracks are melodies, and what of them the model hears."""

import pytest

from engine.score.meter import MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.tools.errors import ToolError
from engine.tools.melody.line import melody_line

Spelled = tuple[int, int, int]


def hear(*notes: Spelled, channel: int = 0, ppq: int = 24) -> list[Spelled]:
    """The line in (start, length, pitch) of notes in the same form, in grid ticks at ppq 24."""
    made = tuple(
        Note(i, pitch, 80, Tick(start), Tick(length))
        for i, (start, length, pitch) in enumerate(sorted(notes))
    )
    track = Track(1, "Lead", channel=channel, clips=(Clip(2, notes=made),))
    song = Song(tempos=TempoMap(ppq), meters=MeterMap(ppq), tracks=(track,))
    return [(n.start, n.length, n.pitch) for n in melody_line(song, track)]


def scale(count: int, length: int) -> list[Spelled]:
    return [(24 * i, length, 60 + i) for i in range(count)]


def test_a_single_line_is_heard_as_it_is():
    assert hear(*scale(8, 20)) == scale(8, 20)


def test_any_resolution_comes_to_the_grid():
    assert hear((0, 480, 60), (480, 240, 62), ppq=480) == [(0, 24, 60), (24, 12, 62)]


def test_overlaps_are_cut_however_long_while_only_two_notes_meet():
    assert hear(*scale(8, 47)) == [*scale(7, 24), (168, 47, 67)]


def test_a_drone_below_does_not_hide_the_melody():
    heard = hear((0, 400, 30), *scale(12, 24)[1:])
    assert heard[1:] == scale(12, 24)[1:]


def test_of_notes_that_begin_together_the_highest_counts():
    assert hear(*scale(8, 24), (24, 24, 50)) == scale(8, 24)
    assert hear(*scale(8, 24), (25, 24, 50)) == scale(8, 24)


def test_fast_notes_one_after_the_other_are_no_chord():
    assert hear((0, 1, 60), (1, 1, 62), (2, 1, 64), (3, 9, 65)) == [
        (0, 1, 60), (1, 1, 62), (2, 1, 64), (3, 9, 65),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "notes",
    [
        [(24 * i, 24, pitch) for i in range(8) for pitch in (60 + i, 64 + i)],
        [(24 * i + spread, 24, 60 + 4 * spread) for i in range(8) for spread in range(2)],
        [(24 * i, 96, 60 + 3 * i) for i in range(12)],
        [(0, 96, 60), (0, 96, 64), (0, 96, 67)],
    ],
)
def test_chords_are_refused_by_name(notes):
    with pytest.raises(ToolError, match=r"'Lead' plays chords \(\d+ of \d+ onsets\)"):
        hear(*notes)


def test_drums_and_silence_are_refused_by_name():
    with pytest.raises(ToolError, match="'Lead' plays drums"):
        hear(*scale(4, 24), channel=9)
    with pytest.raises(ToolError, match="'Lead' holds no notes"):
        hear()
