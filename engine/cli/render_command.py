"""render: a song through the built-in synth, written to a WAV file."""

import time

from engine.cli.files import check_output, picked_track, read_song
from engine.cli.session import Call, UsageError
from engine.score.song import Song


def render_command(call: Call) -> None:
    """Write the WAV file. With --track only that track sounds. Raises UsageError, AriettaError."""
    from engine.playback.render import render_wav

    options = call.options
    if options.variations > 1:
        raise UsageError("render makes one file; leave --variations out")
    if options.output.suffix.lower() in (".mid", ".midi", ".arietta"):
        raise UsageError(f"render writes WAV files; {options.output} should end in .wav")
    began = time.perf_counter()
    check_output(options.output)
    song = read_song(options.input)
    if options.track is not None:
        track = picked_track(song, options.track, options.input)
        song = Song(song.name, song.tempos, song.meters, song.keys, (track,), (), song.next_id)
    call.progress(f"rendering {options.output}")
    try:
        render_wav(song, options.output, options.soundfont)
    finally:
        call.progress("")
    seconds = time.perf_counter() - began
    notes = sum(len(clip.notes) for track in song.tracks for clip in track.clips)
    call.answer(
        {"tool": "render", "model": None, "sha256": None, "seed": None, "device": "cpu",
         "seconds": round(seconds, 4),
         "outputs": [{"path": str(options.output), "seed": None, "notes": notes, "scores": {}}]},
        [f"{options.output}: {notes} notes, rendered in {seconds:.1f} s"],
    )  # fmt: skip
