"""What a track plays: a melody, chords or drums."""

from typing import Literal

from engine.score.song import Song, Track
from engine.tools.melody.line import plays_chords

Kind = Literal["melody", "chords", "drums"]


def track_kind(song: Song, track: Track) -> Kind:
    """The kind of music in a track: what Continue would go on with. A track without notes is for
    drums or for a melody, as its channel says.
    """
    if track.is_drums:
        return "drums"
    return "chords" if plays_chords(song, track) else "melody"
