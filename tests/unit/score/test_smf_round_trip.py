"""What is in a MIDI file is in the song, and what is in the song is in the file that is written."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.score.smf import midi_bytes, parse_midi
from engine.score.song import Song
from tests.unit.score.midi_files import midi_file, pieces, raw_tracks, track_chunk, tracks


def without_ids(song: Song) -> Song:
    """The song with every id 0, and notes that differ by nothing else in one order."""

    def bare(clip):
        notes = sorted(
            (replace(note, id=0) for note in clip.notes),
            key=lambda n: (n.start, n.pitch, n.length, n.channel, n.velocity, n.release),
        )
        return replace(clip, id=0, notes=tuple(notes))

    return replace(
        song,
        next_id=0,
        tracks=tuple(replace(t, id=0, clips=tuple(map(bare, t.clips))) for t in song.tracks),
    )


@given(st.sampled_from([0, 1]), st.integers(1, 0x7FFF), st.lists(tracks, max_size=4), st.booleans())
def test_a_file_read_and_written_holds_the_same_events(kind, ppq, parts, running):
    parts = parts[:1] if kind == 0 else parts
    data = midi_file(kind, ppq, [track_chunk(*part, running=running) for part in parts])
    song = parse_midi(data, "x.mid")
    written = midi_bytes(song)
    assert pieces(raw_tracks(written)) == pieces(parts)
    assert written[12:14] == data[12:14]
    again = parse_midi(written, "x.mid")
    assert without_ids(again) == without_ids(song)
    assert midi_bytes(again) == written
