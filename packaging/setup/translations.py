"""make translations: takes all texts of the program into resources/translations, where they are
translated. What is new there is marked as unfinished; what the program says no more is gone.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine_texts import ROOT, engine_texts

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
"""What there is besides English."""

OPTIONS = ("-locations", "none", "-no-obsolete", "-sort-messages", "-silent",
           "-disable-heuristic", "similartext", "-disable-heuristic", "sametext")  # fmt: skip
UNFINISHED = re.compile(r"<source>([^<]*)</source>\s*"
                        r"(?:<(?:extra)?comment>[^<]*</(?:extra)?comment>\s*)*"
                        r'<translation type="unfinished"')  # fmt: skip


def main() -> int:
    """Renew all files; gives the exit code, and names what is to be translated."""
    for code in LANGUAGES:
        file = FOLDER / f"arietta_{code}.ts"
        renew(file, code)
        for source in UNFINISHED.findall(file.read_text("utf-8")):
            print(f"{code}: to be translated: {source}")
    return 0


def renew(file: Path, code: str) -> None:
    """Bring a file up to date with the texts of the program. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "tables.py"
        tables.write_text(listed(all_tables()), encoding="utf-8")
        languages = ("-source-language", "en", "-target-language", code)
        _lupdate([*OPTIONS, *languages, *sources(), str(tables), "-ts", str(file)])


def sources() -> list[str]:
    """The files that lupdate reads, by their paths."""
    return [str(ROOT / "app.py"), *sorted(map(str, (ROOT / "gui").rglob("*.py")))]


def all_tables() -> dict[str, Sequence[str]]:
    """By context, what the window translates although it does not stand in it as a text."""
    texts: dict[str, Sequence[str]] = dict(engine_texts())
    from engine.score.grids import GRIDS
    from gui.analysis.notes_page import SHORT_VOICES
    from gui.piano_roll.names import DRUMS
    from gui.tracks.general_midi import FAMILIES, PROGRAMS

    examples = (ROOT / "resources" / "examples").glob("*.mid")
    texts["Instruments"] = [*(family for family, _ in FAMILIES), *PROGRAMS]
    texts["Drums"] = [*DRUMS.values(), *SHORT_VOICES]
    texts["Grids"] = [grid.name for grid in GRIDS if re.search("[A-Za-z]", grid.name)]
    texts["Examples"] = [path.stem.capitalize() for path in examples]
    return texts


def listed(tables: Mapping[str, Sequence[str]]) -> str:
    """The texts as a program that lupdate can read."""
    return "".join(
        f'QT_TRANSLATE_NOOP("{context}", {_quoted(text)})\n'
        for context, texts in tables.items()
        for text in sorted(set(texts))
    )


def _lupdate(arguments: Sequence[str]) -> None:
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    assert tool is not None, "PySide6 brings lupdate along"
    subprocess.run([tool, *arguments], check=True, stdout=subprocess.DEVNULL)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    sys.exit(main())
