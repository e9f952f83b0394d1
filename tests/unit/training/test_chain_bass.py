"""The bass of a chain: it plays what it counted, under other chords too."""

from engine.representation.clips import SLOTS
from engine.representation.notes import GRID
from engine.representation.rhythm_section import Harmony
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.evaluation.chain_bass import ChainBass

METERS = MeterMap(GRID)


def harmony(*roots: int) -> Harmony:
    """A chord a bar."""
    slots = tuple(bar * 4 * SLOTS for bar in range(len(roots)))
    return Harmony(slots, roots, tuple(frozenset({root}) for root in roots))


def quarters(*pitches: int) -> list[Note]:
    return [Note(n, p, 80, Tick(n * GRID), Tick(GRID)) for n, p in enumerate(pitches)]


def test_what_was_counted_comes_back_under_other_chords() -> None:
    chain = ChainBass()
    chain.count(quarters(*[36, 43] * 16), harmony(*[0] * 8), METERS)
    played = chain.play(harmony(2, 5), 2, seed=0)
    assert [note.pitch % 12 for note in played] == [2, 9] * 2 + [5, 0] * 2
    assert [note.start for note in played] == [n * GRID for n in range(8)]


def test_a_seed_gives_the_same_bass_and_nothing_passes_its_end() -> None:
    chain = ChainBass()
    chain.count(quarters(36, 38, 40, 43, 41, 40, 38, 36, 43, 45), harmony(0, 0, 0), METERS)
    for seed in range(20):
        played = chain.play(harmony(0, 7, 5, 0), 4, seed)
        assert played == chain.play(harmony(0, 7, 5, 0), 4, seed)
        assert all(note.end <= 16 * GRID for note in played)
