"""Copy, cut, paste: between clips, windows and programs."""

import pytest
from PySide6.QtGui import QGuiApplication

from engine.score.edits import add_notes
from engine.score.meter import MeterMap
from engine.score.smf import midi_bytes, parse_midi
from engine.score.song import Note, Song, new_song
from engine.score.time import TempoMap, Tick
from gui.piano_roll.clipboard import NOTES_TYPE

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
    from PySide6.QtCore import QMimeData

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
        ("audio/midi", b"RIFF nonsense"),
        ("text/plain", b"hello"),
    ],
)
def test_what_cannot_be_pasted_is_said(document, roll, qtbot, name, data):
    from PySide6.QtCore import QMimeData

    mime = QMimeData()
    mime.setData(name, data)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(roll.message) as said:
        roll.paste()
    assert "clipboard" in said.args[0]
    assert document.undo_stack.count() == 0


def test_duplicate_goes_on_where_the_selection_ends(document, roll):
    roll.select_all()
    roll.duplicate()
    assert [row[:2] for row in rows(document)[4:]] == [(4, 60), (5, 62), (6, 64), (7, 67)]
    assert roll.selection == {7, 8, 9, 10}
