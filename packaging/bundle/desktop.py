"""What a Linux desktop has to know of the program: menu entry, icons, file types, page, manual."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

from bundle.icons import DOCUMENT_SIZES, SIZES
from bundle.project import ICONS, NAME, PACKAGING, ROOT, about, epoch, version
from bundle.trees import copy, write

LINUX = PACKAGING / "linux"
METAINFO = "org.arietta.Arietta.metainfo.xml"


def filled(template: Path, **values: object) -> str:
    """A file with each @NAME@ in it replaced. Raises KeyError for one that is not known."""
    values = {"VERSION": version(), "DATE": day().strftime("%Y-%m-%d"), **values}
    text = template.read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: str(values[found[1]]), text)


def day() -> datetime:
    """The day of the commit."""
    return datetime.fromtimestamp(epoch(), UTC)


def share(folder: Path) -> None:
    """Fills a `share` folder."""
    copy(LINUX / "arietta.desktop", folder / "applications" / "arietta.desktop")
    write(folder / "metainfo" / METAINFO, filled(LINUX / METAINFO))
    copy(LINUX / "arietta-mime.xml", folder / "mime" / "packages" / "arietta.xml")
    write(folder / "man" / "man1" / "arietta.1.gz", zipped(manual()))
    icons = folder / "icons" / "hicolor"
    for size in SIZES:
        copy(ICONS / f"arietta-{size}.png", icons / f"{size}x{size}" / "apps" / "arietta.png")
    copy(ICONS / "arietta.svg", icons / "scalable" / "apps" / "arietta.svg")
    for size in DOCUMENT_SIZES:
        place = icons / f"{size}x{size}" / "mimetypes" / "application-x-arietta.png"
        copy(ICONS / f"arietta-document-{size}.png", place)
    place = icons / "scalable" / "mimetypes" / "application-x-arietta.svg"
    copy(ICONS / "arietta-document.svg", place)


def papers(folder: Path) -> None:
    """Fills a `share/doc/arietta` folder: whose it is, and what changed."""
    copy(LINUX / "copyright", folder / "copyright")
    write(folder / "changelog.gz", zipped((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))


def manual() -> str:
    """The page that `man arietta` shows."""
    return filled(LINUX / "arietta.1", NAME=NAME.upper(), DESCRIPTION=about()["description"])


def zipped(text: str) -> bytes:
    """The text packed by gzip, with no time in it."""
    return gzip.compress(text.encode(), 9, mtime=0)
