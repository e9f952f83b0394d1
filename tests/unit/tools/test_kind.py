"""What a track plays."""

import pytest

from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from engine.tools.kind import track_kind


@pytest.mark.parametrize(
    ("channel", "together", "kind"),
    [(0, 1, "melody"), (0, 3, "chords"), (9, 1, "drums"), (9, 3, "drums"), (0, 0, "melody"),
     (9, 0, "drums")],
)  # fmt: skip
def test_a_track_is_what_its_channel_and_its_notes_say(
    channel: int, together: int, kind: str
) -> None:
    notes = tuple(
        Note(10 + 4 * beat + voice, 60 + 4 * voice, 80, Tick(960 * beat), Tick(900), channel)
        for beat in range(4)
        for voice in range(together)
    )
    track = Track(1, channel=channel, clips=(Clip(2, length=Tick(3840), notes=notes),))
    assert track_kind(Song(tracks=(track,)), track) == kind
