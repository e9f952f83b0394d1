"""What may be set of Continue, whatever it goes on."""

from dataclasses import dataclass

from engine.tools.errors import ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.options import option


@dataclass(frozen=True)
class Length:
    """How much is written."""

    bars: int = option(
        4, "Length", low=1, high=32, step=1, unit="bars", help="How many bars to add"
    )


@dataclass(frozen=True)
class ContinueOptions(MelodyOptions, Length):
    """What a musician may set.

    `chords` are those of the new bars, and `rhythm` "keep" that of the melody's last bars.
    """

    variations: int = option(
        4, "Takes", low=1, high=16, step=1, unit="", help="How many answers to offer"
    )

    def check(self) -> None:
        """Refuse what no call can mean. Raises ToolError."""
        if self.bars < 1:
            raise ToolError("Continue needs at least one bar; raise the number")
        super().check()
