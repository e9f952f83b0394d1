"""continue: new bars after a melody, written to MIDI files."""

from functools import partial

from engine.cli.files import output_paths, picked_track, read_song, write_all
from engine.cli.session import Call, UsageError
from engine.cli.takes import fitted, melody_options
from engine.score.edits import append_take, rescaled
from engine.score.smf import midi_bytes
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.continue_ import ContinueOptions, ContinueResult, Take, continue_melody
from engine.tools.errors import NothingLeft, ToolError


def continue_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
    _check(call)
    paths = output_paths(options.output, options.variations)
    song = read_song(options.input)
    track = picked_track(song, options.track, options.input)
    wanted = ContinueOptions(bars=options.bars, **melody_options(call))
    model = call.load_model("continue")
    try:
        result = continue_melody(
            song,
            track.id,
            wanted,
            model,
            on_take=partial(_show, call),
            cancelled=lambda: call.interrupts.seen,
        )
    except NothingLeft as error:
        raise NothingLeft(f"{options.input}: {error}") from None
    except ToolError as error:
        raise ToolError(f"{options.input}: {error} (--track picks another)") from None
    finally:
        call.progress("")
    songs = [_with_take(song, track.id, take, result.ppq_factor) for take in result.takes]
    files = [(path, midi_bytes(each)) for path, each in zip(paths, songs, strict=True)]
    with call.interrupts.held():
        write_all(files)
    outputs = [
        {"path": str(path), "seed": take.seed, "notes": len(take.notes), "reason": take.reason,
         "scores": dict(take.scores)}
        for path, take in zip(paths, result.takes, strict=True)
    ]  # fmt: skip
    call.answer(
        {"tool": "continue", "model": result.model, "sha256": result.sha256, "seed": result.seed,
         "device": result.device, "seconds": round(result.seconds, 4), "key": result.key,
         "outputs": outputs},
        _lines(result, [str(path) for path in paths]),
    )  # fmt: skip


def _check(call: Call) -> None:
    """Refuse what no call can mean. Raises UsageError."""
    options = call.options
    if options.temperature == 0 and options.variations > 1:
        raise UsageError("at --temperature 0 there is one answer; leave --variations at 1")
    if options.output.suffix.lower() in (".wav", ".arietta"):
        raise UsageError(f"continue writes MIDI files; {options.output} should end in .mid")


def _show(call: Call, number: int, _: Take) -> None:
    call.progress(f"{number + 1} of {call.options.variations}")


def _lines(result: ContinueResult, paths: list[str]) -> list[str]:
    lines = [
        f"{path}: {len(take.notes)} notes, {take.reason} (seed {take.seed})"
        for path, take in zip(paths, result.takes, strict=True)
    ]
    model = f"{result.model} on the {result.device.upper()}, {result.seconds * 1000:.0f} ms"
    return [*lines, f"seed {result.seed}, {model}"]


def _with_take(song: Song, track_id: int, take: Take, factor: int) -> Song:
    """The song with a take at the end of its track, as fine in time as the take needs."""
    needed, notes = fitted(take.notes, factor, take.start, take.end)
    clips = song.track(track_id).clips
    last = max((clip for clip in clips if clip.notes), key=lambda clip: clip.last_note_end)
    end = Tick(take.end * needed // factor)
    return append_take(rescaled(song, needed), last.id, notes, end)
