"""How fast Continue is here: `python -m engine.tools.bench [--model NAME]`. Medians, model warm.

The prompt is 8 bars of 4/4 with 6 notes each, read anew in every run: the first note counts the
reading. Four takes of four bars are asked for. Times are of the clock; `processor` is what the
thread itself used, which tells on a machine that is busy with other things too.
"""

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np

from engine.runtime.library import Library, LoadedModel, models_folder
from engine.score.song import Note, Song, new_song
from engine.score.time import Tick
from engine.tools.asking import Ears, Request
from engine.tools.catalogue import TOOLS
from engine.tools.choice.originality import Originality
from engine.tools.continue_options import ContinueOptions

RHYTHM = (0, 480, 960, 1920, 2400, 2880)
STEPS = (0, 2, 4, 7, 5, 4, 2, 0, -1, 2, 5, 4)


@dataclass
class Timed:
    """A session that keeps the time and the steps of its runs, and is otherwise the same."""

    session: Any
    runs: list[tuple[float, int]]

    def run(self, outputs: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """Run the graph."""
        began = time.perf_counter()
        result = self.session.run(outputs, feeds)
        rows = feeds.get("rows")
        self.runs.append((time.perf_counter() - began, 0 if rows is None else rows.shape[1]))
        return result


@dataclass(frozen=True)
class Run:
    """One call, in seconds. `prefill` is inside `first_note`, `inside` is all of session.run."""

    first_note: float
    prefill: float
    all_takes: float
    processor: float
    inside: float
    steps: int
    notes: int

    @property
    def step(self) -> float:
        """A step of decoding, which writes a note in each take."""
        return (self.all_takes - self.prefill) / self.steps

    @property
    def step_inside(self) -> float:
        """What of a step is session.run."""
        return (self.inside - self.prefill) / self.steps


def prompt_song(bars: int = 8) -> Song:
    """A song in C with `bars` bars of melody."""
    starts = [bar * 3840 + into for bar in range(bars) for into in RHYTHM]
    notes = tuple(
        Note(10 + i, 67 + STEPS[i * 5 % len(STEPS)], 70 + i % 30, Tick(start), Tick(480))
        for i, start in enumerate(starts)
    )
    song = new_song(bars=bars)
    return replace(song.with_clip(replace(song.clip(2), notes=notes)), next_id=1000)


def measure(
    song: Song,
    model: LoadedModel,
    options: ContinueOptions,
    originality: Originality | None = None,
) -> Run:
    """One call on a warm model. With the `options` of the window's form takes are chosen among
    twice as many; with an `originality` it is looked up how much of each is known.
    """
    runs: list[tuple[float, int]] = []
    graphs = {name: Timed(session, runs) for name, session in model.graphs.items()}
    timed = replace(model, graphs=graphs)
    first: list[float] = []

    def on_note(_: int, __: Note) -> None:
        if not first:
            first.append(time.perf_counter() - began)

    used = time.thread_time()
    began = time.perf_counter()
    request = Request(song, song.tracks[0].id, options).fine()
    ears = Ears(on_note=on_note, originality=originality)
    result = TOOLS["continue"].answer(request, lambda *_: timed, ears)
    seconds = time.perf_counter() - began
    used = time.thread_time() - used
    prefill = next(spent for spent, rows in runs if rows > 1)
    steps = sum(rows == 1 for _, rows in runs) + 1
    notes = sum(len(take.notes) for take in result.takes)
    inside = sum(spent for spent, _ in runs)
    return Run(first[0], prefill, seconds, used, inside, steps, notes)


def report(runs: Sequence[Run]) -> str:
    """The medians, and the best of all runs, as a table."""

    def ms(values: Sequence[float]) -> str:
        return f"{median(values) * 1000:8.2f} ms {min(values) * 1000:8.2f}"

    steps, inside = [run.step for run in runs], [run.step_inside for run in runs]
    loop = [run.step - run.step_inside for run in runs]
    return "\n".join(
        [
            f"{'':31}  median     best",
            f"first note, reading included   {ms([run.first_note for run in runs])}",
            f"  of which reading 8 bars      {ms([run.prefill for run in runs])}",
            f"four takes of four bars        {ms([run.all_takes for run in runs])}",
            f"  processor                    {ms([run.processor for run in runs])}",
            f"a step (a note in each take)   {ms(steps)}",
            f"  of which session.run         {ms(inside)}",
            f"  of which the loop            {ms(loop)}",
            f"steps                          {median(run.steps for run in runs):8.0f}",
            f"notes in all takes             {median(run.notes for run in runs):8.0f}",
            f"notes a second                 {median(r.notes / r.all_takes for r in runs):8.0f}",
        ]
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", help="one that `devices` lists")
    parser.add_argument("--device", choices=("auto", "cpu", "gpu"), default="cpu")
    parser.add_argument("--runs", type=int, default=40)
    arguments = parser.parse_args()
    library = Library(models_folder())
    name = arguments.model or library.for_tool("continue")
    began = time.perf_counter()
    model = library.load(name, arguments.device)
    print(f"{name} on the {model.device.upper()}, loaded in {time.perf_counter() - began:.3f} s")
    song = prompt_song()
    runs = [measure(song, model, ContinueOptions(seed=seed)) for seed in range(arguments.runs + 3)]
    print(report(runs[3:]))


if __name__ == "__main__":
    main()
