"""Every tool, asked as the window asks: takes where it said, and the song untouched."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from engine.jobs import Cancelled
from engine.runtime.library import Library
from engine.score.edits import add_notes, add_track, rescaled
from engine.score.smf import read_midi
from engine.score.song import DRUM_CHANNEL, Clip, Note, Song, new_song
from engine.score.time import Tick
from engine.theory.keys import find_key
from engine.tools.asking import Ears, Request
from engine.tools.catalogue import TOOLS
from engine.tools.choice.curation import Curation
from engine.tools.errors import ToolError
from engine.tools.offers.continue_ import Continued
from engine.tools.offers.generate import Generated
from engine.tools.offers.groove import Grooved

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def load():
    library = Library(ROOT / "models")
    return lambda tool, kind, *family: library.load(library.for_tool(tool, kind, *family), "cpu")


def tune(ppq: int = 480) -> Song:
    """A melody of two clips, and a drum track."""
    song = read_midi(ROOT / "resources" / "examples" / "waltz.mid")
    song = rescaled(song, max(1, ppq // song.ppq))
    track = song.tracks[0]
    clip = track.clips[0]
    bars = [song.meters.bar_start(bar) for bar in (0, 4, 8)]
    halves = [
        Clip(
            clip.id + 1000 * number, f"part {number}", start, Tick(end - start),
            tuple(note for note in clip.notes if start <= note.start and note.end <= end),
        )
        for number, (start, end) in enumerate(pairwise(bars))
    ]  # fmt: skip
    song = song.with_track(replace(track, clips=tuple(halves)))
    song, drums = add_track(song, "Drums", channel=DRUM_CHANNEL)
    beat = song.ppq
    hits = [
        Note(0, 36 if beat_number % 3 == 0 else 42, 90, Tick(beat_number * beat), Tick(beat // 4))
        for beat_number in range(24)
    ]
    return add_notes(song, song.track(drums).clips[0].id, hits)


def request_for(name: str, song: Song) -> Request:
    """What a musician would ask of a tool with this song open."""
    track = song.tracks[-1 if name == "groove" else 0]
    options = replace(TOOLS[name].options(), seed=3, variations=2)
    if hasattr(options, "curation"):
        options = replace(options, curation=Curation(times=1))
    clip = track.clips[0]
    span = (clip.notes[1].start, clip.notes[3].end) if name == "infill" else None
    to_clip = track.clips[1].id if name == "interpolate" else None
    return Request(song, track.id, options, clip.id, to_clip, span).fine()


def with_chords(song: Song, together: int) -> Song:
    """The song and a track that plays so many notes together, a bar long each."""
    song, number = add_track(song, "Chords")
    bar = song.meters.bar_start(1)
    frames = [
        Note(0, pitch + 12 * voice, 80, Tick(line * bar), Tick(bar))
        for line, pitch in enumerate((48, 53, 55, 48))
        for voice in range(together)
    ]
    return add_notes(song, song.track(number).clips[0].id, frames)


@pytest.mark.parametrize(("together", "model"), [(1, "continue-drums"), (3, "continue-chords")])
def test_continue_goes_on_with_whatever_the_track_plays(together, model, load):
    song = tune() if together == 1 else with_chords(tune(), together)
    track = song.tracks[-1]
    options = replace(TOOLS["continue"].options(), seed=3, variations=2)
    request = Request(song, track.id, options, track.clips[0].id).fine()
    aim = TOOLS["continue"].aim(request)
    answer = TOOLS["continue"].answer(request, load, Ears())
    assert answer.model == model and answer.ppq_factor == 1
    assert {(take.start, take.end) for take in answer.takes} == {(aim.start, aim.end)}


@pytest.mark.parametrize("model", ["continue-drums", "continue-chords"])
def test_infill_writes_drums_and_chords_too(model, load):
    song = tune()
    if model == "continue-chords":
        song = with_chords(song, 3)
    track = song.tracks[-1]
    options = replace(TOOLS["infill"].options(), seed=3, variations=2)
    span = Tick(4 * song.ppq), Tick(8 * song.ppq)
    request = Request(song, track.id, options, track.clips[0].id, span=span).fine()
    answer = TOOLS["infill"].answer(request, load, Ears())
    assert answer.model == model and answer.ppq_factor == 1
    assert [(take.start, take.end) for take in answer.takes] == 2 * [request.span]
    assert all(note.channel == track.channel for take in answer.takes for note in take.notes)


@pytest.mark.parametrize("name", TOOLS)
@pytest.mark.parametrize("ppq", [480, 960])
def test_takes_lie_where_the_tool_said(name, ppq, load):
    song = tune(ppq)
    request = request_for(name, song)
    before = request.song
    tool, heard = TOOLS[name], {}
    aim = tool.aim(request)
    answer = tool.answer(request, load, Ears(on_take=heard.__setitem__))
    assert request.song is before
    assert answer.ppq_factor == 1
    assert len(answer.takes) == aim.count
    assert [heard[number] for number in range(aim.count)] == list(answer.takes)
    slack = request.song.ppq // 4 if name in ("groove", "drumify", "generate") else 0
    for take in answer.takes:
        assert take.notes
        assert (take.start, take.end) == (aim.start, aim.end)
        assert all(aim.start - slack <= note.start < aim.end + slack for note in take.notes)


@pytest.mark.parametrize("ppq", [10, 24, 96, 100, 220, 480, 960, 1000, 15360])
def test_a_fine_request_needs_no_finer_ticks(ppq):
    song = new_song()
    song = replace(song, tempos=type(song.tempos)(ppq), meters=type(song.meters)(ppq))
    fine = Request(song, song.tracks[0].id, None, span=(Tick(ppq), Tick(2 * ppq))).fine()
    assert fine.song.ppq % ppq == 0
    assert fine.song.ppq >= 480
    assert fine.fine().song.ppq == fine.song.ppq
    assert fine.span == (fine.song.ppq, 2 * fine.song.ppq)


def test_groove_moves_the_notes_of_the_stretch_alone(load):
    song = tune()
    track = song.tracks[-1]
    clip = track.clips[0]
    span = clip.notes[3].start, clip.notes[8].start
    request = Request(song, track.id, Grooved(seed=1), clip.id, span=span).fine()
    take = TOOLS["groove"].answer(request, load, Ears()).takes[0]
    assert {note.id for note in take.notes} == {note.id for note in clip.notes[3:8]}


@pytest.mark.parametrize("name", ["groove", "drumify"])
def test_a_take_is_told_before_the_next_is_made(name, load):
    told = []
    ears = Ears(on_take=lambda number, take: told.append(number), cancelled=lambda: bool(told))
    with pytest.raises(Cancelled):
        TOOLS[name].answer(request_for(name, tune()), load, ears)
    assert told == [0]


def test_a_cancelled_continue_makes_no_take_of_the_other_lines_that_end_with_one(load):
    song, told = tune(), []
    ears = Ears(on_take=lambda number, take: told.append(number), cancelled=lambda: bool(told))
    options = Continued(seed=1, bars=1, variations=16)
    with pytest.raises(Cancelled):
        TOOLS["continue"].answer(Request(song, song.tracks[0].id, options).fine(), load, ears)
    assert len(told) == 1


def test_continue_from_here_forgets_what_comes_after(load):
    song = tune()
    track = song.tracks[0]
    options = Continued(seed=1, bars=2, variations=1)
    here = song.meters.bar_start(2)
    request = Request(song, track.id, options, track.clips[0].id, span=(Tick(0), here)).fine()
    aim = TOOLS["continue"].aim(request)
    assert aim.placing == "instead"
    assert aim.start <= here * request.song.ppq // song.ppq
    take = TOOLS["continue"].answer(request, load, Ears()).takes[0]
    assert (take.start, take.end) == (aim.start, aim.end)


@pytest.mark.parametrize("kind", ["melody", "trio"])
def test_generate_stays_in_the_key_of_the_music_that_is_there(kind, load):
    request = request_for("generate", tune())
    request = replace(request, options=replace(request.options, kind=kind))
    key = str(find_key(request.track.notes))
    reasons = {take.reason for take in TOOLS["generate"].answer(request, load, Ears()).takes}
    assert {reason.partition(":")[0] for reason in reasons} == {key}


def test_generate_takes_an_empty_track_and_else_its_own(load):
    song = new_song()
    options = Generated(seed=1)
    empty = Request(song, song.tracks[0].id, options).fine()
    assert TOOLS["generate"].aim(empty).placing == "instead"
    assert TOOLS["generate"].aim(request_for("generate", tune())).placing == "track"
    drums = replace(empty, options=replace(options, kind="drums"))
    assert TOOLS["generate"].aim(drums).placing == "track"
    take = TOOLS["generate"].answer(drums, load, Ears()).takes[0]
    assert all(note.channel == DRUM_CHANNEL for note in take.notes)


@pytest.mark.parametrize("name", ["infill", "interpolate"])
def test_what_is_missing_is_asked_for(name):
    request = replace(request_for(name, tune()), span=None, to_clip=None)
    with pytest.raises(ToolError, match=r"select|choose"):
        TOOLS[name].aim(request)
