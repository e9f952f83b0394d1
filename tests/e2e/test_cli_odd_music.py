"""Every tool with music that it was not made for: a sensible result or a clear refusal, and the
input as it was.
"""

from collections.abc import Mapping

import mido
import pytest

from engine.cli import main
from tests.e2e.odd_music import ODD, PPQ, tune, written
from tests.e2e.test_cli_clips import notes

CALLS: Mapping[str, tuple[object, ...]] = {
    "continue": ("--bars", 2),
    "infill": ("--from", 1, "--to", 2),
    "interpolate": ("--steps", 1),
    "drumify": (),
    "groove": (),
    "score": (),
    "render": (),
}
"""What each tool is asked beside the file."""

NO_NOTES = "holds no notes"
NO_DRUMS = "plays no drums; choose a drum track"
ONE_LINE = "the track plays chords (4 of 4 onsets), and this tool writes melodies only"
ONE_METER = "choose clips of one meter"

REFUSED = {
    **{(tool, "empty"): NO_NOTES for tool in CALLS if tool != "render"},
    **{("groove", name): NO_DRUMS for name in ODD if name not in ("empty", "drums")},
    ("infill", "one note"): "leave some before or after it",
    ("infill", "a thousand notes at once"): "leave some before or after it",
    ("interpolate", "a thousand notes at once"): ONE_LINE,
    ("interpolate", "5/8"): ONE_METER,
    ("interpolate", "meter changes inside a bar"): ONE_METER,
    ("interpolate", "drums"): "one clip is drums",
    ("score", "drums"): "plays drums; choose a track with a melody",
}
"""What is not to be done, and what is said of it; all else has a result."""


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("tool", CALLS)
def test_music_that_a_tool_was_not_made_for(tmp_path, capfd, tool, name):
    source = ODD[name](tmp_path / "in.mid")
    before = source.read_bytes()
    other = [written(tmp_path / "other.mid", tune(4))] if tool == "interpolate" else []
    out = tmp_path / ("o.wav" if tool == "render" else "o.mid")
    words = [tool, source, *other, *CALLS[tool], *(() if tool == "score" else ("-o", out))]
    code = main([str(word) for word in words])
    said, complained = capfd.readouterr()
    assert source.read_bytes() == before
    if reason := REFUSED.get((tool, name)):
        assert code == 1
        assert reason in complained and complained.count("\n") == 1
        assert said == "" and not out.exists()
    else:
        assert (code, complained) == (0, "")
        assert said and (tool == "score" or out.stat().st_size > 0)


@pytest.mark.parametrize("name", [name for name in ODD if name != "empty"])
def test_what_is_continued_stays_before_what_is_new(tmp_path, name):
    source = ODD[name](tmp_path / "in.mid")
    out = tmp_path / "o.mid"
    assert main(["continue", str(source), "-o", str(out), "--bars", "2"]) == 0
    old, new = sorted(notes(source)), sorted(notes(out))
    factor = mido.MidiFile(out).ticks_per_beat // PPQ
    scaled = [(channel, tick * factor, *rest) for channel, tick, *rest in old]
    assert new[: len(old)] == scaled
    assert all(tick >= scaled[-1][1] for _, tick, *_ in new[len(old) :])
