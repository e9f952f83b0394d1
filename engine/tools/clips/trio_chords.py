"""The chords that hold a trio together: those that are locked, or such as fit the melody; and what
draws the melody towards them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.clips import HOLD, SLOTS
from engine.representation.harmony import (
    NONE,
    beats_in,
    in_key,
    name_of,
    root_of,
    tones,
    weights,
)
from engine.representation.harmony import Harmony as Heard
from engine.representation.rhythm_section import Harmony
from engine.runtime.library import LoadedModel
from engine.runtime.next_chord import NextChordNetwork
from engine.score.song import Note
from engine.theory.chords import laid_out, parse_chords
from engine.theory.keys import Key
from engine.tools.chords.harmonise import Allowed, Drawing, harmonise
from engine.tools.clips.generate import GenerateOptions
from engine.tools.clips.music import Sheet

STRONG, WEAK = 3.0, 0.8
"""By how many nats a chord's tones are likelier for a note that begins on a quarter or lasts one,
and for any other.
"""

HALVED = 4
"""In bars of so many beats or more a chord may come in the middle too."""


PLAIN = 0.85
"""The chords' temperature as a share of the melody's."""

STAYS = 0.2
"""On a bar line a chord is so much less likely to stay than in songs that were heard from their
beginning: without a song behind it the network would have one chord for long.
"""


@dataclass(frozen=True)
class Progression:
    """Chords with their names, in slots from the beginning of a sheet."""

    harmony: Harmony
    names: tuple[str, ...]


class _Moving(NextChordNetwork):
    """The network, with chords that stay less."""

    def chances(self, harmony: Heard, beat: int) -> np.ndarray:
        """As there, with STAYS on the chance that the chord goes on over a bar line."""
        chances = super().chances(harmony, beat)
        if beat and harmony.bars.places[beat] == 0:
            chances[harmony.symbols[beat - 1]] += np.log(STAYS)
        return chances


def locked(sheet: Sheet, options: GenerateOptions) -> Progression:
    """The chords that the options name. Raises UnknownChord."""
    placed = tuple(laid_out(parse_chords(options.chords), sheet.meters, sheet.start, sheet.end))
    slots = tuple(round((tick - sheet.start) * SLOTS / sheet.meters.ppq) for tick, _ in placed)
    chords = [chord for _, chord in placed]
    harmony = Harmony(
        slots, tuple(chord.bass for chord in chords), tuple(chord.tones for chord in chords)
    )
    return Progression(harmony, tuple(chord.symbol for chord in chords))


def fitting(
    model: LoadedModel,
    melody: Sequence[Note],
    sheet: Sheet,
    key: Key,
    options: GenerateOptions,
    generator: np.random.Generator,
    cancelled: Callable[[], bool],
) -> Progression:
    """Chords of the key drawn under a melody, which change with the bar or in its middle. Raises
    NothingLeft, ModelError, Cancelled.
    """
    beats = beats_in(sheet.meters, sheet.first, sheet.first + len(sheet.bars.lengths))
    count = len(beats.ticks) - 1

    told = in_key(beats.bars, np.full(count, NONE), key, weights(melody, beats))
    classes = np.isin(np.arange(12), sorted(key.scale))
    lengths = np.diff(beats.bars.lines)[beats.bars.bars - beats.bars.first]
    places = beats.bars.places
    changes = (places == 0) | ((lengths >= HALVED) & (2 * places == lengths))
    allowed = Allowed(np.tile(classes, (count, 1)), changes, 1.0)
    drawing = Drawing(PLAIN * options.temperature, options.top_p, generator)
    symbols, _ = harmonise(_Moving(model), told, 0, allowed, key.tonic, drawing, cancelled)
    edges = np.flatnonzero(np.diff(symbols, prepend=-1))
    chosen = symbols[edges].tolist()
    slots = tuple(round(int(beats.ticks[edge]) * SLOTS / sheet.meters.ppq) for edge in edges)
    harmony = Harmony(slots, tuple(map(root_of, chosen)), tuple(map(tones, chosen)))
    return Progression(harmony, tuple(map(name_of, chosen)))


def drawn_to(harmony: Harmony, sheet: Sheet, symbols: np.ndarray) -> np.ndarray:
    """What is added to the logits of pitches (steps, 128) of a melody with these symbols (steps,),
    so that its notes are of the chords.
    """
    bars = sheet.bars
    lines = np.concatenate([[0], np.cumsum(bars.lengths)])
    added = np.zeros((len(symbols), HOLD), np.float32)
    begins = np.flatnonzero(symbols < HOLD)
    ends = np.flatnonzero(np.append(symbols, 0) != HOLD)
    for step in begins.tolist():
        slot = int(bars.times[step])
        number = harmony.at(slot)
        if number is None:
            continue
        end = int(bars.times[ends[np.searchsorted(ends, step, side="right")]])
        into = slot - int(lines[np.searchsorted(lines, slot, side="right") - 1])
        strong = into % SLOTS == 0 or end - slot >= SLOTS
        inside = np.isin(np.arange(HOLD) % 12, sorted(harmony.tones[number]))
        added[step, inside] = STRONG if strong else WEAK
    return added
