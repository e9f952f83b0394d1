"""What the rows are called: pitches, and the pieces of a General MIDI drum kit."""

PITCH_CLASSES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")

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


def pitch_name(pitch: int) -> str:
    """A pitch as musicians say it; 60 is C4."""
    return f"{PITCH_CLASSES[pitch % 12]}{pitch // 12 - 1}"


def row_name(pitch: int, *, drums: bool) -> str:
    """The name of a row: a drum's where the track is a kit and has one for it."""
    return DRUMS.get(pitch, pitch_name(pitch)) if drums else pitch_name(pitch)
