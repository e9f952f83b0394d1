"""The window's side of recording: what the player process heard becomes Recorded and Captured."""

from dataclasses import dataclass

from engine.playback.capture import Memory
from engine.playback.events import Captured, Recorded
from engine.playback.messages import Heard, Rolled
from engine.playback.recorder import Punch, Recorder, Timeline
from engine.playback.transport import Roll
from engine.score.song import Note, Song
from engine.score.time import Tick

_EVERY = 0.5


@dataclass(slots=True)
class _Session:
    track_id: int
    punch: Punch
    recorder: Recorder
    next_report: float
    rolling: bool = False


def punch_at(song: Song, tick: Tick, channel: int, latency: float, replaces: bool = False) -> Punch:
    """How a recording from a tick is read: pick-ups of a beat count, an eighth of one is jitter."""
    beat = song.meters.meter_at(tick).beat_ticks(song.ppq)
    return Punch(tick, beat, Tick(beat // 8), channel, latency, replaces)


class Listening:
    """Follows the playhead and the keys; keeps a recording even when the process dies."""

    def __init__(self) -> None:
        self.song = Song()
        self.latency = 0.0
        self._timeline = Timeline()
        self._memory = Memory()
        self._session: _Session | None = None

    def earlier_rounds(self, now: float) -> list[Note]:
        """The notes recorded so far that are to be heard in the next round of a loop."""
        session = self._session
        if session is None or not session.rolling or session.punch.replaces:
            return []
        return session.recorder.so_far(now)[0]

    def begin(self, track_id: int, tick: Tick, replaces: bool, now: float) -> None:
        """Records onto a track from the next roll on. Raises KeyError where there is no track."""
        channel = self.song.track(track_id).channel
        punch = punch_at(self.song, tick, channel, self.latency, replaces)
        recorder = Recorder(self._timeline, punch)
        self._session = _Session(track_id, punch, recorder, now + _EVERY)

    def rolled(self, rolled: Rolled) -> Recorded | None:
        """Takes a new run of the playhead; answers with the finished recording when it stands."""
        done = None
        session = self._session
        if session is not None and session.rolling and not rolled.recording:
            done = self.finish(rolled.since)
        roll = None
        if rolled.tick is not None:
            roll = Roll(rolled.at, rolled.tick, self.song.tempos)
        self._timeline.add(rolled.since, roll)
        if session is not None and rolled.recording and rolled.tick is not None:
            if session.rolling:
                session.recorder.reach_back(rolled.tick)
            session.rolling = True
        return done

    def heard(self, heard: Heard) -> None:
        """Takes a message that was played by hand."""
        self._memory.hear(heard)
        if self._session is not None:
            self._session.recorder.hear(heard.at, heard.data)

    def report(self, now: float) -> Recorded | None:
        """The recording so far, every half second."""
        session = self._session
        if session is None or not session.rolling or now < session.next_report:
            return None
        session.next_report = now + _EVERY
        return self._recorded(session, now, final=False)

    def finish(self, now: float) -> Recorded | None:
        """Ends the recording and answers with the whole of it."""
        session, self._session = self._session, None
        return self._recorded(session, now, final=True) if session is not None else None

    def captured(self, tick: Tick, channel: int, now: float) -> Captured:
        """What was played last; without the song, it begins at `tick`."""
        punch = punch_at(self.song, tick, channel, self.latency)
        resting = Roll(0.0, tick, self.song.tempos)
        notes, events = self._memory.phrase(self._timeline, resting, punch, now)
        return Captured(tuple(notes), tuple(events))

    def _recorded(self, session: _Session, now: float, final: bool) -> Recorded:
        notes, events, end = session.recorder.so_far(now, final)
        punch = session.punch
        start = Tick(min([punch.start, *(note.start for note in notes)]))
        return Recorded(
            session.track_id, tuple(notes), tuple(events), start, end, final, punch.replaces
        )
