"""From what was played, with its clock times, to notes and events in ticks. Reads no clock."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from engine.playback.transport import Roll
from engine.score.song import MidiEvent, Note, in_order
from engine.score.time import Tick

_BEND_AT_REST = (0, 64)
_PEDALS = (64, 66, 67)


class Timeline:
    """Where the playhead ran when: the runs in the order of their clock times."""

    def __init__(self) -> None:
        self._starts: list[float] = []
        self._rolls: list[Roll | None] = []

    def __len__(self) -> int:
        return len(self._starts)

    def add(self, at: float, roll: Roll | None) -> None:
        """From clock time `at` on this run holds; None: the playhead stands.

        A run with a count-in begins with the count-in, before `roll.at`.
        """
        while self._starts and self._starts[-1] > at:
            self._starts.pop()
            self._rolls.pop()
        self._starts.append(at)
        self._rolls.append(roll)

    def run_at(self, at: float) -> int:
        """The index of the run that holds at a clock time; -1 before the first."""
        return bisect_right(self._starts, at) - 1

    def roll(self, index: int) -> Roll | None:
        """A run by its index."""
        return self._rolls[index] if 0 <= index < len(self._rolls) else None

    def start(self, index: int) -> float:
        """The clock time from which a run holds."""
        return self._starts[index]

    def end(self, index: int) -> float | None:
        """The clock time at which a run ends; None for the last."""
        return self._starts[index + 1] if index + 1 < len(self._starts) else None


@dataclass(frozen=True, slots=True)
class Punch:
    """How a recording is to be read.

    Notes up to `pickup` ticks before `start` count; those less than `early` ticks before a start
    were meant for it. `latency` seconds are taken off every clock time.
    """

    start: Tick
    pickup: Tick
    early: Tick
    channel: int = 0
    latency: float = 0.0
    replaces: bool = False


@dataclass(slots=True)
class _Pass:
    """What one run of the playhead (one round of a loop) has brought."""

    notes: list[Note] = field(default_factory=list)
    events: list[MidiEvent] = field(default_factory=list)
    end: Tick | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    run: int
    start: Tick
    velocity: int


class Recorder:
    """Gathers a recording message by message; `so_far` reads it at any time."""

    def __init__(self, timeline: Timeline, punch: Punch) -> None:
        self._timeline = timeline
        self._punch = punch
        self._passes: dict[int, _Pass] = {}
        self._held: dict[int, _Held] = {}
        self._pedals: set[int] = set()
        self._bent = False
        self._before: dict[tuple[int, int], bytes] = {}

    def hear(self, at: float, data: bytes) -> None:
        """Takes the next message with its clock time."""
        at -= self._punch.latency
        run = self._timeline.run_at(at)
        roll = self._timeline.roll(run)
        if roll is None:
            return
        self._turn_pages(run)
        kind, tick = data[0] & 0xF0, roll.tick_at(at)
        if kind == 0x90 and data[2]:
            self._close(data[1], run, tick)
            self._held[data[1]] = _Held(run, tick, data[2])
        elif kind in (0x80, 0x90):
            self._close(data[1], run, tick, data[2] if kind == 0x80 else 64)
        else:
            self._control(run, tick, bytes((kind | self._punch.channel, *data[1:])))

    def reach_back(self, start: Tick) -> None:
        """From now on notes count from this tick, if it lies before the punch-in."""
        if start < self._punch.start:
            self._punch = replace(self._punch, start=start)

    def so_far(self, now: float, final: bool = False) -> tuple[list[Note], list[MidiEvent], Tick]:
        """The notes (in order, ids from 0) and events until now, and where the recording has come.

        Keys that are down end now. At the end (`final`) pedals go up and the bend to its middle.
        """
        now -= self._punch.latency
        run = self._last_run(now)
        roll = self._timeline.roll(run)
        if roll is None:
            return [], [], self._punch.start
        reached = self._run_end(run) or roll.tick_at(now)
        if final or self._timeline.end(run) is None:
            self._turn_pages(run)
        open_notes = [
            (held.run, note)
            for pitch, held in self._held.items()
            for note in self._notes_of(pitch, held, run, reached, 64)
        ]
        notes, events = self._compile(run, reached, open_notes)
        if final:
            events += self._resting(reached)
        numbered = [replace(note, id=i) for i, note in enumerate(in_order(without_overlaps(notes)))]
        return numbered, events, Tick(max(reached, *(n.end for n in numbered), self._punch.start))

    def _last_run(self, now: float) -> int:
        run = self._timeline.run_at(now)
        while run >= 0 and self._timeline.roll(run) is None:
            run -= 1
        return run

    def _run_end(self, run: int) -> Tick | None:
        """The tick at which a run ended; None while it goes on."""
        roll, end = self._timeline.roll(run), self._timeline.end(run)
        return None if roll is None or end is None else roll.tick_at(end)

    def _turn_pages(self, run: int) -> None:
        """Ends keys that are held over from earlier runs, or leads them on into this one."""
        for pitch, held in list(self._held.items()):
            if held.run == run:
                continue
            end = self._run_end(held.run)
            roll = self._timeline.roll(run)
            if end is None or roll is None:
                continue
            if end - held.start <= self._punch.early and self._follows(held.run, run):
                self._held[pitch] = _Held(run, roll.tick, held.velocity)
            else:
                self._close(pitch, held.run, end)

    def _follows(self, earlier: int, run: int) -> bool:
        return run == earlier + 1

    def _close(self, pitch: int, run: int, tick: Tick, release: int = 64) -> None:
        held = self._held.pop(pitch, None)
        if held is not None:
            for note in self._notes_of(pitch, held, run, tick, release):
                self._passes.setdefault(held.run, _Pass()).notes.append(note)

    def _notes_of(
        self, pitch: int, held: _Held, run: int, tick: Tick, release: int
    ) -> Iterable[Note]:
        """The note of a key from its going down to `tick` in `run`; none if it does not count."""
        end = tick if run == held.run else self._run_end(held.run) or tick
        length = max(1, end - held.start)
        start = self._placed(held.start, end)
        if start is not None:
            moved = max(1, end - start) if end > start else length
            yield Note(0, pitch, held.velocity, start, Tick(moved), self._punch.channel, release)

    def _placed(self, start: Tick, end: Tick) -> Tick | None:
        """Where a note counts that began at `start`: as it was played, or at the punch-in."""
        punch = self._punch
        if start >= punch.start:
            return start
        if start >= punch.start - punch.early:
            return punch.start
        if start >= punch.start - punch.pickup:
            return Tick(max(0, start))
        return punch.start if end > punch.start + punch.early else None

    def _control(self, run: int, tick: Tick, data: bytes) -> None:
        kind = data[0] & 0xF0
        if kind == 0xB0 and data[1] in _PEDALS:
            change = self._pedals.add if data[2] else self._pedals.discard
            change(data[1])
        elif kind == 0xE0:
            self._bent = (data[1], data[2]) != _BEND_AT_REST
        if tick < self._punch.start:
            self._before[kind, data[1] if kind in (0xA0, 0xB0) else 0] = data
            return
        events = self._passes.setdefault(run, _Pass()).events
        events.append(MidiEvent(tick, data))

    def _compile(
        self, run: int, reached: Tick, open_notes: Sequence[tuple[int, Note]]
    ) -> tuple[list[Note], list[MidiEvent]]:
        """All passes laid over each other; when replacing, a later one clears what it passes."""
        notes: list[Note] = []
        events = [MidiEvent(self._punch.start, data) for data in self._before.values()]
        for index in sorted({*self._passes, *(i for i, _ in open_notes)}):
            page = self._passes.get(index, _Pass())
            new = page.notes + [note for i, note in open_notes if i == index]
            if self._punch.replaces and new:
                upto = reached if index == run else self._run_end(index) or reached
                notes = [note for note in notes if note.start >= upto]
                events = [event for event in events if event.tick >= upto]
            notes += new
            events += page.events
        return notes, sorted(events, key=lambda event: event.tick)

    def _resting(self, tick: Tick) -> list[MidiEvent]:
        channel = self._punch.channel
        out = [MidiEvent(tick, bytes((0xB0 | channel, p, 0))) for p in sorted(self._pedals)]
        if self._bent:
            out.append(MidiEvent(tick, bytes((0xE0 | channel, *_BEND_AT_REST))))
        return out


def without_overlaps(notes: Iterable[Note]) -> list[Note]:
    """Notes of which none runs into a later one of its pitch: the earlier ends first.

    Of notes that begin together on one pitch the last is kept.
    """
    out: dict[tuple[int, Tick], Note] = {}
    latest: dict[int, Note] = {}
    for note in sorted(notes, key=lambda n: n.start):
        before = latest.get(note.pitch)
        if before is not None and before.start < note.start < before.end:
            length = Tick(note.start - before.start)
            out[note.pitch, before.start] = replace(before, length=length)
        out[note.pitch, note.start] = latest[note.pitch] = note
    return list(out.values())
