"""Tempo, meters and keys of a MIDI file, taken out of its tracks and put back as events."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.score.meter import Meter, MeterMap
from engine.score.smf.tracks import ParsedTrack
from engine.score.song import KeySignature, MidiEvent, Song
from engine.score.time import DEFAULT_US_PER_QUARTER, Tempo, TempoMap, Tick

_TEMPO, _METER, _KEY = b"\xff\x51", b"\xff\x58", b"\xff\x59"
_SHORTEST_BEAT = 6
"""Meters down to 64ths are meters; what claims to be shorter is carried along as it is."""


@dataclass(frozen=True)
class Conductor:
    """What a file says of time and key, whichever track says it.

    Of several tempos or meters at one tick the last holds. Keys are those of the first track that
    has any; later tracks may differ, as those of transposing instruments do, and keep theirs.
    """

    tempos: TempoMap
    meters: MeterMap
    keys: tuple[KeySignature, ...]
    others: tuple[tuple[MidiEvent, ...], ...]
    """The events of each track without those that are told here."""

    @classmethod
    def of(cls, tracks: Sequence[ParsedTrack], ppq: int) -> "Conductor":
        """What these tracks say."""
        tempos, meters = {Tick(0): Tempo(Tick(0), DEFAULT_US_PER_QUARTER)}, {Tick(0): Meter()}
        keys: list[KeySignature] = []
        others: list[tuple[MidiEvent, ...]] = []
        for track in tracks:
            rest: list[MidiEvent] = []
            own_keys: list[KeySignature] = []
            for event in track.events:
                if tempo := _tempo(event):
                    tempos[event.tick] = tempo
                elif meter := _meter(event):
                    meters[event.tick] = meter
                elif not keys and (key := _key(event)):
                    own_keys.append(key)
                else:
                    rest.append(event)
            keys = keys or own_keys
            others.append(tuple(rest))
        return cls(
            TempoMap(ppq, tuple(tempos[tick] for tick in sorted(tempos))),
            MeterMap(ppq, tuple(meters[tick] for tick in sorted(meters))),
            tuple(keys),
            tuple(others),
        )


def conductor_events(song: Song) -> list[MidiEvent]:
    """Tempo, meters and keys of a song as the events of a MIDI file; not in order."""
    meters = (
        MidiEvent(
            meter.tick,
            _METER
            + bytes(
                [
                    meter.numerator,
                    meter.denominator.bit_length() - 1,
                    meter.clocks,
                    meter.thirty_seconds,
                ]
            ),
        )
        for meter in song.meters.changes
    )
    tempos = (
        MidiEvent(tempo.tick, _TEMPO + tempo.us_per_quarter.to_bytes(3))
        for tempo in song.tempos.changes
    )
    keys = (
        MidiEvent(key.tick, _KEY + key.sharps.to_bytes(1, signed=True) + bytes([key.minor]))
        for key in song.keys
    )
    return [*meters, *tempos, *keys]


def _tempo(event: MidiEvent) -> Tempo | None:
    value = event.data[2:]
    if event.data[:2] != _TEMPO or len(value) != 3 or not any(value):
        return None
    return Tempo(event.tick, int.from_bytes(value))


def _meter(event: MidiEvent) -> Meter | None:
    value = event.data[2:]
    if event.data[:2] != _METER or len(value) != 4 or not value[0] or value[1] > _SHORTEST_BEAT:
        return None
    return Meter(event.tick, value[0], 1 << value[1], value[2], value[3])


def _key(event: MidiEvent) -> KeySignature | None:
    value = event.data[2:]
    if event.data[:2] != _KEY or len(value) != 2 or value[1] > 1:
        return None
    sharps = int.from_bytes(value[:1], signed=True)
    return KeySignature(event.tick, sharps, bool(value[1])) if abs(sharps) <= 7 else None
