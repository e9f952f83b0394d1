"""Continue and Infill for drums and chords with the models that ship: torch's logits, and what they
make of music that everybody knows.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.runtime.library import Library, LoadedModel
from engine.score.edits import remove_notes
from engine.score.song import Clip, Note, Song, Track, in_order, new_song
from engine.score.time import Tick
from engine.tools.continue_kinds import continue_track
from engine.tools.continue_options import ContinueOptions
from engine.tools.infill_kinds import infill_track
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Take

HERE = Path(__file__).parent
LIBRARY = Library(HERE.parents[2] / "models")
FRAMES = {
    "C": (48, 55, 60, 64),
    "Am": (45, 57, 60, 64),
    "F": (41, 53, 57, 60),
    "G": (43, 55, 59, 62),
}


def model(kind: str) -> LoadedModel:
    return LIBRARY.load(LIBRARY.for_tool("continue", kind), "cpu")


def arrays(kind: str) -> dict[str, np.ndarray]:
    with np.load(HERE / f"continue-{kind}.npz") as file:
        return dict(file)


def test_the_drum_graphs_give_torchs_logits() -> None:
    torchs, graphs = arrays("drums"), model("drums").graphs
    found = graphs["step"].run(["state", "alone", "pairs"], {"features": torchs["features"]})
    found += graphs["stroke"].run(
        ["velocity", "offset"], {"state": torchs["state"], "told": torchs["told"]}
    )
    for name, ours in zip(("state", "alone", "pairs", "velocity", "offset"), found, strict=True):
        assert np.abs(ours - torchs[name]).max() < 1e-4, name


def test_the_chord_graph_gives_torchs_logits() -> None:
    torchs, graph = arrays("chords"), model("chords").graphs["chord"]
    found = graph.run(["change", "symbols"], {"features": torchs["features"]})
    for name, ours in zip(("change", "symbols"), found, strict=True):
        assert np.abs(ours - torchs[name]).max() < 1e-4, name


def rock(bars: int = 4) -> Song:
    """Kick, snare and hi-hats on the grid, all alike."""
    notes = [
        Note(10 + 9 * step + pitch % 9, pitch, 80, Tick(480 * step), Tick(120), 9)
        for step in range(8 * bars)
        for pitch in (42, *((36,) if step % 4 == 0 else ()), *((38,) if step % 4 == 2 else ()))
    ]
    song = new_song(bars=bars)
    song = song.with_track(replace(song.tracks[0], channel=9))
    return song.with_clip(replace(song.tracks[0].clips[0], notes=in_order(notes)))


def chords(names: list[str]) -> Song:
    """A chord a bar."""
    notes = [
        Note(10 + 4 * bar + voice, pitch, 70, Tick(3840 * bar), Tick(3840))
        for bar, name in enumerate(names)
        for voice, pitch in enumerate(FRAMES[name])
    ]
    song = new_song(bars=len(names))
    return song.with_clip(replace(song.tracks[0].clips[0], notes=in_order(notes)))


def go_on(song: Song, kind: str, **how: object) -> Take:
    options = ContinueOptions(**{"variations": 1, "temperature": 0.0, **how})
    return continue_track(song, 1, options, model(kind)).takes[0]


def test_a_rock_beat_goes_on() -> None:
    take = go_on(rock(), "drums")
    found = {(note.start - take.start, note.pitch) for note in take.notes}
    assert found == {(note.start, note.pitch) for note in rock().tracks[0].notes}
    assert {note.velocity for note in take.notes} == {80}


def test_four_chords_come_round_again_as_they_were_played() -> None:
    song = chords(["C", "Am", "F", "G"] * 2)
    take = go_on(song, "chords")
    played = {(note.start, note.pitch) for note in song.tracks[0].notes if note.start < 4 * 3840}
    assert {(note.start - take.start, note.pitch) for note in take.notes} == played


@pytest.mark.parametrize(("bar", "gone"), [(0, "C Am"), (6, "F G"), (10, "F G")])
def test_a_gap_in_four_chords_that_come_round_is_known_from_either_side(bar, gone) -> None:
    song = chords(["C", "Am", "F", "G"] * 3)
    span = song.meters.bar_start(bar), song.meters.bar_start(bar + 2)
    inside = {n.id for n in song.track(1).notes if span[0] <= n.start < span[1]}

    def filled(known: Song, **how: object) -> list[Take]:
        options = MelodyOptions(**{"seed": 1, **how})
        return [*infill_track(known, 1, *span, options, model("chords")).takes]

    best = filled(remove_notes(song, inside), temperature=0.0)[0]
    assert best.reason == gone
    there = sorted((n.start, n.pitch) for n in song.track(1).notes if n.id in inside)
    assert sorted((note.start, note.pitch) for note in best.notes) == there
    others = filled(song, variations=4)
    assert len({take.reason for take in others} - {gone}) == 4


def test_chords_under_a_melody_are_its_own() -> None:
    song, tones, name = chords(["C", "G", "C", "G"]), (65, 69, 72), "F"
    line = [
        Note(900 + beat, tones[beat % 3] if beat >= 16 else (72, 74)[beat // 4 % 2], 80,
             Tick(960 * beat), Tick(960))
        for beat in range(20)
    ]  # fmt: skip
    lead = Track(2, "Lead", clips=(Clip(3, length=Tick(960 * 20), notes=tuple(line)),))
    told = go_on(replace(song, tracks=(*song.tracks, lead)), "chords", bars=1)
    alone = go_on(song, "chords", bars=1)
    assert name in told.reason.split()
    assert name not in alone.reason.split()
