"""An evening with the installed program: what a musician does with it, and what comes of it."""

import time
from pathlib import Path

from bundle.project import NAME
from engine.score.project import Project, read_project
from tests.e2e.hands import answer_dialog, continue_it, pitches, plugged_in, record
from tests.e2e.test_daw import ITS_TRACKS, QUESTION_S, clip_colour
from tests.e2e.test_drag import drag
from tests.fixtures.looking import at_rest, leftmost, teal
from tests.fixtures.processes import running, wait_for
from tests.fixtures.program import Program, internet_sockets, proportional_set
from tests.package.desk import Desk, leave, named, opened
from tests.package.room import HOME

MELODY = [60, 62, 64, 65, 67, 65, 64, 62]
SONG = "evening.arietta"
SILENCE = 0.02
PAGE = "^Welcome"
TEST_NOTE, BEGIN = (425, 126), (256, 278)
"""Where the page of the first start has these buttons, from its own corner."""
MIB = 1 << 20


def evening(desk: Desk, folder: str, icon: int) -> str:
    """From the double-click in a folder to the take among a DAW's tracks; says what it saw."""
    with opened(desk, folder, icon, "double-click") as program:
        note = welcomed(desk, program)
        plugged_in(program, desk.server)
        record(program, desk.keys, MELODY)
        program.key("space")
        at_rest(desk.screen)
        desk.picture("recorded")
        continue_it(program)
        desk.picture("continued")
        take = desk.heard(lambda: program.key("2"))
        program.key("2")
        assert note > SILENCE
        assert take > SILENCE
        saved(desk, program)
        held = proportional_set(named(desk.room, NAME)) / MIB
        in_a_daw(desk)
        assert internet_sockets(named(desk.room, NAME)) == set()
        leave(desk, program)
    return (
        f"{len(MELODY)} notes recorded and continued, a test note that peaks at {note:.2f}, "
        f"a take at {take:.2f}, its notes in Qtractor; {held:.0f} MiB (PSS)"
    )


def welcomed(desk: Desk, program: Program) -> float:
    """The page of the first start: a test note, whose peak is given, then an empty song."""
    page = desk.screen.window(PAGE)

    def click(x: int, y: int) -> None:
        desk.screen.do("mousemove", "--window", page, x, y, "click", 1)

    plugged_in(program, desk.server)
    desk.picture("first-start")
    note = desk.heard(lambda: click(*TEST_NOTE))
    click(*BEGIN)
    wait_for(lambda: not desk.screen.shows(PAGE), "the page to go")
    at_rest(desk.screen)
    return note


def saved(desk: Desk, program: Program) -> Project:
    """Saves the song by its dialog; what then lies there."""
    program.key("ctrl+s")
    answer_dialog(program, "Save as", Path(HOME) / SONG)
    return song(desk)


def song(desk: Desk) -> Project:
    """What lies in the home as the song, once it is there."""
    place = desk.room.at(f"{HOME}/{SONG}")
    wait_for(place.is_file, "the song to be saved")
    at_rest(desk.screen)
    project = read_project(place)
    assert pitches(project) == MELODY
    return project


def handed_over(desk: Desk) -> None:
    """A second start from the menu hands its file to the window that is open."""
    menu, folder = (
        f"/usr/share/applications/{NAME}.desktop",
        f"/usr/lib/{NAME}/lib/resources/examples",
    )
    with running(desk.program(NAME, f"{folder}/waltz.mid")):
        desk.screen.window("^Paper Boats – Arietta$")
        with running(desk.program("gio", "launch", menu, f"{folder}/jig.mid")):
            window = desk.screen.window("^Lantern Jig – Arietta$")
        desk.screen.do("windowactivate", "--sync", window, "key", "ctrl+q")
        wait_for(lambda: not named(desk.room, NAME), "the program to end")


def reopened(desk: Desk) -> None:
    """Opens the saved song by a double-click in the home; nothing of it has changed."""
    before = song(desk)
    with opened(desk, HOME, place_of(desk, SONG)) as program:
        at_rest(desk.screen)
        assert not desk.screen.shows(PAGE)
        wait_for(lambda: teal(desk.screen.pixels()).sum() > 500, "its takes")
        desk.picture("reopened")
        leave(desk, program)
    assert song(desk) == before


def place_of(desk: Desk, name: str) -> int:
    """Where among the files of the home the file manager shows one."""
    shown = [path.name for path in desk.room.at(HOME).iterdir() if path.name[0] != "."]
    return sorted(shown, key=str.lower).index(name)


def in_a_daw(desk: Desk) -> None:
    """Drags the first take into Qtractor, which shows its notes."""
    with running(desk.program("qtractor")):
        window = desk.screen.window("^Untitled0")
        time.sleep(QUESTION_S)
        if question := desk.screen.shows("^Error"):
            desk.screen.do("windowactivate", "--sync", question, "key", "Return")
        desk.beside(window)
        before = clip_colour(desk.screen)
        x, y = leftmost(teal(desk.screen.pixels()), top=0.72)
        drag(desk.screen, (x + 2, y + 1), ITS_TRACKS)
        wait_for(lambda: clip_colour(desk.screen) > before + 5000, "the take among its tracks")
        desk.picture("qtractor")
