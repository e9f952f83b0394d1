"""Whatever a track of chords plays and wherever a range lies, infill leaves the rest as it is and
keeps to what is locked.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.runtime.library import Library, LoadedModel
from engine.score.edits import fill
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track, in_order
from engine.score.time import TempoMap, Tick
from engine.theory.keys import parse_key
from engine.tools.chords.infill import infill_chords
from engine.tools.errors import NothingLeft, ToolError
from engine.tools.melody_options import MelodyOptions

GOLDEN = Path(__file__).parents[1] / "golden" / "engine"
STRUCK = st.lists(
    st.tuples(
        st.integers(0, 160), st.lists(st.integers(20, 100), min_size=1, max_size=4, unique=True),
        st.integers(1, 60), st.integers(1, 127),
    ),
    min_size=2, max_size=24,
)  # fmt: skip
WANTED = st.builds(
    MelodyOptions,
    key=st.sampled_from(["auto", "none", "C major", "F# minor"]),
    low=st.sampled_from([None, 36, 52]),
    high=st.sampled_from([None, 84, 67]),
    chords=st.sampled_from(["", "", "Am F", "C:1 F#dim:2 Bb"]),
    max_polyphony=st.sampled_from([None, 1, 2, 3]),
    rhythm=st.sampled_from(["free", "keep"]),
    variations=st.just(1),
    temperature=st.sampled_from([0.3, 1.0, 2.0]),
    seed=st.integers(0, 2**32 - 1),
)


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return Library(GOLDEN).load("tiny-chords", "cpu")


def played(struck, ppq: int, meter: tuple[int, int]) -> Song:
    """Notes at 24ths of a quarter."""
    notes, busy = [], {}
    for start, pitches, length, velocity in sorted(struck):
        for pitch in pitches:
            begin, end = (round(at * ppq / 24) for at in (start, start + length))
            if begin >= busy.get(pitch, 0) and end > begin:
                busy[pitch] = end
                notes.append(Note(len(notes) + 9, pitch, velocity, Tick(begin), Tick(end - begin)))
    length = Tick(max(note.end for note in notes))
    track = Track(1, "Keys", clips=(Clip(2, length=length, notes=in_order(notes)),))
    meters = MeterMap(ppq, (Meter(Tick(0), *meter),))
    return Song(tempos=TempoMap(ppq), meters=meters, tracks=(track,), next_id=10**6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    struck=STRUCK,
    ppq=st.sampled_from([24, 96, 480, 960]),
    meter=st.sampled_from([(4, 4), (3, 4), (6, 8), (5, 8), (7, 4)]),
    span=st.tuples(st.integers(0, 170), st.integers(1, 120)),
    options=WANTED,
)
def test_the_rest_stays_and_what_is_new_keeps_its_locks(
    model: LoadedModel, struck, ppq: int, meter: tuple[int, int], span, options: MelodyOptions
):
    song = played(struck, ppq, meter)
    start, end = (Tick(round(at * ppq / 24)) for at in (span[0], sum(span)))
    own = list(song.track(1).notes)
    held = [n for n in own if n.start < start < n.end]
    try:
        takes = infill_chords(song, 1, start, end, options, model).takes
    except NothingLeft as error:
        assert held or "loosen" in str(error)
        return
    except ToolError as error:
        assert "holds every note" in str(error)
        assert all(start <= note.start < end for note in own)
        return
    scale = range(12) if options.key in ("auto", "none") else parse_key(options.key).scale
    low, high = options.low or 0, 127 if options.high is None else options.high
    kept = [n for n in own if not start <= n.start < end]
    for take in takes:
        whole = list(fill(song, 1, start, end, take.notes).track(1).notes)
        outside = [n for n in whole if not start <= n.start < end]
        assert [(n.start, n.end, n.pitch, n.velocity) for n in outside] == [
            (n.start, n.end, n.pitch, n.velocity) for n in kept
        ]
        old = {(n.start, n.end, n.pitch, n.velocity) for n in own if n.end > end}
        new = [n for n in take.notes if (n.start, n.end, n.pitch, n.velocity) not in old]
        assert new and all(start <= n.start < n.end <= end for n in new)
        assert all(low <= n.pitch <= high and n.pitch % 12 in scale for n in new)
        ends: dict[int, int] = {}
        for note in whole:
            assert ends.get(note.pitch, 0) <= note.start
            ends[note.pitch] = note.end
        fixed = [*kept, *(n for n in take.notes if n not in new)]
        for at in [*new, *fixed]:
            sound = [n for n in (*new, *fixed) if n.start <= at.start < n.end]
            few = len(sound) <= (options.max_polyphony or 128)
            assert few or not any(n in new for n in sound)
