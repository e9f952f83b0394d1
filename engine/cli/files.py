"""Inputs that are read and outputs that are written, for tools without a window."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from engine.errors import AriettaError
from engine.score.files import write_whole
from engine.score.smf import read_midi
from engine.score.song import Song, Track


class InputError(AriettaError):
    """An input holds nothing that the tool can use."""


class OutputError(AriettaError):
    """There is no place for an output."""


def read_song(path: Path) -> Song:
    """The song in a MIDI file or a project. Raises AriettaError, which names the file."""
    if path.suffix.lower() == ".arietta":
        from engine.score.project import read_project

        return read_project(path).song
    return read_midi(path)


def picked_track(song: Song, number: int | None, path: Path) -> Track:
    """The track with this number, from 1, among those that hold notes; else that with the most.

    Raises InputError where there is none.
    """
    tracks = [track for track in song.tracks if any(True for _ in track.notes)]
    if not tracks:
        raise InputError(f"{path} holds no notes; choose a file with music in it")
    if number is None:
        return max(tracks, key=lambda track: sum(len(clip.notes) for clip in track.clips))
    if number > len(tracks):
        names = ", ".join(f"{i} {track.name}".strip() for i, track in enumerate(tracks, start=1))
        raise InputError(f"{path} has no track {number} with notes; choose one of: {names}")
    return tracks[number - 1]


def drum_track(song: Song, number: int | None, path: Path) -> Track:
    """As picked_track; without a number the drum track with the most notes, if there is one."""
    drums = [track for track in song.tracks if track.is_drums and any(True for _ in track.notes)]
    if number is not None or not drums:
        return picked_track(song, number, path)
    return max(drums, key=lambda track: sum(len(clip.notes) for clip in track.clips))


def output_paths(path: Path, count: int) -> list[Path]:
    """OUT.mid for one file, OUT-1.mid, OUT-2.mid ... for several, each with a place to be.

    Raises OutputError.
    """
    if count == 1 or not path.name:
        check_output(path)
        return [path]
    paths = [path.with_name(f"{path.stem}-{i}{path.suffix}") for i in range(1, count + 1)]
    for each in paths:
        check_output(each)
    return paths


def check_output(path: Path) -> None:
    """Find out before the work whether there is a place for OUT. Raises OutputError."""
    if path.is_dir() or not path.name:
        raise OutputError(f"{path} is a folder; give the name of a file to write")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is a device or a pipe; give the name of a file to write")
    if not path.parent.is_dir():
        raise OutputError(f"{path} cannot be written: there is no folder {path.parent}; make it")


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write files, each whole or not at all.

    Where one cannot be written, those that this call created are gone again. Raises
    FileWriteError.
    """
    created: list[Path] = []
    try:
        for path, data in files:
            is_new = not path.exists()
            write_whole(path, data)
            if is_new:
                created.append(path)
    except AriettaError:
        for path in created:
            with suppress(OSError):
                path.unlink()
        raise
