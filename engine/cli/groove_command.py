"""groove: the same drum notes as a drummer plays them, written to MIDI files."""

from engine.cli.files import drum_track, read_song
from engine.cli.session import Call
from engine.cli.takes import listening, paths_of, sampling, write_songs
from engine.score.edits import change_notes, rescaled
from engine.tools.drums.groove import GrooveOptions, groove


def groove_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
    paths = paths_of(call, options.variations)
    song = read_song(options.input)
    track = drum_track(song, options.track, options.input)
    wanted = GrooveOptions(
        **sampling(call),
        amount=options.amount,
        lag=options.lag,
        looseness=options.looseness,
    )
    model = call.load_model("groove")
    with listening(call) as ears:
        answer = groove(song, track.id, wanted, model, ears)
    fine = rescaled(song, answer.ppq_factor)
    songs = [change_notes(fine, {note.id: note for note in take.notes}) for take in answer.takes]
    write_songs(call, paths, songs, answer, ppq=song.ppq)
