"""More takes are drawn than shown, with a real engine, and what is shown is chosen among them."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.runtime.library import Library
from engine.tools.asking import Ears, Request
from engine.tools.bench import prompt_song
from engine.tools.catalogue import TOOLS, Continued
from engine.tools.curation import Curation, curated

TINY = Path(__file__).parent
SHOWN, TIMES = 3, 4
tool = TOOLS["continue"]


@pytest.fixture(scope="module")
def ask():
    library = Library(TINY)
    model = library.load(library.for_tool("continue"), "cpu")
    song = prompt_song()

    def answer(options: Continued, ears: Ears | None = None):
        request = Request(song, song.tracks[0].id, options).fine()
        return request, tool.answer(request, lambda _tool, _kind: model, ears or Ears())

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
