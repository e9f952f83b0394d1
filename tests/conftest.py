"""What every test stands on: no window pops up, nothing of the user's is touched."""

import faulthandler
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fixtures.jack import JackServer, jack
from tests.fixtures.screen import Screen, screen

SANDBOX = Path(tempfile.mkdtemp(prefix="arietta-tests-"))
"""The home folder while the tests run."""

STANDARD_ERROR = pytest.StashKey[int]()
"""Where a crash leaves its trace: not what a test captures, which is gone with the process."""

FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
}

SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]

settings.register_profile(
    "fast", max_examples=40, deadline=None, suppress_health_check=SLOW_MACHINE
)
settings.register_profile("ci", settings.get_profile("fast"), derandomize=True, database=None)
settings.register_profile("thorough", settings.get_profile("fast"), max_examples=2000)


def sandboxed(folder: Path, *, welcomed: bool = True) -> dict[str, str]:
    """The environment that makes `folder` the home of a program that is started with it; where
    `welcomed`, not for the first time.
    """
    places = {name: folder / part for name, part in FOLDERS.items()}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    if welcomed:
        settings_file = places["XDG_CONFIG_HOME"] / "arietta" / "arietta.conf"
        settings_file.parent.mkdir(exist_ok=True)
        settings_file.write_text("[welcome]\nseen=true\n")
    return {name: str(place) for name, place in places.items()}


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of Qt is loaded: no display, no home, one thread for every library."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.update(sandboxed(SANDBOX))
    default = "ci" if os.environ.get("CI") else "fast"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", default))
    config.stash[STANDARD_ERROR] = os.dup(2)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A crash in a library says where it was, whatever a test before has done to the handler."""
    faulthandler.enable(item.config.stash[STANDARD_ERROR])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves nothing behind."""
    shutil.rmtree(SANDBOX, ignore_errors=True)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a program with an empty home of its own."""
    return sandboxed(tmp_path / "home")


@pytest.fixture(scope="module")
def xvfb() -> Iterator[Screen]:
    """A screen with a window manager."""
    with screen() as shown:
        yield shown


@pytest.fixture(scope="module")
def jack_server() -> Iterator[JackServer]:
    """A JACK server at the smallest period, which loses nothing."""
    with jack() as server:
        yield server
