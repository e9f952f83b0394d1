"""The form is built from the options of a tool, and gives options back."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt

from engine.theory.keys import ALL_KEYS
from engine.tools.continue_ import ContinueOptions
from gui.assistant.fields import slider_fields
from gui.assistant.form import Form, Suggestion
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
    assert list(form.sliders) == ["variations", "bars", "temperature", "top_p"]
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
    form._range.setFocus()
    form._range.setText("C4-G5")
    qtbot.keyClick(form._range, Qt.Key.Key_Return)
    assert form.locks["range"].isChecked()
    assert (form.options().low, form.options().high) == (60, 79)


@pytest.mark.parametrize(
    ("key", "text"), [("C# major", "D♭4 – G♭5"), ("F# major", "C♯4 – F♯5"), ("", "C♯4 – F♯5")]
)
def test_a_range_is_spelt_in_the_melodys_key(form, key, text):
    form.suggest(Suggestion(key, 61, 78))
    assert form._range.text() == text


def test_a_range_is_spelt_in_the_key_that_is_locked(form):
    form.locks["range"].click()
    form._choose_range("C#4-F#5")
    assert form._range.text() == "C♯4 – F♯5"
    form._choose_key("Db major")
    assert form._range.text() == "D♭4 – G♭5"
    assert (form.options().low, form.options().high) == (61, 78)


def test_what_is_half_typed_does_not_count(form):
    form._choose_range("C4-G5")
    form._choose_seed("7")
    for edit in (form._range, form._seed):
        edit.setFocus()
        edit.setText("G")
    assert (form.options().low, form.options().high, form.options().seed) == (60, 79, 7)


def test_nonsense_for_a_range_changes_nothing(form):
    before = form._range.text()
    form._choose_range("loud")
    assert form._range.text() == before
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
