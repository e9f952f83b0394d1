"""Songs for property tests: small, but with several tracks and clips, chords and odd meters."""

from hypothesis import strategies as st

from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, KeySignature, MidiEvent, Note, Song, Track, in_order
from engine.score.time import Tempo, TempoMap, Tick

PPQ = 24
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
meters = st.sampled_from([(4, 4), (3, 4), (6, 8), (7, 8), (5, 16)])


@st.composite
def notes(
    draw: st.DrawFn, first_id: int, start: int, length: int, channel: int
) -> tuple[Note, ...]:
    """The notes of a clip, of which some may last beyond its end."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.integers(0, 127),
                st.integers(1, 127),
                st.integers(start, start + max(0, length - 1)),
                st.integers(0, 60),
                st.sampled_from([channel, channel, 3]),
                st.sampled_from([64, 0, 127]),
            ),
            max_size=8,
        )
    )
    return in_order(
        Note(first_id + i, pitch, velocity, Tick(at), Tick(lasts), on, release)
        for i, (pitch, velocity, at, lasts, on, release) in enumerate(drawn)
    )


@st.composite
def tracks(draw: st.DrawFn, first_id: int) -> Track:
    """A track whose clips follow one another, with gaps."""
    channel = draw(st.sampled_from([0, 1, 9]))
    clips, at, next_id = [], 0, first_id + 1
    for _ in range(draw(st.integers(1, 3))):
        at += draw(st.integers(0, 100))
        length = draw(st.integers(1, 200))
        inside = draw(notes(next_id + 1, at, length, channel))
        events = draw(
            st.lists(
                st.tuples(st.integers(at, at + length), st.integers(0, 127)).map(
                    lambda pair: MidiEvent(Tick(pair[0]), bytes([0xB0 | channel, 64, pair[1]]))
                ),
                max_size=2,
            )
        )
        events = tuple(sorted(events, key=lambda event: event.tick))
        clips.append(Clip(next_id, draw(names), Tick(at), Tick(length), inside, events))
        at += length
        next_id += 20
    return Track(
        first_id,
        draw(names),
        draw(st.integers(0, 127)),
        channel,
        draw(st.integers(0, 127)),
        draw(st.booleans()),
        draw(st.booleans()),
        tuple(clips),
    )


@st.composite
def songs(draw: st.DrawFn) -> Song:
    """A song of up to three tracks with up to three clips each."""
    count = draw(st.integers(1, 3))
    changes = sorted(draw(st.sets(st.integers(1, 400), max_size=2)))
    return Song(
        draw(names),
        TempoMap(
            PPQ,
            tuple(Tempo(Tick(t), draw(st.integers(1, 0xFFFFFF))) for t in [0, *changes]),
        ),
        MeterMap(PPQ, tuple(Meter(Tick(t), *draw(meters)) for t in [0, *changes])),
        tuple(
            KeySignature(Tick(t), draw(st.integers(-7, 7)), draw(st.booleans())) for t in changes
        ),
        tuple(draw(tracks(1000 * (i + 1))) for i in range(count)),
        (MidiEvent(Tick(3), b"\xff\x06" + draw(names).encode()),),
        1000 * (count + 1),
    )


def ids_of(song: Song) -> list[int]:
    """The ids of all notes."""
    return [note.id for track in song.tracks for note in track.notes]


@st.composite
def songs_with_selection(draw: st.DrawFn) -> tuple[Song, frozenset[int]]:
    """A song and some of its notes."""
    song = draw(songs())
    ids = ids_of(song)
    return song, draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset()
