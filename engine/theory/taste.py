"""Which rules of music theory new notes should follow, and how much each of them weighs.

They are the rewards with which Jaques et al., "Sequence Tutor" (2017), tuned a network. The
measures of the same names in metrics.py tell how far a melody keeps them.
"""

import re
from dataclasses import dataclass, fields

from engine.errors import AriettaError


class UnknownRule(AriettaError):
    """A rule that nobody knows, or one without a weight."""


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

    repeats: float = 0.0
    autocorrelation: float = 0.0
    key: float = 0.0
    tonic: float = 0.0
    leaps: float = 0.0
    highest: float = 0.0
    lowest: float = 0.0
    motif: float = 0.0

    def __bool__(self) -> bool:
        return self != Taste()


def parse_taste(text: str) -> Taste:
    """A taste from "motif=1 leaps=0.5". Raises UnknownRule."""
    names = [field.name for field in fields(Taste)]
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
