"""Which rules of music theory new notes should follow, and how much each of them weighs.

They are the rewards with which Jaques et al., "Sequence Tutor" (2017), tuned a network. The
measures of the same names in metrics.py tell how far a melody keeps them.
"""

import re
from dataclasses import dataclass, field, fields

from engine.errors import AriettaError


class UnknownRule(AriettaError):
    """A rule that nobody knows, or one without a weight."""


def _rule(label: str, help_: str) -> float:
    """A weight of 0; its metadata describes the control in a form."""
    about = {"label": label, "help": help_, "low": 0.0, "high": 2.0, "step": 0.1, "unit": ""}
    return field(default=0.0, metadata=about)


@dataclass(frozen=True)
class Taste:
    """How much each rule weighs, in nats; 0: not at all, below 0: the other way round.

    repeats: against a pitch heard four times in a row already. autocorrelation: against pitches on
    the side of the mean on which those one, two and three notes before are. key: against notes out
    of the key. tonic: for a take that begins on the tonic. leaps: for a leap of a tritone or more
    that a smaller step answers in the other direction. highest, lowest: against striking a take's
    highest or lowest pitch again. motif: for going on as after the same intervals, distances and
    durations earlier.
    """

    repeats: float = _rule("Few repeats", "Against a pitch for the fifth time in a row")
    autocorrelation: float = _rule("Back and forth", "Against staying on one side of the mean")
    key: float = _rule("In key", "Against notes out of the key")
    tonic: float = _rule("Begins at home", "For a take that begins on the tonic")
    leaps: float = _rule("Leaps answered", "For a step back after a leap of a tritone or more")
    highest: float = _rule("One summit", "Against striking a take's highest pitch again")
    lowest: float = _rule("One floor", "Against striking a take's lowest pitch again")
    motif: float = _rule("Motifs", "For going on as after the same notes earlier")

    def __bool__(self) -> bool:
        return self != Taste()


def parse_taste(text: str) -> Taste:
    """A taste from "motif=1 leaps=0.5". Raises UnknownRule."""
    names = [each.name for each in fields(Taste)]
    weights: dict[str, float] = {}
    for word in text.split():
        match = re.fullmatch(r"(\w+)=([+-]?(?:\d{1,3}(?:\.\d*)?|\.\d+))", word)
        if not match or match[1] not in names:
            raise UnknownRule(
                f'"{word}" is no rule with a weight: write it like motif=1 leaps=0.5; '
                f"the rules are {', '.join(names)}"
            )
        weights[match[1]] = float(match[2])
    return Taste(**weights)
