"""Why some melodies come back worse than others: by how much each trait of clips explains that
fewer of their onsets do.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from engine.representation.clips import REST, SLOTS
from engine.runtime.autoencoder import Autoencoder
from engine.theory.keys import find_key
from models.evaluation.clips_data import Excerpt
from models.evaluation.clips_paths import own
from models.evaluation.clips_reconstruction import counted
from models.evaluation.decomposition import Weighed, decomposed

MIDDLE = 71
"""About the mean pitch of what is learnt."""

Trait = Callable[[Excerpt], float]


def causes(
    coder: Autoencoder, usual: Sequence[Excerpt], others: Sequence[Excerpt], learnt: Counter[int]
) -> dict[str, float]:
    """F1 of the onsets of both kinds of clips, and their difference as a sum: what each trait
    explains, by a line through the usual clips, and the rest, which none does. `learnt` says how
    many bars of each meter are learnt from.
    """
    traits = traits_told(learnt)
    before, after = (weighed(coder, clips, list(traits.values())) for clips in (usual, others))
    return decomposed(before, after, list(traits))


def weighed(coder: Autoencoder, clips: Sequence[Excerpt], traits: Sequence[Trait]) -> Weighed:
    """What comes back of clips; together the F1 of each is that of all."""
    counts = counted(coder, clips)
    weight = counts["true"] + counts["made"]
    told = np.array([[trait(each) for trait in traits] for each in clips])
    return Weighed(told, 2 * counts["both"] / np.maximum(1, weight), weight)


def traits_told(learnt: Mapping[int, int]) -> dict[str, Trait]:
    """What clips are told apart by."""
    return {
        "density": density, "triplets": triplets, "lengths": lengths, "rests": rests,
        "leaps": leaps, "chromatics": chromatics, "register": register,
        "meter": lambda excerpt: meter(excerpt, learnt),
    }  # fmt: skip


def density(excerpt: Excerpt) -> float:
    """Notes in a quarter."""
    return len(own(excerpt)) * SLOTS / sum(excerpt.bars.lengths)


def triplets(excerpt: Excerpt) -> float:
    """The share of bars with triplets."""
    return float(np.mean(excerpt.bars.fine))


def lengths(excerpt: Excerpt) -> float:
    """How many lengths of notes there are."""
    return len({note.length for note in own(excerpt)})


def rests(excerpt: Excerpt) -> float:
    """The share of steps that are silent."""
    return float((excerpt.symbols == REST).mean())


def leaps(excerpt: Excerpt) -> float:
    """The mean interval in semitones."""
    steps = [abs(b.pitch - a.pitch) for a, b in pairwise(own(excerpt))]
    return sum(steps) / max(1, len(steps))


def chromatics(excerpt: Excerpt) -> float:
    """The share of notes out of the clip's own key."""
    notes = own(excerpt)
    key = find_key(notes)
    return 0.0 if key is None else sum(n.pitch % 12 not in key.scale for n in notes) / len(notes)


def register(excerpt: Excerpt) -> float:
    """How far the mean pitch lies from what is usual, in semitones."""
    return abs(float(np.mean([note.pitch for note in own(excerpt)])) - MIDDLE)


def meter(excerpt: Excerpt, learnt: Mapping[int, int]) -> float:
    """How many bars in such meters are learnt from, as a logarithm."""
    return float(np.mean([np.log10(1 + learnt[each]) for each in excerpt.bars.meters]))
