"""A song as a WAV file, through the built-in synth, as fast as it goes and the same every time."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engine.errors import AriettaError
from engine.playback.scheduler import chase, events_between, playback_song
from engine.playback.soundfont import find_soundfont
from engine.playback.synth import FRAME_BYTES, GAIN_DB, RATE, Instrument
from engine.playback.transport import Due
from engine.playback.voices import Voices
from engine.score.files import write_whole
from engine.score.song import Song
from engine.score.time import Tick

_MOST_SECONDS = 2 * 60 * 60
_BLOCK = 65_536
_FULL_SCALE = 32_767
_CEILING = 0.97


class RenderError(AriettaError):
    """A song cannot be made into a WAV file."""


def render_wav(
    song: Song, path: Path, soundfont: Path | None = None, tail_seconds: float = 2.0
) -> None:
    """Writes the song as 16-bit stereo at 48 kHz, from tick 0 to its end and a tail.

    A song that would clip is rendered softer, as a whole. The same song and soundfont give the
    same bytes. Raises SoundfontError, FileWriteError, and RenderError for a song that is too long.
    """
    font = find_soundfont(soundfont)
    score = _score(song)
    seconds = (score[-1].at if score else 0.0) + max(0.0, tail_seconds)
    if seconds > _MOST_SECONDS:
        hours = seconds / 3600
        raise RenderError(
            f"{song.name or path.stem} lasts {hours:.1f} hours, and a WAV file is made of at most "
            f"{_MOST_SECONDS // 3600}; cut the song, or look for a note or event that lies far out"
        )
    frames = round(seconds * RATE)
    samples, peak = _perform(score, frames, font, GAIN_DB)
    if peak > 1.0:
        softer = GAIN_DB + 20 * float(np.log10(_CEILING / peak))
        samples, _ = _perform(score, frames, font, softer)
    write_whole(path, _wav(samples))


def _score(song: Song) -> list[Due]:
    """All messages with their times in seconds, in order; at last the end of the song."""
    playback = playback_song(song)
    voices = Voices()
    out = [Due(0.0, data) for data in chase(playback, Tick(0))]
    end = max(song.end, playback.ticks[-1] if len(playback) else 0)
    for message in events_between(playback, Tick(min(0, *playback.ticks[:1], 0)), Tick(end + 1)):
        part = playback.parts[message.part]
        if message.is_on and not part.audible:
            continue
        at = max(0.0, song.tempos.seconds_at(message.tick))
        out += [Due(at, data) for data in voices.follow(message, part.track_id)]
    at = song.tempos.seconds_at(Tick(end))
    return out + [Due(at, data) for data in voices.release_all()] + [Due(at, b"\xb0\x40\x00")]


def _perform(
    score: list[Due], frames: int, font: Path, gain_db: float
) -> "tuple[np.ndarray, float]":
    """16-bit samples of shape (frames, 2), and the peak before they were limited to full scale."""
    instrument = Instrument(font, RATE, gain_db)
    samples = np.zeros((frames, 2), np.int16)
    block = memoryview(bytearray(_BLOCK * FRAME_BYTES))
    done, peak = 0, 0.0
    for until, data in [*_stops(score, frames), (frames, None)]:
        while done < until:
            count = min(_BLOCK, until - done)
            instrument.render(block[: count * FRAME_BYTES])
            heard = np.frombuffer(block, np.float32, count * 2)
            peak = max(peak, float(np.abs(heard).max()))
            scaled = np.rint(np.clip(heard, -1, 1) * _FULL_SCALE).astype(np.int16)
            samples[done : done + count] = scaled.reshape(-1, 2)
            done += count
        if data is not None:
            instrument.apply(data)
    return samples, peak


def _stops(score: list[Due], frames: int) -> Iterator[tuple[int, bytes]]:
    """The messages with the sample at which each takes hold."""
    return ((min(frames, round(due.at * RATE)), due.data) for due in score)


def _wav(samples: "np.ndarray") -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()
