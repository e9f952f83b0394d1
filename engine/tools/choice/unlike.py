"""Takes that are not alike: one that sounds as an earlier one did is drawn anew."""

from collections.abc import Callable, Hashable

from engine.runtime.sampling import variation_seed
from engine.tools.takes import Take

ATTEMPTS = 4
"""How often a take that equals an earlier one is drawn anew."""

Make = Callable[[int], Take]
"""A take from its seed."""


def unlike(make: Make, heard: Callable[[Take], Hashable], *known: Hashable) -> Make:
    """`make`, told by `heard` which takes are equal, and what is `known` before the first one. A
    take's seed is the one that gave it, so that it comes again when it is asked for alone; where
    nothing new comes, the last one drawn stays.
    """
    before = set(known)

    def anew(seed: int) -> Take:
        take = make(seed)
        for attempt in range(1, ATTEMPTS + 1):
            if heard(take) not in before:
                break
            take = make(variation_seed(seed, 0, attempt))
        before.add(heard(take))
        return take

    return anew
