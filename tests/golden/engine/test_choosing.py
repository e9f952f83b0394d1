"""More takes are drawn than shown, with a real engine, and what is shown is chosen among them."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.representation.notes import to_grid
from engine.representation.phrases import KnownPhrases
from engine.runtime.library import Library
from engine.tools.asking import Ears, Request
from engine.tools.bench import prompt_song
from engine.tools.catalogue import TOOLS
from engine.tools.choice.curation import Curation, curated
from engine.tools.choice.originality import FILE, SHARED, Originality
from engine.tools.errors import ToolError
from engine.tools.offers.continue_ import Continued

TINY = Path(__file__).parent
SHOWN, TIMES = 3, 4
FEWEST = 9
tool = TOOLS["continue"]


@pytest.fixture(scope="module")
def ask():
    library = Library(TINY)
    model = library.load(library.for_tool("continue"), "cpu")
    song = prompt_song()

    def answer(options: Continued, ears: Ears | None = None):
        request = Request(song, song.tracks[0].id, options).fine()
        return request, tool.answer(request, lambda *_: model, ears or Ears())

    return answer


def options(times: int) -> Continued:
    return Continued(bars=1, variations=SHOWN, seed=5, curation=Curation(times=times))


def sounds(takes) -> set:
    return {tuple((n.start, n.length, n.pitch) for n in take.notes) for take in takes}


def test_what_is_shown_is_the_choice_of_all_that_were_drawn(ask):
    request, shown = ask(options(TIMES))
    _, drawn = ask(replace(options(1), variations=SHOWN * TIMES))
    wanted = curated(drawn.takes, SHOWN, options(TIMES).curation, request.song.ppq)
    assert sounds(shown.takes) == sounds(choice.take for choice in wanted)
    assert {take.reason for take in shown.takes} == {choice.take.reason for choice in wanted}


def test_the_same_is_chosen_again(ask):
    assert ask(options(TIMES))[1].takes == ask(options(TIMES))[1].takes


def test_takes_that_were_told_and_are_chosen_keep_their_places(ask):
    told = {}
    ears = Ears(on_take=lambda number, take: told.setdefault(number, take))
    _, shown = ask(options(TIMES), ears)
    assert sorted(told) == list(range(SHOWN))
    places = [sounds([take]) for take in shown.takes]
    for number, take in told.items():
        if sounds([take]) in places:
            assert places.index(sounds([take])) == number


def test_switched_off_the_takes_come_as_they_are_drawn(ask):
    _, plain = ask(options(1))
    _, longer = ask(replace(options(1), variations=SHOWN * TIMES))
    assert [take.notes for take in plain.takes] == [t.notes for t in longer.takes[:SHOWN]]


@pytest.fixture
def knowing(ask, tmp_path):
    """What knows the first take that is drawn, and no other music."""
    request, plain = ask(replace(options(1), bars=24))
    notes = to_grid(plain.takes[0].notes, request.song.ppq)
    KnownPhrases.of([notes]).save(tmp_path / FILE)
    return Originality(tmp_path), plain.takes[0]


def limited(times: int, most: int | None) -> Continued:
    return replace(options(times), bars=24, curation=Curation(times=times, most_known=most))


def test_a_take_that_is_known_is_told_and_left_out_by_the_limit(ask, knowing):
    originality, copy = knowing
    ears = Ears(originality=originality)
    _, free = ask(limited(1, None), ears)
    assert free.takes[0].scores[SHARED] >= len(copy.notes) > FEWEST
    _, kept = ask(limited(TIMES, FEWEST), ears)
    assert kept.takes
    assert all(take.scores[SHARED] <= FEWEST for take in kept.takes)
    assert copy.notes not in [take.notes for take in kept.takes]


def test_each_take_is_looked_up_once_and_told_as_it_is_offered(ask, knowing, tmp_path):
    looked, told = [], {}

    class Counting(Originality):
        def told(self, take, ppq):
            looked.append(take)
            return super().told(take, ppq)

    ears = Ears(on_take=told.__setitem__, originality=Counting(tmp_path))
    _, shown = ask(limited(TIMES, None), ears)
    assert len(looked) == SHOWN * TIMES
    assert all(SHARED in take.scores for take in (*told.values(), *shown.takes))


def test_where_all_is_known_it_says_what_to_do(ask, knowing):
    originality, _ = knowing
    alone = replace(limited(1, FEWEST), variations=1)
    with pytest.raises(ToolError, match="training music; allow more, or draw more"):
        ask(alone, Ears(originality=originality))
