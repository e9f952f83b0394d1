"""Imports as Python makes them, once Qt is loaded."""

import builtins


def make_plain() -> None:
    """Take away what PySide puts in the place of Python's own import: it reads the source of each
    module that is loaded, in search of features (`from __feature__ import ...`) that nothing here
    uses.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
