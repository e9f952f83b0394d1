"""What goes into the program's folder, and what of Qt, numpy and onnxruntime stays out.

The specification for PyInstaller (arietta.spec) asks here, on every system. Names are those that
PyInstaller gives: paths inside the program's folder.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePath

from bundle.project import PACKAGING, ROOT, models

Entry = tuple[str, str, str]
"""Where it goes, where it comes from, of what kind (PyInstaller's TOC)."""

HIDDEN_MODULES = ["_cffi_backend", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"]
"""Loaded by compiled code (miniaudio's) or by name (pyqtgraph), where no import can be seen."""

UNUSED_MODULES = [
    "PySide6.QtNetwork", "PySide6.QtDBus", "PySide6.QtPrintSupport",
    "numpy.f2py", "numpy.testing", "numpy._core._multiarray_tests",
    "onnxruntime.backend", "onnxruntime.datasets", "onnxruntime.quantization",
    "onnxruntime.tools", "onnxruntime.transformers",
    # Of pretty_midi only the soundfont is used, of onnxruntime only what runs a model.
    "flatbuffers", "google", "importlib_resources", "mido", "packaging", "pkg_resources",
    "pretty_midi", "setuptools", "six",
    "asyncio", "bz2", "curses", "lzma", "readline", "sqlite3", "ssl", "test",
    "tkinter", "unittest",
]  # fmt: skip
"""What hooks and libraries would bring along, and the program never loads."""

EMPTIED_MODULES = (
    # What `help` says of numpy's compiled functions.
    "numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars",
    # Writes the type stubs of PySide.
    "shibokensupport.signature.lib.pyi_generator",
)  # fmt: skip
"""What libraries load at each start, and nothing here uses: EMPTY stands in for them."""

EMPTY = PACKAGING / "hooks" / "empty.py"

UNUSED_HOOKS = {
    "pyi_rth_pyside6",  # loads Qt into the player too; PySide finds its plug-ins without it
    "pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_pyqtgraph_multiprocess",
}  # fmt: skip
"""What PyInstaller would run at each start, and nothing here needs."""

PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    # Input methods, of which Chinese, Japanese and Korean are written with the first.
    "platforminputcontexts": (
        "ibusplatforminputcontextplugin",
        "composeplatforminputcontextplugin",
    ),
    "platformthemes": ("xdgdesktopportal",),
    "styles": ("modernwindowsstyle", "macstyle"),
    "wayland-shell-integration": ("xdg-shell",),
    # Title bars where the compositor draws none. The first is drawn by QtSvg.
    "wayland-decoration-client": ("adwaita", "bradient"),
}
"""The plug-ins of Qt that are shipped, by folder."""

LIBRARIES = (
    "Core", "Gui", "Widgets", "DBus", "Svg", "OpenGL", "OpenGLWidgets", "XcbQpa", "WaylandClient",
)  # fmt: skip
"""The parts of Qt that the program and these plug-ins load."""

OUR_DATA = ("engine", "gui", "resources")
"""Folders whose files go along, but for code, sources of pictures and single licence texts."""

LANGUAGES = ("zh_CN",)
"""Besides English, which Qt speaks itself."""

_LIBRARY = re.compile(r"(?:lib)?Qt6?(?P<part>[A-Z]\w*?)(\.so\b.*|\.abi3\.so|\.dll|\.pyd|\.dylib)?$")
_PLUGIN = re.compile(r"(?:lib)?q?(?P<name>.+?)\.(?:so|dll|dylib)$")
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
_SURPLUS = re.compile(
    r"(\.pyi?|\.pxd|\.h|\.lib|\.a|\.typed)$|/tests?/|\.dist-info/|\.egg-info/|"
    r"opengl32sw\.dll|d3dcompiler|libvirtualkeyboard|_providers_cuda|_providers_tensorrt"
)


def is_wanted(name: str) -> bool:
    """Whether a file belongs into the program's folder."""
    path = PurePath(name)
    place = path.as_posix()
    if _SURPLUS.search(place):
        return False
    if "plugins" in path.parts and "PySide6" in path.parts:
        return _is_wanted_plugin(path.parts[path.parts.index("plugins") + 1], path.name)
    if path.suffix == ".qm":
        return path.stem.startswith("qtbase_") and path.stem.endswith(LANGUAGES)
    part = next((part for part in path.parts if part.endswith(".framework")), path.name)
    library = _LIBRARY.match(part.removesuffix(".framework"))
    return library is None or library["part"] in LIBRARIES


def emptied(modules: Iterable[Entry]) -> list[Entry]:
    """The modules of Python, with nothing in those that are not used."""
    return [
        (name, str(EMPTY) if name in EMPTIED_MODULES else source, kind)
        for name, source, kind in modules
    ]


def _is_wanted_plugin(folder: str, file: str) -> bool:
    name = _PLUGIN.match(file)
    return name is not None and name["name"] in PLUGINS.get(folder, ())


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are shipped, in order of their names."""
    return sorted(entry for entry in entries if is_wanted(entry[0]))


def is_system(entry: Entry) -> bool:
    """Whether a library is the operating system's: a package asks for it instead of carrying it.

    Python is carried along, also where it is the system's own: its library and its modules.
    """
    _, source, kind = entry
    path = Path(source).resolve()
    is_python = kind == "EXTENSION" or path.name.startswith("libpython")
    return path.is_relative_to("/usr/lib") and not is_python


def data() -> list[tuple[str, str]]:
    """Files of our own beside the code: where each lies, and the folder that it goes to."""
    found = [ROOT / "LICENSE", ROOT / "pyproject.toml"]
    for folder in models():
        found += [folder / "card.json", folder / "README.md", *sorted(folder.glob("*.onnx"))]
        found += sorted(folder.glob("*.npz"))
    for folder in OUR_DATA:
        found += sorted(file for file in (ROOT / folder).rglob("*") if _is_data(file))
    found += manual()
    return [(str(file), str(file.parent.relative_to(ROOT))) for file in found]


def manual() -> list[Path]:
    """The pages of the manual in all languages, and the pictures that they show."""
    pages = sorted((ROOT / "docs" / "manual").rglob("*.md"))
    shown = {
        (page.parent / picture).resolve()
        for page in pages
        for picture in _PICTURE.findall(page.read_text(encoding="utf-8"))
    }
    return [*pages, *sorted(shown)]


def _is_data(file: Path) -> bool:
    if file.is_relative_to(ROOT / "resources" / "licences"):
        return False  # bundle.notices puts them all into one
    return file.is_file() and file.suffix not in (".py", ".pyc", ".svg", ".ico", ".icns")


def soundfont() -> tuple[str, str]:
    """The General MIDI soundfont of the built-in synth, which pretty_midi brings."""
    from importlib.util import find_spec

    spec = find_spec("pretty_midi")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pretty_midi, which brings the soundfont, is not installed")
    return str(Path(spec.origin).with_name("TimGM6mb.sf2")), "resources"
