"""Controllers: what a MIDI channel is told besides notes, such as the pedal, as steps over time."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from engine.score.files import collector_at_rest
from engine.score.song import Clip, MidiEvent, Track
from engine.score.time import Tick

CONTROL, PRESSURE, BEND = 0xB0, 0xD0, 0xE0

AT_REST = {1: 0, 10: 64, 11: 127, 64: 0, 66: 0, 67: 0}
"""Where the controllers by their numbers stand before anything moves them, as far as it is known
(MIDI 1.0, RP-015)."""

SWITCHES = frozenset({64, 65, 66, 67, 68, 69})
"""The controllers that are pressed and let go of."""

NOT_DRAWN = frozenset({0, 6, 32, 38, *range(96, 102), *range(120, 128)})
"""Numbers that choose banks, set parameters or command: nothing of theirs moves over time."""


_CHANNEL = attrgetter("channel")


class Point(NamedTuple):
    """A value that a controller takes at a tick and keeps until its next point."""

    tick: Tick
    value: int


Points = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Controller:
    """A control change by its number, the pressure of the whole channel, or the pitch bend."""

    status: int
    number: int = 0

    @property
    def highest(self) -> int:
        """The greatest value; the smallest is 0."""
        return 0x3FFF if self.status == BEND else 0x7F

    @property
    def is_switch(self) -> bool:
        """Whether it is pressed and let go of, as a pedal is."""
        return self.status == CONTROL and self.number in SWITCHES

    @property
    def rest(self) -> int:
        """The value before the first point: a bend's middle, what the standard says, else 0."""
        if self.status == BEND:
            return 0x2000
        return AT_REST.get(self.number, 0) if self.status == CONTROL else 0

    def value_in(self, data: bytes) -> int | None:
        """The value that a message gives this controller; None where it is about another thing."""
        if data[0] & 0xF0 != self.status or data[0] >= 0xF0:
            return None
        if self.status == CONTROL:
            return data[2] if len(data) > 2 and data[1] == self.number else None
        if self.status == PRESSURE:
            return data[1] if len(data) > 1 else None
        return data[1] | data[2] << 7 if len(data) > 2 else None

    def message(self, channel: int, value: int) -> bytes:
        """The message that gives it a value on a channel from 0."""
        value = max(0, min(self.highest, value))
        head = self.status | channel
        if self.status == CONTROL:
            return bytes((head, self.number, value))
        return bytes((head, value) if self.status == PRESSURE else (head, value & 0x7F, value >> 7))


PEDAL, BENDING, MODULATION = Controller(CONTROL, 64), Controller(BEND), Controller(CONTROL, 1)
VOLUME, PAN, EXPRESSION = (Controller(CONTROL, number) for number in (7, 10, 11))
TOUCH = Controller(PRESSURE)
SOFT, SOSTENUTO, BRIGHTNESS = (Controller(CONTROL, number) for number in (67, 66, 74))


def controller_of(data: bytes) -> Controller | None:
    """The controller that a message moves; None where it moves none."""
    kind = data[0] & 0xF0
    if kind == CONTROL and len(data) > 2 and data[1] not in NOT_DRAWN:
        return Controller(CONTROL, data[1])
    return Controller(kind) if kind in (PRESSURE, BEND) and len(data) > 1 else None


def controllers_in(clip: Clip) -> set[Controller]:
    """The controllers that a clip moves, on whichever channel."""
    heads = {event.data[:2].ljust(3, b"\0") for event in clip.events}
    return {controller for head in heads if (controller := controller_of(head))}


def speaking_channel(track: Track, clip: Clip) -> int:
    """The channel that most of a clip is on: of its notes, else of those of its track, else of its
    messages, else the track's own. What is written on another one would part from the notes.
    """
    found = Counter(map(_CHANNEL, clip.notes)) or Counter(map(_CHANNEL, track.notes))
    if not found:
        found = Counter(e.data[0] & 0x0F for e in clip.events if 0x80 <= e.data[0] < 0xF0)
    return found.most_common(1)[0][0] if found else track.channel


def points_of(events: Iterable[MidiEvent], controller: Controller, channel: int) -> Points:
    """What a controller does on a channel, in the order of the events."""
    head = controller.message(channel, 0)[: 2 if controller.status == CONTROL else 1]
    size = 2 if controller.status == PRESSURE else 3
    told = [e for e in events if e.data.startswith(head) and len(e.data) >= size]
    with collector_at_rest():
        if controller.status == BEND:
            return tuple(Point(e.tick, e.data[1] | e.data[2] << 7) for e in told)
        return tuple(Point(e.tick, e.data[size - 1]) for e in told)


def value_at(points: Points, tick: float, before: int) -> int:
    """The value that holds at a tick; `before` where no point has come yet."""
    place = bisect_right(points, tick, key=lambda point: point.tick)
    return points[place - 1].value if place else before


def drawn(points: Points, new: Iterable[Point], end: Tick) -> Points:
    """The points with new ones in place of those from the first new one's tick up to `end`; of new
    ones in a row with one value, the first.
    """
    fresh: list[Point] = []
    for point in new:
        if not fresh or fresh[-1].value != point.value:
            fresh.append(point)
    if not fresh:
        return points
    start = fresh[0].tick
    earlier = (point for point in points if point.tick < start)
    later = (point for point in points if point.tick >= max(end, start + 1))
    return (*earlier, *fresh, *later)


def held(points: Points, start: Tick, end: Tick, value: int, before: int) -> Points:
    """The points with one value in [start, end), after which all is as it was."""
    after = value_at(points, end, before)
    changed = drawn(points, [Point(start, value), Point(end, after)], Tick(end + 1))
    return without_repeats(changed, before)


def cleared(points: Points, start: Tick, end: Tick) -> Points:
    """The points but those in [start, end): the value before the stretch goes on through it."""
    return tuple(point for point in points if not start <= point.tick < end)


def without_repeats(points: Points, before: int) -> Points:
    """The points but those that give the value which holds already."""
    kept, value = [], before
    for point in points:
        if point.value != value:
            kept.append(point)
            value = point.value
    return tuple(kept)
