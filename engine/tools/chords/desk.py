"""One call of a tool that writes chords: takes one after the other, equal ones drawn anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from engine.representation.harmony import name_of, root_of, tones
from engine.runtime.library import LoadedModel
from engine.runtime.next_chord import NextChordNetwork
from engine.score.song import Note
from engine.score.time import Tick
from engine.tools.asking import Ears
from engine.tools.choice.unlike import unlike
from engine.tools.chords.composing import Composer, Remembering
from engine.tools.chords.harmonise import Drawing
from engine.tools.chords.leading import voices_of
from engine.tools.chords.part import ChordPart
from engine.tools.chords.playing import Span, play
from engine.tools.chords.wanted import allowed, given
from engine.tools.errors import ToolError
from engine.tools.melody_options import MelodyOptions
from engine.tools.options import seeded
from engine.tools.takes import Answer, Take, answered, seeds_of


def check_chords(options: MelodyOptions) -> None:
    """Refuse what chords cannot keep to. Raises ToolError."""
    if options.no_repeat is not None and options.chords and options.strength == 1:
        raise ToolError("chords that are given come as they are; leave no-repeat or chords out")


@dataclass(frozen=True)
class Desk:
    """A part, and what holds of what is written into it."""

    part: ChordPart
    options: MelodyOptions
    model: LoadedModel
    ears: Ears

    def answer(self, began: float) -> Answer:
        """The takes. Raises NothingLeft, ModelError, Cancelled."""
        part, options = self.part, seeded(self.options)
        key = str(part.key) if options.key != "none" else "none"
        former = part.gap.former if part.gap and options.temperature else ()
        known = [_sounding(former)] if former else []
        spare = seeds_of(options)[options.variations - options.spare :]
        make = cache(self._take)
        sounding = unlike(make, lambda take: _sounding(take.notes), *known, spare=spare)
        return answered(
            self.model, options, sounding, self.ears.on_take, began=began, ppq_factor=1, key=key
        )

    @cached_property
    def _composer(self) -> Composer:
        network = Remembering(NextChordNetwork(self.model))
        return Composer(
            network, self.part, lambda: allowed(self.part, self.options), self.ears.cancelled
        )

    def _take(self, seed: int) -> Take:
        part, options = self.part, self.options
        generator = np.random.Generator(np.random.PCG64(seed))
        spans, told = given(part, options), {"nats_per_beat": 0.0}
        if spans is None:
            drawing = Drawing(options.temperature, options.top_p, generator)
            draft = self._composer.composed(drawing)
            spans = spans_of(part, draft.symbols)
            told = {"nats_per_beat": draft.nats / len(part.new)}
        voices = voices_of(part.manner, options, generator)
        most = options.max_polyphony if options.strength == 1 else None
        notes = play(part.manner, spans, voices, part.bars, part.channel, most)
        if part.gap is not None:
            notes = part.gap.inside(notes, most)
        scores = _figures(part, spans, notes) | told
        return Take(notes, part.start, part.end, seed, scores, _reason(spans))


def spans_of(part: ChordPart, symbols: np.ndarray) -> list[Span]:
    """The new symbols as spans of ticks, from the first new tick to the last."""
    edges = np.flatnonzero(np.diff(symbols, prepend=-1))
    begins = [Tick(int(part.beats.ticks[part.new.start + edge])) for edge in edges]
    begins[0] = part.start
    return [
        Span(begin, end, tones(symbols[edge]), root_of(symbols[edge]), name_of(symbols[edge]))
        for edge, begin, end in zip(edges, begins, [*begins[1:], part.end], strict=True)
    ]


def _sounding(notes: Sequence[Note]) -> tuple[tuple[int, int, int], ...]:
    return tuple((note.start, note.length, note.pitch) for note in notes)


def _figures(part: ChordPart, spans: Sequence[Span], notes: Sequence[Note]) -> dict[str, float]:
    """chords: how many there are; voices: notes in an onset; melody_share: of a melody over them,
    the share of its length that is of the chord's tones.
    """
    onsets = len({note.start for note in notes})
    figures = {"chords": float(len(spans)), "voices": len(notes) / max(1, onsets)}
    inside = total = 0
    for span in spans:
        for note in part.melody:
            shared = min(note.end, span.end) - max(note.start, span.start)
            total += max(0, shared)
            inside += max(0, shared) * (note.pitch % 12 in span.tones)
    return figures | ({"melody_share": inside / total} if total else {})


def _reason(spans: Sequence[Span]) -> str:
    names = [span.name for span in spans]
    return " ".join(names[:8]) + (" ..." if len(names) > 8 else "")
