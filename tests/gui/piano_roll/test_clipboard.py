"""Copy, cut, paste: between clips, windows and programs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from engine.score.edits import add_notes, change_track
from engine.score.meter import MeterMap
from engine.score.smf import midi_bytes, parse_midi
from engine.score.song import MidiEvent, Note, Song, new_song
from engine.score.time import TempoMap, Tick
from gui.document import Document
from gui.look.theme import DARK
from gui.piano_roll.clipboard import NOTES_TYPE
from gui.piano_roll.roll import PianoRoll

Q = 960


def rows(document) -> list[tuple[float, int, float, int]]:
    notes = document.song.clip(2).notes
    return [(n.start / Q, n.pitch, n.length / Q, n.velocity) for n in notes]


def test_copy_and_paste_at_the_playhead(document, roll):
    roll.set_selection({4, 5})
    roll.copy()
    roll.set_playhead(Tick(6 * Q + 10))
    roll.paste()
    assert rows(document)[-2:] == [(6, 62, 1, 80), (7, 64, 1, 80)]
    assert roll.selection == {7, 8}
    assert document.undo_stack.count() == 1


def test_cut_and_paste_elsewhere(document, roll):
    roll.set_selection({3})
    roll.cut()
    assert [row[1] for row in rows(document)] == [62, 64, 67]
    roll.paste(Tick(9 * Q))
    assert rows(document)[-1] == (9, 60, 1, 80)


def test_other_programs_get_a_midi_file(document, roll):
    roll.select_all()
    roll.copy()
    mime = QGuiApplication.clipboard().mimeData()
    for name in ("audio/midi", "audio/x-midi"):
        song = parse_midi(bytes(mime.data(name).data()), "clipboard")
        found = [(n.start / song.ppq, n.pitch) for t in song.tracks for n in t.notes]
        assert found == [(0, 60), (1, 62), (2, 64), (3, 67)]


def test_a_midi_file_from_elsewhere_is_pasted_in_our_ticks(document, roll):
    other = add_notes(
        Song(
            tempos=TempoMap(480),
            meters=MeterMap(480),
            tracks=new_song().tracks,
            next_id=3,
        ),
        2,
        [Note(-1, 50, 70, Tick(480), Tick(240))],
    )
    mime = QMimeData()
    mime.setData("audio/midi", midi_bytes(other))
    QGuiApplication.clipboard().setMimeData(mime)
    roll.paste(Tick(8 * Q))
    assert rows(document)[-1] == (8, 50, 0.5, 70)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (NOTES_TYPE, b"{"),
        (NOTES_TYPE, b'{"ppq": 0, "notes": []}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[1, 2]]}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[0, 960, 200, 80, 64, 0]]}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[1e18, 960, 60, 80, 64, 0]]}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[99999999999999, 960, 60, 80, 64, 0]]}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[0, 1, 60, 80, 64, 0]], "events": [[0, "b0"]]}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[0, 1, 60, 80, 64, 0]], "events": [[0, ""]]}'),
        (NOTES_TYPE, b'{"ppq": 960, "notes": [[0, 1, 60, 80, 64, 0]], "events": {"a": 1}}'),
        (NOTES_TYPE, b"[" * 100_000),
        (NOTES_TYPE, b"\xff\xfe\x00"),
        ("audio/midi", b"RIFF nonsense"),
        ("text/plain", b"hello"),
    ],
)
def test_what_cannot_be_pasted_is_said(document, roll, qtbot, name, data):
    mime = QMimeData()
    mime.setData(name, data)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(roll.message) as said:
        roll.paste()
    assert "clipboard" in said.args[0]
    assert document.undo_stack.count() == 0


def other_window(qtbot, song: Song) -> PianoRoll:
    """A roll of another window, with a song of its own."""
    other = PianoRoll(Document(song), DARK)
    qtbot.addWidget(other)
    return other


def played(ppq: int) -> Song:
    """A clip in a channel of its own with a pedal, a bend and a release, on uneven ticks."""
    song = Song(tempos=TempoMap(ppq), meters=MeterMap(ppq), tracks=new_song().tracks, next_id=3)
    notes = (Note(3, 61, 33, Tick(ppq + 1), Tick(ppq // 3), 0, 7),
             Note(4, 64, 99, Tick(2 * ppq + 5), Tick(1), 0, 127))  # fmt: skip
    events = (MidiEvent(Tick(ppq + 2), b"\xb0\x40\x7f"), MidiEvent(Tick(2 * ppq), b"\xe0\x01\x41"),
              MidiEvent(Tick(3 * ppq), b"\xb0\x40\x00"))  # fmt: skip
    clip = replace(song.clip(2), notes=notes, events=events)
    return change_track(replace(song.with_clip(clip), next_id=5), 1, channel=6)


@pytest.mark.parametrize("ppq", [96, 480, 960, 1000, 384])
def test_between_two_windows_every_tick_and_message_stays(document, roll, qtbot, ppq):
    source = other_window(qtbot, played(ppq))
    source.select_all()
    source.copy()
    roll.paste(Tick(8 * Q))
    song = document.song
    factor = song.ppq / ppq
    at = 8 * song.ppq
    first, second = song.clip(2).notes[-2:]
    assert (first.start, first.length) == (at, ppq // 3 * factor)
    assert (second.start - at, second.length) == ((ppq + 4) * factor, factor)
    assert [(n.velocity, n.release, n.channel) for n in (first, second)] == [
        (33, 7, 0),
        (99, 127, 0),
    ]
    assert [(e.tick - at, e.data) for e in song.clip(2).events] == [
        (factor, b"\xb0\x40\x7f"),
        ((ppq - 1) * factor, b"\xe0\x01\x41"),
    ]
    assert roll.selection == {first.id, second.id}
    assert document.undo_stack.count() == 1


def test_where_no_file_could_count_both_the_ticks_are_rounded(document, roll, qtbot):
    source = other_window(qtbot, played(9973))
    source.select_all()
    source.copy()
    roll.paste(Tick(8 * Q))
    assert document.song.ppq == Q
    assert [n.start for n in document.song.clip(2).notes[-2:]] == [8 * Q, 9 * Q]


def test_messages_stay_where_other_notes_lie_between(document, roll, qtbot):
    song = add_notes(played(960), 2, [Note(0, 50, 80, Tick(960 + 50), Tick(10))])
    source = other_window(qtbot, song)
    source.set_selection({3, 4})
    source.copy()
    roll.paste(Tick(8 * Q))
    assert document.song.clip(2).events == ()


def test_notes_that_an_older_arietta_copied_are_pasted(document, roll):
    mime = QMimeData()
    mime.setData(NOTES_TYPE, b'{"ppq": 480, "notes": [[0, 240, 70, 90, 64]]}')
    QGuiApplication.clipboard().setMimeData(mime)
    roll.paste(Tick(8 * Q))
    assert rows(document)[-1] == (8, 70, 0.5, 90)


def test_duplicate_goes_on_where_the_selection_ends(document, roll):
    roll.select_all()
    roll.duplicate()
    assert [row[:2] for row in rows(document)[4:]] == [(4, 60), (5, 62), (6, 64), (7, 67)]
    assert roll.selection == {7, 8, 9, 10}
