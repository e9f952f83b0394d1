"""The tools that answer with takes, each asked as `asking` says."""

from collections.abc import Callable, Iterator, Mapping

from engine.tools.asking import Tool


def _continue() -> Tool:
    from engine.tools.offers.continue_ import TOOL

    return TOOL


def _infill() -> Tool:
    from engine.tools.offers.infill import TOOL

    return TOOL


def _generate() -> Tool:
    from engine.tools.offers.generate import TOOL

    return TOOL


def _interpolate() -> Tool:
    from engine.tools.offers.interpolate import TOOL

    return TOOL


def _drumify() -> Tool:
    from engine.tools.offers.drumify import TOOL

    return TOOL


def _groove() -> Tool:
    from engine.tools.offers.groove import TOOL

    return TOOL


class Catalogue(Mapping[str, Tool]):
    """Tools by name, in the order in which they are offered; each is loaded when it is asked for,
    so that a program which shows one of them starts without the others.
    """

    def __init__(self, tools: Mapping[str, Callable[[], Tool]]) -> None:
        self._tools = tools

    def __getitem__(self, name: str) -> Tool:
        return self._tools[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._tools)

    def __len__(self) -> int:
        return len(self._tools)


TOOLS = Catalogue({
    "continue": _continue,
    "infill": _infill,
    "generate": _generate,
    "interpolate": _interpolate,
    "drumify": _drumify,
    "groove": _groove,
})  # fmt: skip
