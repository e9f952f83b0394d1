"""However long a clip is and whatever its bars, windows tell each step once, from well inside."""

from typing import cast

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.representation.clips import (
    HOLD,
    OFF,
    SLOTS,
    Bars,
    Content,
    MelodyClip,
    in_slots,
    melody_notes,
)
from engine.runtime.autoencoder import Autoencoder, Said
from engine.tools.clips.windows import OVERLAP, WINDOW, Ends, arc, windows


class Echo:
    """A model that says exactly what it read: a quarter's latent is its symbols. It refuses more
    bars than a window has.
    """

    kind = "melody"

    def read(self, contents: list[Content], bars: Bars) -> tuple[np.ndarray, np.ndarray]:
        assert len(bars.lengths) <= WINDOW
        latent = np.stack([each.symbols.reshape(-1, SLOTS) for each in contents]).astype(float)
        return latent, np.zeros_like(latent)

    def noise(self, latent: np.ndarray, _bars: Bars) -> tuple[np.ndarray, np.ndarray]:
        return latent, np.zeros(latent.shape[:2])

    def conduct(self, noise: np.ndarray, _bars: Bars) -> np.ndarray:
        return noise

    def write(self, latent: np.ndarray, bars: Bars) -> Said:
        symbols = latent.reshape(len(latent), *bars.steps.shape)[:, bars.steps].round()
        logits = -np.abs(symbols[..., None] - np.arange(OFF))
        return Said(logits, np.ones(symbols.shape), np.zeros(symbols.shape))


LONG = st.lists(st.sampled_from([48, 36, 30, 60]), min_size=1, max_size=70)


@given(st.integers(1, 2000))
def test_each_bar_is_told_once_and_from_inside_its_window(bars: int) -> None:
    found = list(windows(bars))
    told = [bar for each in found for bar in range(each.told, each.until)]
    assert told == list(range(bars))
    for each in found:
        assert each.end - each.first == min(bars, WINDOW)
        assert each.first == 0 or each.told - each.first >= OVERLAP // 2
        assert each.end == bars or each.end - each.until >= OVERLAP // 2


@settings(max_examples=60, deadline=None)
@given(LONG, st.integers(0, 2**32 - 1), st.booleans())
def test_no_note_is_lost_or_doubled_at_a_border(lengths: list[int], seed: int, fine: bool) -> None:
    rng = np.random.default_rng(seed)
    triplets = tuple(fine and bool(rng.random() < 0.3) for _ in lengths)
    bars = Bars(tuple(lengths), (0,) * len(lengths), triplets)
    count = int(bars.steps.sum())
    symbols = np.where(rng.random(count) < 0.2, rng.integers(40, 90, count), HOLD)
    empty = in_slots(np.zeros(count), bars, 0)
    content = Content(in_slots(symbols, bars, OFF), empty, empty)
    said = Ends(cast(Autoencoder, Echo()), [content, content], bars).said([arc(0.5)])
    assert said.logits.shape == (1, count, OFF)
    back, own = (
        melody_notes(MelodyClip(bars, each, np.full(count, 64)))
        for each in (said.logits[0].argmax(axis=-1), symbols)
    )
    assert back == own
