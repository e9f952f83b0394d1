"""The parts of `make bench`. Each loads what it needs, in a process of its own."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.bench.goals import Figure


@dataclass(frozen=True)
class Outcome:
    """What came of a part: its figures, or why there are none."""

    figures: tuple[Figure, ...] = ()
    lacking: str = ""
    broken: str = ""


def answers() -> list[Figure]:
    """Continue in the window and in the engine."""
    from tests.bench.answers import answer_figures

    return answer_figures()


def start() -> list[Figure]:
    """Start to usable window."""
    from tests.bench.start import start_figures

    return start_figures()


def drums() -> list[Figure]:
    """Groove and Drumify."""
    from tests.bench.drums import drum_figures

    return drum_figures()


def clips() -> list[Figure]:
    """Clips from noise."""
    from tests.bench.clips import clip_figures

    return clip_figures()


def peers() -> list[Figure]:
    """Published network shapes in our runtime."""
    from tests.bench.peers import peer_figures

    return peer_figures()


def tools() -> list[Figure]:
    """Each tool in the window, and how soon one stops."""
    from tests.bench.tools import tool_figures

    return tool_figures()


def using() -> list[Figure]:
    """How long the window's thread is away in use."""
    from tests.bench.using import use_figures

    return use_figures()


def drawing() -> list[Figure]:
    """Frames of the roll."""
    from tests.bench.drawing import frame_figures

    return frame_figures()


def analysis() -> list[Figure]:
    """From an edit to the plots."""
    from tests.bench.plotting import plot_figures

    return plot_figures()


def playback() -> list[Figure]:
    """Lateness of notes, and what it costs to switch takes while they sound."""
    from tests.bench.playing import lateness_figures
    from tests.bench.switching import switching_figures

    return [*lateness_figures(), *switching_figures()]


def memory() -> list[Figure]:
    """Memory of all processes."""
    from tests.bench.memory import memory_figures

    return memory_figures()


PARTS: dict[str, Callable[[], list[Figure]]] = {
    "start": start,
    "continue": answers,
    "drums": drums,
    "clips": clips,
    "peers": peers,
    "tools": tools,
    "using": using,
    "drawing": drawing,
    "analysis": analysis,
    "playback": playback,
    "memory": memory,
}


def measured(name: str) -> Outcome:
    """One part. What this machine lacks for it is no fault; anything else that stops it is."""
    try:
        return Outcome(tuple(PARTS[name]()))
    except pytest.skip.Exception as lacking:
        return Outcome(lacking=str(lacking))
    except (Exception, pytest.fail.Exception) as error:
        return Outcome(broken=f"{type(error).__name__}: {error}")
