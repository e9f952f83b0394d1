"""Standard MIDI files of type 0 and 1, in and out, with all that they hold.

After RP-001, "Standard MIDI Files 1.0". Read, a file keeps every event at its tick; notes that are
not ended end with their track, and a note-off that ends nothing is dropped. Written, a song is of
type 1: a first track with tempo, meter, keys and the events of no track, then track by track.
"""

from pathlib import Path

from engine.score.files import read_whole, write_whole
from engine.score.smf.chunks import MidiFileError
from engine.score.smf.reader import parse_midi
from engine.score.smf.writer import midi_bytes
from engine.score.song import Song

__all__ = ["MidiFileError", "midi_bytes", "parse_midi", "read_midi", "write_midi"]


def read_midi(path: Path) -> Song:
    """The song in a MIDI file. Raises MidiFileError, which names the file and the reason."""
    return parse_midi(read_whole(path, MidiFileError), str(path))


def write_midi(song: Song, path: Path) -> None:
    """Writes a song as a MIDI file, whole or not at all. Raises FileWriteError, MidiFileError."""
    write_whole(path, midi_bytes(song))
