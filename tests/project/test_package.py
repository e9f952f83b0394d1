"""What is built for a musician: what can be checked of it without building it."""

import configparser
import marshal
import py_compile
import re
import struct
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from bundle import contents, cuda, dataclass_code, desktop, icons, program, project, signatures
from bundle.freeze import LIBRARIES
from bundle.notices import FILE
from gui.application.icon import FOLDER
from gui.application.icon import SIZES as WINDOW_SIZES
from gui.document import PROJECT_SUFFIX
from gui.files.arriving import MIDI_SUFFIXES
from tests.fixtures.processes import need
from tests.project.tree import ROOT, files, named, text

LINUX = ROOT / "packaging" / "linux"
WINDOWS = ROOT / "packaging" / "windows" / "arietta.iss"
MACOS = ROOT / "packaging" / "macos" / "make-dmg.sh"
WORKFLOW = ROOT / ".github" / "workflows" / "installers.yml"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
LOAD_WITHOUT = """
import importlib, sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
unused, emptied, *modules = sys.argv[1:]
sys.modules.update(dict.fromkeys(unused.split(",")))
sys.modules.update((name, module_from_spec(ModuleSpec(name, None))) for name in emptied.split(","))
for name in modules:
    importlib.import_module(name)
"""

START_WITH_DATACLASSES = """
import builtins
anew = []
def exec(code, *names):
    if isinstance(code, str):
        anew.append(code)
    builtins.exec(code, *names)
import gui.window
print(len(anew))
from dataclasses import make_dataclass
Point = make_dataclass("Point", ["x", "unheard_of"])
assert anew and Point(1, unheard_of=2) == Point(1, 2) != Point(1, 3)
"""


def entry() -> configparser.SectionProxy:
    """The desktop entry."""
    parser = configparser.ConfigParser(interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment]  # keys keep their case
    parser.read_string(text(LINUX / "arietta.desktop"))
    return parser["Desktop Entry"]


def metainfo() -> ElementTree.Element:
    return ElementTree.fromstring(desktop.filled(LINUX / desktop.METAINFO))


def test_the_version_stands_in_one_place():
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    assert project.version() == version
    release = metainfo().find("releases/release")
    assert release is not None
    assert release.get("version") == version
    for file in files():
        if named(file).startswith(("packaging/", ".github/")):
            assert version not in text(file), f"{named(file)} holds the version itself"


def test_the_program_needs_nothing_that_is_left_out():
    names = [named(path)[:-3].replace("/", ".").removesuffix(".__init__") for path in files(".py")]
    modules = [name for name in names if name.split(".")[0] in ("app", "engine", "gui")]
    libraries = ["onnxruntime", "rtmidi", "tinysoundfont", "miniaudio", *contents.HIDDEN_MODULES]
    unused, emptied = map(",".join, (contents.UNUSED_MODULES, contents.EMPTIED_MODULES))
    done = subprocess.run(
        [sys.executable, "-c", LOAD_WITHOUT, unused, emptied, *modules, *libraries],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""


def test_what_pyside_would_compile_at_each_start_is_shipped_compiled(tmp_path):
    sources = {path.stem for path in (signatures.unpacked() / signatures.PACKAGE).rglob("*.py")}
    assert "loader" in sources
    shipped = {Path(file) for file, _ in signatures.compiled(tmp_path)}
    assert {path.name for path in shipped} == {f"{name}.pyc" for name in sources}


def test_no_dataclass_is_compiled_at_a_start(tmp_path):
    [(file, folder)] = dataclass_code.compiled(tmp_path)
    assert (Path(file), folder) == (tmp_path / dataclass_code.FILE, ".")
    hook = text(ROOT / "packaging" / "hooks" / "dataclass_code.py")
    script = f"import sys\nsys._MEIPASS = {str(tmp_path)!r}\n{hook}\n{START_WITH_DATACLASSES}"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == ["0"]


PIECES = {
    "one": (1, "from one import two\nhere = __file__"),
    "one.two": (0, "import three.four as four\nhere = __file__"),
    "three": (3, ""),
    "three.four": (0, "here = __spec__.origin"),
}
FIRST = (
    "import sys\nsys.path.insert(0, sys._MEIPASS)\nimport one, beside, colorsys\nseen = one.here"
)
THEN = """
print(seen, one.two.here, one.two.four.here, beside.here, sys.frozen, colorsys.__name__, __name__)
raise ValueError("as a test")
"""


def test_the_program_finds_its_code_in_one_file_and_libraries_beside_it(tmp_path):
    pieces = {
        name: (kind, marshal.dumps(compile(source, f"{name}.py", "exec")))
        for name, (kind, source) in PIECES.items()
    }
    first = [compile(source, "first.py", "exec") for source in (FIRST, THEN)]
    for file in program.written(pieces, first, tmp_path):
        assert file.parent == tmp_path
    source = tmp_path / "source.py"
    source.write_text("here = 'a-file'")
    py_compile.compile(str(source), str(tmp_path / "beside.pyc"))
    command = [sys.executable, "-I", "-S", tmp_path / "start.pyc"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [
        f"{tmp_path}/one/__init__.pyc", f"{tmp_path}/one/two.pyc", f"{tmp_path}/three/four.pyc",
        "a-file", "True", "colorsys", "__main__",
    ]  # fmt: skip
    assert 'File "first.py", line 3' in done.stderr


@pytest.mark.parametrize("module", contents.EMPTIED_MODULES)
def test_what_is_emptied_is_there(module):
    file = Path(*module.split(".")).with_suffix(".py")
    assert any((place / file).is_file() for place in (signatures.unpacked(), *map(Path, sys.path)))


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtNetwork.abi3.so", False),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", True),
        ("libQt6Network.so.6", False),
        ("PySide6/QtOpenGL.abi3.so", True),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("numpy/_core/tests/data/x.csv", False),
        ("models/continue-melody/card.json", True),
        ("resources/TimGM6mb.sf2", True),
    ],
)
def test_of_the_libraries_only_what_is_used_goes_along(name, is_wanted):
    assert contents.is_wanted(name) is is_wanted


@pytest.mark.parametrize(
    ("source", "kind", "is_system"),
    [
        ("/usr/lib/x86_64-linux-gnu/libX11.so.6", "BINARY", True),
        ("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY", False),
        ("/usr/lib/python3.11/lib-dynload/_contextvars.so", "EXTENSION", False),
        ("/somewhere/lib/libQt6Core.so.6", "BINARY", False),
    ],
)
def test_the_system_s_python_goes_along_and_its_libraries_do_not(source, kind, is_system):
    assert contents.is_system((Path(source).name, source, kind)) is is_system


def test_models_examples_icons_and_tables_go_along():
    places = {Path(source).relative_to(ROOT).as_posix() for source, _ in contents.data()}
    assert {
        "LICENSE",
        "pyproject.toml",
        "engine/theory/real_music.json",
        "engine/theory/profiles.json",
        "resources/translations/arietta_zh_CN.ts",
    } <= places
    for folder in project.models():
        card = named(folder / "card.json")
        graphs = [*folder.glob("*.onnx"), *folder.glob("*.npz")]
        assert graphs and {card, *(named(path) for path in graphs)} <= places
    examples = {named(path) for path in files(".mid") if "resources/examples" in named(path)}
    assert examples <= places
    manual = {named(path) for path in files(".md") if "docs/manual" in named(path)}
    assert manual | {"docs/images/window.png"} <= places
    assert {named(FOLDER / f"arietta-{size}.png") for size in WINDOW_SIZES} <= places
    assert Path(contents.soundfont()[0]).stat().st_size > 1 << 20


def test_the_add_on_is_the_onnxruntime_of_the_lock():
    lock = text(ROOT / "requirements" / "run.txt")
    name, *hashes = cuda.pinned(lock, cuda.RUNTIME).splitlines()
    assert name.startswith("onnxruntime-gpu==")
    assert hashes
    assert all(line.strip(" \\").startswith("--hash=sha256:") for line in hashes)
    assert f"{cuda.RUNTIME}=={entry_of('package.txt', 'onnxruntime')}" in name, "another version"
    with pytest.raises(ValueError, match="not in the lock"):
        cuda.pinned(lock, "onnxruntime-none")


def entry_of(lock: str, name: str) -> str:
    """The version that a lock names."""
    found = re.search(rf"^{name}==(\S+)", text(ROOT / "requirements" / lock), re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("is_there", [True, False])
def test_the_add_on_goes_first_where_it_lies_beside_the_program(tmp_path, is_there):
    program = tmp_path / "arietta" / "arietta"
    program.parent.mkdir()
    addon = tmp_path / "arietta-cuda"
    if is_there:
        (addon / "onnxruntime").mkdir(parents=True)
    hook = (ROOT / "packaging" / "hooks" / "cuda.py").read_text(encoding="utf-8")
    script = f"import sys; sys.executable = {str(program)!r}\n{hook}\nprint(sys.path[0])"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout.strip() == str(addon)) is is_there


def test_the_menu_entry_opens_what_the_program_opens():
    assert entry()["Exec"] == "arietta %F"
    mime = ElementTree.fromstring((LINUX / "arietta-mime.xml").read_bytes())
    ours = mime.find(f"{MIME}mime-type")
    assert ours is not None
    types = entry()["MimeType"].strip(";").split(";")
    assert types == [ours.get("type"), "audio/midi"]
    glob = ours.find(f"{MIME}glob")
    assert glob is not None
    assert glob.get("pattern") == f"*{PROJECT_SUFFIX}"
    assert set(MIDI_SUFFIXES) >= {".mid", ".midi"}
    assert types == [node.text for node in metainfo().iter("mediatype")]


def test_the_desktop_finds_the_window_by_the_entry_s_name():
    launchable = metainfo().find("launchable")
    assert launchable is not None
    assert launchable.text == "arietta.desktop"
    assert 'setDesktopFileName("arietta")' in text(ROOT / "gui" / "settings.py")
    assert entry()["StartupWMClass"] == entry()["Icon"] == "arietta"


def test_the_menu_entry_is_valid():
    need("desktop-file-validate", package="desktop-file-utils")
    done = subprocess.run(
        ["desktop-file-validate", LINUX / "arietta.desktop"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == ""


def test_the_software_centre_s_page_is_valid(tmp_path):
    need("appstreamcli", package="appstream")
    page = tmp_path / desktop.METAINFO
    page.write_text(desktop.filled(LINUX / desktop.METAINFO), encoding="utf-8")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", page], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_size_of_the_icon_is_there_and_looks_like_its_drawing(qapp):
    pictures = [(icons.drawing(size), ICON.format(size), size) for size in icons.SIZES]
    document = project.ICONS / "arietta-document.svg"
    sizes = icons.DOCUMENT_SIZES
    pictures += [(document, ICON.format(f"document-{size}"), size) for size in sizes]
    for drawing, name, size in pictures:
        drawn = icons.image(drawing, size)
        kept = QImage(str(project.ICONS / name)).convertToFormat(drawn.format())
        assert kept.size() == drawn.size(), name
        # Another version of Qt may smooth an edge by another shade.
        assert largest_difference(kept, drawn) <= 24, f"{name}: make icons"


ICON = "arietta-{}.png"


def largest_difference(one: QImage, other: QImage) -> int:
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


def test_the_icons_of_windows_and_macos_hold_every_size():
    ico = (project.ICONS / "arietta.ico").read_bytes()
    count = struct.unpack("<HHH", ico[:6])[2]
    entries = [struct.unpack("<BBBBHHII", ico[6 + 16 * i : 22 + 16 * i]) for i in range(count)]
    assert tuple(one[0] or 256 for one in entries) == icons.ICO_SIZES
    for one in entries:
        assert ico[one[7] : one[7] + 4] == b"\x89PNG"
    icns = (project.ICONS / "arietta.icns").read_bytes()
    assert struct.unpack(">4sI", icns[:8]) == (b"icns", len(icns))
    place, kinds = 8, {}
    while place < len(icns):
        kind, length = struct.unpack(">4sI", icns[place : place + 8])
        side = struct.unpack(">I", icns[place + 24 : place + 28])[0]
        kinds[kind] = side
        place += length
    assert kinds == icons.ICNS_KINDS


def test_the_papers_name_the_file_with_all_licences():
    place = f"lib/arietta/{LIBRARIES}/{FILE.as_posix()}"
    assert place in text(LINUX / "copyright")


@pytest.mark.parametrize("script", [WINDOWS, MACOS, WORKFLOW])
def test_what_builds_for_other_systems_names_files_that_are_here(script):
    words = set(re.findall(r"(?:packaging|resources|requirements)[\\/][\w.\\/-]+", text(script)))
    paths = {word.replace("\\", "/").rstrip(".") for word in words}
    assert paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
