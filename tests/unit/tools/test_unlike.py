"""In the place of takes that sound as an earlier one come others, each by a seed of its own."""

from engine.runtime.sampling import variation_seed
from engine.score.time import Tick
from engine.tools.choice.unlike import ATTEMPTS, unlike
from engine.tools.takes import Take


def make(seed: int) -> Take:
    return Take((), Tick(0), Tick(1), seed, {"heard": float(seed % 3)}, "")


def test_what_was_heard_before_is_drawn_anew() -> None:
    fresh = unlike(make, lambda take: take.scores["heard"])
    takes = [fresh(seed) for seed in (0, 3, 6)]
    assert len({take.scores["heard"] for take in takes}) == 3
    for take in takes:
        alone = unlike(make, lambda take: take.scores["heard"])(take.seed)
        assert alone == take


def test_what_is_known_already_is_drawn_anew() -> None:
    assert unlike(make, lambda take: take.scores["heard"])(4).seed == 4
    other = unlike(make, lambda take: take.scores["heard"], 1.0)(4)
    assert other.scores["heard"] != 1.0


def test_where_nothing_new_comes_the_last_one_stays() -> None:
    fresh = unlike(make, lambda _: "the same")
    assert fresh(5).seed == 5
    assert fresh(5).seed == variation_seed(5, 0, ATTEMPTS)


def test_spare_takes_stand_in_before_any_is_drawn_anew_and_stay_as_they_are() -> None:
    made = []

    def noted(seed: int) -> Take:
        made.append(seed)
        return make(seed)

    fresh = unlike(noted, lambda take: take.scores["heard"], spare=(6, 7, 8))
    assert [fresh(seed).seed for seed in (0, 3, 9)] == [0, 7, 8]
    assert set(made) == {0, 3, 6, 7, 8, 9}
    assert [fresh(seed).seed for seed in (6, 7, 8)] == [6, 7, 8]
