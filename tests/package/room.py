"""A Debian 12 of the test's own in a folder: its programs see nothing else of this machine's disk.

Mounts are made in a namespace of each command's own and are gone with it. Needs root and
debootstrap. MIRROR in the environment names where Debian's packages come from, else its default.
"""

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.fixtures.processes import wait_for
from tests.fixtures.program import ROOT

RELEASE = "bookworm"
# What reads menu entries and file types. Nothing that draws or sounds.
BARE = ("libglib2.0-bin", "shared-mime-info", "desktop-file-utils", "hicolor-icon-theme")
# A musician's desktop: a file manager, a sound server, a DAW, what each draws with, letters, and an
# input method for Chinese.
DESKTOP = (
    *("pcmanfm", "jackd2", "qtractor", "libgl1", "libegl1", "fonts-inter", "fonts-wqy-microhei"),
    *("ibus", "ibus-libpinyin", "dbus-x11"),
)
USER, HOME = "musician", "/srv/musician"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

ENTER = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" || exit 125
exec chroot "$@"
"""
OF_DPKG = ("/var/lib/dpkg", "/var/lib/apt", "/var/cache", "/var/log")
OF_NONE = ("/proc", "/dev", "/run", "/tmp", HOME)
"""Where a package manager keeps its books and caches, and what is no package's."""


@dataclass(frozen=True)
class Room:
    """The folder that holds the system. Commands run as a user with a home, or as root."""

    folder: Path

    def command(
        self,
        *words: object,
        env: Mapping[str, str] | None = None,
        root: bool = False,
        alone: bool = False,
    ) -> list[str]:
        """The command that runs another inside, with an environment of its own.

        `alone` leaves it without any network.
        """
        home = "/root" if root else HOME
        names = {"HOME": home, "LANG": "C.UTF-8", "PATH": PATH, **(env or {})}
        who = "root:root" if root else f"{USER}:{USER}"
        place = ["env", "-i", "-C", home, *(f"{name}={value}" for name, value in names.items())]
        apart = ["--mount", "--net"] if alone else ["--mount"]
        enter = ["unshare", *apart, "sh", "-c", ENTER, str(self.folder)]
        return [*enter, f"--userspec={who}", str(self.folder), *place, *map(str, words)]

    def run(
        self,
        *words: object,
        env: Mapping[str, str] | None = None,
        root: bool = False,
        alone: bool = False,
    ) -> str:
        """What a command printed. Raises AssertionError where it failed."""
        command = self.command(*words, env=env, root=root, alone=alone)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        told = f"{' '.join(map(str, words))}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        assert done.returncode == 0, told
        return done.stdout

    def apt(self, *words: object) -> None:
        """Runs apt-get, which asks nothing."""
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        self.run("apt-get", "--yes", "--quiet", *words, env=quiet, root=True)

    def at(self, path: str) -> Path:
        """Where a path inside lies."""
        return self.folder / path.lstrip("/")

    def bring(self, file: Path) -> str:
        """Copies a file to where it can be used inside; gives its path there."""
        place = self.at(f"{HOME}/{file.name}")
        shutil.copyfile(file, place)
        shutil.chown(place, self.user, self.user)
        return f"{HOME}/{file.name}"

    def files(self) -> set[str]:
        """Every path inside, without a package manager's books and the home."""
        found, kept = set(), (*OF_DPKG, *OF_NONE)
        for place, folders, names in os.walk(self.folder):
            inside = "/" + str(Path(place).relative_to(self.folder)).lstrip(".")
            folders[:] = [name for name in folders if f"{inside.rstrip('/')}/{name}" not in kept]
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

    @property
    def user(self) -> int:
        """The id of the user whose home it is; of the group as well."""
        return self.at(HOME).stat().st_uid

    def home(self) -> dict[str, bytes]:
        """Every file in the home, with a hash of what it holds."""
        files = [path for path in self.at(HOME).rglob("*") if path.is_file()]
        return {str(path): hashlib.sha256(path.read_bytes()).digest() for path in files}


@contextmanager
def room(base: Path) -> Iterator[Room]:
    """A fresh copy of a system; gone, with all that runs in it, when the block is left."""
    made = Room(base.with_name(f"{base.name}-{os.getpid()}"))
    subprocess.run(["cp", "--archive", "--reflink=auto", base, made.folder], check=True)
    try:
        yield made
    finally:
        for pid in made.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not made.processes(), "the programs inside to end")
        shutil.rmtree(made.folder)


def bare() -> Path:
    """A system with nothing that draws or sounds, set up once, which takes a minute or two."""
    base = ROOT / "build" / f"{RELEASE}-base"
    if (base / "ready").exists():
        return base
    shutil.rmtree(base, ignore_errors=True)
    base.parent.mkdir(exist_ok=True)
    mirror = [os.environ["MIRROR"]] if os.environ.get("MIRROR") else []
    packages = f"--include={','.join(BARE)}"
    command = ["debootstrap", "--variant=minbase", packages, RELEASE, str(base), *mirror]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    Room(base).run("useradd", "--create-home", "--home-dir", HOME, USER, root=True)
    (base / "ready").touch()
    return base


def desktop() -> Path:
    """A system with a musician's desktop, set up once on top of the bare one."""
    base = ROOT / "build" / f"{RELEASE}-desktop"
    ready = base / "ready"
    if ready.exists() and ready.read_text() == " ".join(DESKTOP):
        return base
    shutil.rmtree(base, ignore_errors=True)
    subprocess.run(["cp", "--archive", "--reflink=auto", bare(), base], check=True)
    ready.unlink()
    Room(base).apt("update")
    Room(base).apt("install", "--no-install-recommends", *DESKTOP)
    Room(base).apt("clean")
    ready.write_text(" ".join(DESKTOP))
    return base
