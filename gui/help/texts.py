"""What the page about the program says: whose the music is, whose the data, and all licences."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.runtime.library import Library, program_folder
from gui.help.report import version

RULE = "=" * 60
translate = QCoreApplication.translate


def about_text(library: Library) -> str:
    """What stands on the first page, in Markdown. Reads the models' cards."""
    says = [
        "# " + translate("About", "Arietta %1").replace("%1", version()),
        translate(
            "About",
            "A composing assistant for the desktop: play a melody, press Continue, keep the answer "
            "you like. It runs on this computer alone. No account, no network, nothing is sent.",
        ),
        "## " + translate("About", "What you make is yours"),
        translate(
            "About",
            "Songs, takes, files and sound that you make with Arietta belong to you. You may "
            "change, publish and sell them; nothing is owed to anybody, and Arietta need not be "
            "named.",
        ),
        translate(
            "About",
            "One risk remains, as with any music: a take may by chance come close to a tune that "
            "somebody owns. Arietta compares each take of a melody with the music its models "
            "learnt from, and the card says how many notes in a row they share. It cannot compare "
            "with all music there is; before you publish something large, listen for it yourself.",
        ),
        "## " + translate("About", "What the models learnt from"),
        translate("About", "None of this music lies in the program or in the models' files."),
        *_data(library),
        "## " + translate("About", "What it stands on"),
        translate(
            "About",
            "Arietta's own code, models and examples are under the Apache License 2.0. Qt and Qt "
            "for Python are under the LGPL 3: their libraries are files of their own in the "
            "program's folder, and you may put another build of the same version in their place; "
            "The Qt Company offers their sources. The built-in synth plays the soundfont TimGM6mb "
            "by Tim Brechbill (GPL 2), as data beside the program; sound that you make with it is "
            "yours. All texts are on the page “Licences”.",
        ),
    ]
    return "\n\n".join(says)


def _data(library: Library) -> list[str]:
    """Each collection once, with its licence and its authors, from the models' cards."""
    told = {
        (str(data["name"]), str(data["licence"]), str(data["attribution"]))
        for name in library.names()
        for data in library.card(name).data
    }
    return [f"- **{name}** ({licence}). {authors}" for name, licence, authors in sorted(told)]


def licences_text() -> str:
    """The licences of everything inside: what the package gathered, else what the checkout has."""
    folder = program_folder() / "resources" / "licences"
    gathered = folder / "all.txt"
    if gathered.is_file():
        return gathered.read_text(encoding="utf-8")
    sections = {
        "Arietta": program_folder() / "LICENSE",
        "Where each part comes from": folder / "README.md",
    }
    sections |= {_with_version(text.stem): text for text in sorted(folder.glob("packages/*.txt"))}
    sections |= {"Parts of Qt by others": folder / "qt-parts.txt"}
    sections |= {text.stem: text for text in sorted(folder.glob("*GPL*.txt"))}
    sections |= {f"Training data: {text.stem}": text for text in sorted(folder.glob("data/*.txt"))}
    return "\n".join(_section(title, text) for title, text in sections.items())


def _with_version(package: str) -> str:
    try:
        return f"{package} {installed(package)}"
    except PackageNotFoundError:
        return package


def _section(title: str, file: Path) -> str:
    return f"{RULE}\n{title}\n{RULE}\n\n{file.read_text(encoding='utf-8').strip()}\n"
