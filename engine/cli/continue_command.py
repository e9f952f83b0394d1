"""continue: new bars after a melody, chords or drums, written to MIDI files."""

from engine.cli.files import picked_track, read_song
from engine.cli.session import Call
from engine.cli.takes import fitted, listening, melody_options, paths_of, write_songs
from engine.score.edits import append_take, rescaled
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.continue_kinds import continue_track
from engine.tools.continue_options import ContinueOptions
from engine.tools.kind import track_kind
from engine.tools.takes import Take


def continue_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
    paths = paths_of(call, options.variations)
    song = read_song(options.input)
    track = picked_track(song, options.track, options.input)
    wanted = ContinueOptions(bars=options.bars, form=options.form, **melody_options(call))
    model = call.load_model("continue", track_kind(song, track))
    with listening(call) as ears:
        answer = continue_track(song, track.id, wanted, model, ears)
    songs = [_with_take(song, track.id, take, answer.ppq_factor) for take in answer.takes]
    write_songs(call, paths, songs, answer, ppq=song.ppq, key=answer.key)


def _with_take(song: Song, track_id: int, take: Take, factor: int) -> Song:
    """The song with a take at the end of its track, as fine in time as the take needs."""
    needed, notes = fitted(take.notes, factor, take.start, take.end)
    clips = song.track(track_id).clips
    last = max((clip for clip in clips if clip.notes), key=lambda clip: clip.last_note_end)
    end = Tick(take.end * needed // factor)
    return append_take(rescaled(song, needed), last.id, notes, end)
