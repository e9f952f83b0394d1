"""How late notes are sent, over a thousand of them: at rest, and while the shipped model generates.

`python -m tests.bench.playing [OUTPUT]` prints it; OUTPUT is a MIDI port, "synth" or "nowhere".
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

from engine.composer.composer import Composer
from engine.composer.tasks import Compose
from engine.errors import AriettaError
from engine.playback.events import Lateness, PlayerEvent, PortsChanged
from engine.playback.messages import NOWHERE
from engine.playback.player import Player
from engine.runtime.library import models_folder
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick
from engine.tools.asking import Request
from engine.tools.bench import prompt_song
from engine.tools.continue_options import ContinueOptions
from engine.tools.takes import Answer
from tests.bench.goals import Figure

NOTES = 1000
EVERY = 19
GOAL_MS = 2.0
"""The most that 99 of 100 notes may be late."""

PATIENCE = 30.0


def thousand_notes() -> Song:
    """A thousand notes, about ten milliseconds apart: ten seconds."""
    notes = tuple(
        Note(10 + i, 36 + i % 48, 90, Tick(i * EVERY), Tick(EVERY - 4)) for i in range(NOTES)
    )
    clip = Clip(2, length=Tick(NOTES * EVERY), notes=notes)
    return Song(tracks=(Track(1, clips=(clip,)),), next_id=9999)


def lateness(output: str = NOWHERE, realtime: bool = True) -> Lateness:
    """How late a thousand notes are sent while this process does what it does.

    Without `realtime` the player runs at the priority of any program, where the system had let it
    take a better one. Raises TimeoutError where the player gives no answer.
    """
    events: Queue[PlayerEvent] = Queue()
    player = Player(events.put)
    player.start()
    try:
        player.select_output(output)
        waited_for(events, lambda e: isinstance(e, PortsChanged) and e.output == output)
        if not realtime:
            _take_priority(player.process_id or 0)
        player.load(thousand_notes())
        player.measure_lateness()
        player.play(Tick(0))
        time.sleep(thousand_notes().tempos.seconds_at(Tick(NOTES * EVERY)) + 0.5)
        player.report_lateness()
        answer = waited_for(events, lambda e: isinstance(e, Lateness))
    finally:
        player.close()
    assert isinstance(answer, Lateness)
    return answer


def _take_priority(process: int) -> None:
    """Brings all threads of a process back to the usual priority. Only Linux gives a better."""
    if sys.platform == "linux":
        for thread in Path(f"/proc/{process}/task").iterdir():
            os.sched_setscheduler(int(thread.name), os.SCHED_OTHER, os.sched_param(0))
            os.setpriority(os.PRIO_PROCESS, int(thread.name), 0)


def waited_for(events: "Queue[PlayerEvent]", wanted: Callable[[PlayerEvent], bool]) -> PlayerEvent:
    """The first event that is wanted. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while (left := end - time.monotonic()) > 0:
        try:
            event = events.get(timeout=left)
        except Empty:
            break
        if wanted(event):
            return event
    raise TimeoutError("the player process gave no answer")


@contextmanager
def generating() -> Iterator[None]:
    """The composer makes one Continue after the other, as the window has it made."""
    begun, troubles, song = Event(), list[AriettaError](), prompt_song()
    composer, seeds = Composer(models_folder()), count()

    def ask(_answer: Answer | None = None) -> None:
        request = Request(song, song.tracks[0].id, ContinueOptions(seed=next(seeds))).fine()
        composer.submit(
            Compose("continue", request, "cpu"), key="continue",
            on_progress=lambda _news: begun.set(), on_done=ask, on_error=troubles.append,
        )  # fmt: skip

    ask()
    try:
        while not begun.wait(0.1):
            if troubles:
                raise RuntimeError("the model does not generate") from troubles[0]
        yield
    finally:
        composer.close()


@contextmanager
def counting() -> Iterator[None]:
    """Two threads of pure Python, which leave the interpreter as little as possible."""
    done = Event()

    def work() -> None:
        while not done.is_set():
            sum(i * i for i in range(20_000))

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


LOADS: dict[str, tuple[Callable[[], AbstractContextManager[None]], float | None]] = {
    "at rest": (nullcontext, GOAL_MS),
    "while generating": (generating, GOAL_MS),
    "two busy threads": (counting, None),
}
"""What this process does meanwhile, and the goal for it."""


def lateness_figures(output: str = NOWHERE) -> list[Figure]:
    """The 99th percentile over a thousand notes, the median and the latest note beside it.

    The player takes the best priority that the system lets it have; then it is given the usual one.
    """
    return [
        _figure(f"lateness p99 {title}{words}", load, goal, output, realtime)
        for title, (load, goal) in LOADS.items()
        for words, realtime in {"": True, ", usual priority": False}.items()
    ]


def _figure(
    name: str,
    load: Callable[[], AbstractContextManager[None]],
    goal: float | None,
    output: str,
    realtime: bool,
) -> Figure:
    with load():
        late = lateness(output, realtime)
    detail = f"p50 {late.p50_ms:.2f}, max {late.max_ms:.2f} over {late.count} notes"
    return Figure(name, late.p99_ms, "ms", goal, detail)


if __name__ == "__main__":
    for figure in lateness_figures(*sys.argv[1:2]):
        print(figure.line(), flush=True)
