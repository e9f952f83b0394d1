"""What is counted of a kind of music: what comes back after how many bars, intervals and tones."""

import numpy as np
import pytest

from engine.representation.clips import HOLD, MAJOR, MINOR, Bars
from engine.representation.habits import NEW, REACH, Habits
from models.training.clips.data import Sheet
from models.training.clips.habits import STRETCH, copied, repeats, stretches, tune_habits

PHRASES = {"A": (60, 62, 64, 65), "B": (72, 71, 69, 67), "C": (55, 57, 59, 60)}


def tune(form: str, style: str = "pd-abc", key: int = 0) -> Sheet:
    """Phrases of four bars of 4/4; each bar has its phrase's pitches, moved by its number."""
    pitches = [p + bar for name in form for bar in range(4) for p in PHRASES[name]]
    symbols = np.full((4 * len(form), 4, 12), HOLD, dtype=np.uint8)
    symbols[:, :, 0] = np.array(pitches).reshape(-1, 4)
    bars = len(symbols)
    plain = np.zeros_like(symbols)
    quarters, meters = np.full(bars, 4, np.uint8), np.zeros(bars, np.uint8)
    return Sheet("tune", style, symbols, plain, plain.astype(np.int8), quarters, meters, key)


def distances(sheet: Sheet) -> list[int]:
    """By bars."""
    return [distance for _, quarter, distance in copied(sheet) if quarter == 0]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("AABA", [0] * 4 + [4] * 4 + [0] * 4 + [8] * 4),
        ("ABAB", [0] * 8 + [8] * 8),
        ("ABCA", [0] * 12 + [12] * 4),
    ],
)
def test_a_form_is_found(form: str, expected: list[int]) -> None:
    assert distances(tune(form)) == expected


def test_a_quarter_that_is_alike_by_chance_does_not_come_back() -> None:
    sheet = tune("AB")
    sheet.symbols[4, 1] = sheet.symbols[0, 1]
    assert not any(distance for *_, distance in copied(sheet))


def test_a_phrase_with_another_end_comes_back_up_to_there() -> None:
    sheet = tune("AA")
    sheet.symbols[7, 2:, 0] = 80
    assert [distance for *_, distance in copied(sheet)] == [0] * 16 + [4] * 14 + [0] * 2


def test_drums_come_back_but_for_a_stroke_or_two() -> None:
    hits = np.zeros((4, 4, 4, 9), dtype=np.uint8)
    hits[:, :, 0, 0] = hits[:, :, 2, 1] = 1
    hits[1, 2, 1, 3] = 1
    hits[2, 3, :3, 4] = 1
    plain, meters = np.zeros_like(hits), np.zeros(4, np.uint8)
    quarters = np.full(4, 4, np.uint8)
    sheet = Sheet("x", "rock", hits, plain, plain.astype(np.int8), quarters, meters, 24)
    assert [d > 0 for *_, d in copied(sheet)] == [False] * 4 + [True] * 7 + [False] + [True] * 4


def test_what_is_drawn_has_the_form_that_was_counted() -> None:
    arrays = repeats([tune("ABAB"), tune("ABAB")])
    own, bars = Habits(**arrays), Bars((48,) * 16, (0,) * 16, (False,) * 16)
    for seed in range(20):
        sources = own.sources(bars, np.random.default_rng(seed))
        assert sources.tolist() == [*[NEW] * 32, *range(32)]


def test_meters_have_the_styles_that_play_in_them() -> None:
    sheets = [tune("AABA", "irish") for _ in range(9)] + [tune("ABCA", "pop") for _ in range(3)]
    shares = repeats(sheets)["shares"]
    assert shares.sum(axis=1) == pytest.approx(1)
    assert shares[0, 0] == pytest.approx(9.75 / 13)


def test_a_stretch_has_one_meter() -> None:
    sheet = tune("AABAAABA")
    sheet.meters[20] = 1
    assert [len(part.meters) for part in stretches(sheet)] == [STRETCH]


def test_intervals_and_tones_are_counted_in_c_major_and_a_minor() -> None:
    found = tune_habits([tune("A", key=4), tune("A", key=12 + 9)])
    major, minor = found["tones"][MAJOR], found["tones"][MINOR]
    pitches = np.array([p + bar for bar in range(4) for p in PHRASES["A"]])
    assert major.argmax() == np.bincount((pitches - 4) % 12).argmax()
    assert minor.argmax() == np.bincount(pitches % 12).argmax()
    assert found["intervals"].argmax() == REACH + 2
    assert np.ptp(found["tones"][2]) == 0
