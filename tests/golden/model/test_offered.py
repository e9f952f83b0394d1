"""As many takes are offered after the examples as are asked for, also where the tune repeats itself
and most of what is drawn is drawn twice.
"""

import pytest

from engine.runtime.library import Library
from engine.score.smf import read_midi
from engine.tools.asking import Ears, Request
from engine.tools.offers.continue_ import TOOL, Continued
from tests.fixtures.program import ROOT

SEED = 1016
"""Of eight takes drawn with it most are the same: with four draws anew three were left."""


@pytest.mark.parametrize("example", ["ferry", "jig"])
def test_four_takes_are_offered_where_four_are_asked_for(example):
    library = Library(ROOT / "models")
    song = read_midi(ROOT / "resources" / "examples" / f"{example}.mid")
    request = Request(song, song.tracks[0].id, Continued(seed=SEED)).fine()
    answer = TOOL.answer(
        request,
        lambda tool, kind, family="network": library.load(
            library.for_tool(tool, kind, family), "cpu"
        ),
        Ears(),
    )
    heard = {tuple((n.start, n.length, n.pitch) for n in take.notes) for take in answer.takes}
    assert len(heard) == len(answer.takes) == request.options.variations
