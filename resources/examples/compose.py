"""Writes the example songs beside this file: `python -m resources.examples.compose`.

The tunes were made for Arietta and are in the public domain (CC0 1.0). A tune is written bar by
bar, a note as `pitch:length` in quarters; `l` and `s` are the long and the short note of a swung
beat, `R` is a rest. Loudness follows the line: higher is a little louder, and so is the downbeat.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from engine.score.edits import add_notes, add_track
from engine.score.meter import Meter, MeterMap
from engine.score.smf import write_midi
from engine.score.song import KeySignature, MidiEvent, Note, Song
from engine.score.time import DEFAULT_PPQ, Tempo, TempoMap, Tick

HERE = Path(__file__).parent
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SIGNS = {"": 0, "#": 1, "b": -1}
SWUNG = {"l": Fraction(2, 3), "s": Fraction(1, 3)}
NOTICE = "Made for Arietta. Public domain, CC0 1.0."


@dataclass(frozen=True)
class Part:
    """A line for one instrument: bars of notes, the General MIDI program, how loud it is played."""

    name: str
    program: int
    velocity: int
    bars: tuple[str, ...]


@dataclass(frozen=True)
class Tune:
    """A short piece: quarters a minute, meter, key as sharps, and its parts, the melody first."""

    title: str
    bpm: float
    meter: tuple[int, int]
    sharps: int
    minor: bool
    parts: tuple[Part, ...]


FERRY = Tune(
    "Morning Ferry",
    104,
    (4, 4),
    1,
    False,
    (
        Part(
            "Melody",
            0,
            84,
            (
                "B4:1/2 D5:1/2 E5:1/2 D5:1 B4:1/2 A4:1/2 G4:1/2",
                "A4:3/2 F#4:1/2 A4:1 R:1/2 D4:1/2",
                "G4:1/2 A4:1/2 B4:1/2 D5:1 B4:1/2 A4:1/2 G4:1/2",
                "E4:1 G4:1 A4:3/2 R:1/2",
                "B4:1/2 D5:1/2 E5:1/2 D5:1 B4:1/2 A4:1/2 G4:1/2",
                "A4:3/2 F#4:1/2 A4:1 R:1/2 D5:1/2",
                "G5:1 F#5:1/2 E5:1 D5:1/2 B4:1/2 A4:1/2",
                "G4:3 R:1",
            ),
        ),
        Part(
            "Bass",
            33,
            70,
            (
                "G2:3 D2:1",
                "F#2:3 D2:1",
                "E2:3 B2:1",
                "C3:2 D3:2",
                "G2:3 D2:1",
                "F#2:3 D2:1",
                "C3:2 D2:2",
                "G2:3 R:1",
            ),
        ),
    ),
)

LANTERN = Tune(
    "Lantern Jig",
    168,
    (6, 8),
    2,
    False,
    (
        Part(
            "Flute",
            73,
            86,
            (
                "A4:1/2 B4:1/2 A4:1/2 F#4:1/2 A4:1/2 D5:1/2",
                "F#5:1/2 E5:1/2 D5:1/2 B4:1/2 D5:1/2 A4:1/2",
                "G4:1/2 B4:1/2 E5:1/2 D5:1/2 C#5:1/2 B4:1/2",
                "A4:1/2 F#4:1/2 E4:1/2 E4:1 F#4:1/2",
                "A4:1/2 B4:1/2 A4:1/2 F#4:1/2 A4:1/2 D5:1/2",
                "F#5:1/2 E5:1/2 D5:1/2 B4:1/2 D5:1/2 A4:1/2",
                "B4:1/2 D5:1/2 G5:1/2 F#5:1/2 E5:1/2 C#5:1/2",
                "D5:1 A4:1/2 D5:1 R:1/2",
            ),
        ),
    ),
)

BOATS = Tune(
    "Paper Boats",
    138,
    (3, 4),
    0,
    True,
    (
        Part(
            "Clarinet",
            71,
            80,
            (
                "E5:2 C5:1",
                "A4:2 B4:1",
                "D5:2 F5:1",
                "E5:3/2 D5:1/2 A4:1",
                "G#4:2 B4:1",
                "E5:3/2 D5:1/2 B4:1",
                "C5:1 B4:1 C5:1",
                "E5:2 R:1",
                "E5:2 C5:1",
                "A5:2 G5:1",
                "F5:2 D5:1",
                "F5:3/2 E5:1/2 D5:1",
                "C5:1 E5:1 C5:1",
                "B4:1 D5:1 G#4:1",
                "A4:2 E4:1",
                "A4:2 R:1",
            ),
        ),
        Part(
            "Piano",
            0,
            62,
            (
                "A2:3",
                "A2:3",
                "D3:3",
                "F2:3",
                "E2:3",
                "G#2:3",
                "A2:3",
                "C3:3",
                "A2:3",
                "C#3:3",
                "D3:3",
                "F2:3",
                "E2:3",
                "E2:3",
                "A2:3",
                "A2:2 R:1",
            ),
        ),
    ),
)

TRAM = Tune(
    "Late Tram",
    126,
    (4, 4),
    -1,
    False,
    (
        Part(
            "Vibraphone",
            11,
            84,
            (
                "A4:l C5:s D5:1 C5:l A4:s F4:1",
                "F#4:l A4:s C5:1 R:l D5:s Eb5:l D5:s",
                "D5:1 Bb4:l G4:s A4:l Bb4:s D5:l C5:s",
                "Bb4:s A4:s G4:s E4:l G4:s C4:1 R:1",
                "A4:l C5:s D5:1 C5:l A4:s F4:1",
                "F#4:s A4:s C5:s Eb5:1 D5:1 R:l F5:s",
                "G5:1 F5:l D5:s C5:s Bb4:s G4:s E4:1",
                "F4:3 R:1",
            ),
        ),
        Part(
            "Double Bass",
            32,
            74,
            (
                "F2:2 C3:2",
                "D3:2 A2:2",
                "G2:2 D3:2",
                "C3:2 E2:2",
                "F2:2 C3:2",
                "D3:2 F#2:2",
                "G2:2 C3:2",
                "F2:3 R:1",
            ),
        ),
    ),
)

TUNES = {"ferry": FERRY, "jig": LANTERN, "waltz": BOATS, "swing": TRAM}


def pitch_of(name: str) -> int:
    """The MIDI pitch of a name such as F#4; C4 is 60."""
    return STEPS[name[0]] + SIGNS[name[1:-1]] + 12 * (int(name[-1]) + 1)


def notes_of(part: Part, bar_quarters: Fraction) -> list[Note]:
    """The notes of a part. Raises ValueError where a bar is not full."""
    notes: list[Note] = []
    for index, bar in enumerate(part.bars):
        at = Fraction(0)
        for token in bar.split():
            name, length_text = token.split(":")
            length = SWUNG.get(length_text) or Fraction(length_text)
            if name != "R":
                start = (index * bar_quarters + at) * DEFAULT_PPQ
                velocity = part.velocity + (8 if at == 0 else 0) + (pitch_of(name) - 71) // 3
                notes.append(
                    Note(
                        0,
                        pitch_of(name),
                        velocity,
                        Tick(int(start)),
                        Tick(int(length * DEFAULT_PPQ)),
                    )
                )
            at += length
        if at != bar_quarters:
            raise ValueError(f"bar {index + 1} of {part.name} has {at} quarters")
    return notes


def song_of(tune: Tune) -> Song:
    """The tune as a song: a track to each part, ending with its last bar."""
    meter = Meter(Tick(0), *tune.meter, clocks=36 if tune.meter[1] == 8 else 24)
    song = Song(
        tune.title,
        TempoMap(changes=(Tempo.from_bpm(Tick(0), tune.bpm),)),
        MeterMap(changes=(meter,)),
        (KeySignature(Tick(0), tune.sharps, tune.minor),),
        events=(MidiEvent(Tick(0), b"\xff\x02" + NOTICE.encode()),),
    )
    bar = Fraction(4 * tune.meter[0], tune.meter[1])
    for channel, part in enumerate(tune.parts):
        song, track_id = add_track(song, part.name, part.program, channel)
        clip = song.track(track_id).clips[0]
        song = add_notes(song, clip.id, notes_of(part, bar))
    return song


def main() -> None:
    """Writes every tune as a MIDI file."""
    for name, tune in TUNES.items():
        write_midi(song_of(tune), HERE / f"{name}.mid")


if __name__ == "__main__":
    main()
