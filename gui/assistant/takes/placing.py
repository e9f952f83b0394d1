"""Where an offered take goes in a song that may have moved on since it was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import lcm

from PySide6.QtCore import QCoreApplication

from engine.score.edits import add_notes, add_track, append_take, fill, remove_notes, rescaled
from engine.score.song import DRUM_CHANNEL, Note, Song, Track
from engine.score.time import Tick
from engine.tools.asking import Placing, Span
from gui.assistant.takes.batches import Batch, Offer
from gui.assistant.takes.parts import Part, parts, with_parts
from gui.language.said import reason

translate = QCoreApplication.translate

Beneath = Sequence[tuple[Batch, Offer]]
"""Takes that another one goes on from although nobody has kept them yet, the first one first."""


@dataclass(frozen=True)
class Place:
    """A take's notes, start and end in the ticks of `song`, and how they go in.

    `song` is finer than the one asked about where the take's notes need it, and without the notes
    that the take stands for. `clip_id` is the clip that it goes on from, None where `placing` says
    that it gets a track of its own: because it was offered so, because its track is gone, or
    because what it would replace is not what it was any more. `gone` are the ids of the notes that
    it stands for.
    """

    song: Song
    placing: Placing
    clip_id: int | None
    notes: tuple[Note, ...]
    start: Tick
    end: Tick
    gone: frozenset[int] = frozenset()

    def sound(self, track_id: int) -> tuple[int, int]:
        """The channel and the program that it is heard with, made from a track."""
        drums = bool(self.notes) and all(note.channel == DRUM_CHANNEL for note in self.notes)
        track = next((track for track in self.song.tracks if track.id == track_id), None)
        if track is None or drums != track.is_drums:
            return (DRUM_CHANNEL if drums else 0), 0
        return track.channel, track.program

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, where it has several."""
        return parts(self.song, self.notes)

    @property
    def seen(self) -> tuple[Note, ...]:
        """The notes that can be drawn in one roll: of a band not the drums'."""
        if not self.parts:
            return self.notes
        return tuple(note for note in self.notes if note.channel != DRUM_CHANNEL)


def place(song: Song, batch: Batch, offer: Offer) -> Place:
    """Where the take goes now: where it was offered, or, if music lies there, right after it."""
    song, notes, start, end = _in_one_tick(song, batch, offer)
    track = next((track for track in song.tracks if track.id == batch.track_id), None)
    if batch.placing == "track" or track is None or not track.clips:
        return Place(song, "track", None, notes, start, end)
    if batch.placing == "instead":
        if not _as_asked(song, batch, start, end):
            return Place(song, "track", None, notes, start, end)
        gone = frozenset(note.id for note in track.notes if start <= note.start < end)
        return Place(remove_notes(song, gone), "instead", None, notes, start, end, gone)
    return _after(song, track, batch, notes, start, end)


def sketched(song: Song, batch: Batch, offer: Offer, beneath: Beneath = ()) -> Place:
    """The same place in the ticks of the song as it is, rounded where the take's own are finer;
    after the takes `beneath` it, in the song as it would be with them.
    """
    for under in beneath:
        song, _ = kept(song, *_rough(*under, song.ppq))
    return place(song, *_rough(batch, offer, song.ppq))


def all_kept(song: Song, batch: Batch, offer: Offer, beneath: Beneath) -> tuple[Song, list[int]]:
    """The song with the takes `beneath` a take and then the take itself in it, and for each of
    them the clip it became part of.
    """
    clips: list[int] = []
    for each in (*beneath, (batch, offer)):
        song, clip_id = kept(song, *each)
        clips.append(clip_id)
    return song, clips


def kept(song: Song, batch: Batch, offer: Offer) -> tuple[Song, int]:
    """The song with the take in it, and the clip it became part of."""
    where = place(song, batch, offer)
    if where.placing == "after" and where.clip_id is not None:
        channel = where.song.track_of(where.clip_id).channel
        notes = tuple(replace(note, channel=channel) for note in where.notes)
        return append_take(where.song, where.clip_id, notes, where.end), where.clip_id
    if where.placing == "instead":
        after = fill(where.song, batch.track_id, where.start, where.end, where.notes)
        clips = after.track(batch.track_id).clips
        inside = [clip for clip in clips if clip.start <= where.start]
        return after, (inside[-1] if inside else clips[0]).id
    return _on_its_own(where, batch)


def with_take(song: Song, batch: Batch, offer: Offer, beneath: Beneath) -> tuple[Song, int, Span]:
    """The song as it would be with a take and those beneath it, the clip that the take would be
    part of, and the stretch of that song where it would lie.
    """
    for each in beneath:
        song, _ = kept(song, *each)
    where = place(song, batch, offer)
    song, clip_id = kept(song, batch, offer)
    return song, clip_id, (where.start, where.end)


def _in_one_tick(
    song: Song, batch: Batch, offer: Offer
) -> tuple[Song, tuple[Note, ...], Tick, Tick]:
    """The song and the take in ticks that hold both."""
    ppq = lcm(song.ppq, batch.ppq)
    factor = ppq // batch.ppq
    notes = tuple(note.with_span(note.start * factor, note.end * factor) for note in offer.notes)
    song = rescaled(song, ppq // song.ppq)
    return song, notes, Tick(offer.start * factor), Tick(offer.end * factor)


def _after(
    song: Song, track: Track, batch: Batch, notes: tuple[Note, ...], start: Tick, end: Tick
) -> Place:
    """After the clip that was continued, else the last one of its track, and after all music."""
    clip = next((clip for clip in track.clips if clip.id == batch.clip_id), track.clips[-1])
    last = max((note.end for note in track.notes), default=Tick(0))
    move = song.meters.bar_line_from(last) - start if last > start else 0
    moved = tuple(note.with_span(note.start + move, note.end + move) for note in notes)
    return Place(song, "after", clip.id, moved, Tick(start + move), Tick(end + move))


def _on_its_own(where: Place, batch: Batch) -> tuple[Song, int]:
    """The song with the take on a new track, which sounds as the one it was made from."""
    if where.parts:
        return with_parts(where.song, where.parts, where.end)
    channel, program = where.sound(batch.track_id)
    drums = channel == DRUM_CHANNEL
    source = reason(batch.source).partition("”")[0].lstrip("“") or translate("Placing", "Take")
    name = translate("Placing", "Drums") if drums else source
    song, track_id = add_track(where.song, name, program, channel if drums else None)
    track = song.track(track_id)
    clip = replace(track.clips[0], length=max(track.clips[0].length, where.end))
    notes = tuple(replace(note, channel=track.channel) for note in where.notes)
    return add_notes(song.with_clip(clip), clip.id, notes), clip.id


def _heard(track: Track, start: Tick, end: Tick) -> list[tuple[Tick, Tick, int, int]]:
    """What is heard of the notes of a track that begin in [start, end)."""
    notes = (note for note in track.notes if start <= note.start < end)
    return sorted((note.start, note.length, note.pitch, note.velocity) for note in notes)


def _as_asked(song: Song, batch: Batch, start: Tick, end: Tick) -> bool:
    """Whether a stretch of a track sounds as it did when the take was asked for."""
    if batch.input is None:
        return False
    ppq = lcm(song.ppq, batch.input.ppq)
    factor = ppq // song.ppq
    there = Tick(start * factor), Tick(end * factor)
    both = (rescaled(each, ppq // each.ppq).track(batch.track_id) for each in (song, batch.input))
    now, before = (_heard(track, *there) for track in both)
    return now == before


def _rough(batch: Batch, offer: Offer, ppq: int) -> tuple[Batch, Offer]:
    """A take in ticks of `ppq`, rounded, where its own are others that do not fall on them."""
    if ppq % batch.ppq == 0:
        return batch, offer

    def there(tick: Tick) -> Tick:
        return Tick(tick * ppq // batch.ppq)

    notes = tuple(n.with_span(there(n.start), max(there(n.start) + 1, there(n.end)))
                  for n in offer.notes)  # fmt: skip
    rough = replace(offer, notes=notes, start=there(offer.start), end=there(offer.end))
    return replace(batch, ppq=ppq), rough
