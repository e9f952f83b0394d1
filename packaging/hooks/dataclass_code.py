"""Has dataclasses take the code that the build compiled for them (bundle/dataclass_code.py).

What is not there is compiled as ever.
"""

import dataclasses
import marshal
import sys
from pathlib import Path
from typing import Any

_compiled = marshal.loads((Path(vars(sys)["_MEIPASS"]) / "dataclasses.code").read_bytes())


def _execute(source: str, names: dict[str, Any], into: dict[str, Any]) -> None:
    code = _compiled.get(source)
    exec(source if code is None else marshal.loads(code), names, into)


dataclasses.__dict__["exec"] = _execute
