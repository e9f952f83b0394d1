"""What the rows are called: pitches, and the pieces of a General MIDI drum kit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from engine.theory.keys import Key

translate = QCoreApplication.translate

FIFTHS = "FCGDAEB"
ACCIDENTALS = {-2: "♭♭", -1: "♭", 0: "", 1: "♯", 2: "♯♯"}

DRUMS = {
    35: "Kick 2",
    36: "Kick",
    37: "Rim",
    38: "Snare",
    39: "Clap",
    40: "Snare 2",
    41: "Floor tom 2",
    42: "Hat closed",
    43: "Floor tom",
    44: "Hat pedal",
    45: "Low tom",
    46: "Hat open",
    47: "Mid tom 2",
    48: "Mid tom",
    49: "Crash",
    50: "High tom",
    51: "Ride",
    52: "China",
    53: "Ride bell",
    54: "Tambourine",
    55: "Splash",
    56: "Cowbell",
    57: "Crash 2",
    58: "Vibraslap",
    59: "Ride 2",
    60: "Bongo high",
    61: "Bongo low",
    62: "Conga mute",
    63: "Conga open",
    64: "Conga low",
    65: "Timbale high",
    66: "Timbale low",
    67: "Agogo high",
    68: "Agogo low",
    69: "Cabasa",
    70: "Maracas",
    71: "Whistle short",
    72: "Whistle long",
    73: "Guiro short",
    74: "Guiro long",
    75: "Claves",
    76: "Woodblock high",
    77: "Woodblock low",
    78: "Cuica mute",
    79: "Cuica open",
    80: "Triangle mute",
    81: "Triangle",
}


def pitch_name(pitch: int, key: "Key | None" = None) -> str:
    """A pitch as musicians write it in a key, else in C; 60 is C4.

    Of a pitch's names that one is taken which lies among twelve neighbours on the line of fifths:
    A♭ to C♯, or as near to it as holds all of the key's scale. So A minor has a G♯, D♭ major a G♭.
    """
    tonic, minor = (key.tonic, key.minor) if key else (0, False)
    place = (tonic * 7 + 5) % 12 - 5
    if minor and place < -3:
        place += 12
    first = max(place - 6, min(place - (4 if minor else 1), -4))
    fifth = first + (pitch * 7 - first) % 12
    accidentals = (fifth + 1) // 7
    octave = (pitch - accidentals) // 12 - 1
    return f"{FIFTHS[(fifth + 1) % 7]}{ACCIDENTALS[accidentals]}{octave}"


def row_name(pitch: int, *, drums: bool, key: "Key | None" = None) -> str:
    """The name of a row: a drum's where the track is a kit and has one for it."""
    name = DRUMS.get(pitch) if drums else None
    return translate("Drums", name) if name else pitch_name(pitch, key)
