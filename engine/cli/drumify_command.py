"""drumify: a drum kit for any rhythm, written to MIDI files."""

from dataclasses import replace

from engine.cli.files import picked_track, read_song
from engine.cli.session import Call
from engine.cli.takes import listening, paths_of, sampling, write_songs
from engine.score.edits import add_notes, add_track, remove_notes, rescaled
from engine.score.song import DRUM_CHANNEL, Song
from engine.score.time import Tick
from engine.tools.drums.drumify import DrumifyOptions, drumify
from engine.tools.takes import Take


def drumify_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
    paths = paths_of(call, options.variations)
    song = read_song(options.input)
    track = picked_track(song, options.track, options.input)
    wanted = DrumifyOptions(
        **sampling(call),
        density=options.density,
        style=options.style,
        max_polyphony=options.max_polyphony,
        no_repeat=options.no_repeat,
        strength=options.strength,
    )
    model = call.load_model("drumify")
    with listening(call) as ears:
        answer = drumify(song, track.id, wanted, model, ears)
    fine = rescaled(song, answer.ppq_factor)
    songs = [with_kit(fine, track.id, take) for take in answer.takes]
    write_songs(call, paths, songs, answer, ppq=song.ppq)


def with_kit(song: Song, track_id: int, take: Take) -> Song:
    """The song with a kit: in place of the rhythm where that is on the drum channel, else on a
    track of its own. It lasts as long as the rhythm.
    """
    rhythm = song.track(track_id)
    end = rhythm.end
    if rhythm.is_drums:
        song = remove_notes(song, {note.id for note in rhythm.notes})
    else:
        song, track_id = add_track(song, "Drums", channel=DRUM_CHANNEL)
    clip = song.track(track_id).clips[0]
    song = add_notes(song, clip.id, take.notes)
    clip = song.clip(clip.id)
    return song.with_clip(replace(clip, length=Tick(max(end, clip.last_note_end) - clip.start)))
