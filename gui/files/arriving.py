"""Music that comes from outside as files: what a drop or the clipboard names, read off this thread.

What is dragged inside the window comes the same way, as its file lies there already. So whoever
takes drops needs but two things: `music_in` to say whether it can, and `Arriving` to read it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from engine.errors import AriettaError
from engine.jobs import JobContext, JobRunner
from engine.score.edits import one_clip
from engine.score.project import read_project
from engine.score.smf import read_midi
from engine.score.song import Clip, Song
from gui.bridge import Bridge
from gui.document import PROJECT_SUFFIX

MIDI_SUFFIXES = (".mid", ".midi", ".smf")
MOST_FILES = 32
"""So many files are taken in at once at most."""


@dataclass(frozen=True)
class Arrival:
    """A file's music: a song of its own, and the name that the file bears."""

    name: str
    song: Song

    @property
    def parts(self) -> int:
        """How many tracks have notes."""
        return sum(any(clip.notes for clip in track.clips) for track in self.song.tracks)

    def named(self) -> Song:
        """The song, each of its tracks with notes and with a name: else it bears the file's."""
        tracks = [track for track in self.song.tracks if any(clip.notes for clip in track.clips)]
        named = (replace(track, name=track.name or self.name) for track in tracks)
        return replace(self.song, tracks=tuple(named))

    def part(self, *, drums: bool) -> "Arrival":
        """The first track that plays drums, or that plays none; else the first with notes."""
        tracks = [track for track in self.song.tracks if any(clip.notes for clip in track.clips)]
        track = next((track for track in tracks if track.is_drums is drums), tracks[0])
        return replace(self, song=replace(self.song, tracks=(track,)))

    def clip(self) -> Clip:
        """All its music as one clip from tick 0 on, in the ticks of its song."""
        return one_clip(self.song, self.name)


class NoMusic(AriettaError):
    """A file that can be read but holds no notes."""


def can_open(path: Path) -> bool:
    """Whether a file is of a kind that opens here, by its name."""
    return path.suffix.lower() in (*MIDI_SUFFIXES, PROJECT_SUFFIX)


def music_in(mime: QMimeData) -> list[Path]:
    """The files that a drop or the clipboard names and that can be opened here."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if can_open(path)]


def read_arrival(path: Path) -> Arrival:
    """The music in a MIDI file or a project. Raises AriettaError, also where there is none."""
    is_project = path.suffix.lower() == PROJECT_SUFFIX
    found = Arrival(path.stem, read_project(path).song if is_project else read_midi(path))
    if not found.parts:
        raise NoMusic(f"{path} holds no notes; choose another file")
    return found


class Arriving(QObject):
    """Reads files on the disk's thread and hands their music on, all of it or none."""

    trouble = Signal(str)

    def __init__(self, disk: JobRunner, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._disk = disk
        self._bridge = bridge

    def read(self, paths: Sequence[Path], then: Callable[[list[Arrival]], object]) -> None:
        """Read the files, then call back on this thread; what cannot be read is told."""
        if len(paths) > MOST_FILES:
            text = self.tr("%1 files are too many to come in at once; take %2 at most")
            text = text.replace("%1", str(len(paths))).replace("%2", str(MOST_FILES))
            self.trouble.emit(text)
            return

        def work(job: JobContext) -> list[Arrival]:
            return [read_arrival(path) for path in paths if not job.cancelled()]

        self._disk.submit(
            work,
            key="arriving",
            on_done=self._bridge.here(then),
            on_error=self._bridge.here(lambda error: self.trouble.emit(str(error))),
        )
