"""interpolate: clips between two clips, written to MIDI files."""

from dataclasses import replace

from engine.cli.files import picked_track, read_song
from engine.cli.session import Call, UsageError
from engine.cli.takes import locks, paths_of, sampling, write_songs
from engine.score.edits import rescaled
from engine.score.song import Clip, Song
from engine.score.time import Tick
from engine.tools.clips.interpolate import InterpolateOptions, interpolate
from engine.tools.errors import ToolError
from engine.tools.takes import Take


def interpolate_command(call: Call) -> None:
    """Write one file for each step of each variation. Raises UsageError, AriettaError."""
    options = call.options
    if options.rhythm == "keep":
        raise UsageError(
            "interpolate goes from one rhythm to another: there is none to keep; leave --rhythm out"
        )
    paths = paths_of(call, options.steps * options.variations)
    names = (options.input, options.last)
    songs = [read_song(path) for path in names]
    tracks = [
        picked_track(song, options.track, path) for song, path in zip(songs, names, strict=True)
    ]
    wanted = InterpolateOptions(
        **sampling(call), **locks(call), steps=options.steps, way=options.way
    )
    model = call.load_model("interpolate", "drums" if tracks[0].is_drums else "melody")
    ends = [(song, track.id) for song, track in zip(songs, tracks, strict=True)]
    try:
        answer = interpolate(
            ends[0], ends[1], wanted, model, cancelled=lambda: call.interrupts.seen
        )
    except ToolError as error:
        raise ToolError(f"{names[0]} and {names[1]}: {error}") from None
    fine = rescaled(songs[0], answer.ppq_factor)
    made = [_with_clip(fine, tracks[0].id, take) for take in answer.takes]
    write_songs(call, paths, made, answer, ppq=songs[0].ppq)


def _with_clip(song: Song, track_id: int, take: Take) -> Song:
    """The first song with a take on its track, in place of the clips that were there."""
    track = song.track(track_id)
    events = tuple(event for clip in track.clips for event in clip.events)
    end = song.meters.bar_start(int(take.scores["bars"]))
    end = max([end, *(event.tick + 1 for event in events)])
    song, notes = song.with_new_ids(take.notes)
    clip = Clip(track.clips[0].id, track.clips[0].name, Tick(0), Tick(end), notes, events)
    return song.with_track(replace(song.track(track_id), clips=(clip,)))
