"""The pencil's point is where the click goes, on a screen of any density."""

import numpy as np
import pytest

from tests.fixtures.looking import at_rest
from tests.fixtures.processes import wait_for
from tests.fixtures.program import program

EMPTY = 600, 300
"""A place of the roll where nothing is."""
REACH = 60

pytestmark = pytest.mark.xvfb


@pytest.mark.parametrize("density", ["1", "1.5"])
def test_the_pencil_points_where_the_pointer_is(xvfb, home, tmp_path, density):
    x, y = EMPTY
    with program(xvfb, home, tmp_path / "log", QT_SCALE_FACTOR=density):
        xvfb.do("mousemove", 5, 5)
        at_rest(xvfb)
        before = xvfb.pixels()
        xvfb.do("mousemove", x, y)
        box = np.s_[y - REACH : y + REACH, x - REACH : x + REACH]
        wait_for(lambda: np.any(xvfb.pixels()[box] != before[box]), "the pencil")
        at_rest(xvfb)
        rows, columns = np.nonzero(np.any(xvfb.pixels()[box] != before[box], axis=2))
    assert abs(int(columns.min()) - REACH) <= 3 * float(density)
    assert abs(int(rows.max()) - REACH) <= 3 * float(density)
