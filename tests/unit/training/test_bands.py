"""Basses to learn from: how one is found in a piano, and what it hears in training."""

import numpy as np
import pytest

from engine.representation.notes import GRID
from engine.representation.rhythm_section import DRUMS, KICK, ROOT, STRUCK, SUNG
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from models.training.clips.data import Sheet, bass_sheet
from models.training.clips.rehearsal import KICK_ALONE, KICK_WITH_BASS, LEFT_OUT, rehearsed
from models.training.data.bands import MIDDLE, Band, bass_line, lowest_notes

METERS = MeterMap(GRID, (Meter(),))


def note(start: int, pitch: int, length: int = GRID) -> Note:
    return Note(start, pitch, 80, Tick(start), Tick(length))


def band(drums: bool = False, bars: int = 16) -> Band:
    """A bass of half notes under a C major chord, a melody in quarters."""
    halves = range(0, bars * 4 * GRID, 2 * GRID)
    bass = tuple(note(start, 36 if start % (4 * GRID) == 0 else 43, 2 * GRID) for start in halves)
    melody = tuple(note(start, 72) for start in range(0, bars * 4 * GRID, GRID))
    chords = tuple(note(start, pitch, 2 * GRID) for start in halves for pitch in (48, 52, 55))
    kicks = tuple(note(start, 36, 6) for start in halves) if drums else ()
    return Band("b", "pop909", bass, melody, chords, kicks, METERS, False)


def test_a_piano_has_its_bass_below_the_chords() -> None:
    piano = [note(0, 36), note(0, 64), note(12, 60), note(GRID, 43), note(2 * GRID, 67)]
    shift = bass_line([note(0, 36), note(GRID, 43)])[0].pitch - 36
    found = [(each.start, each.pitch - shift) for each in lowest_notes(piano)]
    assert found == [(0, 36), (GRID, 43)]


def test_a_bass_is_one_note_at_a_time_and_moved_by_octaves() -> None:
    line = bass_line([note(0, 60, 4 * GRID), note(0, 64), note(GRID, 62)])
    assert [(each.start, each.length) for each in line] == [(0, GRID), (GRID, GRID)]
    assert (line[0].pitch - 60) % 12 == 0
    assert abs(line[0].pitch - MIDDLE) <= 7


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return bass_sheet(band())


def test_a_sheet_holds_the_bass_and_what_it_hears(sheet: Sheet) -> None:
    assert sheet.symbols[0, 0, 0] == 36 and sheet.symbols[0, 2, 0] == 43
    assert sheet.heard is not None
    assert (sheet.heard[..., ROOT].argmax(axis=-1) == 0).all()
    assert sheet.heard[..., SUNG].all() and not sheet.heard[..., DRUMS].any()
    drummed = bass_sheet(band(drums=True))
    assert drummed.heard is not None
    assert drummed.heard[0, :, KICK].tolist() == [[1, 0, 0, 0], [0] * 4] * 2


def rehearsals(sheet: Sheet, count: int) -> np.ndarray:
    """What is heard in the first four bars, as often as said, varied."""
    assert sheet.heard is not None
    heard, symbols = (
        np.repeat(part[None, :4].astype(dtype), count, axis=0)
        for part, dtype in ((sheet.heard, np.float32), (sheet.symbols, np.int64))
    )
    return rehearsed(heard, symbols, np.random.default_rng(0))


def test_what_is_heard_is_left_out_as_often_as_said_and_kicks_go_with_the_bass(
    sheet: Sheet,
) -> None:
    features = rehearsals(sheet, 600)
    for part, share in LEFT_OUT:
        unknown = ~features[..., part].any(axis=(1, 2, 3))
        assert abs(unknown.mean() - share) < 0.05
    kicks = features[features[:, 0, 0, STRUCK] > 0][..., KICK].mean(axis=0)[0]
    assert kicks[0, 0] == pytest.approx(KICK_WITH_BASS, abs=0.06)
    assert kicks[1].max() < 3 * KICK_ALONE


def test_drums_that_are_known_are_not_made_up() -> None:
    known = bass_sheet(band(drums=True))
    features = rehearsals(known, 50)
    struck = features[features[:, 0, 0, STRUCK] > 0]
    assert known.heard is not None
    assert len(struck) > 25 and (struck[..., DRUMS] == known.heard[:4, :, DRUMS]).all()
