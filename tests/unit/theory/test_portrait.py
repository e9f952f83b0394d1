"""The portrait of a track and of a clip."""

from dataclasses import replace

import pytest

from engine.score.edits import add_notes
from engine.score.song import DRUM_CHANNEL, Clip, Note, Song, new_song
from engine.score.time import Tick
from engine.theory.keys import Key
from engine.theory.portrait import portrait

PPQ = 960
BAR = 4 * PPQ


def scale(first_bar: int, bars: int) -> list[Note]:
    """C major, in quarters."""
    pitches = (60, 64, 67, 65, 64, 62, 60, 60)
    return [
        Note(-1, pitches[i % 8], 80, Tick(first_bar * BAR + i * PPQ), Tick(PPQ))
        for i in range(4 * bars)
    ]


def two_clips() -> Song:
    song = add_notes(new_song(), 2, scale(0, 4))
    track = song.tracks[0]
    clips = (*track.clips, Clip(99, "second", Tick(4 * BAR), Tick(20 * BAR)))
    song = replace(song.with_track(replace(track, clips=clips)), next_id=100)
    return add_notes(song, 99, scale(4, 20))


def test_a_clip_and_its_track_have_portraits_of_their_own():
    song = two_clips()
    clip, track = portrait(song, 1, 99), portrait(song, 1)
    assert (len(clip.notes), len(track.notes)) == (80, 96)
    assert clip.key == track.key == Key(0)
    assert (clip.form.first_bar, track.form.first_bar) == (4, 0)
    assert clip.numbers[0] == 5
    assert clip.measured_from == 4
    assert clip.density.values.tolist() == [4.0] * 20


def test_sixteen_bars_are_measured_as_of_real_music():
    song = two_clips()
    low = add_notes(song, 99, [Note(-1, 61, 80, Tick(20 * BAR), Tick(PPQ))])
    assert portrait(low, 1, 99).measures == portrait(song, 1, 99).measures
    early = add_notes(song, 99, [Note(-1, 61, 80, Tick(19 * BAR), Tick(PPQ))])
    assert portrait(early, 1, 99).measures["out_of_key"] == pytest.approx(1 / 65)


def test_a_kit_is_measured_as_a_kit():
    song = two_clips()
    song = song.with_track(replace(song.tracks[0], channel=DRUM_CHANNEL))
    found = portrait(song, 1)
    assert found.drums and found.key is None
    assert len(found.struck) == 9
    assert found.measures["drum_pattern"] == 1.0
    assert "out_of_key" not in found.measures


def test_silence_has_a_portrait_too():
    found = portrait(new_song(), 1)
    assert found.measures == {}
    assert len(found.density.values) == 0
    assert found.form.likeness.shape == (0, 0)
