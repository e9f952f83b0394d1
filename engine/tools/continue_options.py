"""What may be set of Continue, whatever it goes on."""

from dataclasses import dataclass

from engine.tools.errors import ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.options import option

MOST_FORM = 2.0


@dataclass(frozen=True)
class Length:
    """How much is written."""

    bars: int = option(
        4, "Length", low=1, high=32, step=1, unit="bars", help="How many bars to add"
    )


@dataclass(frozen=True)
class ContinueOptions(MelodyOptions, Length):
    """What a musician may set.

    `chords` are those of the new bars, and `rhythm` "keep" that of the melody's last bars. `form`
    says how often what a melody said is planned to come back (see `melody/form.py`).
    """

    form: float = option(
        1.0, "Form", low=0.0, high=MOST_FORM, step=0.1, unit="",
        help="How readily new bars of a melody come back to earlier ones: 1 as music does, 0 as it "
        "happens",
    )  # fmt: skip
    variations: int = option(
        4, "Takes", low=1, high=16, step=1, unit="", help="How many answers to offer"
    )

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        if self.bars < 1:
            raise ToolError("Continue needs at least one bar; raise the number")
        if not 0 <= self.form <= MOST_FORM:
            raise ToolError(f"form is a number from 0 to {MOST_FORM}")
        super().check()
