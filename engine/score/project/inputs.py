"""The songs that takes were made from, kept beside them: equal ones once."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.score.project.checks import damaged, dicts, whole
from engine.score.project.decoding import song_from
from engine.score.project.encoding import song_values
from engine.score.song import Song

INPUT = "input"


def takes_values(takes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The values "takes", each with the place of its song for "input", and "inputs", the songs."""
    songs: list[Song] = []
    values = [_numbered(take, songs) for take in takes]
    return {"takes": values, "inputs": [song_values(song) for song in songs]}


def takes_from(values: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The takes of a project's values, each with its song for "input". Raises Damage."""
    songs = [song_from(song) for song in dicts(values.get("inputs"), "inputs")]
    return tuple(_with_song(take, songs) for take in dicts(values.get("takes"), "takes"))


def _numbered(take: Mapping[str, Any], songs: list[Song]) -> dict[str, Any]:
    song = take.get(INPUT)
    if not isinstance(song, Song):
        return dict(take)
    if song not in songs:
        songs.append(song)
    return {**take, INPUT: songs.index(song)}


def _with_song(take: dict[str, Any], songs: list[Song]) -> dict[str, Any]:
    if take.get(INPUT) is None:
        return take
    place = whole(take[INPUT], "a take's input", 0, max(0, len(songs) - 1))
    if not songs:
        raise damaged("a take's input is missing")
    return {**take, INPUT: songs[place]}
