"""Edits of what a clip tells its instrument besides notes."""

from dataclasses import replace

from engine.score.controllers import Controller, Points, points_of, speaking_channel
from engine.score.files import collector_at_rest
from engine.score.song import MidiEvent, Song


def set_points(song: Song, clip_id: int, controller: Controller, points: Points) -> Song:
    """The song with other points of a controller in a clip, on the channel of its notes.

    All other messages stay as they are, those of the controller on other channels too. Raises
    KeyError.
    """
    track = song.track_of(clip_id)
    clip = track.clip(clip_id)
    channel = speaking_channel(track, clip)
    if points == points_of(clip.events, controller, channel):
        return song
    head = controller.status | channel
    others = (
        event
        for event in clip.events
        if event.data[0] != head or controller.value_in(event.data) is None
    )
    with collector_at_rest():
        told = (MidiEvent(tick, controller.message(channel, value)) for tick, value in points)
        events = sorted((*others, *told), key=lambda event: event.tick)
    return song.with_clip(replace(clip, events=tuple(events)))
