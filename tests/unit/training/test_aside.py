"""A test part put aside, and where a model's gap on it comes from."""

import zlib
from dataclasses import replace

import pytest

from models.evaluation.gap import MODEL, Share, drawn, mean, parted, told_apart
from models.training.data.groove_midi import ASIDE, is_put_aside
from models.training.drums.performances import Takes
from tests.unit.training.test_drum_evaluation import TAKES

NAMES = [f"drummer{each % 10}/session1/{each}_rock_100_beat_4-4" for each in range(4000)]


def test_one_performance_in_eight_is_put_aside_of_every_drummer() -> None:
    aside = [name for name in NAMES if is_put_aside(name)]
    assert len(aside) * ASIDE == pytest.approx(len(NAMES), rel=0.1)
    assert {name.partition("/")[0] for name in aside} == {f"drummer{each}" for each in range(10)}


def test_what_is_put_aside_is_of_the_training_part_and_no_longer_in_it() -> None:
    takes = [replace(TAKES[0], name=name) for name in NAMES[:200]]
    parted_takes = Takes(tuple(takes[:150]), tuple(takes[150:])).parted()
    names = [{take.name for take in part} for part in vars(parted_takes).values()]
    training, validation, aside = names
    assert training | aside == set(NAMES[:150])
    assert not training & aside
    assert validation == set(NAMES[150:200])
    assert aside == {name for name in NAMES[:150] if zlib.crc32(name.encode()) % 8 == 0}


def shares(*figures: float) -> list[Share]:
    """Performances of drummers in turn, ten hits each."""
    return [Share(f"{each}", 10 * figure, 10.0) for each, figure in enumerate(figures)]


KINDS = {f"{each}": {"drummer": "ab"[each % 2]} for each in range(40)}


def test_a_gap_is_mix_where_the_others_play_more_and_within_where_all_play_otherwise() -> None:
    usual, more, later = (
        {"a": (s, f), "b": (1 - s, f + 2)} for s, f in ((0.5, 1), (0.2, 1), (0.5, 2))
    )
    assert parted(usual, more)["mix"] == pytest.approx(0.6)
    assert parted(usual, more)["within"] == pytest.approx(0)
    assert parted(usual, later)["mix"] == pytest.approx(0)
    assert parted(usual, later)["within"] == pytest.approx(1)


def test_what_the_groups_bring_is_the_gap_also_of_those_that_one_part_lacks() -> None:
    found = parted({"a": (0.7, 1.0), "b": (0.3, 4.0)}, {"a": (0.4, 2.0), "c": (0.6, 5.0)})
    gap = 0.4 * 2 + 0.6 * 5 - 0.7 * 1 - 0.3 * 4
    assert found["mix"] + found["within"] == pytest.approx(gap)
    assert sum(each["brings"] for each in found["groups"].values()) == pytest.approx(gap)


def test_errors_are_those_of_means_and_a_steady_lead_has_none() -> None:
    model, table = shares(*range(40)), shares(*(each + 3 for each in range(40)))
    assert mean(model) == pytest.approx(19.5)
    assert drawn(model).std() == pytest.approx(
        (sum((x - 19.5) ** 2 for x in range(40)) / 1600) ** 0.5, rel=0.1
    )
    row = told_apart([{MODEL: model, "table": table}] * 2, KINDS)
    assert row["table"]["errors_of_difference"] == pytest.approx([0, 0])
    assert row["by"]["drummer"]["groups"]["b"]["figures"] == pytest.approx([20, 20])
