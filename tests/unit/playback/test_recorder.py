"""From clock times to notes: exact ticks, pick-ups, loops, pedals; nothing lost, nothing open."""

from hypothesis import given
from hypothesis import strategies as st

from engine.playback.capture import Memory
from engine.playback.messages import Heard
from engine.playback.recorder import Punch, Recorder, Timeline, without_overlaps
from engine.playback.stamps import Stamps
from engine.playback.transport import Roll
from engine.score.song import Note
from engine.score.time import Tempo, TempoMap, Tick

TEMPOS = TempoMap(960, (Tempo(Tick(0), 500_000), Tempo(Tick(3840), 1_000_000)))
PUNCH = Punch(Tick(0), Tick(960), Tick(120))
ON, OFF, CONTROL, BEND = 0x90, 0x80, 0xB0, 0xE0


def rolling(start: int = 0, count_in: float = 0.0) -> Timeline:
    """A playhead that is at `start` at clock time 10."""
    timeline = Timeline()
    timeline.add(0.0, None)
    timeline.add(10.0 - count_in, Roll(10.0, Tick(start), TEMPOS))
    return timeline


def record(timeline: Timeline, punch: Punch, *played: tuple[float, int, int, int]) -> Recorder:
    recorder = Recorder(timeline, punch)
    for at, *data in played:
        recorder.hear(at, bytes(data))
    return recorder


def shape(notes: list[Note]) -> list[tuple[int, int, int]]:
    return [(note.pitch, note.start, note.length) for note in notes]


def test_clock_times_become_exact_ticks_through_a_tempo_change():
    recorder = record(
        rolling(), PUNCH,
        (10.5, ON, 60, 90), (11.0, OFF, 60, 30), (12.5, ON, 62, 80), (13.0, OFF, 62, 64),
    )  # fmt: skip
    notes, _, end = recorder.so_far(14.0)
    assert shape(notes) == [(60, 960, 960), (62, 4320, 480)]
    assert [(n.id, n.velocity, n.release) for n in notes] == [(0, 90, 30), (1, 80, 64)]
    assert end == 3840 + 1920


def test_latency_is_taken_off_and_the_channel_is_the_tracks():
    punch = Punch(Tick(0), Tick(960), Tick(120), channel=5, latency=0.1)
    recorder = record(
        rolling(), punch, (10.6, ON | 2, 60, 90), (11.1, OFF | 2, 60, 0), (11.1, CONTROL | 2, 1, 9)
    )
    notes, events, _ = recorder.so_far(12.0)
    assert shape(notes) == [(60, 960, 960)]
    assert notes[0].channel == 5
    assert [(e.tick, e.data) for e in events] == [(1920, bytes((CONTROL | 5, 1, 9)))]


def test_keys_that_are_held_are_open_until_the_stop():
    recorder = record(rolling(), PUNCH, (10.5, ON, 60, 90))
    assert shape(recorder.so_far(11.0)[0]) == [(60, 960, 960)]
    assert shape(recorder.so_far(11.5, final=True)[0]) == [(60, 960, 1920)]


def test_a_pickup_keeps_its_place_jitter_joins_the_bar_line_and_noodling_is_left_out():
    punch = Punch(Tick(1920), Tick(960), Tick(120))
    played = [
        (8.6, ON, 55, 90), (8.8, OFF, 55, 64),
        (9.75, ON, 60, 90), (9.9, OFF, 60, 64),
        (9.98, ON, 62, 90), (10.5, OFF, 62, 64),
    ]  # fmt: skip
    notes, _, _ = record(rolling(1920, 2.0), punch, *played).so_far(11.0)
    assert shape(notes) == [(60, 1440, 288), (62, 1920, 960)]


def test_a_pickup_before_the_song_is_held_at_its_start():
    notes, _, _ = record(rolling(0, 2.0), PUNCH, (9.75, ON, 60, 90), (10.25, OFF, 60, 64)).so_far(
        11.0
    )
    assert shape(notes) == [(60, 0, 480)]


def test_a_chord_held_through_the_count_in_begins_at_the_punch_in():
    notes, _, _ = record(rolling(0, 2.0), PUNCH, (8.5, ON, 60, 90), (11.0, OFF, 60, 64)).so_far(12)
    assert shape(notes) == [(60, 0, 1920)]


def test_a_pedal_from_the_count_in_counts_and_is_lifted_at_the_end():
    recorder = record(rolling(0, 2.0), PUNCH, (8.5, CONTROL, 64, 127), (10.5, BEND, 0, 80))
    _, events, _ = recorder.so_far(11.0, final=True)
    assert [(e.tick, e.data) for e in events] == [
        (0, b"\xb0\x40\x7f"), (960, b"\xe0\x00\x50"),
        (1920, b"\xb0\x40\x00"), (1920, b"\xe0\x00\x40"),
    ]  # fmt: skip


def looping(rounds: int = 3) -> Timeline:
    """Rounds of one second (1920 ticks) from tick 0, beginning at clock time 10."""
    timeline = Timeline()
    for i in range(rounds):
        timeline.add(10.0 + i, Roll(10.0 + i, Tick(0), TEMPOS))
    return timeline


ROUNDS = ((10.5, ON, 60, 90), (10.6, OFF, 60, 64), (11.25, ON, 62, 90), (11.5, OFF, 62, 64))


def test_rounds_of_a_loop_are_laid_over_each_other():
    notes, _, _ = record(looping(), PUNCH, *ROUNDS).so_far(12.5, final=True)
    assert shape(notes) == [(62, 480, 480), (60, 960, 192)]


def test_when_replacing_a_later_round_clears_what_it_passes():
    punch = Punch(Tick(0), Tick(960), Tick(120), replaces=True)
    recorder = record(looping(), punch, *ROUNDS)
    assert shape(recorder.so_far(11.3)[0])[0][0] == 62
    assert shape(recorder.so_far(12.0)[0]) == [(62, 480, 480)]
    assert shape(recorder.so_far(12.5)[0]) == [(62, 480, 480)]


def test_a_note_held_over_the_wrap_ends_there_and_an_early_one_begins_the_next_round():
    recorder = record(
        looping(), PUNCH,
        (10.5, ON, 60, 90), (10.97, ON, 62, 90), (11.25, OFF, 60, 64), (11.25, OFF, 62, 64),
    )  # fmt: skip
    assert shape(recorder.so_far(11.5)[0]) == [(62, 0, 480), (60, 960, 960)]


@given(
    st.lists(
        st.tuples(st.floats(0, 0.4), st.booleans(), st.integers(60, 63), st.integers(1, 127)),
        max_size=40,
    ),
    st.booleans(),
)
def test_whatever_is_played_the_notes_are_whole(played: list, replaces: bool):
    punch = Punch(Tick(0), Tick(960), Tick(120), replaces=replaces)
    recorder, at = Recorder(looping(8), punch), 9.9
    for wait, on, pitch, velocity in played:
        at += wait
        recorder.hear(at, bytes((ON if on else OFF, pitch, velocity)))
    notes, _, end = recorder.so_far(at + 0.1, final=True)
    assert [note.id for note in notes] == list(range(len(notes)))
    assert notes == sorted(notes, key=lambda n: (n.start, n.pitch))
    assert all(note.length >= 1 and note.start >= 0 and note.end <= end for note in notes)
    assert without_overlaps(notes) == notes


def test_the_last_phrase_is_captured_without_the_song_running():
    memory, timeline = Memory(), Timeline()
    for at, *data in [
        (1.0, ON, 50, 90), (2.0, OFF, 50, 64),
        (100.0, ON, 60, 90), (100.5, OFF, 60, 64), (100.5, ON, 62, 90), (101.0, OFF, 62, 64),
    ]:  # fmt: skip
        memory.hear(Heard(at, bytes(data), "keys"))
    resting = Roll(0.0, Tick(1920), TEMPOS)
    notes, _ = memory.phrase(timeline, resting, PUNCH, 110.0)
    assert shape(notes) == [(60, 1920, 960), (62, 2880, 960)]


def test_what_was_played_along_is_captured_where_it_was_played():
    memory = Memory()
    for at, *data in [(10.5, ON, 60, 90), (11.0, OFF, 60, 64)]:
        memory.hear(Heard(at, bytes(data), "keys"))
    resting = Roll(0.0, Tick(0), TEMPOS)
    notes, _ = memory.phrase(rolling(), resting, PUNCH, 12.0)
    assert shape(notes) == [(60, 960, 960)]
    assert Memory().phrase(rolling(), resting, PUNCH, 12.0) == ([], [])


def test_stamps_trust_the_driver_and_never_the_future():
    stamps = Stamps()
    assert stamps.at(0.0, 100.000) == 100.000
    assert round(stamps.at(0.010, 100.017), 6) == 100.010
    assert stamps.at(0.020, 100.025) == 100.025
    assert stamps.at(0.001, 200.0) == 200.0


def test_a_later_round_may_reach_back_before_the_punch_in():
    timeline = looping(1)
    timeline.add(11.0, Roll(11.0, Tick(0), TEMPOS))
    recorder = Recorder(timeline, Punch(Tick(1440), Tick(480), Tick(60)))
    recorder.hear(10.8, bytes((ON, 60, 90)))
    recorder.hear(10.9, bytes((OFF, 60, 64)))
    recorder.reach_back(Tick(0))
    recorder.hear(11.25, bytes((ON, 62, 90)))
    recorder.hear(11.5, bytes((OFF, 62, 64)))
    assert shape(recorder.so_far(11.9)[0]) == [(62, 480, 480), (60, 1536, 192)]
