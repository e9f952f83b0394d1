"""The options of every tool, as command-line users see them."""

import argparse
from pathlib import Path

from engine.cli.values import key, pitch_range, real, whole

TOOLS = {
    "continue": "go on after a melody",
    "groove": "the same drum notes as a drummer plays them",
    "score": "how likely each note of a melody is, and theory metrics",
    "render": "a WAV file through the built-in synth",
    "devices": "MIDI ports, audio outputs, compute providers, models",
}
LATER = ("generate", "interpolate", "drumify", "infill")
"""Tools with a name of their own that this version does not have yet."""

MOST_BARS = 1000
MOST_VARIATIONS = 64
LOCKS_TO_COME = ("chords", "rhythm", "max_polyphony", "no_repeat")
"""Locks that this version refuses by name."""


def build_parser() -> argparse.ArgumentParser:
    """The parser for all tools. It exits 2 on a call that is off."""
    parser = argparse.ArgumentParser(
        prog="arietta",
        description="Arietta without a window.",
        epilog="Without a tool the window opens, with the .mid and .arietta files that are named. "
        "ARIETTA_MODELS names another folder of models.",
        allow_abbrev=False,
    )
    tools = parser.add_subparsers(dest="tool", required=True, metavar="TOOL")
    _continue(_tool(tools, "continue"))
    _groove(_tool(tools, "groove"))
    score = _tool(tools, "score")
    _input(score)
    _shared(score)
    render = _tool(tools, "render")
    _input(render)
    _output(render, "OUT.wav")
    render.add_argument("--soundfont", type=Path, metavar="FILE", help="an SF2 or SF3 file to use")
    _shared(render)
    _shared(_tool(tools, "devices"))
    return parser


def _tool(
    tools: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str
) -> argparse.ArgumentParser:
    return tools.add_parser(name, help=TOOLS[name], description=TOOLS[name], allow_abbrev=False)


def _continue(parser: argparse.ArgumentParser) -> None:
    _input(parser)
    _output(parser, "OUT.mid")
    parser.add_argument(
        "--bars", type=whole(1, MOST_BARS), default=4, metavar="N", help="how many bars (4)"
    )
    _shared(parser)
    locks = parser.add_argument_group("locks")
    locks.add_argument(
        "--key",
        type=key,
        default="auto",
        help='auto (default; forbids nothing), none, or a key to stay in, as "A minor"',
    )
    locks.add_argument(
        "--range", type=pitch_range, metavar="LOW-HIGH", help="pitches to stay in, as C4-C6"
    )
    locks.add_argument(
        "--strength",
        type=real(0, 1),
        default=1.0,
        metavar="X",
        help="1 (default): a lock is never violated; 0: it is ignored",
    )
    for lock in LOCKS_TO_COME:
        locks.add_argument(f"--{lock.replace('_', '-')}", help=argparse.SUPPRESS)


def _groove(parser: argparse.ArgumentParser) -> None:
    _input(parser)
    _output(parser, "OUT.mid")
    parser.add_argument(
        "--amount",
        type=real(0, 2),
        default=1.0,
        metavar="X",
        help="0 leaves the notes as they are, 1 (default) plays them as the model would",
    )
    parser.add_argument(
        "--lag",
        type=real(-0.4, 0.4),
        metavar="X",
        help="16ths behind the beat on average, below 0 ahead (default: as the model draws it)",
    )
    parser.add_argument(
        "--looseness",
        type=real(0, 0.32),
        metavar="X",
        help="16ths that single notes stray (default: as the model draws it)",
    )
    _shared(parser)


def _input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, metavar="IN.mid", help="a MIDI file or a project")


def _output(parser: argparse.ArgumentParser, metavar: str) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar=metavar, help="the file to write"
    )


def _shared(parser: argparse.ArgumentParser) -> None:
    """Options that every tool takes; one that means nothing to a tool changes nothing there."""
    group = parser.add_argument_group("shared options")
    group.add_argument(
        "--track",
        type=whole(1, 65535),
        metavar="N",
        help="counted from 1 among the tracks that hold notes (default: the one with most notes)",
    )
    group.add_argument(
        "--variations",
        type=whole(1, MOST_VARIATIONS),
        default=1,
        metavar="N",
        help="how many answers (1); several are written as OUT-1, OUT-2, ...",
    )
    group.add_argument("--seed", type=whole(0, 2**32 - 1), metavar="N", help="makes it repeatable")
    group.add_argument(
        "--temperature",
        type=real(0, 10),
        default=1.0,
        metavar="X",
        help="1 as the model expects it, higher dares more, 0 the most likely answer",
    )
    group.add_argument(
        "--top-p",
        type=real(0, 1, above=True),
        default=0.95,
        metavar="X",
        help="leaves out the least likely that together have 1 - X (0.95)",
    )
    group.add_argument("--model", metavar="NAME", help="one of those that devices lists")
    group.add_argument("--device", choices=("auto", "cpu", "gpu"), default="auto")
    group.add_argument("--json", action="store_true", help="one JSON object on standard output")
