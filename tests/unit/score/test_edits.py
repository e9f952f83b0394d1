"""Edits keep what they do not touch, and never break what makes a song a song."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.score import edits
from engine.score.song import Clip, MidiEvent, Note, Song, in_order, new_song
from engine.score.time import Tick
from tests.unit.score.songs import ids_of, songs, songs_with_selection

selections = songs_with_selection()
ticks = st.integers(-300, 300).map(Tick)


def by_id(song: Song) -> dict[int, Note]:
    return {note.id: note for track in song.tracks for note in track.notes}


def clips(song: Song) -> list[Clip]:
    return [clip for track in song.tracks for clip in track.clips]


def assert_sound(song: Song) -> None:
    """All that holds for every song after every edit."""
    ids = [t.id for t in song.tracks] + [c.id for c in clips(song)] + ids_of(song)
    assert len(set(ids)) == len(ids)
    assert max(ids, default=0) < song.next_id
    for clip in clips(song):
        assert clip.notes == in_order(clip.notes)
        assert list(clip.events) == sorted(clip.events, key=lambda event: event.tick)
        for note in clip.notes:
            assert 0 <= note.pitch <= 127
            assert 1 <= note.velocity <= 127
            assert note.start >= clip.start
            assert note.length >= 0
    for track in song.tracks:
        assert all(a.end <= b.start for a, b in pairwise(track.clips))


def assert_others_untouched(before: Song, after: Song, ids: frozenset[int]) -> None:
    """Notes that were not meant are the same objects; so are clips and tracks without the meant."""
    old, new = by_id(before), by_id(after)
    assert all(new[each] is old[each] for each in old.keys() - ids)
    joined = len(clips(before)) > len(clips(after))
    for track in before.tracks:
        if not joined and not ids & {note.id for note in track.notes}:
            assert after.track(track.id) is track
        for clip in track.clips:
            if not joined and not ids & {note.id for note in clip.notes}:
                assert after.clip(clip.id) is clip


EDITS = {
    "transpose": edits.transpose,
    "shift": edits.shift,
    "resize": edits.resize,
    "resize start": lambda song, ids, n: edits.resize(song, ids, n, edge="start"),
    "velocity": edits.set_velocity,
    "quantize": lambda song, ids, n: edits.quantize(song, ids, Tick(abs(n) + 1), 0.7),
    "legato": lambda song, ids, n: edits.legato(song, ids),
    "staccato": lambda song, ids, n: edits.staccato(song, ids),
    "reverse": lambda song, ids, n: edits.reverse(song, ids),
    "mirror": lambda song, ids, n: edits.mirror(song, ids),
    "stretch": lambda song, ids, n: edits.stretch(song, ids, 1 + n / 301),
    "change": lambda song, ids, n: edits.change_notes(
        song, {i: Note(0, n, n, Tick(n), Tick(n)) for i in ids}
    ),
}


@settings(max_examples=150)
@given(st.sampled_from(sorted(EDITS)), selections, ticks)
def test_an_edit_of_notes_keeps_the_others_and_loses_none(name, chosen, n):
    song, ids = chosen
    after = EDITS[name](song, ids, n)
    assert_sound(after)
    assert_others_untouched(song, after, ids)
    assert sorted(ids_of(after)) == sorted(ids_of(song))
    for clip in clips(after):
        touched = [note for note in clip.notes if note.id in ids and note != by_id(song)[note.id]]
        assert all(note.end <= clip.end for note in touched)
    assert {each.data for c in clips(song) for each in c.events} == {
        each.data for c in clips(after) for each in c.events
    }


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_nothing_gives_the_very_song(name):
    song = edits.add_notes(new_song(), 2, [Note(0, 60, 90, Tick(0), Tick(9))])
    assert EDITS[name](song, frozenset(), Tick(7)) is song


@given(selections, st.integers(-200, 200))
def test_transposing_moves_the_selection_as_a_block(chosen, semitones):
    song, ids = chosen
    after = by_id(edits.transpose(song, ids, semitones))
    steps = {after[i].pitch - by_id(song)[i].pitch for i in ids}
    assert len(steps) <= 1
    if steps and steps != {semitones}:
        assert {0, 127} & {after[i].pitch for i in ids}


@given(selections, ticks)
def test_shifting_moves_the_selection_as_a_block(chosen, distance):
    song, ids = chosen
    after = edits.shift(song, ids, distance)
    steps = {by_id(after)[i].start - note.start for i, note in by_id(song).items() if i in ids}
    assert len(steps) <= 1
    if steps and steps != {distance}:
        clip_starts = {clip.start for clip in clips(song)}
        assert clip_starts & {note.start for _, note in edits.selected(after, ids)}


@given(selections, ticks)
def test_resizing_moves_one_edge_only(chosen, distance):
    song, ids = chosen
    old = by_id(song)
    for each, note in by_id(edits.resize(song, ids, distance)).items():
        assert note.start == old[each].start
        assert note.length >= min(1, old[each].length)
    for each, note in by_id(edits.resize(song, ids, distance, edge="start")).items():
        if old[each].length:
            assert note.end == old[each].end


@given(selections, st.integers(1, 48).map(Tick))
def test_quantizing_with_strength_0_changes_nothing(chosen, grid):
    song, ids = chosen
    assert edits.quantize(song, ids, grid, 0.0) is song


@given(selections, st.integers(1, 48).map(Tick))
def test_quantizing_with_strength_1_puts_starts_on_grid_or_bar_lines(chosen, grid):
    song, ids = chosen
    after = edits.quantize(song, ids, grid)
    clip_starts = {clip.start for clip in clips(song)}
    for _, note in edits.selected(after, ids):
        start = song.meters.bar_start(song.meters.bar_at(note.start))
        assert (note.start - start) % grid == 0 or note.start in clip_starts
        assert note.length == by_id(song)[note.id].length
    if len(clips(after)) == len(clips(song)):
        assert edits.quantize(after, ids, grid) == after


@given(selections, st.integers(2, 48).map(Tick), st.floats(0.01, 0.99))
def test_quantizing_in_part_never_leads_away_from_the_grid(chosen, grid, strength):
    song, ids = chosen
    full, part, old = (
        by_id(s)
        for s in (
            edits.quantize(song, ids, grid),
            edits.quantize(song, ids, grid, strength),
            song,
        )
    )
    for each in ids:
        assert min(old[each].start, full[each].start) <= part[each].start
        assert part[each].start <= max(old[each].start, full[each].start)


@given(selections)
def test_removing_takes_these_notes_and_no_other(chosen):
    song, ids = chosen
    after = edits.remove_notes(song, ids)
    assert_sound(after)
    assert set(ids_of(after)) == set(ids_of(song)) - ids
    assert (after is song) == (not ids)
    old = by_id(song)
    assert all(note is old[note.id] for note in by_id(after).values())


@given(selections, st.integers(1, 96).map(Tick))
def test_duplicates_follow_the_selection(chosen, grid):
    song, ids = chosen
    after, copies = edits.duplicate(song, ids, grid)
    assert_sound(after)
    assert len(copies) == len(ids)
    assert set(ids_of(after)) == set(ids_of(song)) | copies
    if ids:
        old = [note for each, note in by_id(song).items() if each in ids]
        new = [by_id(after)[each] for each in copies]
        step = min(n.start for n in new) - min(n.start for n in old)
        assert step % grid == 0
        assert min(n.start for n in new) >= max(n.end for n in old)
        moved = sorted((n.start + step, n.pitch, n.length, n.velocity, n.channel) for n in old)
        assert moved == sorted((n.start, n.pitch, n.length, n.velocity, n.channel) for n in new)


@given(selections, st.integers(0, 400).map(Tick))
def test_a_cut_keeps_all_that_sounds(chosen, tick):
    song, ids = chosen
    after = edits.split(song, ids, tick)
    assert_sound(after)
    assert sum(n.length for n in by_id(after).values()) == sum(
        n.length for n in by_id(song).values()
    )
    assert not any(note.start < tick < note.end for _, note in edits.selected(after, ids))


@given(selections)
def test_legato_fills_the_gaps(chosen):
    song, ids = chosen
    after = edits.legato(song, ids)
    for clip in clips(song):
        starts = sorted({note.start for note in clip.notes if note.id in ids})
        following = dict(pairwise(starts))
        for note in (note for note in clip.notes if note.id in ids):
            assert by_id(after)[note.id].end == following.get(note.start, note.end)


added = st.lists(
    st.builds(
        Note,
        st.just(0),
        st.integers(-5, 140),
        st.integers(-5, 140),
        st.integers(-50, 500).map(Tick),
        st.integers(0, 300).map(Tick),
        st.integers(0, 15),
    ),
    max_size=6,
)


@given(songs(), added, st.data())
def test_added_notes_arrive_in_order_with_fresh_ids(song, notes, data):
    clip = data.draw(st.sampled_from(clips(song)))
    after = edits.add_notes(song, clip.id, notes)
    assert_sound(after)
    fresh = range(song.next_id, song.next_id + len(notes))
    assert set(ids_of(after)) - set(ids_of(song)) == set(fresh)
    track = song.track_of(clip.id)
    heard = {note.channel for note in track.notes} | {track.channel}
    for note_id, given_note in zip(fresh, notes, strict=True):
        note = by_id(after)[note_id]
        assert note.channel in heard
        if given_note.channel in heard:
            assert note.channel == given_note.channel
        assert note.end <= after.clip(clip.id).end
    assert by_id(song).items() <= by_id(after).items()
    if len(clips(after)) == len(clips(song)):
        assert all(after.clip(other.id) is other for other in clips(song) if other is not clip)


@given(songs(), added, st.integers(0, 900).map(Tick), st.data())
def test_a_kept_take_ends_its_clip(song, notes, end, data):
    clip = data.draw(st.sampled_from([track.clips[-1] for track in song.tracks]))
    after = edits.append_take(song, clip.id, notes, end)
    assert_sound(after)
    grown = after.clip(clip.id)
    assert grown.end == max(end, grown.last_note_end)
    assert len(ids_of(after)) == len(ids_of(song)) + len(notes)


@given(songs(), added, st.integers(0, 600), st.integers(1, 300), st.data())
def test_filling_a_range_replaces_what_begins_in_it_and_nothing_else(song, notes, at, length, data):
    track = data.draw(st.sampled_from(song.tracks))
    start, end = Tick(at), Tick(at + length)
    new = [note.with_span(max(at, note.start), max(at, note.start) + 1) for note in notes]
    after = edits.fill(song, track.id, start, end, new)
    assert_sound(after)
    gone = {note.id for note in track.notes if at <= note.start < end}
    fresh = set(range(song.next_id, song.next_id + len(new)))
    assert set(ids_of(after)) == set(ids_of(song)) - gone | fresh
    old, kept = by_id(song), by_id(after)
    assert all(kept[each] is old[each] for each in old.keys() - gone)
    assert all(after.track(t.id) is t for t in song.tracks if t.id != track.id)
    starts = sorted(by_id(after)[each].start for each in fresh)
    assert starts == sorted(note.start for note in new)


def test_a_clip_grows_in_whole_bars():
    song = edits.add_notes(
        new_song(bars=2),
        2,
        [Note(0, 60, 90, Tick(3840 * 2), Tick(1)), Note(0, 62, 90, Tick(0), Tick(9))],
    )
    assert song.clip(2).length == 3840 * 3


def test_a_clip_that_grows_takes_in_the_next():
    song, track_id = new_song(bars=1), 1
    second = Clip(7, "B", Tick(5000), Tick(100), (Note(8, 60, 9, Tick(5000), Tick(10)),))
    track = song.track(track_id)
    song = replace(song.with_track(replace(track, clips=(*track.clips, second))), next_id=9)
    after = edits.grow_clip(song, 2, Tick(5050))
    assert [clip.id for clip in after.track(track_id).clips] == [2]
    assert after.clip(2).end == 5100
    assert after.clip(2).notes == second.notes
    assert edits.grow_clip(song, 2, Tick(4000)).track(track_id).clips[1] is second


@given(songs(), st.integers(1, 7))
def test_finer_ticks_change_nothing_that_is_heard(song, factor):
    finer = edits.rescaled(song, factor)
    assert_sound(finer)
    assert finer.ppq == song.ppq * factor
    for old, new in zip(by_id(song).values(), by_id(finer).values(), strict=True):
        assert (new.start, new.end) == (old.start * factor, old.end * factor)
        assert replace(new, start=old.start, length=old.length) == old
        assert finer.tempos.seconds_at(new.start) == pytest.approx(
            song.tempos.seconds_at(old.start)
        )
        assert finer.meters.bar_at(new.start) == song.meters.bar_at(old.start)
    assert (finer is song) == (factor == 1)


def test_ticks_cannot_be_made_coarser():
    with pytest.raises(ValueError, match="0 times"):
        edits.rescaled(new_song(), 0)


def test_a_new_track_gets_a_free_channel_that_is_not_the_drums():
    song, track_id = new_song(), 1
    for _ in range(10):
        song, track_id = edits.add_track(song, "More")
    assert [track.channel for track in song.tracks] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11]
    assert song.tracks[-1].id == track_id
    assert song.tracks[-1].end == song.end
    assert_sound(song)
    assert edits.remove_track(song, track_id).tracks == song.tracks[:-1]
    assert edits.remove_track(song, 12345) is song


def test_another_program_replaces_the_message_that_set_the_old():
    song = new_song()
    messages = [
        MidiEvent(Tick(0), bytes([0xC0, 0])),
        MidiEvent(Tick(5), bytes([0xB0, 7, 100])),
        MidiEvent(Tick(2000), bytes([0xC0, 9])),
    ]
    song = edits.add_notes(song, 2, [Note(0, 60, 90, Tick(960), Tick(960))])
    song = edits.add_events(song, 2, messages)
    after = edits.change_track(song, 1, program=40, volume=80, name="Violin")
    assert (after.track(1).program, after.track(1).volume) == (40, 80)
    assert after.clip(2).events == (messages[2],)
    assert edits.change_track(song, 1, program=0, volume=100) is song


def test_what_was_on_the_old_channel_follows_to_the_new():
    song = edits.add_notes(new_song(), 2, [Note(0, 60, 90, Tick(0), Tick(9))])
    song = edits.add_events(
        song, 2, [MidiEvent(Tick(1), b"\xb0\x40\x7f"), MidiEvent(Tick(1), b"\xb3\x40\x7f")]
    )
    after = edits.change_track(song, 1, channel=5)
    assert [note.channel for note in after.clip(2).notes] == [5]
    assert [event.data[0] for event in after.clip(2).events] == [0xB5, 0xB3]


def test_erasing_makes_room_and_ends_what_sounds_into_it():
    notes = [Note(0, 60, 90, Tick(at), Tick(100)) for at in (0, 50, 100, 199, 200)]
    song = edits.add_notes(new_song(), 2, notes)
    song = edits.add_events(
        song, 2, [MidiEvent(Tick(150), b"\xb0\x40\x7f"), MidiEvent(Tick(150), b"\xff\x05la")]
    )
    after = edits.erase(song, 2, Tick(100), Tick(200))
    assert [(n.start, n.length) for n in after.clip(2).notes] == [(0, 100), (50, 50), (200, 100)]
    assert [event.data for event in after.clip(2).events] == [b"\xff\x05la"]
    assert edits.erase(after, 2, Tick(3000), Tick(3100)) is after


def test_tempo_and_meter_hold_from_a_tick_on():
    song = edits.set_meter(edits.set_tempo(new_song(), Tick(3840), 90), Tick(3840), 6, 8)
    assert song.tempos.tempo_at(Tick(4000)).bpm == pytest.approx(90, abs=0.001)
    assert song.tempos.tempo_at(Tick(3839)).bpm == 120
    assert str(song.meters.meter_at(Tick(3840))) == "6/8"
    with pytest.raises(ValueError, match="no tempo"):
        edits.set_tempo(song, Tick(0), 0)
    with pytest.raises(ValueError, match="7/6"):
        edits.set_meter(song, Tick(0), 7, 6)


def test_the_last_change_up_to_a_tick_goes_and_the_beginning_stays():
    song = edits.set_tempo(edits.set_meter(new_song(), Tick(3840), 3, 4), Tick(3840), 90)
    later = edits.set_tempo(song, Tick(9600), 60)
    assert edits.without_change(later, Tick(20_000)).tempos == song.tempos
    assert edits.without_change(later, Tick(5000)).meters == new_song().meters
    assert [c.tick for c in edits.without_change(later, Tick(5000)).tempos.changes] == [0, 9600]
    assert edits.without_change(later, Tick(100)) is later
