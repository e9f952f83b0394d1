"""Lets the add-on's onnxruntime, which can use a graphics card, go before the program's own.

The add-on is a folder beside the program's: its package installs it there, and beside a portable
Arietta it can be unpacked.
"""

import sys
from pathlib import Path

_addon = Path(sys.executable).resolve().parent.with_name("arietta-cuda")
if (_addon / "onnxruntime").is_dir():
    sys.path.insert(0, str(_addon))
