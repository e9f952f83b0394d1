"""Trio: melody, bass and drums from nothing, the bass after the two others and their chords.

Melody and drums are drawn as Generate draws them. Chords are found that fit the melody, and the
melody is chosen again, drawn towards them. The bass is drawn hearing melody, chords, kick and
snare.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from engine.representation.clips import ANY_KEY, HOLD, MelodyClip, shift_to_frame
from engine.representation.drums import PITCHES
from engine.representation.rhythm_section import heard, retuned
from engine.runtime.autoencoder import Autoencoder, Said
from engine.runtime.library import LoadedModel
from engine.score.song import Note, in_order
from engine.score.time import Tick
from engine.theory.keys import Key
from engine.theory.metrics import melody_metrics
from engine.tools.clips.generate import (
    GenerateOptions,
    best,
    drawn,
    frame_of,
    key_for,
    shift_for,
    until_whole,
)
from engine.tools.clips.locks import ClipLocks, moved
from engine.tools.clips.music import Sheet, clip_of, likeliest
from engine.tools.clips.parts import TRIO as PARTS
from engine.tools.clips.trio_chords import Progression, drawn_to, fitting, locked
from engine.tools.errors import ToolError
from engine.tools.options import SEEDS
from engine.tools.takes import Answer, Take

TRIO = "trio"
KICK = PITCHES[0]
TOGETHER = 8
"""A bass note that begins within a quarter divided by this of a kick begins with it."""

MOST_NAMES = 8


@dataclass(frozen=True)
class Players:
    """The models that play together, and the one that finds their chords."""

    melody: LoadedModel
    bass: LoadedModel
    drums: LoadedModel
    chords: LoadedModel

    @classmethod
    def of(cls, bass: LoadedModel, load: Callable[[str, str], LoadedModel]) -> "Players":
        """The bass with the others, which `load` gives for a tool and a kind of music. Raises
        ToolError where the bass is none, ModelError.
        """
        if bass.card.kind != TRIO:
            raise ToolError(
                f"the model {bass.name} makes {bass.card.kind} and no trio; choose another model"
            )
        parts = (("generate", "melody"), ("generate", "drums"), ("continue", "chords"))
        melody, drums, chords = (load(*part) for part in parts)
        return cls(melody, bass, drums, chords)


@dataclass(frozen=True)
class Beginning:
    """What the bass comes to: a melody and drums, their chords, and the key."""

    key: Key
    melody: np.ndarray
    notes: tuple[Note, ...]
    hits: np.ndarray
    kit: tuple[Note, ...]
    chords: Progression


def trio(
    options: GenerateOptions,
    players: Players,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Takes of `bars` bars for melody, bass and drums, each on its channel of `parts.TRIO`, in
    ticks of `options.meters`.

    Key and chords are locks for melody and bass, the range is one for the melody; `max_polyphony`
    and `no_repeat` hold in each part. Raises ToolError, UnknownKey, UnknownChord, ModelError,
    Cancelled.
    """
    began = time.perf_counter()
    options.check()
    options = options.in_force()
    sheet = Sheet.of(options.meters, 0, options.bars)
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    playing = _Playing(players, sheet, options, cancelled)
    takes = until_whole(seed, options, playing.takes, _whole, cancelled)
    model, seconds = players.bass, time.perf_counter() - began
    return Answer(takes, model.name, model.sha256, model.device, seconds, seed, 1)


def _whole(take: Take) -> bool:
    return {note.channel for note in take.notes} == {part.channel for part in PARTS}


class _Playing:
    """One call's models, bars and locks."""

    def __init__(
        self,
        players: Players,
        sheet: Sheet,
        options: GenerateOptions,
        cancelled: Callable[[], bool],
    ) -> None:
        self._melody, self._bass = Autoencoder(players.melody), Autoencoder(players.bass)
        self._drums, self._chords = Autoencoder(players.drums), players.chords
        self._sheet, self._options, self._cancelled = sheet, options, cancelled
        free = replace(options, low=None, high=None)
        self._locks = ClipLocks.of(options, sheet, drums=False)
        self._bass_locks = ClipLocks.of(free, sheet, drums=False)
        self._kit_locks = ClipLocks.of(options, sheet, drums=True)

    def takes(self, seeds: Sequence[int]) -> list[Take]:
        """A take for each seed."""
        bars, temperature = self._sheet.bars, self._options.temperature
        keys = [key_for(seed, self._options) for seed in seeds]
        frames = [frame_of(key) for key in keys]

        def generators(part: int) -> list[np.random.Generator]:
            return [np.random.default_rng([seed, part]) for seed in seeds]

        tunes = drawn(self._melody, bars, generators(2), frames, temperature, self._melody.habits)
        kits = drawn(
            self._drums, bars, generators(3), [ANY_KEY] * len(seeds), temperature,
            self._drums.habits, scatter=self._drums.scatter if self._options.played else None,
            top_p=self._options.top_p,
        )  # fmt: skip
        begun = [
            self._beginning(clip_of(tunes, n), clip_of(kits, n), key, np.random.default_rng(own))
            for n, (key, own) in enumerate(zip(keys, ([seed, 4] for seed in seeds), strict=True))
        ]
        listened = self._bass.listen(np.stack([self._heard(each) for each in begun]), bars)
        said = drawn(self._bass, bars, generators(5), frames, temperature, listened=listened)
        return [
            self._take(each, clip_of(said, n), seed)
            for n, (each, seed) in enumerate(zip(begun, seeds, strict=True))
        ]

    def _beginning(
        self, tune: Said, kit: Said, key: Key, generator: np.random.Generator
    ) -> Beginning:
        """A melody and drums, the melody chosen again once its chords are known."""
        sheet, options, locks = self._sheet, self._options, self._locks
        symbols = likeliest(tune.logits)
        shift = shift_for(sheet.written(symbols, tune), key, options)
        logits = moved(tune.logits[:, :HOLD], shift)
        symbols = locks.melody(symbols, logits, best)
        if options.chords:
            chords = locked(sheet, options)
        else:
            notes = locks.written(symbols, tune)
            chords = fitting(self._chords, notes, sheet, key, options, generator, self._cancelled)
            lean = drawn_to(chords.harmony, sheet, symbols)
            symbols = locks.melody(symbols, logits + lean, best)
        hits = self._kit_locks.drums(kit.logits, best)
        return Beginning(
            key, symbols, locks.written(symbols, tune), hits, self._kit_locks.written(hits, kit),
            chords,
        )  # fmt: skip

    def _heard(self, begun: Beginning) -> np.ndarray:
        """What the bass hears, in C major or A minor."""
        bars = self._sheet.bars
        melody = MelodyClip(bars, begun.melody, np.zeros_like(begun.melody))
        features = heard(bars, melody, begun.chords.harmony, begun.hits)
        return retuned(features[None], np.array([shift_to_frame(begun.key)]))[0]

    def _take(self, begun: Beginning, said: Said, seed: int) -> Take:
        logits = moved(said.logits[:, :HOLD], -shift_to_frame(begun.key))
        symbols = self._bass_locks.melody(likeliest(said.logits), logits, best)
        bass = self._bass_locks.written(symbols, said)
        if not self._options.chords:
            bass = with_kick(bass, begun.kit, self._sheet)
        played = zip(PARTS, (begun.notes, bass, begun.kit), strict=True)
        notes = [replace(note, channel=part.channel) for part, own in played for note in own]
        numbered = tuple(replace(note, id=n) for n, note in enumerate(in_order(notes)))
        scores = melody_metrics(begun.notes, self._sheet.meters, begun.key) if begun.notes else {}
        names = " ".join(begun.chords.names[:MOST_NAMES])
        more = " ..." if len(begun.chords.names) > MOST_NAMES else ""
        reason = f"{begun.key}: {names}{more}"
        return Take(numbered, Tick(0), self._sheet.end, seed, scores, reason)


def with_kick(bass: Sequence[Note], kit: Sequence[Note], sheet: Sheet) -> tuple[Note, ...]:
    """The bass with each note that is meant with a kick begun when the kick is struck."""
    near = sheet.meters.ppq // TOGETHER
    kicks = np.array([note.start for note in kit if note.pitch == KICK])
    if not len(kicks) or not bass:
        return tuple(bass)
    starts = []
    for note in bass:
        kick = int(kicks[np.abs(kicks - note.start).argmin()])
        with_it = abs(kick - note.start) < near and kick < note.end
        starts.append(kick if with_it else note.start)
    placed = [
        note.with_span(Tick(start), Tick(max(start + 1, note.end)))
        for note, start in zip(bass, starts, strict=True)
    ]
    cut = [
        note.with_span(note.start, Tick(max(note.start + 1, min(note.end, after.start))))
        for note, after in pairwise(placed)
    ]
    return (*cut, placed[-1])
