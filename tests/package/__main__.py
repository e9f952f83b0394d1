"""Installs what lies in dist/, uses it, upgrades it, takes it off: `python -m tests.package`.

Pictures of the steps go to out/package/; `pictures` renews those that the manual shows by them.
`figures` measures too; `same` builds once more instead, and compares.
"""

import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bundle.project import DIST, NAME, version
from tests.bench.screenshots import IMAGES
from tests.fixtures.processes import need, running
from tests.fixtures.screen import screen
from tests.package.desk import PICTURES, SCREEN, Desk, desk
from tests.package.evening import evening, handed_over, reopened
from tests.package.keeping import again, install, known, purge, remembered, without_screen
from tests.package.measure import installed_figures
from tests.package.newer import newer
from tests.package.room import HOME, Room, bare, desktop, room
from tests.package.same import the_same_again
from tests.package.writing import written

MENU = "/usr/share/applications"


def main(words: list[str]) -> int:
    """Takes the steps, each of which says what it saw; gives the exit code."""
    need("debootstrap", "unshare", package="debootstrap")
    package = DIST / f"{NAME}_{version()}_amd64.deb"
    archive = DIST / f"{NAME}-{version()}-x86_64.tar.zst"
    if "same" in words:
        step("the same again", partial(the_same_again, package, archive))
        return 0
    shutil.rmtree(PICTURES, ignore_errors=True)
    on_a_bare_system(package)
    on_a_desktop(package, figures="figures" in words)
    from_a_folder(archive)
    if "pictures" in words:
        for shown in IMAGES.glob("installed-*.png"):
            shutil.copyfile(PICTURES / shown.name.removeprefix("installed-"), shown)
    print("all steps taken")
    return 0


def on_a_bare_system(package: Path) -> None:
    """The package brings all that it needs, works without a screen, and leaves nothing behind."""
    with room(bare()) as inside:
        before = inside.files()
        step("apt install, bare system", partial(install, inside, package))
        step("  without a screen", partial(without_screen, inside, NAME))
        step("  what the desktop knows", partial(known, inside))
        step("  purge", partial(purge, inside, before))


def on_a_desktop(package: Path, figures: bool) -> None:
    """An evening with it, an upgrade, and its end."""
    with room(desktop()) as inside, screen(SCREEN) as shown:
        before = inside.files()
        step("apt install, desktop", partial(install, inside, package))
        step("  off and on again", partial(again, inside, package))
        with desk(inside, shown, PICTURES) as ours:
            step("  an evening", partial(evening, ours, MENU, 0))
            step("  a second file", partial(handed_over, ours))
            step("  Chinese", partial(written, ours))
            step("  upgrade", partial(upgraded, ours, package))
        step("  purge", partial(purge, inside, before))
    if figures:
        with room(desktop()) as inside, screen() as shown:
            install(inside, package)
            step("figures", partial(installed_figures, inside, shown))


def upgraded(ours: Desk, package: Path) -> str:
    """A newer version over this one: settings stay, and the song opens."""
    recent = remembered(ours.room)
    install(ours.room, newer(package))
    assert ours.room.run("dpkg-query", "-W", "-f", "${Version}", NAME) == f"{version()}+1"
    assert remembered(ours.room) == recent
    reopened(ours)
    return "settings are as they were, the song opened by a double-click as it was"


def from_a_folder(archive: Path) -> None:
    """The same evening with the portable archive, where the package was never installed."""
    with room(desktop()) as inside, screen(SCREEN) as shown:
        before = inside.files()
        place = f"{HOME}/portable 曲/{archive.name.removesuffix('.tar.zst')}"
        step("portable archive", partial(unpacked, inside, archive, place))
        step("  without a screen", partial(without_screen, inside, f"{place}/{NAME}"))
        with desk(inside, shown, PICTURES / "portable") as ours:
            program = sorted(path.name for path in inside.at(place).iterdir()).index(NAME)
            step("  an evening", partial(evening, ours, place, program))
        assert inside.files() == before


def unpacked(inside: Room, archive: Path, place: str) -> str:
    """Unpacks it into a folder with a blank and a Chinese sign in its name."""
    folder = inside.at(place).parent
    folder.mkdir()
    command = ["tar", "--extract", "--zstd", "--file", str(archive), "-C", str(folder)]
    with running(command) as tar:
        assert tar.wait() == 0
    return place


def step(name: str, act: Callable[[], object]) -> None:
    """Takes one step and says how long it took."""
    start = time.monotonic()
    told = act()
    print(f"{name:26}{time.monotonic() - start:7.1f} s  {told or ''}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
