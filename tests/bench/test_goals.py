"""The table that `make bench` prints says what is met, what is missed, and by how much."""

from tests.bench.goals import Figure, in_milliseconds, summary


def test_a_goal_is_the_most_that_a_figure_may_be():
    assert Figure("pan", 4.0, "ms", goal=4).verdict == "met"
    missed = Figure("pan", 5.0, "ms", goal=4)
    assert missed.missed
    assert missed.verdict == "missed by 25 %"


def test_a_figure_without_a_goal_is_judged_by_nobody():
    shown = Figure("pan", 5.0, "ms")
    assert not shown.missed
    assert shown.line().split() == ["pan", "5.00", "ms"]


def test_many_times_are_told_by_their_median_and_their_ends():
    figure = in_milliseconds("pan", [0.003, 0.001, 0.002], goal=4)
    assert figure.value == 2
    assert figure.detail == "1.0 to 3.0, 3 times"


def test_the_summary_names_what_is_missed():
    figures = [Figure("  pan", 5.0, "ms", goal=4), Figure("start", 0.5, "s", goal=0.7)]
    assert summary([*figures, Figure("loop", 9, "ms")]) == "1 of 2 goals met\n  pan: missed by 25 %"
