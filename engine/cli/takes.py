"""What commands that write music share: the files of several answers, and what is said."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from engine.cli.files import output_paths, write_all
from engine.cli.session import Call, UsageError
from engine.runtime.library import resources_folder
from engine.score.smf import midi_bytes
from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.choice.originality import Originality
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.takes import Answer


def paths_of(call: Call, count: int) -> list[Path]:
    """Where the answers go. Raises UsageError, OutputError."""
    options = call.options
    if options.temperature == 0 and options.variations > 1:
        raise UsageError("at --temperature 0 there is one answer; leave --variations at 1")
    if options.output.suffix.lower() in (".wav", ".arietta"):
        raise UsageError(f"{options.tool} writes MIDI files; {options.output} should end in .mid")
    return output_paths(options.output, count)


def sampling(call: Call) -> dict[str, Any]:
    """The call's options that every generating tool has, by their names there."""
    names = ("variations", "temperature", "top_p", "seed")
    return {name: getattr(call.options, name) for name in names}


def locks(call: Call) -> dict[str, Any]:
    """The call's options of LockOptions: what new notes keep to."""
    options = call.options
    low, high = options.range or (None, None)
    names = ("key", "max_polyphony", "no_repeat", "strength")
    kept = {name: getattr(options, name) for name in names}
    return {**kept, "low": low, "high": high, "chords": options.chords or ""}


def melody_options(call: Call) -> dict[str, Any]:
    """The call's options of MelodyOptions: how to draw, what new notes keep to and lean to."""
    names = ("rhythm", "style", "density", "register")
    told = {name: getattr(call.options, name) for name in names}
    return {**sampling(call), **locks(call), **told, "taste": call.options.rules}


@contextmanager
def listening(call: Call) -> Iterator[Ears]:
    """Ears that show how many takes are there. A tool's refusal names the input, and what else
    could be picked there.
    """
    path, told = call.options.input, count(1)

    def show(*_: object) -> None:
        call.progress(f"{next(told)} of {call.options.variations}")

    try:
        yield Ears(on_take=show, cancelled=lambda: call.interrupts.seen)
    except NothingLeft as error:
        raise NothingLeft(f"{path}: {error}") from None
    except ToolError as error:
        raise ToolError(f"{path}: {error} (--track picks another)") from None
    finally:
        call.progress("")


def write_songs(
    call: Call,
    paths: Sequence[Path],
    songs: Sequence[Song],
    answer: Answer,
    *,
    ppq: int,
    **more: Any,
) -> None:
    """Write the song of each take, in ticks of `ppq` per quarter times the answer's factor, and say
    what came out. `more` joins the JSON. Raises FileWriteError.
    """
    known = Originality(resources_folder())
    takes = [known.told(take, ppq * answer.ppq_factor) for take in answer.takes]
    files = [(path, midi_bytes(song)) for path, song in zip(paths, songs, strict=True)]
    with call.interrupts.held():
        write_all(files)
    made = list(zip(map(str, paths), takes, strict=True))
    outputs = [
        {"path": path, "seed": take.seed, "notes": len(take.notes), "reason": take.reason,
         "scores": dict(take.scores)}
        for path, take in made
    ]  # fmt: skip
    lines = [f"{p}: {len(t.notes)} notes, {t.reason} (seed {t.seed})" for p, t in made]
    device = f"{answer.model} on the {answer.device.upper()}, {answer.seconds * 1000:.0f} ms"
    call.answer(
        {"tool": call.options.tool, "model": answer.model, "sha256": answer.sha256,
         "seed": answer.seed, "device": answer.device, "seconds": round(answer.seconds, 4), **more,
         "outputs": outputs},
        [*lines, f"seed {answer.seed}, {device}"],
    )  # fmt: skip


def fitted(notes: Sequence[Note], factor: int, *ticks: Tick) -> tuple[int, list[Note]]:
    """By how much a song must be refined for these notes, in its ticks times `factor`, and for
    further `ticks`, and the notes in ticks as fine as that.
    """
    needing = [*ticks, *(tick for note in notes for tick in (note.start, note.end))]
    needed = next(
        fine
        for fine in range(1, factor + 1)
        if factor % fine == 0 and all(tick % (factor // fine) == 0 for tick in needing)
    )
    coarse = factor // needed
    spans = [(Tick(note.start // coarse), Tick(note.length // coarse)) for note in notes]
    fit = [replace(n, start=at, length=long) for n, (at, long) in zip(notes, spans, strict=True)]
    return needed, fit
