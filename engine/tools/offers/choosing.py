"""Tools that draw more takes than they show, and show the best and most different."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from engine.jobs import Cancelled
from engine.score.song import Note
from engine.tools.asking import Answering, Ears, Load, Request
from engine.tools.choice.curation import Choice, Curation, curated
from engine.tools.choice.originality import Originality
from engine.tools.errors import ToolError
from engine.tools.takes import Answer, Take

MOST_DRAWN = 64


@dataclass(frozen=True)
class Choosing:
    """What a musician may set of how takes are chosen. Takes drawn together share most of the work:
    twice as many cost about a third more time.
    """

    curation: Curation = field(
        default=Curation(),
        metadata={
            "label": "Choice",
            "help": "Draw more takes than are shown, and what to choose them by",
            "unasked": Curation(times=1),
        },
    )


def choosing(answer: Answering) -> Answering:
    """The same tool, which draws more where its options' `curation` says so.

    The first takes are told as they come. Those of them that are chosen keep their places, so that
    what is seen already moves as little as can be.
    """

    def chosen(request: Request, load: Load, ears: Ears) -> Answer:
        options = request.options
        curation: Curation | None = getattr(options, "curation", None)
        if curation is None or not curation.is_on or options.temperature == 0:
            return told(request, load, ears)
        count = options.variations
        drawn = max(count, min(count * curation.times, MOST_DRAWN))
        spare = 0 if curation.most_known else drawn - count  # a limit leaves out some of any takes
        many = replace(request, options=replace(options, variations=drawn, spare=spare))
        found = told(many, load, _first(ears, count))
        choices = curated(found.takes, count, curation, request.song.ppq)
        if not choices:
            raise ToolError(
                f"each of {drawn} takes has more than {curation.most_known} notes in a row from "
                "the training music; allow more, or draw more"
            )
        return replace(found, takes=_placed(choices, count))

    def told(request: Request, load: Load, ears: Ears) -> Answer:
        """The answer, whose takes say how much of them is known."""
        known, ppq = ears.originality, request.song.ppq
        if known is None:
            return answer(request, load, ears)

        of = _lookup(known, ppq, ears.cancelled)

        def tell(number: int, take: Take) -> None:
            if ears.on_take is not None:
                ears.on_take(number, of(take))

        found = answer(request, load, replace(ears, on_take=tell))
        return replace(found, takes=tuple(map(of, found.takes)))

    return chosen


def _lookup(known: Originality, ppq: int, cancelled: Callable[[], bool]) -> Callable[[Take], Take]:
    """What a take is told as. Each is looked up once, when it is told of or with all others; it
    raises Cancelled.
    """
    takes: dict[int, tuple[Take, Take]] = {}

    def of(take: Take) -> Take:
        if cancelled():
            raise Cancelled
        if id(take) not in takes:
            takes[id(take)] = take, known.told(take, ppq)
        return takes[id(take)][1]

    return of


def _first(ears: Ears, count: int) -> Ears:
    """Ears that hear of the first takes only."""
    on_note, on_take = ears.on_note, ears.on_take

    def note(number: int, each: Note) -> None:
        if on_note is not None and number < count:
            on_note(number, each)

    def take(number: int, each: Take) -> None:
        if on_take is not None and number < count:
            on_take(number, each)

    return replace(ears, on_note=note, on_take=take)


def _placed(choices: Sequence[Choice], count: int) -> tuple[Take, ...]:
    """The chosen takes: those drawn first where they were told, the others in between."""
    first = {choice.number: choice.take for choice in choices if choice.number < count}
    others = iter([choice.take for choice in choices if choice.number >= count])
    places = (first.get(number) or next(others, None) for number in range(count))
    return tuple(take for take in places if take is not None)
