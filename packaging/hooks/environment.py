"""Runs first in the frozen program: what its libraries are told."""

import os

# No matrix here is large enough for several threads, which wait in a loop: time that others need.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
