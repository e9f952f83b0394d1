"""A curated batch: of many takes drawn the best and most different are shown, each with why.

Takes are chosen one after the other by what they are worth and by how far they are from all that
was chosen before: maximal marginal relevance (Carbonell and Goldstein 1998).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.score.song import Note
from engine.tools.choice.comparison import Struck
from engine.tools.choice.originality import SHARED
from engine.tools.options import option
from engine.tools.takes import Take

ALIKE = 0.2
"""Takes less far from each other are chosen together only where there is no other."""

TELLING = 0.02
"""By so much a take has to be above the mean, in weighed points, to be praised for it."""


def _weight(default: float, label: str, text: str) -> float:
    return option(default, label, low=0.0, high=2.0, step=0.1, unit="", help=text)


@dataclass(frozen=True)
class Curation:
    """How many takes are drawn for each one shown, and what the reasons weigh: 0 is not at all."""

    times: int = option(
        2, "Drawn for each shown", low=1, high=8, step=1, unit="takes",
        help="Of so many takes drawn one is shown; 1 shows them all as they come",
    )  # fmt: skip
    in_key: float = _weight(1.0, "In key", "Prefer takes with few notes outside the key")
    few_repeats: float = _weight(1.0, "Few repeats", "Prefer takes that do not stay on one note")
    leaps: float = _weight(0.5, "Leaps resolved", "Prefer takes that answer leaps by a step back")
    motif: float = _weight(0.5, "Motif", "Prefer takes that take up what was heard before")
    novelty: float = _weight(1.0, "Novelty", "Prefer takes unlike the music before and each other")

    most_known: int | None = option(
        None, "Known notes", low=9, high=64, step=1, unit="notes",
        help="No take with more notes in a row that stand in the training music",
    )  # fmt: skip

    @property
    def is_on(self) -> bool:
        """Whether takes are chosen among those that are drawn."""
        return self.times > 1 or self.most_known is not None


@dataclass(frozen=True)
class Choice:
    """A take that is shown: its number among those drawn, and its figures from 0 to 1.

    Its reason is the take's own with what it is chosen for. `figures` has the names of the weights;
    "novelty" is the distance to the nearest of what was heard before and of those chosen before it.
    """

    number: int
    take: Take
    figures: Mapping[str, float]


FIGURES = {
    "in_key": lambda scores: 1 - scores.get("out_of_key", 0.0),
    "few_repeats": lambda scores: 1 - scores.get("excessive_repeats", 0.0),
    "leaps": lambda scores: scores.get("leaps_resolved", 1.0),
    "motif": lambda scores: scores.get("repeated_motif", 0.0),
}
"""What a take is worth by itself, of the scores of engine.theory.metrics."""

PRAISE = {
    "in_key": "never leaves the key",
    "few_repeats": "stays on no note",
    "leaps": "answers its leaps",
    "motif": "works with its motif",
    "novelty": "unlike the others",
    "new": "says something new",
}
"""What a take is praised for; "new" is the novelty of the one that is chosen first."""


def curated(takes: Sequence[Take], count: int, curation: Curation, ppq: int) -> tuple[Choice, ...]:
    """At most `count` of the takes, the most worthwhile first; of those that sound alike one.

    `ppq` counts the takes' ticks. The order in which takes were drawn makes no difference.
    """
    pool = [number for number in _distinct(takes) if _is_own(takes[number], curation)]
    if not pool:
        return ()
    worth = {number: figures_of(takes[number]) for number in pool}
    means = {name: sum(each[name] for each in worth.values()) / len(pool) for name in FIGURES}
    fresh = {number: 1 - takes[number].scores.get("echo", 0.0) for number in pool}
    struck = {number: Struck.of(takes[number].notes, ppq) for number in pool}
    other = dict.fromkeys(pool, True)
    chosen: list[Choice] = []
    while pool and len(chosen) < count:
        points = {n: _points(worth[n] | {"novelty": fresh[n]}, curation) for n in pool}
        best = max(pool, key=lambda n: (other[n], points[n]))
        pool.remove(best)
        figures = worth[best] | {"novelty": fresh[best]}
        usual = means | {"novelty": _mean([fresh[n] for n in (best, *pool)])}
        reason = why(takes[best].reason, figures, usual, curation, first=not chosen)
        take = replace(takes[best], reason=reason)
        chosen.append(Choice(best, take, figures))
        for number in pool:
            away = struck[best].distance(struck[number])
            fresh[number] = min(fresh[number], away)
            other[number] &= away >= ALIKE or not curation.novelty
    return tuple(chosen)


def _is_own(take: Take, curation: Curation) -> bool:
    """Whether a take keeps to the limit of what may be known of it."""
    limit = curation.most_known
    return limit is None or take.scores.get(SHARED, 0.0) <= limit


def figures_of(take: Take) -> dict[str, float]:
    """What a take is worth by itself, each from 0 to 1."""
    return {name: figure(take.scores) for name, figure in FIGURES.items()}


def why(
    reason: str,
    figures: Mapping[str, float],
    usual: Mapping[str, float],
    curation: Curation,
    *,
    first: bool,
) -> str:
    """A take's reason with what it is chosen for: where it is most above what is usual."""
    above = {
        name: getattr(curation, name) * (value - usual[name]) for name, value in figures.items()
    }
    best = max(above, key=lambda name: above[name])
    if above[best] < TELLING:
        return reason
    head, *others = reason.split(", ")
    praise = PRAISE["new" if first and best == "novelty" else best]
    return ", ".join([head, praise, *others[-1:]])


def _points(figures: Mapping[str, float], curation: Curation) -> float:
    return sum(getattr(curation, name) * value for name, value in figures.items())


def _distinct(takes: Sequence[Take]) -> list[int]:
    """The numbers of the takes that sound different, in an order that comes of the notes alone."""
    by_sound: dict[tuple[tuple[int, int, int], ...], int] = {}
    for number, take in enumerate(takes):
        known = by_sound.setdefault(_heard(take.notes), number)
        if take.seed < takes[known].seed:
            by_sound[_heard(take.notes)] = number
    return [by_sound[sound] for sound in sorted(by_sound)]


def _heard(notes: Sequence[Note]) -> tuple[tuple[int, int, int], ...]:
    return tuple((note.start, note.length, note.pitch) for note in notes)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
