"""`make bench`: prints the figures that Arietta promises, each beside its goal.

Exits with 1 where a goal is missed or a part could not be measured, else with 0. Words on the
command line are the parts to measure: `make bench ARGS="continue start"`.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.bench.goals import HEAD, summary
from tests.bench.parts import PARTS, Outcome, measured


def main(names: list[str]) -> int:
    """Measures the parts, each in a process of its own, one after the other, on one thread each."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no part is called {', '.join(unknown)}; there are: {', '.join(PARTS)}")
        return 2
    os.environ["OMP_NUM_THREADS"] = "1"
    print(machine(), HEAD, sep="\n\n", flush=True)
    outcomes: list[Outcome] = []
    for name in names or PARTS:
        print(f"\n{name.capitalize()}", flush=True)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            outcome = process.submit(measured, name).result()
        outcomes.append(outcome)
        show(outcome)
    print("", summary([figure for each in outcomes for figure in each.figures]), sep="\n")
    missed = any(figure.missed for each in outcomes for figure in each.figures)
    return 1 if missed or any(each.broken for each in outcomes) else 0


def machine() -> str:
    """What it is measured on, and whether it does other things meanwhile."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    text = f"{cores} processors, load {load:.1f} before the start; medians, by the clock"
    if load > cores / 4:
        text += "\nOther programs are at work: what is measured is longer than it would be alone."
    return text


def show(outcome: Outcome) -> None:
    """Prints what came of a part."""
    for figure in outcome.figures:
        print(figure.line(), flush=True)
    if outcome.lacking:
        print(f"  skipped: {outcome.lacking}", flush=True)
    if outcome.broken:
        print(f"  could not be measured: {outcome.broken}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
