"""What a package manager does with the program, and what of it the desktop and a shell see."""

import time
from pathlib import Path

import numpy as np

from bundle.project import NAME
from tests.package.room import HOME, Room

ENTRY = f"/usr/share/applications/{NAME}.desktop"


def install(inside: Room, package: Path) -> None:
    """Installs it with all that it asks for."""
    inside.apt("install", inside.bring(package))


def again(inside: Room, package: Path) -> str:
    """Off and on, when all that it needs is there; what it takes of the disk."""
    inside.apt("purge", NAME)
    start = time.monotonic()
    inside.apt("install", f"{HOME}/{package.name}")
    seconds = time.monotonic() - start
    size = inside.run("dpkg-query", "-W", "-f", "${Installed-Size}", NAME)
    return f"of which {seconds:.1f} s on; {package.stat().st_size / 1e6:.1f} MB, {size} KiB on disk"


def without_screen(inside: Room, program: str) -> str:
    """The tour, and single tools, by the command line and with no network at all."""
    tour = inside.run(program, "--headless", alone=True).splitlines()
    written = [inside.at(f"{HOME}/{line.split()[-1]}") for line in tour if line.startswith("wrote")]
    assert written
    for path in written:
        assert path.stat().st_size > 100
    more = f"{HOME}/more.mid"
    found = inside.run("sh", "-c", 'readlink -f "$(command -v "$0")"', program).strip()
    tune = f"{Path(found).parent}/lib/resources/examples/jig.mid"
    inside.run(program, "continue", tune, "-o", more, "--bars", 4, "--seed", 7, alone=True)
    inside.run(program, "render", more, "-o", f"{HOME}/more.wav", alone=True)
    sound = np.frombuffer(inside.at(f"{HOME}/more.wav").read_bytes()[44:], np.int16)
    loudest = int(np.abs(sound.astype(int)).max())
    assert loudest > 1000
    models = inside.run(program, "devices", alone=True).count("for ")
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


def purge(inside: Room, before: set[str]) -> str:
    """Outside of the home all is as it was before it was installed; in it nothing is touched."""
    home = inside.home()
    inside.apt("purge", NAME)
    inside.apt("autoremove", "--purge")
    assert inside.home() == home
    assert sorted(inside.files() ^ before) == []
    return f"nothing is left, {len(home)} files in the home are as they were"


def remembered(inside: Room) -> str:
    """The settings."""
    return inside.at(f"{HOME}/.config/arietta/arietta.conf").read_text()
