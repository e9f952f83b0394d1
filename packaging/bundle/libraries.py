"""The system's libraries: which Debian packages hold them, and which a portable folder carries."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bundle.freeze import LIBRARIES, binaries

EVERYWHERE = re.compile(
    r"lib(c|m|dl|rt|pthread|util|resolv|gcc_s|stdc\+\+|z|"  # the C and C++ runtime
    r"GL|EGL|GLX|OpenGL|GLdispatch|drm|gbm|"  # the graphics driver's own
    r"X11|X11-xcb|xcb|Xau|Xdmcp|wayland-client|wayland-cursor|"  # the display server's
    r"fontconfig|freetype|expat|glib-2\.0|dbus-1|systemd|cap|"  # of which there must be one only
    r"asound|jack|pulse)\.so[.\d]*$|ld-linux"  # the sound server's
)
"""What a desktop has, and what must match it: never carried along."""

BESIDE_QT = Path("PySide6", "Qt", "lib")
"""Where Qt looks first, and the program's file for all others (bundle/program.py)."""


class Unresolved(Exception):
    """A library that the program needs was found neither in its folder nor in the system."""


def dependencies(folder: Path) -> str:
    """The Depends line of a Debian package with this tree, by dpkg-shlibdeps.

    Libraries name each other by $ORIGIN, which it only follows below a folder that has a DEBIAN.
    """
    (folder / "DEBIAN").mkdir(exist_ok=True)
    private = sorted({path.parent for path in binaries(folder)})
    with tempfile.TemporaryDirectory() as scratch:
        control = Path(scratch) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: arietta\n\nPackage: arietta\nArchitecture: amd64\n")
        command = ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"]
        command += [f"-l{place}" for place in private]
        done = subprocess.run(
            [*command, *(f"-e{path}" for path in binaries(folder))],
            cwd=scratch, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Unresolved(done.stderr)
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def needed(folder: Path, files: Iterable[Path]) -> dict[str, Path]:
    """The libraries outside of the folder that these files load: names and where they lie.

    Raises Unresolved where one is nowhere.
    """
    env = {**os.environ, "LD_LIBRARY_PATH": str(folder / LIBRARIES), "LC_ALL": "C"}
    command = ["ldd", *map(str, files)]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    if lost := re.findall(r"(\S+) => not found", done.stdout):
        raise Unresolved(f"nowhere to be found: {', '.join(sorted(set(lost)))}")
    found = re.findall(r"(\S+) => (/\S+)", done.stdout)
    return {name: Path(at) for name, at in found if not Path(at).is_relative_to(folder)}


def carry(folder: Path) -> list[Path]:
    """Copies into the folder what not every desktop has; gives where each was taken from."""
    wanted = needed(folder, binaries(folder))
    taken = {name: path for name, path in wanted.items() if not EVERYWHERE.match(name)}
    for name, path in sorted(taken.items()):
        shutil.copyfile(path.resolve(), folder / LIBRARIES / BESIDE_QT / name)
    return sorted(taken.values())
