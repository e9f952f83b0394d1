"""The stage of the end-to-end tests: a screen that is wide enough for two windows."""

from collections.abc import Iterator

import pytest

from tests.fixtures.jack import JackServer, jack
from tests.fixtures.screen import Screen, screen


@pytest.fixture(scope="module")
def wide_screen() -> Iterator[Screen]:
    """Room for the window and a file manager beside it."""
    with screen("1900x820") as shown:
        yield shown


@pytest.fixture
def jack_server() -> Iterator[JackServer]:
    """A JACK server for one test alone, as a program that crashes holds up all who come later."""
    with jack(period=1024) as server:
        yield server
