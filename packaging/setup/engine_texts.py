"""What the engine says to people, gathered from its source: its errors, why a take is offered, and
the labels of its tools. It knows no Qt, so that lupdate finds nothing in it.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import count, product
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPOKEN_BY = {"Damage", "Trouble", "AriettaError", "error"}
"""What is called with a text for people first, beside the errors derived from these."""

REASONS = {"reason", "_reason", "drum_reason", "_manner", "why", "RANGES", "PRAISE", "Take",
           "kit_reason", "_pulse", "_beats", "RATES"}  # fmt: skip
"""The functions, constants, variables and values that hold why a take is offered."""

ADVICE = re.compile(r"[a-z)]; ([a-z]|$)")
SENTENCE = re.compile(r"(; )?[a-z']+( ([A-Za-z', ]+|%\d))+$")
GAP = re.compile(r"%\d+")
PREDICATE = re.compile(r"(is|was|has|unpacks) ")
WORDS = re.compile(r"[^_]*[a-z]{2}[^_]*$")
Part = str | None
"""A text, or None for what differs from time to time."""


def engine_texts() -> dict[str, list[str]]:
    """All texts by their context in the translation, with %1, %2 ... in place of what differs."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in _sources()]
    found = {"Engine": set(_sentences(trees)), "Reasons": set(_reasons(trees))}
    found["Options"] = set(_all_labels())
    return {name: sorted(filter(_has_words, texts)) for name, texts in found.items()}


def _sentences(trees: Iterable[ast.Module]) -> Iterator[str]:
    """What errors say, and what else gives advice after a semicolon."""
    speakers = _speakers(trees)
    for tree in trees:
        aside = _aside(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in speakers and node.args:
                yield from map(_about_something, _texts(node.args[0]))
            elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in aside:
                yield from filter(ADVICE.search, _texts(node))
            elif isinstance(node, ast.Assign):
                yield from filter(_is_said, _spoken_of(node))


def _about_something(text: str) -> str:
    """A sentence that begins with what is said of a thing, with a gap for the thing before it."""
    return _renumbered(f"%1 {text}") if PREDICATE.match(text) else text


def _spoken_of(node: ast.Assign) -> Iterator[str]:
    """What a constant says, or a name that is one thing or another."""
    if _name(node.targets[0]).isupper():
        yield from _texts(node.value)
    elif isinstance(node.value, ast.IfExp):
        yield from (*_texts(node.value.body), *_texts(node.value.orelse))


def _is_said(text: str) -> bool:
    """Whether a text is made of words."""
    return len(text) > 6 and SENTENCE.match(text) is not None


def _reasons(trees: Iterable[ast.Module]) -> Iterator[str]:
    """The parts between commas of why a take is offered."""
    for tree in trees:
        aside = _aside(tree)
        for holder in (node for node in ast.walk(tree) if _held_by(node) & REASONS):
            for node in ast.walk(holder):
                if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in aside:
                    for text in _texts(node):
                        yield from map(_renumbered, text.split(", "))


def _all_labels() -> Iterator[str]:
    """Labels, helps, units and choices of all that the forms of the tools show."""
    from engine.tools.catalogue import TOOLS

    for tool in TOOLS.values():
        yield from _labels(tool.options)


def _labels(options: type) -> Iterator[str]:
    from gui.assistant.form import fields as form

    strength = form.strength_field(options)
    for field in (*form.form_fields(options), *([strength] if strength else ())):
        yield from (field.label, field.help)
        if isinstance(field, form.SliderField):
            yield from (field.unit, field.unit.removesuffix("s"))
        elif isinstance(field, form.ChoiceField):
            yield from field.choices
        else:
            yield from _labels(field.options)


def _sources() -> Iterable[Path]:
    sys.path.insert(0, str(ROOT))
    paths = (ROOT / "engine").rglob("*.py")
    return sorted(path for path in paths if "cli" not in path.parts)


def _speakers(trees: Iterable[ast.Module]) -> set[str]:
    classes = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    found, before = set(SPOKEN_BY), 0
    while len(found) > before:
        before = len(found)
        found |= {each.name for each in classes if {_name(base) for base in each.bases} & found}
    return found


def _texts(node: ast.expr) -> list[str]:
    """The texts that an expression can give; none where nothing of them is known."""
    texts = []
    for parts in product(*_parts(node)):
        numbers = count(1)
        texts.append("".join(f"%{next(numbers)}" if part is None else part for part in parts))
    return texts


def _parts(node: ast.expr) -> list[list[Part]]:
    """Part by part, what can stand there."""
    match node:
        case ast.Constant(value=str(text)):
            return [[text]]
        case ast.JoinedStr(values=values):
            return [part for value in values for part in _parts(value)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _parts(left) + _parts(right)
        case ast.FormattedValue(value=ast.IfExp() as choice):
            return _parts(choice)
        case ast.IfExp(body=ast.Constant(value=str(one)), orelse=ast.Constant(value=str(other))):
            return [[one, other]]
    return [[None]]


def _aside(tree: ast.Module) -> set[int]:
    """What only programmers read, and parts of texts that the whole stands for; by id."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            found |= {id(part) for value in node.values for part in ast.walk(value)}
        elif isinstance(node, ast.BinOp):
            found |= {id(node.left), id(node.right)}
        elif isinstance(node, ast.Dict):
            found |= {id(key) for key in node.keys}
        elif isinstance(node, ast.Subscript | ast.keyword | ast.Compare):
            found |= {id(part) for part in ast.walk(node)}
    return found


def _held_by(node: ast.AST) -> set[str]:
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Call):
        return {_name(node.func)}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {_name(part) for target in targets for part in ast.walk(target)}


def _renumbered(text: str) -> str:
    numbers = count(1)
    return GAP.sub(lambda _gap: f"%{next(numbers)}", text)


def _has_words(text: str) -> bool:
    return WORDS.match(GAP.sub("", text)) is not None


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")
