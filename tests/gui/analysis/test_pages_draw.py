"""Every page of the analysis says how it draws."""

import pytest

from gui.analysis.feel_page import FeelPage
from gui.analysis.form_page import FormPage
from gui.analysis.notes_page import NotesPage
from gui.analysis.page import Page
from gui.analysis.time_page import TimePage


@pytest.mark.parametrize("page", [FeelPage, FormPage, NotesPage, TimePage])
def test_it_draws_in_its_own_way(page):
    assert page.draw is not Page.draw


def test_no_other_page_is_forgotten():
    assert set(Page.__subclasses__()) == {FeelPage, FormPage, NotesPage, TimePage}
