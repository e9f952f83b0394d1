"""Continue from press to takes: in the window, in the engine alone, and the one over the other."""

import time
from collections.abc import Callable
from statistics import median

from engine.representation.notes import FIELDS
from engine.runtime.library import Library, LoadedModel, models_folder
from engine.score.song import Song
from engine.tools.bench import Run, measure, prompt_song
from engine.tools.continue_options import ContinueOptions
from tests.bench.goals import Figure, in_milliseconds
from tests.bench.limit import seconds_of_a_step
from tests.bench.presses import STILL, Press, presser
from tests.fixtures.screen import screen

ROUNDS = 4
IN_A_ROUND = 7
WARM_UP = 2
OVER_THE_LIMIT = 2.0
BESIDE_THE_ENGINE = 1.5
"""The window shows takes while they come: it may cost a part of the engine's time, no more."""


def answer_figures() -> list[Figure]:
    """Medians over many presses, and over as many calls between them, on the same melody."""
    song = prompt_song()
    library = Library(models_folder())
    model = library.load(library.for_tool("continue"), "cpu")
    presses: list[Press] = []
    runs: list[Run] = []
    with screen() as shown, presser(shown, song) as hand:
        for seed in range(WARM_UP):
            hand.press()
            _alone(song, model, seed)
        for number in range(ROUNDS):
            presses += [hand.press() for _ in range(IN_A_ROUND)]
            seeds = range(number * IN_A_ROUND, (number + 1) * IN_A_ROUND)
            runs += [_alone(song, model, seed) for seed in seeds]
    return [*_table(presses, runs), *_steps(runs, seconds_of_a_step(model))]


def _alone(song: Song, model: LoadedModel, seed: int) -> Run:
    """A call after a rest as long as the one before a press: caches go cold meanwhile."""
    time.sleep(STILL)
    return measure(song, model, ContinueOptions(seed=seed))


def _table(presses: list[Press], runs: list[Run]) -> list[Figure]:
    def alone(name: str, part: Callable[[Run], float]) -> Figure:
        return in_milliseconds(name, [part(run) for run in runs])

    def over(name: str, goal: float | None, shown: list[float], made: list[float]) -> Figure:
        return Figure(name, median(shown) / median(made), "x", goal)

    first = [press.first_note for press in presses]
    takes = [press.all_takes for press in presses]
    return [
        in_milliseconds("press to first note on screen", first, goal=30),
        alone("  engine alone, reading 8 bars included", lambda run: run.first_note),
        alone("    of which reading", lambda run: run.prefill),
        over("  first note, window over engine", None, first, [run.first_note for run in runs]),
        in_milliseconds("press to four takes of four bars on screen", takes, goal=150),
        alone("  engine alone", lambda run: run.all_takes),
        alone("    of which inside session.run", lambda run: run.inside),
        alone("    processor time of its thread", lambda run: run.processor),
        over(
            "  four takes, window over engine",
            BESIDE_THE_ENGINE,
            takes,
            [run.all_takes for run in runs],
        ),
    ]


def _steps(runs: list[Run], limit: float) -> list[Figure]:
    """What is written in a second, and a step of decoding beside the machine's limit."""

    def rate(name: str, unit: str, values: list[float]) -> Figure:
        detail = f"{min(values):.0f} to {max(values):.0f}, {len(values)} times"
        return Figure(name, median(values), unit, None, detail)

    inside = [run.step_inside for run in runs]
    symbols = len(FIELDS)
    return [
        rate("  notes written", "/s", [run.notes / run.all_takes for run in runs]),
        rate("    symbols (tokens)", "/s", [symbols * run.notes / run.all_takes for run in runs]),
        rate("    steps, a note in each take", "/s", [1 / run.step for run in runs]),
        in_milliseconds("  a step inside session.run", inside),
        in_milliseconds("    the loop around it", [run.step - run.step_inside for run in runs]),
        in_milliseconds("    the machine's limit: weights by a vector", [limit]),
        Figure("    session.run over that limit", median(inside) / limit, "x", OVER_THE_LIMIT),
    ]
