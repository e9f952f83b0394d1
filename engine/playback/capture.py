"""What was just played although nobody pressed record. Reads no clock."""

from collections import deque
from dataclasses import replace

from engine.playback.messages import Heard
from engine.playback.recorder import Punch, Recorder, Timeline
from engine.playback.transport import Roll
from engine.score.song import MidiEvent, Note
from engine.score.time import Tick

_MINUTES = 5
_MOST = 50_000
_PAUSE = 12.0


class Memory:
    """The last minutes of playing. A pause of 12 seconds, a start or a stop begins a new phrase."""

    def __init__(self) -> None:
        self._heard: deque[Heard] = deque(maxlen=_MOST)

    def hear(self, heard: Heard) -> None:
        """Takes the next message."""
        self._heard.append(heard)
        while self._heard[0].at < heard.at - 60 * _MINUTES:
            self._heard.popleft()

    def phrase(
        self, timeline: Timeline, resting: Roll, punch: Punch, now: float
    ) -> tuple[list[Note], list[MidiEvent]]:
        """The last phrase in ticks.

        What was played while the song ran is kept where it was played. Without the song, the
        first note falls on `resting.tick`, and the others follow in its tempo.
        """
        heard = self._last_phrase(timeline)
        first = next((h.at for h in heard if h.data[0] & 0xF0 == 0x90), None)
        if first is None:
            return [], []
        if timeline.roll(timeline.run_at(first)) is None:
            timeline = Timeline()
            timeline.add(heard[0].at - 1, replace(resting, at=first))
            punch = replace(punch, start=resting.tick, latency=0.0)
        else:
            punch = replace(punch, start=Tick(0))
        recorder = Recorder(timeline, punch)
        for message in heard:
            recorder.hear(message.at, message.data)
        notes, events, _ = recorder.so_far(min(now, heard[-1].at + _PAUSE), final=True)
        return notes, events

    def _last_phrase(self, timeline: Timeline) -> list[Heard]:
        phrase: list[Heard] = []
        state: bool | None = None
        for heard in reversed(self._heard):
            rolling = timeline.roll(timeline.run_at(heard.at)) is not None
            broken = phrase and (phrase[-1].at - heard.at > _PAUSE or rolling != state)
            if broken and any(h.data[0] & 0xF0 == 0x90 for h in phrase):
                break
            if broken:
                phrase = []
            state = rolling
            phrase.append(heard)
        phrase.reverse()
        return phrase
