"""Installs what lies in dist/, uses it, upgrades it, takes it off: `python -m tests.package`.

Pictures of the steps go to out/package/. `figures` as an argument measures as well.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from bundle.project import DIST, NAME, version
from tests.fixtures.looking import at_rest, teal
from tests.fixtures.processes import need, running, wait_for
from tests.fixtures.program import ROOT, proportional_set
from tests.fixtures.screen import Screen, screen
from tests.package.measure import installed_figures
from tests.package.newer import newer
from tests.package.room import HOME, Room, room

PICTURES = ROOT / "out" / "package"
EXAMPLES = f"/usr/lib/{NAME}/lib/resources/examples"
ENTRY = "/usr/share/applications/arietta.desktop"
SIZE = (1280, 800)
KEPT = (".config", ".local")
MIB = 1 << 20


def main(words: list[str]) -> int:
    """Takes the steps, each of which says what it saw; gives the exit code."""
    need("debootstrap", "unshare", package="debootstrap")
    PICTURES.mkdir(parents=True, exist_ok=True)
    package = DIST / f"{NAME}_{version()}_amd64.deb"
    archive = DIST / f"{NAME}-{version()}-x86_64.tar.zst"
    with room() as fresh, screen() as shown:
        before = fresh.files()
        step("apt install", lambda: fresh.apt("install", fresh.bring(package)))
        step("apt install again", lambda: again(fresh, package))
        step("without a screen", lambda: without_screen(fresh, "arietta"))
        step("what the desktop knows", lambda: known(fresh))
        step("in a window", lambda: in_a_window(fresh, shown))
        if "figures" in words:
            step("figures", lambda: installed_figures(fresh, shown))
        step("upgrade", lambda: upgrade(fresh, shown, package))
        step("portable archive", lambda: portable(fresh, archive))
        step("purge", lambda: purge(fresh, before))
    print("all steps taken")
    return 0


def step(name: str, act: Callable[[], object]) -> None:
    """Takes one step and says how long it took."""
    start = time.monotonic()
    told = act()
    print(f"{name:24}{time.monotonic() - start:7.1f} s  {told or ''}", flush=True)


def again(inside: Room, package: Path) -> str:
    """Off and on, when all that it needs is there; what it takes of the disk."""
    inside.apt("purge", NAME)
    start = time.monotonic()
    inside.apt("install", f"{HOME}/{package.name}")
    seconds = time.monotonic() - start
    size = inside.run("dpkg-query", "-W", "-f", "${Installed-Size}", NAME)
    return f"of which {seconds:.1f} s on; {package.stat().st_size / 1e6:.1f} MB, {size} KiB on disk"


def without_screen(inside: Room, program: str) -> str:
    """The tour, and single tools, by the command line."""
    tour = inside.run(program, "--headless").splitlines()
    written = [inside.at(f"{HOME}/{line.split()[-1]}") for line in tour if line.startswith("wrote")]
    assert written
    for path in written:
        assert path.stat().st_size > 100
    tune, more = f"{EXAMPLES}/jig.mid", f"{HOME}/more.mid"
    inside.run(program, "continue", tune, "-o", more, "--bars", 4, "--seed", 7)
    inside.run(program, "render", more, "-o", f"{HOME}/more.wav")
    sound = np.frombuffer(inside.at(f"{HOME}/more.wav").read_bytes()[44:], np.int16)
    loudest = int(np.abs(sound.astype(int)).max())
    assert loudest > 1000
    models = inside.run(program, "devices").count("for ")
    return f"{len(written)} files, a sound that peaks at {loudest / 32768:.2f}, {models} models"


def known(inside: Room) -> str:
    """The file type, and who opens what."""
    song = f"{HOME}/song.arietta"
    inside.at(song).write_bytes(b"PK\3\4")
    told = inside.run("gio", "info", "-a", "standard::content-type", song)
    assert "application/x-arietta" in told, told
    for kind in ("application/x-arietta", "audio/midi"):
        assert "arietta.desktop" in inside.run("gio", "mime", kind)
    inside.run("desktop-file-validate", ENTRY)
    inside.at(song).unlink()
    return "file type, menu entry, open with"


def in_a_window(inside: Room, shown: Screen) -> str:
    """Start from the menu entry with a file, continue it, hand a second one over, quit."""
    start(inside, shown, f"{EXAMPLES}/waltz.mid")
    shown.window("^Paper Boats – Arietta$")
    picture(shown, "1-started.png")
    before = int(teal(shown.pixels()).sum())
    shown.do("key", "c")
    wait_for(lambda: teal(shown.pixels()).sum() > before + 500, "takes to appear", 60)
    at_rest(shown)
    picture(shown, "2-continued.png")
    inside.run("arietta", f"{EXAMPLES}/jig.mid", DISPLAY=shown.display)
    shown.window("^Lantern Jig – Arietta$")
    picture(shown, "3-handed-over.png")
    held = proportional_set(inside.processes()) / MIB
    leave(inside, shown)
    return f"continued, a second file handed over; {held:.0f} MiB (PSS) then"


def upgrade(inside: Room, shown: Screen, package: Path) -> str:
    """A newer version over this one; it starts, and knows what was open last."""
    recent = remembered(inside)
    inside.apt("install", inside.bring(newer(package)))
    assert inside.run("dpkg-query", "-W", "-f", "${Version}", NAME) == f"{version()}+1"
    assert remembered(inside) == recent
    start(inside, shown)
    picture(shown, "4-upgraded.png")
    leave(inside, shown)
    assert remembered(inside) == recent
    return "settings and recent files are as they were"


def portable(inside: Room, archive: Path) -> str:
    """The archive, unpacked into a folder with a blank and a Chinese sign in its name."""
    place = inside.at(f"{HOME}/portable 曲")
    place.mkdir()
    with running(["tar", "--extract", "--zstd", "--file", str(archive), "-C", str(place)]) as tar:
        assert tar.wait() == 0
    program = f"{HOME}/{place.name}/{archive.name.removesuffix('.tar.zst')}/arietta"
    return without_screen(inside, program)


def purge(inside: Room, before: set[str]) -> str:
    """Nothing is left outside of the home, and nothing in it is touched."""
    home = contents(inside)
    inside.apt("purge", NAME)
    inside.apt("autoremove", "--purge")
    assert contents(inside) == home
    left = sorted(inside.files() - before)
    assert [path for path in left if NAME in path] == []
    return f"{len(home)} files in the home as they were, {len(left)} paths of other packages left"


def start(inside: Room, shown: Screen, *files: str) -> None:
    """From the menu entry, as a desktop does it."""
    inside.launch("gio", "launch", ENTRY, *files, DISPLAY=shown.display)
    window = shown.window(" Arietta$")
    shown.do("windowactivate", "--sync", window)
    shown.do("windowsize", window, *SIZE, "windowmove", window, 0, 0)
    at_rest(shown)


def leave(inside: Room, shown: Screen) -> None:
    """Quit by the key, and see it end."""
    shown.do("key", "ctrl+q")
    wait_for(lambda: not inside.processes(), "the program to end")


def remembered(inside: Room) -> str:
    """The recent files among the settings."""
    settings = inside.at(f"{HOME}/.config/arietta/arietta.conf").read_text()
    return next(line for line in settings.splitlines() if line.startswith("recent"))


def contents(inside: Room) -> dict[str, bytes]:
    """What the program keeps in the home."""
    files = [path for place in KEPT for path in inside.at(f"{HOME}/{place}").rglob("*")]
    return {str(path): path.read_bytes() for path in files if path.is_file()}


def picture(shown: Screen, name: str) -> None:
    """Keeps what the screen shows."""
    at_rest(shown)
    pixels = np.ascontiguousarray(shown.pixels())
    height, width, _ = pixels.shape
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    image.save(str(PICTURES / name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
