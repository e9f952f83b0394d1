"""The parts of a take for a band: each gets a track, a channel and an instrument of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from engine.score.edits import add_notes, add_track
from engine.score.song import DRUM_CHANNEL, Note, Song
from engine.score.time import Tick
from engine.tools.clips.parts import BASS

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Part:
    """Some notes of a take, on a channel that no other part and no track of the song has."""

    name: str
    channel: int
    program: int
    notes: tuple[Note, ...]


def parts(song: Song, notes: Sequence[Note]) -> tuple[Part, ...]:
    """The parts of a take whose notes are on several channels, the melody first; none of another
    take.
    """
    channels = sorted({note.channel for note in notes})
    if len(channels) < 2:
        return ()
    names = {DRUM_CHANNEL: translate("Parts", "Drums"), BASS.channel: translate("Parts", "Bass")}
    taken = {track.channel for track in song.tracks} | {DRUM_CHANNEL}
    free = iter([channel for channel in range(16) if channel not in taken])
    found: list[Part] = []
    for channel in channels:
        to = channel if channel == DRUM_CHANNEL else next(free, channel)
        own = tuple(replace(note, channel=to) for note in notes if note.channel == channel)
        program = BASS.program if channel == BASS.channel else 0
        name = names.get(channel, translate("Parts", "Melody"))
        found.append(Part(name, to, program, own))
    return tuple(found)


def with_parts(song: Song, band: Sequence[Part], end: Tick) -> tuple[Song, int]:
    """The song with a track for each part, and the first one's clip; the clips reach to `end` at
    least.
    """
    clips: list[int] = []
    for part in band:
        song, track_id = add_track(song, part.name, part.program, part.channel)
        clip = song.track(track_id).clips[0]
        song = song.with_clip(replace(clip, length=max(clip.length, end)))
        song = add_notes(song, clip.id, part.notes)
        clips.append(clip.id)
    return song, clips[0]
