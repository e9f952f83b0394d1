"""A Debian 12 of the test's own in a folder: its programs see nothing else of this machine's disk.

Mounts are made in a namespace of each command's own and are gone with it. Needs root and
debootstrap. MIRROR in the environment names where Debian's packages come from, else its default.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.fixtures.processes import wait_for
from tests.fixtures.program import ROOT

RELEASE = "bookworm"
# A desktop's own: what reads menu entries and file types. Nothing that draws or sounds.
INSTALLED = ("libglib2.0-bin", "shared-mime-info", "desktop-file-utils", "hicolor-icon-theme")
USER, HOME = "musician", "/srv/musician"

ENTER = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" || exit 125
exec chroot "$@"
"""
OF_DPKG = ("/var/lib/dpkg", "/var/lib/apt", "/var/cache", "/var/log", "/proc", "/dev", "/tmp", HOME)
"""Where a package manager keeps its books, and what is no package's."""


@dataclass(frozen=True)
class Room:
    """The folder that holds the system. Commands run as a user with a home, or as root."""

    folder: Path

    def command(self, *words: object, root: bool = False, **env: str) -> list[str]:
        """The command that runs another inside, with an environment of its own."""
        home = "/root" if root else HOME
        names = {"HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **env}
        who = "root:root" if root else f"{USER}:{USER}"
        place = ["env", "-i", "-C", home, *(f"{name}={value}" for name, value in names.items())]
        enter = ["unshare", "--mount", "sh", "-c", ENTER, str(self.folder)]
        return [*enter, f"--userspec={who}", str(self.folder), *place, *map(str, words)]

    def run(self, *words: object, root: bool = False, **env: str) -> str:
        """What a command printed. Raises AssertionError where it failed."""
        done = subprocess.run(
            self.command(*words, root=root, **env), capture_output=True, text=True, check=False
        )
        told = f"{' '.join(map(str, words))}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        assert done.returncode == 0, told
        return done.stdout

    def launch(self, *words: object, **env: str) -> None:
        """Runs a command that starts a program and leaves it running."""
        quiet = subprocess.DEVNULL
        subprocess.run(
            self.command(*words, root=False, **env), stdout=quiet, stderr=quiet, check=True
        )

    def apt(self, *words: object) -> None:
        """Runs apt-get, which asks nothing."""
        self.run("apt-get", "--yes", "--quiet", *words, root=True, DEBIAN_FRONTEND="noninteractive")

    def at(self, path: str) -> Path:
        """Where a path inside lies."""
        return self.folder / path.lstrip("/")

    def bring(self, file: Path) -> str:
        """Copies a file to where it can be used inside; gives its path there."""
        place = self.at(f"{HOME}/{file.name}")
        shutil.copyfile(file, place)
        shutil.chown(place, *self._owner())
        return f"{HOME}/{file.name}"

    def files(self) -> set[str]:
        """Every path inside, without a package manager's books and the home."""
        found = set()
        for place, folders, names in os.walk(self.folder):
            inside = "/" + str(Path(place).relative_to(self.folder)).lstrip(".")
            folders[:] = [name for name in folders if f"{inside.rstrip('/')}/{name}" not in OF_DPKG]
            found |= {f"{inside.rstrip('/')}/{name}" for name in (*folders, *names)}
        return found

    def processes(self) -> list[int]:
        """The ids of what runs inside."""
        found = []
        for root in Path("/proc").glob("[0-9]*/root"):
            with suppress(OSError):
                if root.readlink() == self.folder:
                    found.append(int(root.parent.name))
        return found

    def _owner(self) -> tuple[int, int]:
        home = self.at(HOME).stat()
        return home.st_uid, home.st_gid


@contextmanager
def room() -> Iterator[Room]:
    """A fresh system; gone, with all that runs in it, when the block is left."""
    base = ROOT / "build" / f"{RELEASE}-base"
    if not (base / "ready").exists():
        make(base)
    made = Room(base.with_name(f"{RELEASE}-{os.getpid()}"))
    subprocess.run(["cp", "--archive", "--reflink=auto", base, made.folder], check=True)
    try:
        yield made
    finally:
        for pid in made.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not made.processes(), "the programs inside to end")
        shutil.rmtree(made.folder)


def make(base: Path) -> None:
    """Sets the system up, which takes a minute or two; the next rooms are copies of it."""
    shutil.rmtree(base, ignore_errors=True)
    base.parent.mkdir(exist_ok=True)
    mirror = [os.environ["MIRROR"]] if os.environ.get("MIRROR") else []
    packages = f"--include={','.join(INSTALLED)}"
    command = ["debootstrap", "--variant=minbase", packages, RELEASE, str(base), *mirror]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    inside = Room(base)
    inside.run("useradd", "--create-home", "--home-dir", HOME, USER, root=True)
    (base / "ready").touch()
