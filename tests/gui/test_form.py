"""The form is built from the options of a tool, and gives options back."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from engine.theory.keys import ALL_KEYS
from engine.theory.taste import Taste
from engine.tools.catalogue import TOOLS
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.groove import GrooveOptions
from gui.assistant.form.fields import slider_fields
from gui.assistant.form.form import Form
from gui.assistant.form.locks import NumberLock, Suggestion
from gui.look.theme import DARK
from gui.pitches import parse_pitch_range, pitch_range_text


@dataclass(frozen=True)
class OtherOptions:
    """A tool that the form has never heard of."""

    steps: int = field(default=3, metadata={"label": "Steps", "low": 1, "high": 16, "step": 1})
    amount: float = field(
        default=0.5, metadata={"label": "Amount", "low": 0.0, "high": 1.0, "step": 0.1}
    )
    secret: int = 7


@pytest.fixture
def form(qtbot):
    made = Form(ContinueOptions, DARK)
    qtbot.addWidget(made)
    made.suggest(Suggestion("A minor", 57, 76))
    return made


def test_untouched_it_gives_the_defaults(form):
    assert form.options() == ContinueOptions()


def test_there_is_a_slider_for_each_plain_number(form):
    assert list(form.sliders) == ["variations", "bars", "temperature", "top_p", "form"]
    assert [f.label for f in slider_fields(ContinueOptions)][:2] == ["Takes", "Length"]


def test_it_serves_any_tool(qtbot):
    form = Form(OtherOptions, DARK)
    qtbot.addWidget(form)
    form.sliders["steps"].set_value(5)
    form.sliders["amount"].set_value(0.8)
    assert form.options() == OtherOptions(steps=5, amount=0.8)
    assert form.locks == {}


@pytest.mark.parametrize(
    ("name", "value"), [("variations", 16), ("bars", 32), ("temperature", 0.05), ("top_p", 0.5)]
)
def test_a_slider_sets_its_field(form, name, value):
    form.sliders[name].set_value(value)
    assert getattr(form.options(), name) == pytest.approx(value)


def test_the_most_likely_answer_is_asked_for_once(form):
    form.sliders["temperature"].set_value(0)
    assert form.options().variations == 1


def test_locks_hold_what_the_melody_suggests(form):
    form.locks["key"].click()
    form.locks["range"].click()
    options = form.options()
    assert (options.key, options.low, options.high) == ("A minor", 57, 76)


def test_a_lock_that_holds_does_not_follow_the_melody_any_more(form):
    form.locks["key"].click()
    form.locks["range"].click()
    form.suggest(Suggestion("C major", 40, 50))
    options = form.options()
    assert (options.key, options.low, options.high) == ("A minor", 57, 76)


def test_typing_a_range_locks_it(form, qtbot):
    form.locks["range"].edit.setFocus()
    form.locks["range"].edit.setText("C4-G5")
    qtbot.keyClick(form.locks["range"].edit, Qt.Key.Key_Return)
    assert form.locks["range"].isChecked()
    assert (form.options().low, form.options().high) == (60, 79)


@pytest.mark.parametrize(
    ("key", "text"), [("C# major", "D♭4 – G♭5"), ("F# major", "C♯4 – F♯5"), ("", "C♯4 – F♯5")]
)
def test_a_range_is_spelt_in_the_melodys_key(form, key, text):
    form.suggest(Suggestion(key, 61, 78))
    assert form.locks["range"].edit.text() == text


def test_a_range_is_spelt_in_the_key_that_is_locked(form):
    form.locks["range"].click()
    form.locks["range"].choose("C#4-F#5")
    assert form.locks["range"].edit.text() == "C♯4 – F♯5"
    form.locks["key"].choose("Db major")
    assert form.locks["range"].edit.text() == "D♭4 – G♭5"
    assert (form.options().low, form.options().high) == (61, 78)


def test_what_is_half_typed_does_not_count(form):
    form.locks["range"].choose("C4-G5")
    form.locks["seed"].choose("7")
    for edit in (form.locks["range"].edit, form.locks["seed"].edit):
        edit.setFocus()
        edit.setText("G")
    assert (form.options().low, form.options().high, form.options().seed) == (60, 79, 7)


def test_nonsense_for_a_range_changes_nothing(form):
    before = form.locks["range"].edit.text()
    form.locks["range"].choose("loud")
    assert form.locks["range"].edit.text() == before
    assert form.options().low is None


def test_the_strength_is_shown_in_per_cent(form):
    form.strength.set_value(0.5)
    assert form.strength._shown.text() == "50 %"
    assert form.options().strength == pytest.approx(0.5)


def test_values_can_be_remembered(form, qtbot):
    form.sliders["bars"].set_value(7)
    other = Form(ContinueOptions, DARK)
    qtbot.addWidget(other)
    other.set_values({**form.values(), "gone": 3, "top_p": "no number"})
    assert other.options() == form.options()


def test_chords_are_held_when_they_can_be_read(form):
    lock = form.locks["chords"]
    lock.choose("Am F:2 G:2")
    assert form.options().chords == "Am F:2 G:2"
    lock.choose("H dur")
    assert form.options().chords == "Am F:2 G:2"
    lock.choose("")
    assert not lock.isChecked()
    assert form.options().chords == ""


def test_a_lock_without_chords_asks_for_them_instead_of_holding(form):
    form.locks["chords"].click()
    assert not form.locks["chords"].isChecked()
    assert form.options() == ContinueOptions()


def test_a_choice_of_two_is_a_lock(form):
    form.locks["rhythm"].click()
    assert form.options().rhythm == "keep"


@pytest.mark.parametrize("value", [-0.4, -0.13, 0.0, 0.4])
def test_a_number_is_left_to_the_model_until_it_is_turned(qtbot, value):
    form = Form(GrooveOptions, DARK)
    qtbot.addWidget(form)
    assert form.options() == GrooveOptions()
    lag = form.locks["lag"]
    assert isinstance(lag, NumberLock)
    lag.set_value(value)
    assert form.options().lag == pytest.approx(value)
    form.locks["lag"].click()
    assert form.options().lag is None


def test_rules_unfold_and_weigh(form):
    group = form.groups["taste"]
    assert group._inside.isHidden()
    group.unfold(True)
    group.sliders["motif"].set_value(1.5)
    assert form.options().taste == Taste(motif=1.5)
    assert form.options().taste.repeats == 0


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda tool: tool.name)
def test_each_tool_has_a_form_whose_every_control_is_named_and_explained(qtbot, tool):
    form = Form(tool.options, DARK)
    qtbot.addWidget(form)
    assert form.options() == tool.options()
    sliders = form.findChildren(QSlider)
    assert sliders
    assert all(slider.accessibleName() for slider in sliders)
    rows = [*form.sliders.values(), *form.choices.values(), *form.locks.values()]
    assert all(row.toolTip() for row in rows), [row for row in rows if not row.toolTip()]


@pytest.mark.parametrize("text", ["C4-C6", "C4 – C6", "c4 - c6", "B#3-B#5"])
def test_ranges_are_read_as_musicians_write_them(text):
    assert parse_pitch_range(text) == (60, 84)


@pytest.mark.parametrize("key", [None, *ALL_KEYS])
def test_ranges_are_written_so_that_they_can_be_read(key):
    for low in range(128):
        assert parse_pitch_range(pitch_range_text(low, 127, key)) == (low, 127)


@pytest.mark.parametrize("text", ["", "C4", "C6-C4", "H4-C5", "C4-C12", "4-5"])
def test_other_ranges_are_refused(text):
    with pytest.raises(ValueError, match=r"write"):
        parse_pitch_range(text)


def test_continue_is_asked_of_one_model_or_the_other_which_is_no_lock(qtbot):
    made = Form(TOOLS["continue"].options, DARK)
    qtbot.addWidget(made)
    assert "model" not in made.locks and made.options().model == "network"
    made.choices["model"].set_value("markov")
    assert made.options().model == "markov"
    again = Form(TOOLS["continue"].options, DARK)
    qtbot.addWidget(again)
    again.set_values(made.values())
    assert again.options().model == "markov"


def test_what_is_folded_away_keeps_its_positions_too(form, qtbot):
    form.groups["taste"].unfold(True)
    form.groups["taste"].sliders["motif"].set_value(1.5)
    other = Form(ContinueOptions, DARK)
    qtbot.addWidget(other)
    other.set_values(form.values())
    assert other.options() == form.options()
    assert other.values() == form.values()
    other.groups["taste"].unfold(True)
    assert other.groups["taste"].sliders["motif"].value == pytest.approx(1.5)


@pytest.mark.parametrize("name", TOOLS)
def test_a_row_is_never_squeezed(window, name, qtbot):
    window.resize(1000, 520)
    window.places.assistant.show_tool(name)
    form = window.places.assistant.form
    parts = (form.sliders, form.choices, form.locks, form.groups)
    rows = [row for part in parts for row in part.values()]
    qtbot.waitUntil(lambda: all(row.height() >= row.sizeHint().height() for row in rows))
