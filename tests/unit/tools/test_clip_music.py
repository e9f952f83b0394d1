"""What a model of clips says, as notes of a song; and the arc between two latents."""

import numpy as np
import pytest

from engine.representation.clips import HOLD, REST
from engine.runtime.autoencoder import Said
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.clips.music import Sheet, likeliest, symbols_of
from engine.tools.clips.windows import slerp


def sheet(ppq: int = 480, first: int = 0, count: int = 1, meter: tuple[int, int] = (4, 4)) -> Sheet:
    return Sheet.of(MeterMap(ppq, (Meter(Tick(0), *meter),)), first, count)


def test_a_melody_lies_where_its_bars_are() -> None:
    symbols = np.full(12, REST)
    symbols[:4] = 60, HOLD, 62, HOLD
    said = Said(np.zeros((12, 130)), np.full(12, 0.5), np.zeros(12))
    notes = sheet(480, first=2, meter=(3, 4)).written(symbols, said)
    assert [(n.start, n.length, n.pitch, n.velocity) for n in notes] == [
        (2880, 240, 60, 64), (3120, 240, 62, 64)
    ]  # fmt: skip


def test_drums_keep_their_timing_and_never_overlap_themselves() -> None:
    hits = np.zeros((16, 9), bool)
    hits[[0, 1, 15], 0] = True
    loudness, away = np.full((16, 9), 1.0), np.zeros((16, 9))
    away[0, 0], away[1, 0], away[15, 0] = -0.3, -0.5, 0.5
    notes = sheet().written(hits, Said(np.zeros((16, 9)), loudness, away))
    assert [(n.start, n.end, n.pitch, n.channel) for n in notes] == [
        (0, 60, 36, 9), (60, 180, 36, 9), (1860, 1920, 36, 9)
    ]  # fmt: skip


def test_drums_that_are_read_are_written_again() -> None:
    kit = [
        Note(i, pitch, velocity, Tick(start), Tick(60), 9)
        for i, (pitch, velocity, start) in enumerate(
            [(36, 100, 12), (42, 60, 0), (38, 127, 470), (42, 30, 730), (49, 90, 1910)]
        )
    ]
    here = sheet()
    content = here.drums(kit)
    steps = here.bars.sixteenths
    hits = content.symbols[steps] == 1
    said = Said(np.zeros((16, 9)), content.loudness[steps], content.away[steps])
    back = {(n.start, n.pitch, n.velocity) for n in here.written(hits, said)}
    early = {(12, 36, 100), (0, 42, 60), (470, 38, 127), (730, 42, 30)}
    assert early <= back


def test_the_likeliest_is_drawn_at_temperature_0_and_what_is_unlikely_never() -> None:
    rng = np.random.default_rng(0)
    logits = np.zeros((200, 130))
    logits[:, 7] = 9
    assert (symbols_of(logits, rng, 0, 1) == 7).all()
    assert (symbols_of(logits, rng, 1, 0.9) == 7).all()
    hits = np.tile([4.0, -4.0, 0.0], (200, 3))
    drawn = symbols_of(hits, rng, 1, 0.95)
    assert drawn[:, 0].all() and not drawn[:, 1].any()
    assert 0 < drawn[:, 2].mean() < 1
    assert likeliest(hits)[0].tolist() == [True, False, False] * 3
    for cold in (0.005, 1e-300):
        drawn = symbols_of(hits, rng, cold, 1)
        assert drawn[:, 0].all() and not drawn[:, 1].any()


def test_an_arc_begins_and_ends_at_its_ends_and_keeps_their_length() -> None:
    rng = np.random.default_rng(1)
    first, last = rng.standard_normal((2, 8, 32))
    assert np.allclose(slerp(first, last, 0), first)
    assert np.allclose(slerp(first, last, 1), last)
    middle = slerp(first, last, 0.5)
    mean = (np.linalg.norm(first) + np.linalg.norm(last)) / 2
    assert np.linalg.norm(middle) == pytest.approx(mean)
    assert np.linalg.norm(middle - first) == pytest.approx(np.linalg.norm(middle - last), rel=0.05)


@pytest.mark.parametrize("last", [1.0, -1.0, 0.0])
def test_an_arc_between_equal_opposite_or_no_arrays_is_a_line(last: float) -> None:
    first = np.ones((2, 3))
    found = slerp(first, last * first, 0.25)
    assert np.allclose(found, (0.75 + 0.25 * last) * first)
    assert np.isfinite(found).all()
