"""Takes that are not alike: in the place of one that sounds as an earlier one did comes another."""

from collections.abc import Callable, Hashable, Sequence

from engine.runtime.sampling import variation_seed
from engine.tools.takes import Take

ATTEMPTS = 8
"""How often a take that equals an earlier one is drawn anew."""

Make = Callable[[int], Take]
"""A take from its seed."""


def unlike(
    make: Make, heard: Callable[[Take], Hashable], *known: Hashable, spare: Sequence[int] = ()
) -> Make:
    """`make`, told by `heard` which takes are equal, and what is `known` before the first one. A
    take's seed is the one that gave it, so that it comes again when it is asked for alone; where
    nothing new comes, the last one drawn stays. Those of `spare` seeds stand in for others before
    anything is drawn anew, and are given as they are.
    """
    before = set(known)
    standing_in = dict.fromkeys(spare)

    def anew(seed: int) -> Take:
        take = make(seed)
        if seed in standing_in:
            return take
        for other in (*spare, *(variation_seed(seed, 0, n + 1) for n in range(ATTEMPTS))):
            if heard(take) not in before:
                break
            take = make(other)
        before.add(heard(take))
        return take

    return anew
