"""What the tables stand on: the Markov baseline, the search for shared runs, the pictures."""

import numpy as np
import pytest

from engine.representation.contexts import chances, threes
from engine.representation.notes import FIELDS, GRID, ROW, SIZES, UNKNOWN_KEY
from engine.runtime.tables import Trunk
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.metrics import longest_shared_run
from models.evaluation.clips_generation import self_similarity
from models.evaluation.generation import REPEATED, excerpts, repeat
from models.evaluation.likelihood import per_note
from models.evaluation.markov import markov_nats
from models.evaluation.memorisation import Memory
from models.evaluation.picture import ANSWER, PROMPT, roll, stacked, write_png
from models.training.data.pieces import Piece
from models.training.melody.data import Melody, to_melody
from models.training.melody.tables import counted

METERS = MeterMap(GRID)


def melody(*pitches: int, length: int = 24, start: int = 0) -> tuple[Note, ...]:
    return tuple(
        Note(i, pitch, 80, Tick(start + length * i), Tick(length))
        for i, pitch in enumerate(pitches)
    )


def arrays(*pitches: int) -> Melody:
    return to_melody(Piece("x", "pop909", melody(*pitches), METERS, played=True))


def test_markov_probabilities_add_up_whatever_came_before() -> None:
    known, strange = arrays(60, 64, 62, 65, 64, 67), arrays(20, 127, 3, 90)
    rows = threes(strange.rows.astype(np.int64))
    chosen = {field: np.full(len(rows), 1) for field in FIELDS}
    unknown = np.full(len(rows), UNKNOWN_KEY)
    for field in FIELDS:
        found = chances(counted([known]), field, rows, chosen, unknown)
        assert found.shape == (len(rows), SIZES[field])
        assert found.sum(axis=1) == pytest.approx(1)
        assert (found > 0).all()


def test_markov_knows_what_it_has_counted_at_any_transposition() -> None:
    tune = (60, 64, 62, 65, 64, 67, 65, 69) * 4
    chains = counted([arrays(*tune)])
    same = per_note(markov_nats(chains, [arrays(*(pitch + 5 for pitch in tune))]))
    other = per_note(markov_nats(chains, [arrays(*(pitch**2 % 71 + 20 for pitch in tune))]))
    assert same["pitch"] < 0.7 < other["pitch"]


def test_a_markov_step_by_step_is_the_markov_at_once() -> None:
    chains, tune = counted([arrays(60, 64, 62, 65, 64, 67)]), arrays(60, 64, 62, 64)
    graph = Trunk(chains)
    past = np.zeros((1, 0, len(ROW)), dtype=np.float32)
    nats = 0.0
    for row, target in zip(tune.rows, tune.targets, strict=True):
        held = np.array([past.shape[1]])
        feeds = {"rows": row[None, None].astype(np.int64), "held": held, "past": past}
        feeds["conditions"] = np.array([[UNKNOWN_KEY, 0]])
        _, logits, new = graph.run(None, feeds)
        past = np.concatenate([past, new], axis=1)
        nats -= float(logits[0, 0, target[0]])
    assert nats == pytest.approx(float(markov_nats(chains, [tune])[0][0]), rel=1e-5)


def test_the_memory_finds_the_longest_run_inside_one_melody() -> None:
    memory = Memory([melody(60, 64, 62, 67, 65), melody(50, 55, 53, 52)])
    assert memory.longest_run(melody(70, 30, 34, 32, 37, 90)) == 4
    assert memory.longest_run(melody(65, 50, 55)) == 2
    assert memory.longest_run(melody(60, 61, 63, 66)) == 0
    assert memory.longest_run(melody(60)) == 0


def test_the_memory_agrees_with_a_plain_comparison() -> None:
    rng = np.random.default_rng(5)
    tunes = [melody(*rng.integers(60, 64, 40)) for _ in range(6)]
    memory = Memory(tunes[:-1])
    expected = max(longest_shared_run(tune, tunes[-1]) for tune in tunes[:-1])
    assert memory.longest_run(tunes[-1]) == expected


def test_excerpts_are_cut_at_bar_lines_and_repeated_in_place() -> None:
    notes = melody(*(60 + i % 7 for i in range(70)), start=12)
    (excerpt,) = excerpts([Piece("x", "pop909", notes, METERS)])
    middle = METERS.bar_start(8)
    assert max(note.end for note in excerpt.prompt) == middle
    assert (excerpt.real[0].start, excerpt.real[-1].end) == (middle + 12, 2 * middle)
    again = repeat(excerpt, 0)
    assert min(note.start for note in again) >= middle
    assert max(note.end for note in again) <= 2 * middle
    assert len(again) == 2 * sum(n.start >= METERS.bar_start(8 - REPEATED) for n in excerpt.prompt)


def test_a_picture_shows_prompt_and_answer(tmp_path) -> None:
    prompt, answer = melody(60, 62, 64, 65), melody(67, 65, 64, 62, start=96)
    picture = stacked([roll(METERS, prompt, answer, 1)] * 2)
    colours = {tuple(pixel) for pixel in picture.reshape(-1, 3).tolist()}
    assert {PROMPT, ANSWER} <= colours
    write_png(picture, tmp_path / "roll.png")
    assert (tmp_path / "roll.png").read_bytes().startswith(b"\x89PNG")


def test_bars_are_alike_by_the_notes_that_they_share() -> None:
    bar, other = melody(60, 62, 64, 65), melody(60, 62, 67, 69, start=96)
    assert self_similarity(bar, METERS) == 0
    assert self_similarity(bar + other, METERS) == 0.5
    assert self_similarity(bar + melody(60, 62, 64, 65, start=96), METERS) == 1
