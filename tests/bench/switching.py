"""Takes that are switched while they sound: how many notes that costs, and how late others are.

`python -m tests.bench.switching [OUTPUT]` prints it; OUTPUT is as for `tests.bench.playing`.
"""

import sys
import time
from queue import Queue

from engine.playback.events import Lateness, PlayerEvent, PortsChanged
from engine.playback.messages import NOWHERE
from engine.playback.player import Player
from engine.score.song import Note
from engine.score.time import Tick
from tests.bench.goals import Figure
from tests.bench.playing import EVERY, GOAL_MS, NOTES, thousand_notes, waited_for

SWITCHES = 50
TAKES = 4
END = Tick(NOTES * EVERY)


def take(number: int) -> tuple[Note, ...]:
    """One long note: at each switch it is begun anew, and no other time."""
    return (Note(0, 100 + number, 80, Tick(0), END),)


def switched(output: str = NOWHERE) -> tuple[Lateness, int]:
    """How late notes were while takes were switched under a song, and how many were dropped.

    Raises TimeoutError where the player gives no answer.
    """
    events: Queue[PlayerEvent] = Queue()
    player, song = Player(events.put), thousand_notes()
    player.start()
    try:
        player.select_output(output)
        waited_for(events, lambda e: isinstance(e, PortsChanged) and e.output == output)
        player.measure_lateness()
        player.audition(take(0), song, Tick(0), 1)
        length = song.tempos.seconds_at(END)
        for number in range(1, SWITCHES + 1):
            time.sleep(0.9 * length / SWITCHES)
            player.audition(take(number % TAKES), song, Tick(0), 1, go_on=True)
        time.sleep(0.1 * length + 0.5)
        player.report_lateness()
        answer = waited_for(events, lambda e: isinstance(e, Lateness))
    finally:
        player.close()
    assert isinstance(answer, Lateness)
    return answer, NOTES + 1 + SWITCHES - answer.count


def switching_figures(output: str = NOWHERE) -> list[Figure]:
    """Notes dropped by switching takes, and the 99th percentile of lateness meanwhile."""
    late, dropped = switched(output)
    detail = f"p50 {late.p50_ms:.2f}, max {late.max_ms:.2f} over {late.count} notes"
    name = f"notes dropped by {SWITCHES} switches of takes"
    return [
        Figure(name, float(dropped), "notes", 0.0),
        Figure("lateness p99 while takes are switched", late.p99_ms, "ms", GOAL_MS, detail),
    ]


if __name__ == "__main__":
    for figure in switching_figures(*sys.argv[1:2]):
        print(figure.line(), flush=True)
