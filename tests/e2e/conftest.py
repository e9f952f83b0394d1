"""The stage of the end-to-end tests: a screen that is wide enough for two windows."""

from collections.abc import Iterator

import pytest

from tests.fixtures.screen import Screen, screen


@pytest.fixture(scope="module")
def wide_screen() -> Iterator[Screen]:
    """Room for the window and a file manager beside it."""
    with screen("1900x820") as shown:
        yield shown
