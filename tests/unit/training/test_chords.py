"""Chords of songs as beats, and the figures of continue-chords' card on songs made up for it."""

from dataclasses import replace

import numpy as np
import pytest

from engine.representation.harmony import KINDS, NONE, name_of, symbol
from models.evaluation import continue_chords
from models.evaluation.continue_chords import Markov, distinct, excerpts, repeat_nats
from models.training.chords.billboard import bars_of_text, symbol_of
from models.training.chords.songs import ChordSong, harmony_of, kind_of, sounds

TEXT = """# title: One
# metre: 4/4
# tonic: A

0.0	silence
0.44	A, intro, | A:maj | E:min7 |, (guitar)
4.94	B, chorus, | D:maj G:7 | A:sus4(b7) . B:hdim7 E:7 | x2, (voice
9.0	| N | Bb:maj/3 |
# metre: 6/8
12.0	C, outro, | F#:dim | C:maj G:maj |
"""


def test_an_annotation_is_its_chords_on_beats() -> None:
    lengths, symbols = bars_of_text(TEXT)
    assert lengths == [4, 4, *[4, 4] * 2, 4, 4, 2, 2]
    names = [name_of(each) for each in symbols]
    assert names[:8] == ["A"] * 4 + ["Em7"] * 4
    assert names[8:16] == ["D", "D", "G7", "G7", "Asus4", "Asus4", "Bm7b5", "E7"]
    assert names[16:24] == names[8:16]
    assert names[24:] == ["N.C."] * 4 + ["Bb"] * 4 + ["F#dim"] * 2 + ["C", "G"]
    assert symbol_of("&pause") == NONE


def test_a_chord_that_is_not_told_apart_is_its_nearest() -> None:
    assert KINDS[kind_of((0, 4, 7, 9))] in ("", "m7")
    assert KINDS[kind_of((0, 3, 7, 10, 14))] == "m7"
    assert [kind_of(tones) for tones in ((0, 4, 7), (0, 7), (0, 3, 6, 9))] == [0, 2, 11]


def song(bars: int = 24, tonic: int = 0, source: str = "pop909") -> ChordSong:
    """I vi IV V, a bar each, and a melody of the tonic."""
    roots = [(tonic + (0, 9, 5, 7)[bar % 4], int(bar % 4 == 1)) for bar in range(bars)]
    symbols = np.repeat([symbol(root, kind) for root, kind in roots], 4)
    melody = np.zeros((4 * bars, 12), np.float32)
    melody[:, tonic] = 1
    return ChordSong("1", source, (4,) * bars, symbols, melody)


def test_songs_in_all_keys_are_one() -> None:
    here, there = (harmony_of(song(tonic=tonic)) for tonic in (0, 5))
    assert np.array_equal(here.symbols, there.symbols)
    assert sounds(song()) and not sounds(song(bars=3))
    assert not sounds(replace(song(), symbols=np.full(96, NONE)))


def test_a_table_that_has_heard_a_song_foretells_it_and_repeating_does_too() -> None:
    told, other = harmony_of(song()), harmony_of(replace(song(), symbols=song().symbols[::-1]))
    prior, third = Markov([song()] * 50, 0), Markov([song()] * 50, 3)
    assert third.nats(told).mean() < prior.nats(told).mean() < 1
    assert third.nats(told).mean() < 0.05 < third.nats(other).mean()
    assert third.following([]).sum() == pytest.approx(1)
    assert len(third.nats(told)) == len(repeat_nats(told, (0.5, 0.4, 0.1), (4,))) == 80
    steady = repeat_nats(told, (0.05, 0.9, 0.05), (4,))
    assert steady.mean() < repeat_nats(told, (0.9, 0.05, 0.05), (4,)).mean()


def test_the_share_of_the_melody_is_measured_where_it_sounds() -> None:
    seen = excerpts([song()])
    assert len(seen) == 1 and seen[0].first == 32
    row = continue_chords.generation_row(seen, lambda excerpt: excerpt.real)
    assert row["same"] == 1 and row["in_prompt"] == 1 and row["outside"] == 0
    assert row["chords"] == 1
    assert row["melody_share"] == pytest.approx(0.75)
    assert continue_chords.generation_row(seen, continue_chords.repeated) == row
    assert len(distinct(seen[0].real)) == 8
