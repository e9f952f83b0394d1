"""A take dragged into a DAW: Qtractor shows its notes, where it is installed."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.pages import asked
from tests.e2e.test_drag import drag
from tests.fixtures.jack import JackServer
from tests.fixtures.processes import need, running, wait_for
from tests.fixtures.program import ROOT, SIZE, program
from tests.fixtures.screen import Screen

TUNE = ROOT / "resources" / "examples" / "waltz.mid"
BESIDE = (1290, 0, 620, 800)
FIRST_CARD = (300, 660)
ITS_TRACKS = (1500, 300)
QUESTION_S = 8
"""Seconds within which Qtractor complains of a machine without an ALSA sequencer."""

pytestmark = [pytest.mark.xvfb, pytest.mark.jack]


@pytest.fixture
def qtractor(
    wide_screen: Screen, jack_server: JackServer, home: dict[str, str], tmp_path: Path
) -> Iterator[None]:
    """Qtractor to the right of the window, with nothing in it."""
    need("qtractor", package="qtractor")
    env = wide_screen.env(**home, **jack_server.env())
    with running(["qtractor"], env=env, log=tmp_path / "qtractor"):
        window = wide_screen.window("^Untitled")
        time.sleep(QUESTION_S)
        if question := wide_screen.shows("^Error"):
            wide_screen.do("windowactivate", "--sync", question, "key", "Return")
        x, y, width, height = BESIDE
        wide_screen.do("windowsize", window, width, height, "windowmove", window, x, y)
        yield


def clip_colour(screen: Screen) -> int:
    """How many pixels to the right of the window have the colour of Qtractor's MIDI clips."""
    red, green, blue = (screen.pixels()[:, SIZE[0] :, i].astype(int) for i in range(3))
    return int(np.count_nonzero((green > 200) & (blue > 200) & (green - red > 50)))


def test_a_take_arrives_in_qtractor(wide_screen, qtractor, jack_server, home, tmp_path):
    log = tmp_path / "log"
    with program(wide_screen, home, log, TUNE, **jack_server.env()) as running_program:
        asked(running_program, "c")
        before = clip_colour(wide_screen)
        drag(wide_screen, FIRST_CARD, ITS_TRACKS)
        wait_for(lambda: clip_colour(wide_screen) > before + 5000, "the take among its tracks")
