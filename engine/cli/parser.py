"""The options of every tool, as command-line users see them."""

import argparse
from dataclasses import fields
from pathlib import Path

from engine.cli.values import chords, key, meter, pitch, pitch_range, place, real, taste, whole
from engine.representation.asked import MOST_DENSE
from engine.representation.notes import STYLE_NAMES
from engine.theory.taste import Taste
from engine.tools.continue_options import MOST_FORM

TOOLS = {
    "continue": "go on after a melody, chords or drums",
    "infill": "new notes in a range of a melody, of chords or of drums, in place of those there",
    "generate": "melodies, drums and trios of melody, bass and drums from nothing",
    "interpolate": "clips between two clips",
    "drumify": "a drum kit for any rhythm",
    "groove": "the same drum notes as a drummer plays them",
    "score": "how likely each note of a melody is, and theory metrics",
    "render": "a WAV file through the built-in synth",
    "devices": "MIDI ports, audio outputs, compute providers, models",
}

MOST_BARS = 1000
MOST_VARIATIONS = 64
MOST_CLIP_BARS = 16
MOST_STEPS = 64


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
    _infill(_tool(tools, "infill"))
    _generate(_tool(tools, "generate"))
    _interpolate(_tool(tools, "interpolate"))
    _drumify(_tool(tools, "drumify"))
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
    _locks(parser)
    _leanings(parser)
    parser.add_argument(
        "--form",
        type=real(0, MOST_FORM),
        default=1.0,
        metavar="X",
        help="how readily new bars of a melody come back to earlier ones: 1 as music does, 0 as it "
        "happens, 2 most (1)",
    )


def _infill(parser: argparse.ArgumentParser) -> None:
    _input(parser)
    _output(parser, "OUT.mid")
    for option, name, words in (
        ("--from", "begin", "the range's first bar, or beat of a bar, counted from 1"),
        ("--to", "end", "the bar or beat that the range ends before"),
    ):
        parser.add_argument(
            option, dest=name, type=place, required=True, metavar="BAR[:BEAT]", help=words
        )
    _shared(parser)
    _locks(parser)
    _leanings(parser)


def _leanings(parser: argparse.ArgumentParser) -> None:
    """What new notes lean to."""
    group = parser.add_argument_group("leanings", "asked for, not promised")
    group.add_argument(
        "--style",
        choices=("any", *STYLE_NAMES),
        default="any",
        help="which of the music that the model has learnt from the notes are like (any)",
    )
    group.add_argument(
        "--density",
        type=whole(1, MOST_DENSE),
        metavar="N",
        help="about how many notes a bar (default: as the melody goes on)",
    )
    group.add_argument(
        "--register",
        type=pitch,
        metavar="PITCH",
        help="around which pitch, as C5 (default: as the melody goes on)",
    )
    group.add_argument(
        "--rules",
        type=taste,
        default=Taste(),
        metavar='"RULE=WEIGHT ..."',
        help="rules of music theory and what each weighs, as motif=1 leaps=0.5: "
        + ", ".join(field.name for field in fields(Taste)),
    )


def _locks(parser: argparse.ArgumentParser) -> None:
    """What new notes keep to."""
    locks = parser.add_argument_group(
        "locks", "what new notes keep to; groove keeps all notes as they are, whatever is locked"
    )
    _pitch_locks(locks)
    locks.add_argument(
        "--rhythm",
        choices=("free", "keep"),
        default="free",
        help="keep: begin and end notes as in the last bars; nothing to keep for generate and "
        "interpolate",
    )
    locks.add_argument(
        "--max-polyphony", type=whole(1, 128), metavar="N", help="how many notes sound at most"
    )
    locks.add_argument(
        "--no-repeat",
        type=whole(1, 1000),
        metavar="N",
        help="no more than N notes (strokes of drums, changes of chord) in a row that came before "
        "at the same distances",
    )
    locks.add_argument(
        "--strength",
        type=real(0, 1),
        default=1.0,
        metavar="X",
        help="1 (default): a lock is never violated; 0: it is ignored",
    )


def _pitch_locks(locks: "argparse._ArgumentGroup") -> None:
    """What pitches new notes have."""
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
        "--chords",
        type=chords,
        metavar='"Am F ..."',
        help="chords whose tones new notes are, one a bar and then again; C:2 holds two beats",
    )


def _generate(parser: argparse.ArgumentParser) -> None:
    _output(parser, "OUT.mid")
    parser.add_argument(
        "--kind", choices=("melody", "drums", "trio"), default="melody", help="melody (default)"
    )
    parser.add_argument(
        "--bars", type=whole(1, MOST_CLIP_BARS), default=4, metavar="N", help="how many bars (4)"
    )
    parser.add_argument(
        "--tempo", type=real(10, 400), default=120.0, metavar="BPM", help="quarters a minute (120)"
    )
    parser.add_argument(
        "--meter", type=meter, default=(4, 4), metavar="N/D", help="as 3/4 or 6/8 (4/4)"
    )
    _shared(parser)
    _locks(parser)


def _interpolate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, metavar="A.mid", help="the clip to begin at")
    parser.add_argument("last", type=Path, metavar="B.mid", help="the clip to arrive at")
    _output(parser, "OUT.mid")
    parser.add_argument(
        "--steps",
        type=whole(1, MOST_STEPS),
        default=3,
        metavar="N",
        help="how many clips between the two (3), written as OUT-1, OUT-2, ...",
    )
    parser.add_argument(
        "--way",
        choices=("heard", "latent"),
        default="heard",
        help="what is equal of the steps: how much of the music changes (heard), or the distance "
        "in the model's space, on which half way something new may stand (latent)",
    )
    _shared(parser)
    _locks(parser)


def _drumify(parser: argparse.ArgumentParser) -> None:
    _input(parser)
    _output(parser, "OUT.mid")
    parser.add_argument(
        "--density",
        type=real(-3, 3),
        default=0.0,
        metavar="X",
        help="above 0 more drums join in, below 0 fewer (0)",
    )
    parser.add_argument(
        "--style", default="auto", help="auto (default), or one as rock, jazz, funk"
    )
    _shared(parser)
    _locks(parser)


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
    _locks(parser)


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
