"""Pieces as arrays of bars for the autoencoders: meters, triplets, drums, and the file they are
kept in.
"""

from pathlib import Path

import numpy as np
import pytest

from engine.representation.clips import HOLD, NO_STEP, OFF, REST
from engine.representation.notes import GRID, UNKNOWN_KEY, key_index
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import Key
from models.training.clips import data
from models.training.clips.data import AWAY, drum_sheet, melody_sheet
from models.training.data.groove_midi import Performance
from models.training.data.pieces import Piece

SCALE = (60, 62, 64, 65, 67, 69, 71, 72)


def tune(played: bool = True, meter: tuple[int, int] = (3, 4)) -> Piece:
    """A scale in quarters, and a triplet at the end."""
    starts = [*(GRID * i for i in range(8)), 8 * GRID, 8 * GRID + 8, 8 * GRID + 16]
    pitches = (*SCALE, 67, 64, 60)
    notes = tuple(
        Note(i, pitch, 50 + i, Tick(start), Tick(24 if i < 8 else 8))
        for i, (pitch, start) in enumerate(zip(pitches, starts, strict=True))
    )
    meters = MeterMap(GRID, (Meter(Tick(0), *meter),))
    return Piece("tune", "pop909", notes, meters, played)


def test_a_melody_is_its_steps_and_velocities_bar_by_bar() -> None:
    sheet = melody_sheet(tune())
    assert sheet.symbols.shape == sheet.loudness.shape == sheet.away.shape == (3, 3, 12)
    assert sheet.symbols[0, 1, ::3].tolist() == [62, HOLD, HOLD, HOLD]
    assert (sheet.symbols[0, :, 1] == OFF).all()
    assert sheet.symbols[2, 2].tolist() == [67, *[HOLD] * 3, 64, *[HOLD] * 3, 60, *[HOLD] * 3]
    assert sheet.loudness[0, :, 0].tolist() == [50, 51, 52]
    assert sheet.quarters.tolist() == [3, 3, 3]
    assert sheet.key == key_index(Key(0))


def test_velocities_that_nobody_played_are_unknown() -> None:
    sheet = melody_sheet(tune(played=False))
    assert not sheet.loudness.any()
    assert (sheet.symbols < HOLD).sum() == 11


def test_a_bar_that_ends_within_a_quarter_has_no_steps_after_it() -> None:
    sheet = melody_sheet(tune(meter=(7, 8)))
    assert sheet.symbols.shape == (3, 4, 12)
    assert (sheet.symbols[0, 3, 6:] == OFF).all()
    assert (sheet.symbols[2, 2:, ::3][sheet.symbols[2, 2:, ::3] != OFF] == REST).all()


def test_drums_keep_their_voices_velocities_and_distance_from_the_step() -> None:
    meters = MeterMap(480, (Meter(Tick(0), 4, 4),))
    notes = (Note(0, 36, 127, Tick(12), Tick(10), 9), Note(1, 22, 64, Tick(1910), Tick(10), 9))
    sheet = drum_sheet(Performance("x", "rock", 120.0, True, False, notes, meters))
    assert sheet.symbols.shape == (1, 4, 4, 9)
    assert np.argwhere(sheet.symbols == 1).tolist() == [[0, 0, 0, 0]]
    assert sheet.loudness[0, 0, 0, 0] == 127
    assert sheet.away[0, 0, 0, 0] == round(0.1 * AWAY)
    assert not (sheet.symbols == NO_STEP).any()
    assert sheet.key == UNKNOWN_KEY


def test_sheets_come_back_from_their_file_and_an_old_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [melody_sheet(tune()), melody_sheet(tune(played=False, meter=(7, 8)))]
    path = tmp_path / "clips-melody.npz"
    data._write(made[:1], made[1:], path)
    training, validation = data.load_sheets("melody", tmp_path, tmp_path)
    for before, after in zip(made, [*training, *validation], strict=True):
        assert vars(before).keys() == vars(after).keys()
        for name, value in vars(before).items():
            assert np.array_equal(value, getattr(after, name)), name
    monkeypatch.setattr(data, "FORMAT", data.FORMAT + 1)
    with pytest.raises(ValueError, match="another version"):
        data.load_sheets("melody", tmp_path, tmp_path)
