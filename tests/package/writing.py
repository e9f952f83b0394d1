"""A song gets a Chinese name through a real input method, ibus with Pinyin."""

import time

from tests.fixtures.looking import at_rest
from tests.fixtures.processes import running, wait_for
from tests.package.desk import TITLE, Desk, named

SESSION = """
export QT_IM_MODULE=ibus XMODIFIERS=@im=ibus XDG_RUNTIME_DIR=$(mktemp -d)
ibus-daemon --xim --daemonize --replace
sleep 3
ibus engine libpinyin
exec arietta
"""
NAME = (90, 19)
"""Where the song's name stands."""
PROPOSED_S = 3
TYPED, WRITTEN = "nihao", "你好"


def written(desk: Desk) -> str:
    """Types the sounds and takes the first proposal; no letter of them does anything else."""
    screen = desk.screen
    with running(desk.program("dbus-run-session", "sh", "-c", SESSION)):
        window = screen.window(TITLE)
        screen.do("windowactivate", "--sync", window, "windowmove", window, 0, 0)
        at_rest(screen)
        screen.do("mousemove", *NAME, "click", "--repeat", 2, "--delay", 80, 1, "key", "ctrl+a")
        screen.do("type", "--delay", 150, TYPED)
        time.sleep(PROPOSED_S)  # the cursor blinks: the screen is never at rest
        desk.picture("pinyin")
        screen.do("key", "space", "key", "Return")
        wait_for(lambda: screen.shows(f"^{WRITTEN}"), "the name")
        screen.do("key", "ctrl+z")
        wait_for(lambda: not screen.shows(f"^{WRITTEN}"), "the name to be taken back")
        screen.do("key", "ctrl+q")
        wait_for(lambda: not named(desk.room, "arietta"), "the program to end")
    return f"{TYPED} was written {WRITTEN} by ibus"
