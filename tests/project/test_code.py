"""House rules for code: short files, short functions, no shortcuts, nothing left for later."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.project.tree import ROOT, files, named, text

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_APP = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    for path in files(".py"):
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, Function):
                yield path, node


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


def found(pattern: str, *folders: str) -> list[str]:
    """Every place in the code of these folders that the pattern matches."""
    places = []
    for path in files(".py"):
        if named(path).split("/")[0] in folders:
            for number, line in enumerate(text(path).splitlines(), 1):
                if re.search(pattern, line):
                    places.append(named(path, number))
    return places


def test_no_code_file_is_longer_than_a_few_screens():
    lengths = {named(path): len(text(path).splitlines()) for path in files(".py")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    lengths = {named(path, node.lineno): length(node) for path, node in functions()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_the_wiring_fits_on_one_page():
    assert len(text(ROOT / "app.py").splitlines()) < LONGEST_APP


def test_data_flows_one_way_in_the_window():
    places = found(r"\b(processEvents|blockSignals)\(", "gui")
    assert [place for place in places if "/bench.py:" not in place] == []


def test_nothing_is_left_for_later():
    assert found(r"#.*\b(TODO|FIXME|XXX|HACK)\b", "app.py", "engine", "gui", "models") == []


def test_every_exception_from_a_rule_gives_its_reason():
    silent = r"#\s*(noqa|type: ignore|pyright: ignore)[^#]*$"
    folders = ("app.py", "engine", "gui", "models", "packaging", "tests")
    assert found(silent, *folders) == []
