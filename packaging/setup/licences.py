"""Gathers the licence texts of the locked packages from the environment that runs this.

One file for each package in resources/licences/packages. Packages that bring no text of their own
are named in `TEXTS`, with the file in resources/licences that holds for them.
"""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LICENCES = ROOT / "resources" / "licences"

TEXTS = {
    "pyside6-essentials": "LGPL-3.0.txt",
    "shiboken6": "LGPL-3.0.txt",
    "flatbuffers": "../../LICENSE",
}
IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
IS_ELSEWHERE = re.compile(r"\.py$|ThirdPartyNotices")


def locked(lock: str) -> list[str]:
    """The names of the packages in a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)


def texts(package: Distribution) -> list[str]:
    """Each licence file of an installed package once, under its name in the package."""
    found = {}
    for file in package.files or ():
        if IS_LICENCE.search(file.name) and not IS_ELSEWHERE.search(file.name):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip()
            found.setdefault(text, f"[{file.name}]\n\n{text}\n")
    return list(found.values())


def main() -> None:
    """Writes the files anew; names a package that has none."""
    folder = LICENCES / "packages"
    for old in folder.glob("*.txt"):
        old.unlink()
    for name in locked("run"):
        found = texts(distribution(name))
        if found:
            (folder / f"{name}.txt").write_text("\n".join(found), encoding="utf-8")
        elif name not in TEXTS:
            print(f"{name}: no licence text")


if __name__ == "__main__":
    main()
