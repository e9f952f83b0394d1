"""Weakest places that are plain to see."""

import pytest

from engine.theory.weakest import weakest


@pytest.mark.parametrize(
    ("nats", "place"),
    [
        ([1, 1, 9, 1, 1], (2, 3)),
        ([1, 6, 7, 1, 1, 8, 1], (1, 3)),
        ([1, 6, 2.9, 6, 1], (1, 4)),
        ([1, 2, 1.5], (1, 2)),
        ([4], (0, 1)),
        ([7, 7, 1, 1, 1, 8, 8], (5, 7)),
    ],
)
def test_the_notes_that_surprise_together(nats, place):
    assert weakest(nats, 3.0) == place


def test_where_all_is_unusual_what_is_more_so_than_the_mean_counts():
    assert weakest([9, 9, 9, 15, 9, 9], 3.0) == (3, 4)


def test_a_place_has_no_more_notes_than_asked_for():
    first, after = weakest([1, 1, *[8.0] * 20, *[1.0] * 40], 3.0, most=5)
    assert after - first == 5


def test_of_no_notes_none_is_the_weakest():
    with pytest.raises(ValueError, match="no notes"):
        weakest([], 3.0)
