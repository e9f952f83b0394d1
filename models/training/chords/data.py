"""Songs as chords on beats: POP909, OpenEWLD and the McGill Billboard annotations."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.training.chords.billboard import read_billboard
from models.training.chords.sheets import read_pop909_chords, read_sheets
from models.training.chords.songs import ChordSong, sounds


@dataclass(frozen=True)
class ChordSongs:
    """What there is to train on and what is held out."""

    training: tuple[ChordSong, ...]
    validation: tuple[ChordSong, ...]


def load_songs(data: Path, cache: Path) -> ChordSongs:
    """Every song, kept in a cache file: delete it where a reader changes."""
    if not cache.exists():
        songs = [song for song in read_songs(data) if sounds(song)]
        kept = ChordSongs(
            tuple(song for song in songs if not song.held_out),
            tuple(song for song in songs if song.held_out),
        )
        cache.parent.mkdir(parents=True, exist_ok=True)
        part = cache.with_suffix(".part")
        part.write_bytes(pickle.dumps(kept))
        part.replace(cache)
    return pickle.loads(cache.read_bytes())


def read_songs(data: Path) -> Iterator[ChordSong]:
    """The songs of all collections."""
    yield from read_pop909_chords(data)
    yield from read_sheets(data)
    yield from read_billboard(data)
