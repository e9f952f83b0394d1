"""How late notes are sent, over a thousand of them, at rest and while this process is busy.

`python -m engine.playback.bench [OUTPUT]` prints it; OUTPUT is a MIDI port, "synth" or "nowhere".
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Event, Thread

from engine.playback.events import Lateness, PlayerEvent, PortsChanged
from engine.playback.messages import NOWHERE
from engine.playback.player import Player
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import Tick

Work = Callable[[Event], None]
"""Something that keeps this process busy until the event is set."""

NOTES = 1000
_EVERY = 19
_PATIENCE = 30.0


def thousand_notes() -> Song:
    """A thousand notes, about ten milliseconds apart: ten seconds."""
    notes = tuple(
        Note(10 + i, 36 + i % 48, 90, Tick(i * _EVERY), Tick(_EVERY - 4)) for i in range(NOTES)
    )
    clip = Clip(2, length=Tick(NOTES * _EVERY), notes=notes)
    return Song(tracks=(Track(1, clips=(clip,)),), next_id=9999)


def lateness(work: Work | None = None, output: str = NOWHERE, realtime: bool = True) -> Lateness:
    """How late a thousand notes are sent, while `work` runs on two threads of this process.

    Without `realtime` the player runs at the priority of any program, where the system had let it
    take a better one. Raises TimeoutError where the player gives no answer.
    """
    events: Queue[PlayerEvent] = Queue()
    player = Player(events.put)
    player.start()
    try:
        player.select_output(output)
        _wait(events, lambda e: isinstance(e, PortsChanged) and e.output == output)
        if not realtime and hasattr(os, "sched_setscheduler"):
            os.sched_setscheduler(player.process_id or 0, os.SCHED_OTHER, os.sched_param(0))
        player.load(thousand_notes())
        with _busy(work):
            player.measure_lateness()
            player.play(Tick(0))
            time.sleep(thousand_notes().tempos.seconds_at(Tick(NOTES * _EVERY)) + 0.5)
            player.report_lateness()
            answer = _wait(events, lambda e: isinstance(e, Lateness))
    finally:
        player.close()
    assert isinstance(answer, Lateness)
    return answer


def count(done: Event) -> None:
    """Work in pure Python, which leaves the interpreter as little as possible."""
    while not done.is_set():
        sum(i * i for i in range(20_000))


def _wait(events: "Queue[PlayerEvent]", wanted: Callable[[PlayerEvent], bool]) -> PlayerEvent:
    end = time.monotonic() + _PATIENCE
    while (left := end - time.monotonic()) > 0:
        try:
            event = events.get(timeout=left)
        except Empty:
            break
        if wanted(event):
            return event
    raise TimeoutError("the player process gave no answer")


@contextmanager
def _busy(work: Work | None) -> Iterator[None]:
    done = Event()
    threads = [Thread(target=work, args=(done,)) for _ in range(2)] if work else []
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def main(output: str = NOWHERE) -> None:
    """Prints the table."""
    print(f"{'playback lateness':36}{'notes':>6}{'p50':>8}{'p99':>8}{'max':>8}  ms")
    for title, work in (("at rest", None), ("while generating", count)):
        for realtime in (True, False):
            late = lateness(work, output, realtime)
            name = f"{title}, {'best priority allowed' if realtime else 'usual priority'}"
            figures = f"{late.p50_ms:8.2f}{late.p99_ms:8.2f}{late.max_ms:8.2f}"
            print(f"{name:36}{late.count:6}{figures}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
