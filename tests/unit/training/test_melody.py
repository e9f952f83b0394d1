"""Melodies as arrays: what the network is told and asked stays in step."""

import numpy as np

from engine.representation.notes import END, FIELDS, GRID, ROW, UNKNOWN_VELOCITY, encode, key_index
from engine.representation.places import Places, start_rows
from engine.score.meter import Meter, MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import Key
from models.training.data.pieces import Piece
from models.training.melody.data import HEAD_COLUMNS, moved_key, to_melody, transposed

GRID_METERS = MeterMap(GRID, (Meter(Tick(0), 6, 8),))


def piece(played: bool = True, up: int = 0) -> Piece:
    pitches, starts = (67, 72, 71, 74, 72), (60, 72, 96, 108, 144)
    notes = tuple(
        Note(i, pitch + up, 100, Tick(start), Tick(12))
        for i, (pitch, start) in enumerate(zip(pitches, starts, strict=True))
    )
    return Piece("tune", "pop909", notes, GRID_METERS, played)


def test_targets_are_the_next_notes_symbols_and_the_end() -> None:
    melody = to_melody(piece())
    symbols = encode(piece().notes, GRID_METERS)
    assert melody.targets[:-1].tolist() == [list(symbol) for symbol in symbols]
    assert melody.targets[-1].tolist() == [END, -1, -1, -1, -1]
    assert len(melody.rows) == len(melody.heads) == len(symbols) + 1


def test_heads_are_told_what_the_program_tells_them() -> None:
    melody = to_melody(piece())
    line, told = Places.start(GRID_METERS), []
    for symbol in encode(piece().notes, GRID_METERS):
        told.append(
            [v for k, f in enumerate(FIELDS[1:], 1) for v in line.head_inputs(f, [symbol[:k]])[0]]
        )
        line = line.after([symbol])
    assert melody.heads[:-1].tolist() == told
    assert len(told[0]) == sum(size for _, size in HEAD_COLUMNS)


def test_velocities_that_nobody_played_are_neither_told_nor_asked() -> None:
    melody = to_melody(piece(played=False))
    assert (melody.targets[:, -1] == -1).all()
    assert (melody.rows[1:, list(ROW).index("velocity")] == UNKNOWN_VELOCITY).all()


def test_transposing_arrays_is_transposing_the_piece() -> None:
    moved, written = transposed(to_melody(piece()), 3), to_melody(piece(up=3))
    assert np.array_equal(moved.rows, written.rows)
    assert np.array_equal(moved.heads[:-1], written.heads[:-1])
    assert np.array_equal(moved.targets, written.targets)
    assert moved.key == written.key


def test_a_melody_that_would_leave_the_keyboard_stays() -> None:
    high = to_melody(piece(up=50))
    assert transposed(high, 5) is high


def test_keys_move_around_the_circle() -> None:
    assert moved_key(key_index(Key(11, minor=True)), 2) == key_index(Key(1, minor=True))
    assert moved_key(key_index(Key(0)), -1) == key_index(Key(11))


def test_the_start_row_is_the_programs() -> None:
    rows, _ = start_rows([], GRID_METERS)
    assert to_melody(piece()).rows[0].tolist() == rows[0].tolist()
