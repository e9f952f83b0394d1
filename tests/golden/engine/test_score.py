"""Scores with a real, if tiny, model."""

from dataclasses import replace

import numpy as np
import pytest

from engine.jobs import Cancelled
from engine.representation.notes import END, encode, grid_meters, to_grid
from engine.representation.places import start_rows
from engine.runtime.decode import Decoder
from engine.runtime.sampling import log_probabilities
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.errors import ToolError
from engine.tools.hearing.score import score_melody


def test_every_note_has_its_nats_and_their_mean_is_the_score(tiny, make_song):
    song = make_song(ppq=100, meter=(3, 4), bars=3)
    result = score_melody(song, 1, tiny)
    assert [(n.tick, n.pitch) for n in result.notes] == [
        (n.start, n.pitch) for n in song.track(1).notes
    ]
    nats = [note.nats for note in result.notes]
    assert all(each > 0 for each in nats)
    assert result.nats_per_note == pytest.approx(sum(nats) / len(nats))
    assert result.velocity_nats is not None and result.velocity_nats > 0
    assert (result.model, result.device) == ("tiny", "cpu")


def test_the_bars_and_the_end_are_those_of_one_reading(tiny, make_song):
    """The trunk's part of the score, done again in one go; the other fields only add to it."""
    song = make_song(bars=1)
    grid = grid_meters(song.meters)
    symbols = encode(to_grid(song.track(1).notes, song.ppq), grid)
    rows, _ = start_rows(symbols, grid)
    chances = log_probabilities(Decoder(tiny, (24, 4)).read(rows[None])[0])
    bars = -sum(float(chances[i, each.bars]) for i, each in enumerate(symbols))
    end = -float(chances[-1, END])
    result = score_melody(song, 1, tiny)
    total = result.nats_per_note * len(result.notes)
    assert total > bars + end
    longer = make_song(bars=1, pitches=(60, 62, 64, 65, 67))
    clip = longer.clip(2)
    more = Note(99, 72, 90, Tick(1920), Tick(480))
    longer = longer.with_clip(replace(clip, notes=(*clip.notes, more)))
    before, after = result.notes, score_melody(longer, 1, tiny).notes
    assert [n.nats for n in before[:-1]] == pytest.approx([n.nats for n in after[:3]])
    assert before[-1].nats - end == pytest.approx(after[3].nats)


def test_silence_before_and_between_costs_nats(tiny, make_song):
    plain = score_melody(make_song(bars=1), 1, tiny)
    late = score_melody(make_song(bars=80, skip_bars=tuple(range(79))), 1, tiny)
    assert len(plain.notes) == len(late.notes) == 4
    assert late.notes[0].tick == 79 * 1920
    assert late.notes[0].nats > plain.notes[0].nats


def test_velocities_that_nobody_played_are_not_scored(tiny, make_song):
    song = make_song()
    clip = song.clip(2)
    flat = tuple(replace(note, velocity=80) for note in clip.notes)
    assert score_melody(song.with_clip(replace(clip, notes=flat)), 1, tiny).velocity_nats is None


def test_chords_are_scored_note_by_note(tiny, make_song):
    song = make_song()
    clip = song.clip(2)
    thirds = tuple(replace(note, id=500 + note.id, pitch=note.pitch + 4) for note in clip.notes)
    song = song.with_clip(replace(clip, notes=(*clip.notes, *thirds)))
    assert len(score_melody(song, 1, tiny).notes) == 16
    assert np.isfinite([note.nats for note in score_melody(song, 1, tiny).notes]).all()


def test_drums_and_silence_are_refused(tiny, make_song):
    with pytest.raises(ToolError, match="drums"):
        score_melody(make_song(channel=9), 1, tiny)
    song = make_song()
    with pytest.raises(ToolError, match="no notes"):
        score_melody(song.with_clip(replace(song.clip(2), notes=())), 1, tiny)


def test_a_song_with_a_note_ever_so_far_out_is_refused(tiny, make_song):
    song = make_song()
    clip = song.clip(2)
    stray = Note(99, 72, 90, Tick(1 << 40), Tick(480))
    song = song.with_clip(replace(clip, length=stray.end, notes=(*clip.notes, stray)))
    with pytest.raises(ToolError, match="lies far out"):
        score_melody(song, 1, tiny)


def test_progress_is_told_and_a_cancel_heard(tiny, make_song):
    shares: list[float] = []
    with pytest.raises(Cancelled):
        score_melody(
            make_song(bars=4),
            1,
            tiny,
            on_progress=shares.append,
            cancelled=lambda: len(shares) == 5,
        )
    assert shares == sorted(shares) and len(shares) == 5
