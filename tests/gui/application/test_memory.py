"""Memory while the program runs: what it is made of is not looked at, but let go of at its end."""

import gc
import weakref

from gui.application import memory


class Ring:
    """Refers to itself."""

    def __init__(self) -> None:
        self.own = self


def test_what_was_set_apart_at_the_start_is_let_go_of(qapp, monkeypatch):
    monkeypatch.setattr(memory, "SETTLED_MS", 0)
    ring = weakref.ref(Ring())
    memory.go_on()
    try:
        gc.collect()
        assert ring() is not None
        memory.let_go()
        assert ring() is None
    finally:
        gc.unfreeze()
