"""The project file `.arietta`: the song, and the takes that were offered with where they come from.

A zip archive with one `song.json`, which a person can read and which says its `format`, a whole
number. Older formats are migrated step by step, a newer one is refused. The same project gives the
same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.score.files import collector_at_rest, read_whole, write_whole
from engine.score.project.archive import pack, unpack
from engine.score.project.checks import Damage, ProjectFileError
from engine.score.project.decoding import song_from
from engine.score.project.encoding import readable, song_values
from engine.score.project.formats import FORMAT, migrated
from engine.score.project.inputs import takes_from, takes_values
from engine.score.song import Song

__all__ = [
    "FORMAT",
    "Project",
    "ProjectFileError",
    "parse_project",
    "project_bytes",
    "read_project",
    "write_project",
]

MEMBER = "song.json"


@dataclass(frozen=True)
class Project:
    """What one file keeps. An entry of `takes` is an object of JSON values: what was offered, with
    its provenance. Its "input", where it has one, is the song that it was made from; the file holds
    equal ones once.
    """

    song: Song
    takes: tuple[dict[str, Any], ...] = ()


def read_project(path: Path) -> Project:
    """The project in a file. Raises ProjectFileError, which names the file and the reason."""
    return parse_project(read_whole(path, ProjectFileError), str(path))


def write_project(project: Project, path: Path) -> None:
    """Writes a project, whole or not at all. Raises FileWriteError."""
    write_whole(path, project_bytes(project))


def project_bytes(project: Project, others: Mapping[str, str] | None = None) -> bytes:
    """A project as a file holds it; `others` are texts beside it in the archive, by name."""
    with collector_at_rest():
        values = {
            "format": FORMAT,
            "song": song_values(project.song),
            **takes_values(project.takes),
        }
        return pack({MEMBER: readable(values), **(others or {})})


def parse_project(data: bytes, name: str) -> Project:
    """The project in the bytes of a file, in messages called `name`. Raises ProjectFileError."""
    try:
        with collector_at_rest():
            values = migrated(unpack(data, MEMBER))
            return Project(song_from(values.get("song")), takes_from(values))
    except Damage as damage:
        raise ProjectFileError(f"{name} {damage}") from None
