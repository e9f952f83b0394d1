"""Two songs become one: the tracks of the second join the first, at the first's tempo and
meters.
"""

from dataclasses import replace
from math import lcm

from engine.score.edits import rescaled
from engine.score.song import Clip, Song, Track


def joined(song: Song, other: Song) -> Song:
    """The song with the tracks of another below its own. Both come to count the finer ticks."""
    ppq = lcm(song.ppq, other.ppq)
    song = rescaled(song, ppq // song.ppq)
    other = rescaled(other, ppq // other.ppq)
    for track in other.tracks:
        song = _with_track(song, track)
    return song


def _with_track(song: Song, track: Track) -> Song:
    clips: list[Clip] = []
    next_id = song.next_id + 1
    for clip in track.clips:
        notes = tuple(replace(note, id=next_id + 1 + i) for i, note in enumerate(clip.notes))
        clips.append(replace(clip, id=next_id, notes=notes))
        next_id += 1 + len(notes)
    new = replace(track, id=song.next_id, clips=tuple(clips))
    return replace(song, tracks=(*song.tracks, new), next_id=next_id)
