"""The figures of a take and the line that is made of them."""

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import parse_key
from engine.tools.choice.reasons import Heard, figures, reason

GRID = MeterMap(24)
KEY = parse_key("A minor")


def bars(first: int, *pitches: tuple[int, ...]) -> list[Note]:
    """A bar of quarters for each tuple, from a bar number on."""
    return [
        Note(i, pitch, 80, Tick(96 * (first + bar) + 24 * i), Tick(24))
        for bar, each in enumerate(pitches)
        for i, pitch in enumerate(each)
    ]


HEARD = Heard.of(bars(0, (57, 59, 60, 64), (62, 65, 62, 57)), GRID)


def told(*new: tuple[int, ...]) -> str:
    return reason(figures(HEARD, bars(2, *new), GRID, KEY, 12.0), KEY)


def test_a_repeated_bar_is_called_so_wherever_it_lies():
    assert told((62, 65, 62, 57)) == "in A minor, range a sixth, repeats bar 2"
    assert told((64, 67, 64, 59)) == "in A minor, range a sixth, repeats bar 2"


def test_a_bar_that_is_nearly_another_echoes_it():
    assert told((57, 59, 60, 67)) == "in A minor, range a seventh, echoes bar 1"


def test_other_bars_come_home_or_go_somewhere():
    assert told((72, 62, 70, 57)).endswith("range a tenth, comes home")
    assert told((57, 69, 71, 59)).endswith("in the rhythm of bar 1")
    assert told((57, 74)).endswith("climbs")
    assert told((76, 59)).endswith("descends")
    assert told((57, 59)).endswith("goes somewhere new")


def test_the_key_is_named_as_far_as_it_holds():
    assert told((57, 61, 58, 70)).startswith("strays from A minor")
    assert told((57, 59, 60, 62), (57, 59, 61, 62)).startswith("mostly in A minor")
    assert "A minor" not in reason(figures(HEARD, bars(2, (57, 61)), GRID, None, 1.0), None)


def test_figures_are_numbers_that_json_can_hold():
    scores = figures(HEARD, bars(2, (57,)), GRID, KEY, 4.5)
    assert scores["nats_per_note"] == 4.5
    assert scores["key_share"] == 1 and scores["range"] == 0
    assert all(isinstance(value, float) for value in scores.values())
    assert reason(scores, KEY) == "in A minor, range one pitch, comes home"
