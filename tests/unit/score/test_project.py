"""Project files come back as they went, older ones migrate, broken ones are refused by name."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.score.meter import Meter
from engine.score.project import (
    FORMAT,
    Project,
    ProjectFileError,
    parse_project,
    project_bytes,
    read_project,
    write_project,
)
from engine.score.project.archive import pack
from engine.score.project.checks import Damage
from engine.score.project.encoding import AT_ONCE, Rows, readable
from engine.score.project.formats import STEPS, migrated
from engine.score.song import Note, new_song
from engine.score.time import Tick
from tests.unit.score.songs import songs

FILES = Path(__file__).parents[2] / "golden" / "files"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
takes = st.lists(st.dictionaries(st.text(max_size=5), json_values, max_size=3), max_size=2).map(
    tuple
)


@given(songs(), takes)
def test_a_project_comes_back_as_it_went(song, takes):
    project = Project(song, takes)
    data = project_bytes(project)
    assert parse_project(data, "x") == project
    assert project_bytes(parse_project(data, "x")) == data


def test_half_of_a_character_in_a_name_does_not_keep_a_song_from_being_saved():
    data = project_bytes(Project(new_song("Lied \ud83c")))
    assert parse_project(data, "x").song.name == "Lied ?"


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_as_no_project_is_is_refused(packing):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr("song.json", "{}")
    with pytest.raises(ProjectFileError, match=r"^x is damaged: .*packed in another way"):
        parse_project(file.getvalue(), "x")


def test_a_project_file_is_an_archive_with_json_that_a_person_can_read(tmp_path):
    path = tmp_path / "a.arietta"
    project = Project(new_song("Lied ohne Worte ♫"), ({"seed": 7, "notes": [[0, 60]]},))
    write_project(project, path)
    assert read_project(path) == project
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["song.json"]
        text = archive.read("song.json").decode()
    assert json.loads(text)["format"] == FORMAT
    assert '"name": "Lied ohne Worte ♫"' in text
    assert max(map(len, text.splitlines())) < 100


def test_a_file_of_format_0_is_migrated():
    project = read_project(FILES / "format-0.arietta")
    song = project.song
    assert song.name == "Old Song"
    assert round(song.tempos.tempo_at(Tick(0)).bpm) == 90
    assert song.meters.changes == (Meter(Tick(0), 3, 4),)
    assert [track.name for track in song.tracks] == ["Tune", "Kit"]
    assert song.tracks[0].clips[0].notes == (
        Note(3, 60, 90, Tick(0), Tick(480), 0, 64),
        Note(4, 64, 80, Tick(480), Tick(960), 0, 64),
    )
    assert {note.channel for note in song.tracks[1].notes} == {9}
    assert project.takes == ()
    assert parse_project(project_bytes(project), "x") == project


def test_a_file_of_format_1_is_migrated():
    (batch,) = read_project(FILES / "format-1.arietta").takes
    assert (batch["id"], batch["parent"], batch["input"]) == (0, None, None)
    assert [offer["id"] for offer in batch["offers"]] == [0, 1]
    assert [offer["kept_in"] for offer in batch["offers"]] == [-1, 2]
    assert [offer["note"] for offer in batch["offers"]] == ["", ""]


def test_songs_that_takes_were_made_from_are_kept_once():
    first, second = new_song("First"), new_song("Second")
    takes = tuple({"input": song} for song in (first, second, first, None))
    project = Project(new_song(), takes)
    assert len(values_of(project)["inputs"]) == 2
    assert parse_project(project_bytes(project), "x") == project


def test_steps_are_taken_one_after_another():
    steps = {
        n: lambda values, n=n: {**values, "format": n + 1, f"step {n}": True} for n in range(3)
    }
    values = migrated({"format": 1}, steps, newest=3)
    assert values == {"format": 3, "step 1": True, "step 2": True}
    assert sorted(STEPS) == list(range(FORMAT))
    with pytest.raises(Damage, match="not what format 0 must be"):
        migrated({"format": 0, "song": {}})


def values_of(project: Project) -> dict:
    with zipfile.ZipFile(io.BytesIO(project_bytes(project))) as archive:
        return json.loads(archive.read("song.json"))


def with_value(path: list, value) -> bytes:
    """A project file in which one value is another; with ... it is missing."""
    song = new_song()
    values = values_of(Project(song))
    values["song"]["tracks"][0]["clips"][0]["notes"] = [[3, 60, 90, 0, 480, 0, 64]]
    values["song"]["next_id"] = 4
    at = values
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return pack({"song.json": json.dumps(values)})


SONG, TRACK = ["song"], ["song", "tracks", 0]
CLIP = [*TRACK, "clips", 0]
NOTE = [*CLIP, "notes", 0]
BROKEN = {
    "no format": (["format"], ...),
    "format as text": (["format"], "1"),
    "format below 0": (["format"], -1),
    "no song": (["song"], ...),
    "a list for a song": (["song"], []),
    "no takes": (["takes"], ...),
    "takes of numbers": (["takes"], [1]),
    "no inputs": (["inputs"], ...),
    "an input that is no song": (["inputs"], [{}]),
    "a take of no input": (["takes"], [{"input": 0}]),
    "zero ppq": ([*SONG, "ppq"], 0),
    "ppq as text": ([*SONG, "ppq"], "960"),
    "true for a number": ([*SONG, "ppq"], True),
    "a number for a name": ([*SONG, "name"], 3),
    "no tempos": ([*SONG, "tempos"], []),
    "a late first tempo": ([*SONG, "tempos"], [[5, 500000]]),
    "tempo 0": ([*SONG, "tempos"], [[0, 0]]),
    "two tempos at once": ([*SONG, "tempos"], [[0, 500000], [0, 400000]]),
    "a row too short": ([*SONG, "tempos"], [[0]]),
    "meter 4/5": ([*SONG, "meters"], [[0, 4, 5, 24, 8]]),
    "eight sharps": ([*SONG, "keys"], [[0, 8, 0]]),
    "an event that is no hex": ([*SONG, "events"], [[0, "zz"]]),
    "an empty event": ([*SONG, "events"], [[0, ""]]),
    "an event that is no message": ([*SONG, "events"], [[0, "9040"]]),
    "an event before the song": ([*SONG, "events"], [[-1, "ff01"]]),
    "channel 16": ([*TRACK, "channel"], 16),
    "program 128": ([*TRACK, "program"], 128),
    "muted by number": ([*TRACK, "muted"], 0),
    "no clips": ([*TRACK, "clips"], None),
    "a clip id twice": ([*CLIP, "id"], 1),
    "a clip before the song": ([*CLIP, "start"], -1),
    "an id beyond the next": ([*SONG, "next_id"], 2),
    "a note of six values": (NOTE, [3, 60, 90, 0, 480, 0]),
    "a note of text": (NOTE, [3, "60", 90, 0, 480, 0, 64]),
    "a note of fractions": (NOTE, [3, 60.5, 90, 0, 480, 0, 64]),
    "pitch 128": (NOTE, [3, 128, 90, 0, 480, 0, 64]),
    "pitch -1": (NOTE, [3, -1, 90, 0, 480, 0, 64]),
    "velocity 0": (NOTE, [3, 60, 0, 0, 480, 0, 64]),
    "a note before the song": (NOTE, [3, 60, 90, -1, 480, 0, 64]),
    "a note of negative length": (NOTE, [3, 60, 90, 0, -480, 0, 64]),
    "a note without end": (NOTE, [3, 60, 90, 0, 1 << 60, 0, 64]),
    "a negative id": (NOTE, [-3, 60, 90, 0, 480, 0, 64]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_wrong_values_are_refused_by_name(name):
    with pytest.raises(ProjectFileError, match=r"^song\.arietta is .*; .*open|choose") as caught:
        parse_project(with_value(*BROKEN[name]), "song.arietta")
    assert "\n" not in str(caught.value)


def test_the_file_that_these_are_made_from_is_sound():
    assert len(list(parse_project(with_value([*SONG, "name"], "a"), "x").song.tracks[0].notes)) == 1


def test_a_newer_format_is_refused():
    message = r"song\.arietta was saved by a newer Arietta \(format 9, .*; *update Arietta"
    with pytest.raises(ProjectFileError, match=message):
        parse_project(with_value(["format"], 9), "song.arietta")


@given(st.data())
def test_a_file_that_is_cut_off_or_hurt_is_refused_or_read_never_half(data):
    whole = project_bytes(Project(new_song()))
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ProjectFileError, match="cut"):
        parse_project(whole[:at], "cut")
    hurt = bytearray(whole)
    hurt[at] ^= data.draw(st.integers(1, 255))
    try:
        assert parse_project(bytes(hurt), "hurt") == Project(new_song())
    except ProjectFileError as error:
        assert str(error).startswith("hurt ")


@given(st.binary(max_size=200))
def test_garbage_is_refused(data):
    with pytest.raises(ProjectFileError, match=r"^junk is no Arietta project"):
        parse_project(b"\x00" + data, "junk")


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"other.json": "{}"}, "has no song.json"),
        ({"song.json": "[]"}, "holds no object"),
        ({"song.json": "{"}, "damaged"),
        ({"song.json": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")}, "damaged"),
        ({"song.json": '{"format": ' + "9" * 5000 + "}"}, "damaged"),
        ({"song.json": "[" * 100_000}, "damaged"),
        ({"song.json": " " * 30_000_000}, "unpacks to 28 MB"),
    ],
)
def test_archives_of_something_else_are_refused(members, message):
    with pytest.raises(ProjectFileError, match=message):
        parse_project(pack(members), "x.arietta")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ProjectFileError, match=r"none\.arietta could not be read"):
        read_project(tmp_path / "none.arietta")


@pytest.mark.parametrize("count", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE + 7])
def test_rows_are_one_to_a_line_however_many_are_written_at_once(count):
    rows = Rows([number, f"{number:x}"] for number in range(count))
    text = readable({"rows": rows})
    assert json.loads(text) == {"rows": rows}
    assert text.count("\n") == 2 + max(0, count - 1)
