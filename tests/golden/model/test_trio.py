"""Trios with the models that ship: three parts, what is locked, and a bass that hears."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.jobs import Cancelled
from engine.representation.clips import Bars
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library, LoadedModel
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.chords import parse_chord
from engine.theory.keys import parse_key
from engine.tools.clips.generate import GenerateOptions
from engine.tools.clips.music import Sheet
from engine.tools.clips.parts import BASS, DRUMS, MELODY, Part
from engine.tools.clips.trio import Players, trio, with_kick
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.takes import Take

HERE = Path(__file__).parent
LIBRARY = Library(HERE.parents[2] / "models")
TOLERANCE = 1e-4


def load(tool: str, kind: str) -> LoadedModel:
    return LIBRARY.load(LIBRARY.for_tool(tool, kind), "cpu")


@pytest.fixture(scope="module")
def players() -> Players:
    return Players.of(load("generate", "trio"), load)


def of(take: Take, part: Part) -> list[Note]:
    return [note for note in take.notes if note.channel == part.channel]


def test_a_trio_plays_on_three_channels_and_stays_in_its_bars(players: Players) -> None:
    options = GenerateOptions(bars=4, variations=4, seed=1)
    for take in trio(options, players).takes:
        assert {note.channel for note in take.notes} == {0, 1, 9}
        assert [note.id for note in take.notes] == list(range(len(take.notes)))
        assert take.end == 4 * 4 * 960
        assert all(0 <= note.start < note.end <= take.end for note in take.notes)
        for part in (MELODY, BASS):
            assert all(a.end <= b.start for a, b in pairwise(of(take, part)))
        mean = {part: np.mean([note.pitch for note in of(take, part)]) for part in (MELODY, BASS)}
        assert mean[BASS] + 12 < mean[MELODY]


def test_a_seed_gives_the_same_trio_alone_and_among_others(players: Players) -> None:
    options = GenerateOptions(bars=2, variations=3, seed=5)
    takes = trio(options, players).takes
    assert len({take.notes for take in takes}) == 3
    alone = trio(replace(options, variations=1, seed=takes[2].seed), players).takes[0]
    assert [(n.start, n.pitch) for n in alone.notes] == [(n.start, n.pitch) for n in takes[2].notes]


def test_the_central_answer_has_no_luck_in_it_and_three_parts(players: Players) -> None:
    options = GenerateOptions(bars=2, temperature=0, key="G major", seed=1)
    first, other = (trio(replace(options, seed=seed), players).takes[0] for seed in (1, 2))
    assert first.notes == other.notes
    assert {note.channel for note in first.notes} == {0, 1, 9}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([(4, 4), (3, 4), (6, 8), (7, 8)]),
    st.integers(1, 3),
    st.sampled_from(["A minor", "F# major", "Eb"]),
    st.integers(50, 70),
)
def test_what_is_locked_is_never_left(
    players: Players, seed: int, meter: tuple[int, int], bars: int, key: str, low: int
) -> None:
    options = GenerateOptions(
        bars=bars, meter=meter, key=key, low=low, high=low + 13, seed=seed, temperature=1.5,
        max_polyphony=1,
    )  # fmt: skip
    take = trio(options, players).takes[0]
    for note in (*of(take, MELODY), *of(take, BASS)):
        assert note.pitch % 12 in parse_key(key).scale
    assert all(low <= note.pitch <= low + 13 for note in of(take, MELODY))
    for part in (MELODY, BASS, DRUMS):
        assert all(a.end <= b.start for a, b in pairwise(of(take, part)))


@pytest.mark.parametrize("seed", range(4))
def test_locked_chords_sound_alone_in_melody_and_bass(players: Players, seed: int) -> None:
    options = GenerateOptions(bars=4, chords="Am F:2 G:2", variations=2, seed=seed)
    begins = [0, 3840, 5760, 7680, 11520, 13440, 4 * 3840]
    tones = [parse_chord(symbol).tones for symbol in ("Am", "F", "G") * 2]
    for take in trio(options, players).takes:
        assert take.reason.endswith("Am F G Am F G")
        for note in (*of(take, MELODY), *of(take, BASS)):
            for (begin, end), chord in zip(pairwise(begins), tones, strict=True):
                if note.start < end and note.end > begin:
                    assert note.pitch % 12 in chord


def test_at_strength_0_a_lock_is_ignored(players: Players) -> None:
    options = GenerateOptions(bars=2, seed=3, strength=0.0)
    locked = replace(options, low=72, high=73, chords="C#", max_polyphony=1)
    assert trio(locked, players).takes[0].notes == trio(options, players).takes[0].notes


def test_the_bass_stands_on_the_chords(players: Players) -> None:
    """More often than on any other tone, where only the chords' roots tell it where to stand."""
    takes = trio(GenerateOptions(bars=4, chords="C5 F5 G5 A5", variations=8, seed=2), players).takes
    on_root = [
        note.pitch % 12 == (0, 5, 7, 9)[bar]
        for take in takes
        for note in of(take, BASS)
        for bar in (note.start // 3840,)
        if note.start % 3840 < 240
    ]
    assert len(on_root) > 8 and np.mean(on_root) > 0.6


def test_a_bass_note_begins_with_the_kick_that_it_is_meant_with() -> None:
    sheet = Sheet.of(GenerateOptions().meters, 0, 1)
    bass = [Note(0, 40, 90, Tick(0), Tick(960)), Note(1, 43, 90, Tick(960), Tick(480))]
    kit = [Note(0, 36, 90, Tick(20), Tick(240)), Note(1, 36, 90, Tick(930), Tick(240))]
    placed = with_kick(bass, kit, sheet)
    assert [(n.start, n.end) for n in placed] == [(20, 930), (930, 1440)]
    assert with_kick(bass, kit[:1], sheet)[1] == bass[1]
    assert with_kick(bass, [replace(kit[0], pitch=38)], sheet) == tuple(bass)


def test_calls_that_are_off_are_refused(players: Players) -> None:
    with pytest.raises(ToolError, match="makes melody and no trio"):
        Players.of(load("generate", "melody"), load)
    with pytest.raises(ToolError, match="1 to 16 bars"):
        trio(GenerateOptions(bars=17), players)
    with pytest.raises(NothingLeft):
        trio(GenerateOptions(key="C", low=61, high=61), players)
    with pytest.raises(Cancelled):
        trio(GenerateOptions(), players, cancelled=lambda: True)


def bars_of(torchs: dict[str, np.ndarray], clip: int) -> Bars:
    """The bars of one of the fixture's clips; every slot of a quarter that is there is a step."""
    lengths = (torchs["there"][clip].sum(axis=1) * 12).tolist()
    return Bars(tuple(lengths), tuple(torchs["meters"][clip].tolist()), (True,) * len(lengths))


@pytest.mark.parametrize("clip", [0, 1], ids=["full bars", "bars of different length"])
def test_every_graph_agrees_with_torch(players: Players, clip: int) -> None:
    """See models/training/clips/export.py for what torch was given."""
    with np.load(HERE / "clips-trio.npz") as file:
        torchs = dict(file)
    coder, bars = Autoencoder(players.bass), bars_of(torchs, clip)
    listened = coder.listen(torchs["heard"][[clip]], bars)
    assert np.abs(listened[0] - torchs["listened"][clip]).max() < TOLERANCE
    said = coder.write(torchs["mean"][[clip]], bars, listened)
    before = int(torchs["steps"][:clip].sum())
    for name, part in (("logits", said.logits), ("said_loudness", said.loudness)):
        expected = torchs[name][before : before + part.shape[1]]
        assert np.abs(part[0] - expected).max() < TOLERANCE, name
    frame = int(torchs["frames"][clip])
    conducted = coder.conduct(torchs["noise"][[clip]], bars, [frame], listened)
    error, size = np.abs(conducted[0] - torchs["conducted"][clip]), np.abs(torchs["conducted"])
    assert error.max() < 10 * TOLERANCE * size[clip].max()
