"""Every lock of every tool from outside: files in, files out, read back by another MIDI library."""

from itertools import pairwise
from pathlib import Path

import mido
import pytest

from engine.cli import main
from engine.representation.drums import voice_of
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from tests.e2e.test_cli_clips import tune_file
from tests.e2e.test_cli_continue import melody_file
from tests.e2e.test_cli_continue_kinds import source_file
from tests.e2e.test_cli_drums import rhythm_file
from tests.property.heard import runs_again

TINY = Path(__file__).parents[1] / "golden" / "engine"
DRUMS = 9

Found = list[tuple[int, int, int, int]]
"""(start, end, pitch, channel) of notes, in order."""


def call(*words: object) -> int:
    """The tools that only the models that ship can serve have these, the others tiny ones."""
    tiny = words[0] in ("continue", "infill")
    return main([str(word) for word in words], models=TINY if tiny else None)


def notes(path: Path) -> Found:
    found: Found = []
    for track in mido.MidiFile(path).tracks:
        tick, begun = 0, {}
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                begun[message.note] = tick
            elif message.type in ("note_on", "note_off"):
                found.append((begun.pop(message.note), tick, message.note, message.channel))
    return sorted(found)


def made(folder: Path, count: int, *words: object) -> list[Found]:
    """The notes of the files of a call that makes several."""
    assert call(*words, "-o", folder / "o.mid", "--seed", 11) == 0
    return [notes(folder / f"o-{number}.mid") for number in range(1, count + 1)]


def at_once(found: Found) -> int:
    return max(sum(s <= at < e for s, e, *_ in found) for at, *_ in found)


@pytest.fixture
def clips(tmp_path: Path) -> dict[str, tuple[object, ...]]:
    """How each tool that makes whole clips is called, three files of it, by tool and kind."""
    one = tune_file(tmp_path / "a.mid", (60, 62, 64, 65, 67, 69, 71, 72) * 2)
    two = tune_file(tmp_path / "b.mid", (79, 77, 76, 74, 72, 71, 69, 67) * 2)
    kit = source_file(tmp_path / "kit.mid", "drums")
    other = rhythm_file(tmp_path / "other.mid", velocities=(60, 90, 110))
    hits = ("--temperature", 1, "--track", 1)
    return {
        "generate melody": ("generate", "--bars", 2, "--variations", 3),
        "interpolate melody": ("interpolate", one, two, "--steps", 3),
        "generate drums": ("generate", "--kind", "drums", "--bars", 2, "--variations", 3),
        "interpolate drums": ("interpolate", kit, other, "--steps", 3, *hits),
        "drumify drums": ("drumify", kit, "--variations", 3, *hits),
    }


@pytest.mark.parametrize("tool", ["generate melody", "interpolate melody"])
def test_a_melody_keeps_to_pitches_and_does_not_come_round(clips, tmp_path, tool):
    words = ("--key", "Eb", "--range", "C5-C6", "--no-repeat", 2, "--max-polyphony", 1)
    for found in made(tmp_path, 3, *clips[tool], *words):
        assert found and at_once(found) == 1
        assert not runs_again([(n[0], n[2]) for n in found], 2)
        assert all(72 <= n[2] <= 84 and n[2] % 12 in parse_key("Eb").scale for n in found)
    bar = 4 * (960 if tool.startswith("generate") else 480)
    for found in made(tmp_path, 3, *clips[tool], "--chords", "Am F#dim"):
        for start, end, pitch, _ in found:
            for here, symbol in ((0, "Am"), (bar, "F#dim")):
                sounds = start < here + bar and end > here
                assert not sounds or pitch % 12 in parse_chord(symbol).tones


@pytest.mark.parametrize("tool", ["generate drums", "interpolate drums", "drumify drums"])
def test_drums_keep_to_so_many_at_once_and_do_not_come_round(clips, tmp_path, tool):
    free = [[n for n in f if n[3] == DRUMS] for f in made(tmp_path, 3, *clips[tool])]
    assert max(at_once(found) for found in free) > 1
    words = ("--max-polyphony", 1, "--no-repeat", 3, "--key", "C", "--range", "60-60")
    for found in made(tmp_path, 3, *clips[tool], *words):
        kit = [note for note in found if note[3] == DRUMS]
        assert kit and at_once(kit) == 1
        ppq = mido.MidiFile(tmp_path / "o-1.mid").ticks_per_beat
        assert not runs_again([(round(4 * n[0] / ppq), n[2]) for n in kit], 3)


@pytest.mark.parametrize("longest", [1, 4])
def test_continued_drums_do_not_come_round(tmp_path, longest):
    source = source_file(tmp_path / "in.mid", "drums")
    for found in made(tmp_path, 3, "continue", source, "--no-repeat", longest, "--variations", 3):
        struck: dict[int, set[int]] = {}
        for start, _, pitch, channel in found:
            if channel == DRUMS:
                struck.setdefault(round(start / 120), set()).add(voice_of(pitch))
        frames = [(step, frozenset(voices)) for step, voices in sorted(struck.items())]
        assert not runs_again(frames, longest, sum(step < 64 for step, _ in frames))


def test_continued_chords_do_not_come_round(tmp_path):
    source = source_file(tmp_path / "in.mid", "chords")
    words = ("--no-repeat", 1, "--bars", 6, "--rhythm", "keep", "--variations", 3)
    for found in made(tmp_path, 3, "continue", source, *words):
        struck: dict[int, set[int]] = {}
        for start, _, pitch, channel in found:
            if channel == 3:
                struck.setdefault(start, set()).add(pitch % 12)
        frames = [(start, frozenset(tones)) for start, tones in sorted(struck.items())]
        moves = [frames[0], *(b for a, b in pairwise(frames) if a[1] != b[1])]
        assert not runs_again(moves, 1, sum(start < 4 * 1920 for start, _ in moves))


EVERY = (
    "--key", "F# minor", "--range", "60-61", "--chords", "F#", "--max-polyphony", 1,
    "--no-repeat", 1,
)  # fmt: skip


@pytest.mark.parametrize("tool", ["generate melody", "interpolate drums", "drumify drums"])
def test_at_strength_zero_locks_are_as_if_they_were_not_there(clips, tmp_path, tool):
    free = made(tmp_path, 3, *clips[tool])
    assert made(tmp_path, 3, *clips[tool], *EVERY, "--strength", 0) == free


def test_the_tools_that_go_on_ignore_locks_of_strength_zero_too(tmp_path):
    melody = melody_file(tmp_path / "melody.mid", bars=4)
    calls: list[tuple[object, ...]] = [("infill", melody, "--from", 2, "--to", 3)]
    calls += [("continue", melody)]
    calls += [("continue", source_file(tmp_path / f"{k}.mid", k)) for k in ("drums", "chords")]
    for words in calls:
        for name, locks in (("a", ()), ("b", (*EVERY, "--rhythm", "keep", "--strength", 0))):
            out = tmp_path / f"{name}.mid"
            assert call(*words, "--track", 1, "-o", out, "--seed", 4, *locks) == 0
        assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()


def test_groove_keeps_its_notes_whatever_is_locked(tmp_path):
    source = rhythm_file(tmp_path / "in.mid")
    for name, locks in (("a", ()), ("b", EVERY)):
        assert call("groove", source, "-o", tmp_path / f"{name}.mid", "--seed", 4, *locks) == 0
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("generate", "--rhythm", "keep"), 2, "no rhythm to keep"),
        (("interpolate", "A", "A", "--rhythm", "keep"), 2, "none to keep"),
        (("generate", "--key", "C", "--range", "61-61"), 1, "widen the range"),
        (("interpolate", "A", "A", "--key", "C", "--chords", "F#"), 1, "chord F#"),
        (("continue", "KIT", "--track", 1, "--rhythm", "keep", "--max-polyphony", 1, "--no-repeat",
          1, "--bars", 30), 1, "too few strokes are left"),
        (("continue", "CHORDS", "--track", 1, "--chords", "C F", "--no-repeat", 2), 1,
         "as they are"),
    ],
)  # fmt: skip
def test_locks_that_cannot_hold_say_why(tmp_path, capfd, words, code, says):
    files = {
        "A": tune_file(tmp_path / "a.mid", (60, 62, 64, 65)),
        "KIT": source_file(tmp_path / "kit.mid", "drums"),
        "CHORDS": source_file(tmp_path / "chords.mid", "chords"),
    }
    out = tmp_path / "o.mid"
    assert call(*(files.get(word, word) for word in words), "-o", out) == code
    said, complained = capfd.readouterr()
    assert said == "" and says in complained and "Traceback" not in complained
    assert complained.count("\n") == code and not out.exists()
