"""What is loaded once is never looked at for garbage."""

import gc
from collections.abc import Iterator

import pytest

from gui.application.memory import loading


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    looked = gc.isenabled()
    yield
    gc.unfreeze()
    (gc.enable if looked else gc.disable)()


@pytest.mark.parametrize("looked", [True, False])
def test_no_garbage_is_looked_for_while_a_part_is_loaded(looked):
    (gc.enable if looked else gc.disable)()
    with pytest.raises(ImportError), loading():
        assert not gc.isenabled()
        raise ImportError
    assert gc.isenabled() is looked


def test_what_was_loaded_is_not_looked_at():
    with loading():
        loaded: list[object] = []
    assert gc.get_freeze_count() > 0
    assert not any(each is loaded for each in gc.get_objects())
