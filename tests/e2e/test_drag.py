"""Dragging out of the window and into it, with a real file manager at the other end."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.score.smf import midi_bytes, read_midi
from engine.score.song import Song
from tests.e2e.hands import continue_it, quit_program, save_as
from tests.fixtures.looking import amber, at_rest, leftmost, teal
from tests.fixtures.processes import need, running, wait_for
from tests.fixtures.program import ROOT, Program, program
from tests.fixtures.screen import Screen

TUNE = ROOT / "resources" / "examples" / "waltz.mid"
BESIDE = (1300, 0, 580, 700)
FIRST_ICON = (1505, 115)
FREE_PLACE = (1600, 450)
IN_THE_ROLL = (600, 350)
SONG_HANDLE = (54, 24)
STEPS = 25
PLAYER_SPEAKS = 3.0

pytestmark = pytest.mark.xvfb


@pytest.fixture
def shelf(wide_screen: Screen, home: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """A folder that a file manager shows to the right of the window."""
    need("pcmanfm", package="pcmanfm")
    folder = tmp_path / "shelf"
    folder.mkdir()
    with running(["pcmanfm", "--no-desktop", str(folder)], env=wide_screen.env(**home)):
        window = wide_screen.window("^shelf$")
        x, y, width, height = BESIDE
        wide_screen.do("windowsize", window, width, height, "windowmove", window, x, y)
        yield folder


def drag(screen: Screen, start: tuple[int, int], goal: tuple[int, int]) -> None:
    """Presses at a place, moves as a hand does, and lets go at another."""
    screen.do("mousemove", *start, "mousedown", 1)
    for step in range(1, STEPS + 1):
        place = [a + (b - a) * step // STEPS for a, b in zip(start, goal, strict=True)]
        screen.do("mousemove", *place)
        time.sleep(0.02)
    time.sleep(0.3)
    screen.do("mouseup", 1)


def arrived(folder: Path) -> Path:
    """The one file that arrives in a folder, once it is whole."""

    def there() -> list[Path]:
        return [path for path in folder.iterdir() if path.suffix == ".mid"]

    wait_for(there, "a file to arrive")
    time.sleep(0.5)
    assert len(list(folder.iterdir())) == 1
    return there()[0]


def plain(song: Song) -> list[tuple[int, int, int, int]]:
    """Start, length, pitch and velocity of every note, in quarters times 960."""
    factor = 960 / song.ppq
    return [
        (round(n.start * factor), round(n.length * factor), n.pitch, n.velocity)
        for track in song.tracks
        for n in track.notes
    ]


def test_a_take_arrives_in_a_file_manager(wide_screen, shelf, home, tmp_path):
    with program(wide_screen, home, tmp_path / "log", TUNE) as running_program:
        at_rest(wide_screen)
        continue_it(running_program)
        project = save_as(running_program, tmp_path / "waltz.arietta")
        x, y = leftmost(teal(wide_screen.pixels()), top=0.72)
        drag(wide_screen, (x + 2, y + 1), FREE_PLACE)
        song = read_midi(arrived(shelf))
        offer = project.takes[0]["offers"][0]
        factor = 960 / project.takes[0]["ppq"]
        assert plain(song) == [
            (round((start - offer["start"]) * factor), round(length * factor), pitch, velocity)
            for pitch, velocity, start, length, _channel in offer["notes"]
        ]
        assert song.tempos.tempo_at(song.end).bpm == pytest.approx(138, abs=0.01)
        assert song.meters.meter_at(song.end).numerator == 3
        assert song.tracks[0].name == "Clarinet"
        quit_program(running_program)


def test_a_clip_arrives_in_a_file_manager(wide_screen, shelf, home, tmp_path):
    with program(wide_screen, home, tmp_path / "log", TUNE) as running_program:
        at_rest(wide_screen)
        drag(wide_screen, strip_place(running_program), FREE_PLACE)
        song = read_midi(arrived(shelf))
        assert plain(song) == plain(without_others(read_midi(TUNE)))
        quit_program(running_program)


def test_a_midi_file_that_is_dropped_opens(wide_screen, shelf, home, tmp_path):
    (shelf / "tune.mid").write_bytes(TUNE.read_bytes())
    with program(wide_screen, home, tmp_path / "log") as running_program:
        at_rest(wide_screen)
        drag(wide_screen, FIRST_ICON, IN_THE_ROLL)
        wait_for(lambda: amber(wide_screen.pixels()).sum() > 5000, "notes in the roll")
        wide_screen.do("windowactivate", "--sync", running_program.window)
        at_rest(wide_screen)
        project = save_as(running_program, tmp_path / "tune.arietta")
        assert plain(project.song) == plain(read_midi(TUNE))
        assert (shelf / "tune.mid").is_file()
        quit_program(running_program)


def test_the_song_arrives_by_the_handle_beside_its_name(wide_screen, shelf, home, tmp_path):
    with program(wide_screen, home, tmp_path / "log", TUNE) as running_program:
        at_rest(wide_screen)
        drag(wide_screen, SONG_HANDLE, FREE_PLACE)
        song = read_midi(arrived(shelf))
        assert plain(song) == plain(read_midi(TUNE))
        assert [track.name for track in song.tracks] == ["Clarinet", "Piano"]
        quit_program(running_program)


def test_several_takes_arrive_as_a_file_each(wide_screen, shelf, home, tmp_path):
    with program(wide_screen, home, tmp_path / "log", TUNE) as running_program:
        at_rest(wide_screen)
        continue_it(running_program)
        at_rest(wide_screen, PLAYER_SPEAKS)
        x, y = leftmost(teal(wide_screen.pixels()), top=0.72)
        wide_screen.do("mousemove", x + 2, y + 1, "keydown", "ctrl", "click", 1)
        wide_screen.do("mousemove", x + 202, y + 1, "click", 1, "keyup", "ctrl")
        drag(wide_screen, (x + 2, y + 1), FREE_PLACE)
        wait_for(lambda: len(list(shelf.glob("*.mid"))) == 2, "two files to arrive")
        assert sorted(path.stem[-6:] for path in shelf.iterdir()) == ["take 1", "take 2"]
        quit_program(running_program)


def test_a_file_dropped_on_the_strip_lands_at_its_bar(wide_screen, shelf, home, tmp_path):
    (shelf / "tune.mid").write_bytes(without_others_bytes())
    with program(wide_screen, home, tmp_path / "log", TUNE) as running_program:
        at_rest(wide_screen)
        before = read_midi(TUNE)
        drag(wide_screen, FIRST_ICON, strip_place(running_program))
        at_rest(wide_screen)
        wide_screen.do("windowactivate", "--sync", running_program.window)
        project = save_as(running_program, tmp_path / "tune.arietta")
        notes = [len(list(track.notes)) for track in project.song.tracks]
        own = [len(list(track.notes)) for track in before.tracks]
        assert notes == [2 * own[0], own[1]]
        quit_program(running_program)


def test_a_copied_file_is_pasted_in_a_file_manager(wide_screen, shelf, home, tmp_path):
    with program(wide_screen, home, tmp_path / "log", TUNE) as running_program:
        at_rest(wide_screen)
        running_program.key("ctrl+a", "ctrl+shift+c")
        at_rest(wide_screen)
        wide_screen.do("windowactivate", "--sync", wide_screen.window("^shelf$"))
        wide_screen.do("mousemove", *FREE_PLACE, "click", 1, "key", "ctrl+v")
        song = read_midi(arrived(shelf))
        assert plain(song) == plain(without_others(read_midi(TUNE)))
        wide_screen.do("windowactivate", "--sync", running_program.window)
        quit_program(running_program)


def strip_place(running_program: Program) -> tuple[int, int]:
    """A place on the strip of clips: the first brown below the transport, once nothing that the
    player has to say can move it any more.
    """
    at_rest(running_program.screen, PLAYER_SPEAKS)
    column = running_program.screen.pixels()[60:200, 500].astype(int)
    brown = column[:, 0] - column[:, 2] > 20
    return 500, 60 + int(np.argmax(brown)) + 10


def without_others(song: Song) -> Song:
    """The song with its first track alone."""
    return replace(song, tracks=song.tracks[:1])


def without_others_bytes() -> bytes:
    """The first track of the tune as a file."""
    return midi_bytes(without_others(read_midi(TUNE)))
