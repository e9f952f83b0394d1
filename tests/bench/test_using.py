"""The longest wait: what comes again in each window counts, what came once does not."""

from tests.bench.hands import Step
from tests.bench.using import GOAL, Knock, _figure

HEAR, KEEP = Step("hear", 0.1), Step("keep", 0.1)
SOON, LATE = 1e-3, 2e-3 * GOAL


def knocks(hear: float, keep: float) -> list[Knock]:
    return [Knock(SOON, SOON, HEAR), Knock(hear, SOON, HEAR), Knock(keep, keep, KEEP)]


def test_a_wait_in_every_window_is_a_goal_missed():
    figure = _figure("stall", GOAL, [knocks(LATE, SOON) for _ in range(3)])
    assert figure.missed
    assert figure.value == 1e3 * LATE
    assert figure.detail.startswith("hear 32, keep 1; at work ")


def test_a_wait_in_one_window_is_told_and_misses_nothing():
    figure = _figure("stall", GOAL, [knocks(SOON, LATE), knocks(SOON, SOON), knocks(SOON, SOON)])
    assert not figure.missed
    assert "1 of all 9 above 16 ms, the longest 32" in figure.detail


def test_what_takes_long_the_first_time_counts():
    once_more = KEEP._replace(times=1)
    windows = [[Knock(LATE, LATE, KEEP), Knock(SOON, SOON, once_more)] for _ in range(3)]
    assert _figure("stall", GOAL, windows).missed
