"""Runs first in the frozen program: what its libraries, and programs that it starts, are told.

The bootloader points LD_LIBRARY_PATH to the program's own folder and keeps what stood there before.
The libraries are open by now; a file manager or a browser must find those of the system again.
"""

import os

_name = "LD_LIBRARY_PATH"
_before = os.environ.pop(f"{_name}_ORIG", None)
if _before is None:
    os.environ.pop(_name, None)
else:
    os.environ[_name] = _before
# No matrix here is large enough for several threads, which wait in a loop: time that others need.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
