"""How late notes are sent, at rest and while the model writes takes without a pause."""

from contextlib import suppress
from itertools import count
from threading import Event

from engine.jobs import Cancelled
from engine.playback.bench import Work, lateness
from engine.runtime.library import Library, models_folder
from engine.tools.bench import prompt_song
from engine.tools.continue_ import ContinueOptions, continue_melody
from tests.bench.goals import Figure


def lateness_figures() -> list[Figure]:
    """The 99th percentile over a thousand notes, the median and the latest note beside it.

    The player takes the best priority that the system lets it have; then it is given the usual one.
    """
    situations: dict[str, Work | None] = {"at rest": None, "while generating": generate}
    priorities = {"": True, ", usual priority": False}
    return [
        _figure(f"lateness p99 {title}{words}", work, realtime)
        for title, work in situations.items()
        for words, realtime in priorities.items()
    ]


def generate(done: Event) -> None:
    """Continue, again and again, as the program's worker does it."""
    library, song = Library(models_folder()), prompt_song()
    model = library.load(library.for_tool("continue"), "cpu")
    with suppress(Cancelled):
        for seed in count():
            options = ContinueOptions(seed=seed)
            continue_melody(song, song.tracks[0].id, options, model, cancelled=done.is_set)


def _figure(name: str, work: Work | None, realtime: bool) -> Figure:
    late = lateness(work, realtime=realtime)
    detail = f"p50 {late.p50_ms:.2f}, max {late.max_ms:.2f} over {late.count} notes"
    return Figure(name, late.p99_ms, "ms", goal=2, detail=detail)
