"""The built-in synth and WAV files: on time, not silent, not clipped, the same every time."""

import math
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from engine.playback.limiter import Limiter
from engine.playback.render import RenderError, render_wav
from engine.playback.soundfont import SoundfontError, find_soundfont
from engine.playback.synth import FRAME_BYTES, RATE, Instrument, Synth
from engine.playback.thru import Thru
from engine.playback.transport import Due
from engine.score.song import Note, Song
from engine.score.time import Tick
from tests.unit.playback.test_scheduler import song_of


def heard(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, RATE, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


def test_notes_sound_at_their_times_and_files_are_the_same_every_time(tmp_path: Path):
    song = song_of(*(Note(i, 72, 100, Tick(960 * i), Tick(300)) for i in range(1, 4)))
    render_wav(song, tmp_path / "a.wav", tail_seconds=1.0)
    render_wav(song, tmp_path / "b.wav", tail_seconds=1.0)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    loud = np.abs(heard(tmp_path / "a.wav").astype(int)).max(axis=1)
    assert len(loud) == 3 * RATE
    for start in (0.5, 1.0, 1.5):
        begin = round(start * RATE)
        before, after = loud[begin - 960 : begin].max(), loud[begin : begin + 960].max()
        assert after > 4 * before + 200


def test_a_dense_chord_is_not_clipped(tmp_path: Path):
    chord = (Note(i, 36 + 4 * i, 127, Tick(0), Tick(960)) for i in range(12))
    render_wav(song_of(*chord, program=61), tmp_path / "chord.wav")
    peak = np.abs(heard(tmp_path / "chord.wav").astype(int)).max()
    assert 8_000 < peak < 32_767


def test_muted_tracks_are_not_heard_and_drums_are(tmp_path: Path):
    note = Note(1, 38, 120, Tick(0), Tick(300))
    render_wav(song_of(note, muted=True), tmp_path / "muted.wav")
    render_wav(song_of(note, channel=9), tmp_path / "drums.wav")
    assert not heard(tmp_path / "muted.wav").any()
    assert heard(tmp_path / "drums.wav").any()


def test_an_empty_song_is_silence_and_one_of_days_is_refused(tmp_path: Path):
    render_wav(Song(), tmp_path / "empty.wav", tail_seconds=0.5)
    assert len(heard(tmp_path / "empty.wav")) == RATE // 2
    with pytest.raises(RenderError, match="hours"):
        render_wav(song_of(Note(1, 60, 90, Tick(2**34), Tick(9))), tmp_path / "long.wav")
    assert not (tmp_path / "long.wav").exists()


def test_a_soundfont_that_is_none_or_missing_is_named(tmp_path: Path):
    with pytest.raises(SoundfontError, match=r"gone\.sf2"):
        find_soundfont(tmp_path / "gone.sf2")
    with pytest.raises(SoundfontError, match="is not there"):
        find_soundfont(tmp_path / ("x" * 300))
    broken = tmp_path / "broken.sf2"
    broken.write_bytes(b"RIFF" + bytes(64))
    with pytest.raises(SoundfontError, match=r"broken\.sf2"):
        render_wav(song_of(), tmp_path / "x.wav", soundfont=broken)


def test_a_better_soundfont_of_the_system_is_preferred_unless_it_is_huge(tmp_path: Path):
    better = tmp_path / "GeneralUser GS.sf2"
    better.write_bytes(b"x")
    assert find_soundfont(folders=(str(tmp_path),)) == better
    with better.open("wb") as file:
        file.truncate(10**9)
    assert find_soundfont(folders=(str(tmp_path),)) != better
    assert find_soundfont(better) == better


def first_sound(block: memoryview) -> int | None:
    samples = np.frombuffer(block, np.float32).reshape(-1, 2)
    loud = np.flatnonzero(np.abs(samples).max(axis=1) > 1e-4)
    return int(loud[0]) if len(loud) else None


def test_messages_take_hold_at_their_sample_and_live_ones_at_once():
    synth = Synth(Instrument(find_soundfont()))
    block = memoryview(bytearray(2048 * FRAME_BYTES))
    synth.send(Due(100.0 + 1000 / RATE, b"\x90\x48\x7f"))
    synth.render(block, 100.0)
    sequenced = first_sound(block)
    assert sequenced is not None and 1000 <= sequenced < 1100
    synth.silence()
    synth = Synth(Instrument(find_soundfont()))
    synth.send_live(b"\x90\x48\x7f")
    synth.render(block, 100.0)
    live = first_sound(block)
    assert live is not None and live < 100


def test_dropping_takes_back_what_has_not_begun_and_keeps_the_ends():
    synth = Synth(Instrument(find_soundfont()))
    block = memoryview(bytearray(4800 * FRAME_BYTES))
    synth.send(Due(1.0, b"\x90\x48\x7f"))
    synth.render(block, 1.0)
    synth.send(Due(5.0, b"\x80\x48\x40"))
    synth.send(Due(5.0, b"\x90\x4c\x7f"))
    synth.drop(1.1)
    for i in range(40):
        synth.render(block, 1.1 + i * 0.1)
    assert first_sound(block) is None


def test_the_limiter_leaves_quiet_music_alone_and_recovers():
    limiter = Limiter()
    sine = [math.sin(i / 9) for i in range(512)]
    quiet = array("f", [0.5 * s for s in sine])
    block = memoryview(bytearray(quiet))
    limiter.apply(block)
    assert bytes(block) == quiet.tobytes()
    for _ in range(3):
        block = memoryview(bytearray(array("f", [3 * s for s in sine])))
        limiter.apply(block)
    assert max(block.cast("f")) <= 0.98
    for _ in range(3000):
        limiter.apply(memoryview(bytearray(quiet)))
    assert limiter.gain == 1.0


def test_a_key_ends_on_the_channel_that_it_began_on():
    thru = Thru()
    assert thru.route(b"\x92\x3c\x50", "keys") == b"\x90\x3c\x50"
    thru.route(b"\xb2\x40\x7f", "keys")
    thru.channel = 4
    assert thru.route(b"\x92\x40\x50", "keys") == b"\x94\x40\x50"
    assert thru.route(b"\x82\x3c\x00", "keys") == b"\x80\x3c\x00"
    assert [sounding for _, sounding in thru.let_go("keys")] == [b"\x84\x40\x40", b"\xb0\x40\x00"]
    assert thru.let_go() == []
