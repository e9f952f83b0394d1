"""Reading on with a real, if tiny, model: in portions, after an edit, and in the middle."""

from dataclasses import replace

import pytest

from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.errors import ToolError
from engine.tools.hearing.score import score_melody
from engine.tools.hearing.surprise import MOST, Reading, first_around


def reading(song: Song, tiny, **more) -> Reading:
    track = song.track(1)
    return Reading(song, track, track.clips[0].notes, tiny, **more)


def nats(found: Reading) -> list[float]:
    return [score.nats for score in found.scores]


def test_read_to_the_end_it_says_what_score_says(tiny, make_song):
    song = make_song(ppq=100, meter=(3, 4), bars=3, skip_bars=(1,))
    found = reading(song, tiny)
    assert found.scores == () and not found.done
    found.go_on(2)
    assert len(found.scores) == 2 and not found.done
    found.go_on(1000)
    whole = score_melody(song, 1, tiny).notes
    assert found.done
    assert [(s.tick, s.pitch) for s in found.scores] == [(s.tick, s.pitch) for s in whole]
    assert nats(found)[:-1] == pytest.approx([s.nats for s in whole[:-1]])
    assert nats(found)[-1] < whole[-1].nats


def test_after_an_edit_what_comes_before_it_is_known_and_the_rest_read_anew(tiny, make_song):
    song = make_song(bars=3)
    found = reading(song, tiny)
    found.go_on(1000)
    clip = song.clip(2)
    notes = [*clip.notes]
    notes[7] = replace(notes[7], pitch=90)
    edited = song.with_clip(replace(clip, notes=tuple(notes)))
    again = reading(edited, tiny, before=found)
    known = len(again.scores)
    assert 0 < known <= 7
    again.go_on(1000)
    afresh = reading(edited, tiny)
    afresh.go_on(1000)
    assert nats(again) == pytest.approx(nats(afresh), rel=1e-4)


def test_the_same_again_is_known_at_once(tiny, make_song):
    song = make_song()
    found = reading(song, tiny)
    found.go_on(1000)
    assert reading(song, tiny, before=found).done


def test_of_a_long_line_those_around_a_place_are_read(tiny, make_song):
    song = make_song(bars=200)
    notes = song.track(1).clips[0].notes
    middle = song.meters.bar_start(100)
    first = first_around(notes, song, middle)
    assert notes[first].start == song.meters.bar_start(song.meters.bar_at(notes[first].start))
    assert notes[first].start < middle < notes[first + MOST - 1].start
    found = reading(song, tiny, around=middle)
    assert found.span is not None
    assert found.span[0] < middle < middle + 1920 < found.span[1]
    assert reading(make_song(), tiny).span is None
    found.go_on(3)
    assert [s.tick for s in found.scores] == [n.start for n in notes[first : first + 3]]
    assert first_around(notes, song, Tick(0)) == 0
    assert first_around(notes, song, notes[-1].start) <= len(notes) - MOST


def test_drums_and_silence_are_refused_in_a_sentence(tiny, make_song):
    with pytest.raises(ToolError, match="drums"):
        reading(make_song(channel=9), tiny)
    song = make_song()
    with pytest.raises(ToolError, match="no notes"):
        Reading(song, song.track(1), (), tiny)


def test_notes_at_one_place_count_once(tiny, make_song):
    song = make_song(bars=1)
    clip = song.clip(2)
    twice = replace(clip, notes=(Note(99, 60, 80, Tick(0), Tick(50)), *clip.notes))
    found = reading(song.with_clip(twice), tiny)
    found.go_on(1000)
    assert len(found.scores) == 4
