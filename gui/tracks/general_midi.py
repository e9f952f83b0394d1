"""The instruments of General MIDI by number, as the standard names them, in families of eight."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

FAMILIES = (
    ("Piano", "Grand piano|Bright piano|Electric grand|Honky-tonk|Electric piano 1|"
              "Electric piano 2|Harpsichord|Clavinet"),
    ("Mallets", "Celesta|Glockenspiel|Music box|Vibraphone|Marimba|Xylophone|Tubular bells|"
                "Dulcimer"),
    ("Organ", "Drawbar organ|Percussive organ|Rock organ|Church organ|Reed organ|Accordion|"
              "Harmonica|Tango accordion"),
    ("Guitar", "Nylon guitar|Steel guitar|Jazz guitar|Clean guitar|Muted guitar|"
               "Overdriven guitar|Distortion guitar|Guitar harmonics"),
    ("Bass", "Acoustic bass|Fingered bass|Picked bass|Fretless bass|Slap bass 1|Slap bass 2|"
             "Synth bass 1|Synth bass 2"),
    ("Strings", "Violin|Viola|Cello|Contrabass|Tremolo strings|Pizzicato strings|Harp|Timpani"),
    ("Ensemble", "String ensemble 1|String ensemble 2|Synth strings 1|Synth strings 2|"
                 "Choir aahs|Voice oohs|Synth voice|Orchestra hit"),
    ("Brass", "Trumpet|Trombone|Tuba|Muted trumpet|French horn|Brass section|Synth brass 1|"
              "Synth brass 2"),
    ("Reed", "Soprano sax|Alto sax|Tenor sax|Baritone sax|Oboe|English horn|Bassoon|Clarinet"),
    ("Pipe", "Piccolo|Flute|Recorder|Pan flute|Blown bottle|Shakuhachi|Whistle|Ocarina"),
    ("Lead", "Square lead|Saw lead|Calliope lead|Chiff lead|Charang lead|Voice lead|"
             "Fifths lead|Bass and lead"),
    ("Pad", "New age pad|Warm pad|Polysynth pad|Choir pad|Bowed pad|Metallic pad|Halo pad|"
            "Sweep pad"),
    ("Effects", "Rain|Soundtrack|Crystal|Atmosphere|Brightness|Goblins|Echoes|Sci-fi"),
    ("World", "Sitar|Banjo|Shamisen|Koto|Kalimba|Bagpipe|Fiddle|Shanai"),
    ("Percussive", "Tinkle bell|Agogo|Steel drums|Woodblock|Taiko|Melodic tom|Synth drum|"
                   "Reverse cymbal"),
    ("Sounds", "Fret noise|Breath noise|Seashore|Bird tweet|Telephone|Helicopter|Applause|"
               "Gunshot"),
)  # fmt: skip

PROGRAMS: tuple[str, ...] = tuple(name for _, names in FAMILIES for name in names.split("|"))


def program_name(program: int, is_drums: bool = False) -> str:
    """What a program from 0 to 127 is called on a track."""
    if is_drums:
        return translate("Instruments", "Drum kit")
    return translate("Instruments", PROGRAMS[program % len(PROGRAMS)])
