"""Continue from press to takes: in the window, in the engine alone, and the one over the other."""

import time
from collections.abc import Callable
from statistics import median

from engine.representation.notes import FIELDS
from engine.runtime.library import Library, LoadedModel, models_folder, resources_folder
from engine.score.song import Song
from engine.tools.bench import Run, measure, prompt_song
from engine.tools.choice.originality import Originality
from engine.tools.continue_options import ContinueOptions
from engine.tools.offers.continue_ import Continued
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
    engine = Alone(song, model)
    presses: list[Press] = []
    with screen() as shown, presser(shown, song) as hand:
        for seed in range(WARM_UP):
            hand.press()
            engine.answer(seed)
        engine.forget()
        for number in range(ROUNDS):
            presses += [hand.press() for _ in range(IN_A_ROUND)]
            for seed in range(number * IN_A_ROUND, (number + 1) * IN_A_ROUND):
                engine.answer(seed)
    return [*_table(presses, engine), *_steps(engine.four, seconds_of_a_step(model))]


class Alone:
    """The engine without a window: four takes as they come, and what a press asks of it, which is
    the best and most different four of eight.
    """

    def __init__(self, song: Song, model: LoadedModel) -> None:
        self._song, self._model = song, model
        self._originality = Originality(resources_folder())
        self.four: list[Run] = []
        self.chosen: list[Run] = []

    def answer(self, seed: int) -> None:
        """Both, each after a rest as long as the one before a press: caches go cold meanwhile."""
        time.sleep(STILL)
        self.four.append(measure(self._song, self._model, ContinueOptions(seed=seed)))
        time.sleep(STILL)
        asked = Continued(seed=seed)
        self.chosen.append(measure(self._song, self._model, asked, self._originality))

    def forget(self) -> None:
        """Begin anew, warm."""
        self.four.clear()
        self.chosen.clear()


def _table(presses: list[Press], engine: Alone) -> list[Figure]:
    def alone(name: str, runs: list[Run], part: Callable[[Run], float]) -> Figure:
        return in_milliseconds(name, [part(run) for run in runs])

    def over(name: str, goal: float | None, shown: list[float], made: list[float]) -> Figure:
        return Figure(name, median(shown) / median(made), "x", goal)

    first = [press.first_note for press in presses]
    takes = [press.all_takes for press in presses]
    four, chosen = engine.four, engine.chosen
    return [
        in_milliseconds("press to first note on screen", first, goal=30),
        alone("  engine alone, reading 8 bars included", chosen, lambda run: run.first_note),
        alone("    of which reading", chosen, lambda run: run.prefill),
        over("  first note, window over engine", None, first, [run.first_note for run in chosen]),
        in_milliseconds("press to four takes of four bars on screen", takes, goal=150),
        alone("  engine alone, four chosen of eight as then", chosen, lambda run: run.all_takes),
        alone("    processor time of its thread", chosen, lambda run: run.processor),
        over(
            "  four takes, window over engine",
            BESIDE_THE_ENGINE,
            takes,
            [run.all_takes for run in chosen],
        ),
        alone("  engine alone, four as they come", four, lambda run: run.all_takes),
        alone("    of which inside session.run", four, lambda run: run.inside),
        alone("    processor time of its thread", four, lambda run: run.processor),
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
