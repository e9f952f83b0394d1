"""Silence for drivers that write to standard error what their caller already learns otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Turns the process's standard error away while drivers look for servers that may not run."""
    try:
        kept = os.dup(2)
    except OSError:
        # A windowed program need not have a standard error.
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
