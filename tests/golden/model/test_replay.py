"""The shipped model makes takes again bit for bit from what a project keeps of them."""

from dataclasses import asdict, replace
from pathlib import Path

from engine.runtime.library import Library
from engine.score.edits import add_notes, add_track
from engine.score.project import Project, parse_project, project_bytes
from engine.score.smf import read_midi
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.asking import Ears, Request
from engine.tools.catalogue import TOOLS
from engine.tools.continue_options import ContinueOptions
from gui.assistant.asking import waiting_batch
from gui.assistant.takes.batch_values import batch_from_dict, batch_to_dict
from gui.assistant.takes.batches import Batch, Offer, snapshot
from gui.assistant.takes.replaying import request_again

ROOT = Path(__file__).parents[3]


def test_continue_says_the_same_again_from_a_project():
    library = Library(ROOT / "models")
    song = read_midi(ROOT / "resources" / "examples" / "waltz.mid")
    tool, track = TOOLS["continue"], song.tracks[0].id
    asked = Request(song, track, ContinueOptions(bars=2, variations=4, seed=11)).fine()

    def load(name: str, kind: str | None, *family: str):
        return library.load(library.for_tool(name, kind, *family), "cpu")

    answer = tool.answer(asked, load, Ears())
    offers = tuple(
        Offer(take.notes, take.start, take.end, take.seed, ready=True) for take in answer.takes
    )
    batch = Batch(
        tool.name, track, -1, "", asked.song.ppq, options=asdict(asked.options), offers=offers,
        seed=answer.seed, sha256=answer.sha256, input=snapshot(asked.song, [track]),
    )  # fmt: skip
    kept = parse_project(project_bytes(Project(song, (batch_to_dict(batch),))), "x").takes
    again = batch_from_dict(kept[0])
    assert again is not None
    request = request_again(again)
    assert request is not None
    assert request.song == replace(asked.song, name="", events=(), tracks=asked.song.tracks[:1])
    repeated = tool.answer(request, load, Ears())
    assert [take.notes for take in repeated.takes] == [take.notes for take in answer.takes]
    assert repeated.sha256 == again.sha256


def test_chords_that_heed_a_melody_come_the_same_again_from_what_a_batch_keeps():
    library = Library(ROOT / "models")
    song = read_midi(ROOT / "resources" / "examples" / "waltz.mid")
    tool, bar = TOOLS["infill"], song.meters.bar_start(1)
    song, number = add_track(song, "Chords")
    frames = [
        Note(0, pitch, 80, Tick(line * bar), bar) for line in range(6) for pitch in (48, 52, 55)
    ]
    song = add_notes(song, song.track(number).clips[0].id, frames)
    options = replace(tool.options(), variations=1, seed=11)
    asked = Request(song, number, options, span=(Tick(2 * bar), Tick(4 * bar))).fine()

    def load(name: str, kind: str | None, *family: str):
        return library.load(library.for_tool(name, kind, *family), "cpu")

    answer = tool.answer(asked, load, Ears())
    assert "melody_share" in answer.takes[0].scores
    batch = waiting_batch(tool, asked, tool.aim(asked))
    offers = tuple(replace(offer, ready=True) for offer in batch.offers)
    again = request_again(replace(batch, offers=offers))
    assert again is not None
    assert [take.notes for take in tool.answer(again, load, Ears()).takes] == [
        take.notes for take in answer.takes
    ]
