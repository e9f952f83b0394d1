"""The playhead: which messages are due until a clock time, through loops, seeks and edits.

No clock is read here: every method that needs the time gets it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from engine.playback.scheduler import (
    Message,
    PlaybackSong,
    chase,
    clicks_between,
    events_between,
    sounding_at,
    still_sounds,
)
from engine.playback.voices import Voice, Voices
from engine.score.meter import Meter, MeterMap
from engine.score.time import TempoMap, Tick

LEAD = 0.008
"""Seconds from a command to the first note: long enough to have it ready in time."""

CLICK_ID = -2
"""The note id of the metronome's strokes."""

_NOBODY = -1


class Due(NamedTuple):
    """A message and the clock time at which it has to be sent."""

    at: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Roll:
    """A straight run of the playhead: at clock time `at` it is at `tick`.

    Before that it counts in, at the tempo that holds at `tick`.
    """

    at: float
    tick: Tick
    tempos: TempoMap

    def tick_at(self, now: float) -> Tick:
        """The tick nearest to a clock time."""
        if now < self.at:
            us = self.tempos.tempo_at(self.tick).us_per_quarter
            return Tick(self.tick - round((self.at - now) * 1e6 / us * self.tempos.ppq))
        start = self.tempos.seconds_at(self.tick)
        return self.tempos.tick_at(type(start)(start + now - self.at))

    def time_of(self, tick: Tick) -> float:
        """The clock time of a tick."""
        if tick < self.tick:
            us = self.tempos.tempo_at(self.tick).us_per_quarter
            return self.at - (self.tick - tick) / self.tempos.ppq * us / 1e6
        return self.at + self.tempos.seconds_at(tick) - self.tempos.seconds_at(self.tick)


class Run(NamedTuple):
    """From clock time `since` on, `roll` says where the playhead is; None: it stands."""

    since: float
    roll: Roll | None


class Transport:
    """Plays a song, and along with it an overlay of further notes and the metronome.

    `done` is the first tick whose messages have not been given out; `rolls` collects the runs of
    the playhead for the caller to take.
    """

    def __init__(self) -> None:
        self.song = PlaybackSong()
        self.overlay: PlaybackSong | None = None
        self.voices = Voices()
        self.loop: tuple[Tick, Tick] | None = None
        self.metronome = False
        self.recording = False
        self.roll: Roll | None = None
        self.tick = Tick(0)
        self.done = Tick(0)
        self.rolls: list[Run] = []
        self._before: Roll | None = None
        self._first = Tick(0)
        self._until: Tick | None = None
        self._punch_in = Tick(0)
        self._enters_at: Tick | None = None
        self._silent_track: int | None = None

    @property
    def playing(self) -> bool:
        """Whether the playhead moves."""
        return self.roll is not None

    def position(self, now: float) -> Tick:
        """Where the playhead is."""
        if self.roll is None:
            return self.tick
        if self._before is not None and now < self.roll.at:
            return self._before.tick_at(now)
        return max(self._first, self.roll.tick_at(now))

    # Commands: each answers with what must be sent.

    def play(
        self,
        now: float,
        tick: Tick,
        until: Tick | None = None,
        overlay: PlaybackSong | None = None,
    ) -> list[Due]:
        """Rolls from a tick."""
        out = self.stop(now)
        self.overlay = overlay
        self._until = until
        self._punch_in = tick
        return out + self._start(now, tick, tick)

    def record(self, now: float, tick: Tick, bars: int, silent_track: int | None) -> list[Due]:
        """Rolls from a tick with recording on, after `bars` bars of count-in."""
        out = self.stop(now)
        self.overlay = None
        self.recording = True
        self._silent_track = silent_track
        self._punch_in = tick
        count_in = bars * self.song.meters.meter_at(tick).bar_ticks(self.song.meters.ppq)
        return out + self._start(now, tick, Tick(tick - count_in))

    def stop(self, now: float) -> list[Due]:
        """Stands still."""
        if self.roll is None:
            return []
        return self._halt(now, Tick(max(0, self.position(now))))

    def seek(self, now: float, tick: Tick) -> list[Due]:
        """Goes on, or waits, at a tick."""
        if self.roll is None:
            self.tick = tick
            return []
        out = [Due(now, data) for data in self.voices.release_all()]
        return out + self._start(now, tick, tick)

    def load(self, now: float, song: PlaybackSong) -> list[Due]:
        """Plays a newer song from here on. Notes that it no longer holds are released."""
        before, self.song = self.song, song
        if self.roll is None:
            return []
        if song.tempos != before.tempos:
            tick = self.roll.tick_at(now) if now >= self.roll.at else self.roll.tick
            self._run(now, Roll(max(now, self.roll.at), tick, song.tempos))
        at = self._given_out(now)
        out = [Due(at, data) for data in self.voices.release(self._is_gone)]
        if song.parts != before.parts:
            known = set(chase(before, self.done))
            out += self._send_state(at, (d for d in chase(song, self.done) if d not in known))
        return out

    def set_overlay(self, now: float, overlay: PlaybackSong | None) -> list[Due]:
        """Plays other notes along with the song from here on."""
        self.overlay = overlay
        at = self._given_out(now)
        return [Due(at, data) for data in self.voices.release(self._is_gone)]

    def switch(
        self, now: float, tick: Tick, until: Tick | None, overlay: PlaybackSong
    ) -> list[Due]:
        """Plays other notes along with the song from here on, those that sound here begun; where
        nothing plays, rolls from a tick.
        """
        if self.roll is None:
            return self.play(now, tick, until, overlay)
        before = chase(self.overlay, self.done) if self.overlay is not None else []
        out = self.set_overlay(now, overlay)
        self._until = until
        at, known = self._given_out(now), set(before)
        out += self._send_state(at, (d for d in chase(overlay, self.done) if d not in known))
        held = self.voices.held
        for message in sounding_at(overlay, self.done):
            track_id = self._track_of(overlay, message)
            if message.note_id not in held and track_id is not None:
                out += [Due(at, data) for data in self.voices.follow(message, track_id)]
        return out

    def refresh(self, now: float) -> list[Due]:
        """What brings an instrument that has just been connected into the song's state."""
        return self._send_state(now, chase(self.song, self.done if self.playing else self.tick))

    def advance(self, until: float) -> list[Due]:
        """All that is due up to a clock time and has not been given out, in order."""
        out: list[Due] = []
        while self.roll is not None:
            boundary = self._boundary()
            end = _first_tick_after(self.roll, until)
            if boundary is not None:
                end = min(end, boundary)
            out += self._between(self.roll, self.done, end)
            self.done = max(self.done, end)
            if boundary is None or self.done < boundary or self.roll.time_of(boundary) > until:
                break
            out += self._turn(self.roll, boundary)
        return out

    # Inside

    def _start(self, now: float, tick: Tick, first: Tick) -> list[Due]:
        """Rolls so that `first`, which a count-in puts before `tick`, comes in a moment."""
        count_in = -Roll(0.0, tick, self.song.tempos).time_of(first) if first < tick else 0.0
        self._before = None
        self._first = first
        self._run(now, Roll(now + LEAD + count_in, tick, self.song.tempos))
        self.done = first
        self._enters_at = tick
        state = chase(self.song, tick)
        if self.overlay is not None:
            state += chase(self.overlay, tick)
        return self._send_state(now, state)

    def _run(self, since: float, roll: Roll) -> None:
        self.roll = roll
        self.rolls.append(Run(since, roll))

    def _halt(self, at: float, tick: Tick) -> list[Due]:
        self.roll = self._before = self._until = self._enters_at = None
        self.recording = False
        self._silent_track = None
        self.overlay = None
        self.tick = self.done = tick
        self.rolls.append(Run(at, None))
        return [Due(at, data) for data in self.voices.release_all()]

    def _boundary(self) -> Tick | None:
        """The tick at which this run ends: the loop's end, or the music's."""
        if self._until is not None:
            return self._until
        if self.loop is not None and self.loop[0] < self.loop[1] and self.done <= self.loop[1]:
            return self.loop[1]
        if self.recording or self._punch_in >= self.song.end:
            return None
        return self.song.end if self.done <= self.song.end else None

    def _turn(self, roll: Roll, boundary: Tick) -> list[Due]:
        """At a boundary: round the loop, or to a halt."""
        at = roll.time_of(boundary)
        if self._until is not None or self.loop is None:
            return self._halt(at, boundary)
        start = self.loop[0]
        out = [Due(at, data) for data in self.voices.release_all()]
        self._before, self._first = roll, start
        self._punch_in = Tick(min(self._punch_in, start))
        self._run(at, Roll(at, start, self.song.tempos))
        self.done = self._enters_at = start
        return out + self._send_state(at, chase(self.song, start))

    def _send_state(self, at: float, state: Iterable[bytes]) -> list[Due]:
        out: list[Due] = []
        for data in state:
            self.voices.follow_control(data)
            out.append(Due(at, data))
        return out

    def _between(self, roll: Roll, start: Tick, end: Tick) -> list[Due]:
        if end <= start:
            return []
        messages = [
            (m, self._track_of(song, m))
            for song in (self.song, self.overlay)
            if song is not None
            for m in (*self._entered(song, end), *events_between(song, start, end))
        ]
        if self._enters_at is not None and self._enters_at < end:
            self._enters_at = None
        if start < self._punch_in:
            messages = [pair for pair in messages if pair[0].tick >= self._punch_in]
        messages += [(click, _NOBODY) for click in self._clicks(start, end)]
        messages.sort(key=_sending_order)
        out: list[Due] = []
        for message, track_id in messages:
            if track_id is not None:
                at = roll.time_of(message.tick)
                out += [Due(at, data) for data in self.voices.follow(message, track_id)]
        return out

    def _entered(self, song: PlaybackSong, end: Tick) -> list[Message]:
        """The notes inside which the playhead starts or lands before `end`, begun where it does."""
        tick = self._enters_at
        if tick is None or tick >= end:
            return []
        return [replace(message, tick=tick) for message in sounding_at(song, tick)]

    def _given_out(self, now: float) -> float:
        """When what comes now may be sent: not before what has already been given out."""
        return now if self.roll is None else max(now, self.roll.time_of(self.done))

    def _track_of(self, song: PlaybackSong, message: Message) -> int | None:
        """The id of the track of a message; None for a note that is not to be heard."""
        part = song.parts[message.part]
        muted = not part.audible or part.track_id == self._silent_track
        return None if muted and message.is_on else part.track_id

    def _is_gone(self, voice: Voice) -> bool:
        """Whether nothing in the song or the overlay would end a voice."""
        if voice.note_id == CLICK_ID or voice.track_id == self._silent_track:
            return False
        songs = (self.song, self.overlay) if self.overlay is not None else (self.song,)
        return not any(
            still_sounds(song, voice.note_id, voice.track_id, voice.data, self.done)
            for song in songs
        )

    def _clicks(self, start: Tick, end: Tick) -> Iterator[Message]:
        """The strokes in [start, end) with their ends."""
        meters = self.song.meters
        short = Tick(max(1, meters.ppq // 8))
        count_in = self.recording and start < self._punch_in
        if not (self.metronome or count_in):
            yield from ()
            return
        reach = Tick(start - short)
        clicks = clicks_between(meters, reach, end) if self.metronome else []
        if count_in:
            clicks = [click for click in clicks if click.tick >= self._punch_in]
            shift, steady = _steady(meters, self._punch_in)
            until = Tick(min(end, self._punch_in) - shift)
            for click in clicks_between(steady, Tick(reach - shift), until):
                yield from _stroke(
                    Tick(click.tick + shift), click.pitch, click.velocity, short, start, end
                )
        for click in clicks:
            yield from _stroke(click.tick, click.pitch, click.velocity, short, start, end)


def _stroke(
    tick: Tick, pitch: int, velocity: int, length: Tick, start: Tick, end: Tick
) -> Iterator[Message]:
    """The beginning and the end of a stroke, as far as they fall into [start, end)."""
    if start <= tick < end:
        yield Message(tick, _NOBODY, CLICK_ID, bytes((0x99, pitch, velocity)))
    if start <= tick + length < end:
        yield Message(Tick(tick + length), _NOBODY, CLICK_ID, bytes((0x89, pitch, 64)))


def _steady(meters: MeterMap, tick: Tick) -> tuple[Tick, MeterMap]:
    """The meter at a tick as if it had always held, and the bar line from which it counts."""
    meter = meters.meter_at(tick)
    alone = MeterMap(meters.ppq, (Meter(Tick(0), meter.numerator, meter.denominator),))
    return meters.bar_start(meters.bar_at(tick)), alone


def _sending_order(pair: tuple[Message, int | None]) -> tuple[int, int]:
    message = pair[0]
    kind = message.data[0] & 0xF0
    return message.tick, 0 if kind == 0x80 else 2 if kind == 0x90 else 1


def _first_tick_after(roll: Roll, until: float) -> Tick:
    tick = roll.tick_at(until)
    return tick if roll.time_of(tick) > until else Tick(tick + 1)
