"""What can be wrong with the music that a tool is given."""

from engine.errors import AriettaError
from engine.score.song import Track

NO_RANGE = "a range ends after it begins, within the song; choose another"

NO_RHYTHM = "no note before the range has a rhythm to keep; let the rhythm go"

NOTHING_OUTSIDE = (
    "the range holds every note of the track; leave some before or after it, or name another range"
)
HELD_OVER = "notes from before are held over all of it; choose another range"
"""What is said of a range that no new notes can be written for."""


class ToolError(AriettaError):
    """A tool cannot do what was asked with this music; the text says why and what to do."""


class NothingLeft(ToolError):
    """What is locked or held leaves no note to write; the text says what to loosen."""


def called(track: Track) -> str:
    """What a message calls a track."""
    name = f"the track {track.name!r}" if track.name else "the track"
    return name
