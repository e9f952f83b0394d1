"""Music that a tool may be given by mistake, or by somebody who means it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import mido

PPQ = 480
BAR = 4 * PPQ

Stroke = tuple[int, int, int]
"""Start and length in ticks, and pitch."""


def written(
    path: Path,
    strokes: Iterable[Stroke],
    *,
    channel: int = 0,
    head: Iterable[tuple[int, mido.MetaMessage]] = (),
    length: int = 0,
) -> Path:
    """A file of one track; `head` says at which tick something is meant, `length` where it ends."""
    timed: list[tuple[int, int, mido.Message | mido.MetaMessage]] = [
        (tick, 0, message) for tick, message in head
    ]
    for start, duration, pitch in strokes:
        on = mido.Message("note_on", channel=channel, note=pitch, velocity=80)
        off = mido.Message("note_off", channel=channel, note=pitch)
        timed += [(start, 2, on), (start + duration, 1, off)]
    track, now = mido.MidiTrack(), 0
    for tick, _, message in sorted(timed, key=lambda each: each[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, length - now)))
    mido.MidiFile(tracks=[track], ticks_per_beat=PPQ).save(path)
    return path


def meter(top: int, bottom: int) -> list[tuple[int, mido.MetaMessage]]:
    """A meter from the beginning on."""
    return [(0, mido.MetaMessage("time_signature", numerator=top, denominator=bottom))]


def tempo(bpm: float) -> mido.MetaMessage:
    """So many quarters a minute."""
    return mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))


def tune(bars: int, beat: int = PPQ) -> list[Stroke]:
    """A melody of `bars` bars of four such beats: up and down the scale of C major."""
    scale = (60, 62, 64, 65, 67, 65, 64, 62)
    return [(beat * n, beat - 10, scale[n % len(scale)]) for n in range(4 * bars)]


def beat(bars: int) -> list[Stroke]:
    """A kick and a snare in turn."""
    return [(PPQ * n, PPQ // 4, (36, 38)[n % 2]) for n in range(4 * bars)]


def cluster() -> list[Stroke]:
    """A thousand notes at once, on all the keys there are, eight times each."""
    return [(PPQ * (n % 4), PPQ // 2 + n, n % 128) for n in range(1000)]


ODD: dict[str, Callable[[Path], Path]] = {
    "empty": lambda path: written(path, [], length=2 * BAR),
    "one note": lambda path: written(path, [(0, PPQ, 60)]),
    "a thousand notes at once": lambda path: written(path, cluster()),
    "5/8": lambda path: written(path, tune(4, PPQ // 2), head=meter(5, 8)),
    "a note that crosses the end": lambda path: written(
        path, [*tune(2)[:-1], (7 * PPQ, 3 * BAR, 72)]
    ),
    "drums": lambda path: written(path, beat(4), channel=9),
    "500 bars": lambda path: written(path, tune(500)),
    "tempo changes inside": lambda path: written(
        path,
        tune(4),
        head=[(n * PPQ, tempo(60 + 7 * n)) for n in range(16)],
    ),
    "meter changes inside a bar": lambda path: written(
        path, tune(4), head=[*meter(4, 4), (PPQ + 7, meter(7, 8)[0][1])]
    ),
}
