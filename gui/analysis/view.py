"""What the pages of the analysis show. Loads nothing that draws."""

from dataclasses import dataclass

from engine.theory.portrait import Portrait
from engine.theory.profiles import Profile
from engine.theory.surprises import NONE_KNOWN, Surprises


@dataclass(frozen=True, eq=False)
class View:
    """All that a page shows: the portrait; the real music beside it, by its `name` in the figures
    and the `kind` for people; what a model says of the notes, or a remark where it says nothing.
    """

    portrait: Portrait
    real: Profile
    name: str
    kind: str
    surprises: Surprises = NONE_KNOWN
    remark: str = ""
