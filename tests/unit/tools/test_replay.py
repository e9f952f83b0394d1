"""Takes made again: options come back as they went through a project, and takes are compared."""

import json
from dataclasses import asdict, replace

import pytest

from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.taste import Taste
from engine.tools.catalogue import TOOLS
from engine.tools.choice.curation import Curation
from engine.tools.errors import ToolError
from engine.tools.offers.continue_ import Continued
from engine.tools.replay import options_of, verdict

NOTE = Note(0, 60, 80, Tick(0), Tick(480))


@pytest.mark.parametrize("name", TOOLS)
def test_options_come_back_from_plain_values(name):
    options = TOOLS[name].options()
    assert options_of(TOOLS[name], json.loads(json.dumps(asdict(options)))) == options


def test_a_taste_and_a_choice_come_back_too():
    options = Continued(taste=Taste(motif=1.5), curation=Curation(4, novelty=2.0), seed=7)
    assert options_of(TOOLS["continue"], json.loads(json.dumps(asdict(options)))) == options


def test_what_was_not_asked_about_yet_is_as_it_was_then():
    before = Continued(bars=3, curation=Curation(times=1))
    assert options_of(TOOLS["continue"], {"bars": 3}) == before
    between = options_of(TOOLS["interpolate"], {"steps": 2})
    assert (getattr(between, "steps", 0), getattr(between, "way", "")) == (2, "latent")


@pytest.mark.parametrize("change", [{"gone": 1}, {"taste": {"gone": 1}}])
def test_options_of_another_version_are_refused(change):
    values = asdict(Continued()) | change
    with pytest.raises(ToolError, match="another version of continue; ask"):
        options_of(TOOLS["continue"], values)


def test_takes_are_compared_by_their_numbers_with_their_velocities():
    louder = replace(NOTE, velocity=81)
    found = verdict({0: [NOTE], 2: [NOTE], 5: [NOTE]}, [[NOTE], [], [louder]], ("a", "a"))
    assert (found.same, found.count, found.is_same, found.other_model) == (1, 3, False, False)
    assert verdict({0: [NOTE]}, [[replace(NOTE, id=9)]], ("a", "b")).is_same
    assert verdict({}, [], ("a", "b")).other_model
    assert not verdict({}, [], ("", "b")).other_model
