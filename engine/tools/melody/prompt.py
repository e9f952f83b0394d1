"""What the model reads before it writes: the end of a melody, as rows."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.representation.asked import Asked
from engine.representation.notes import ROW, SKIP, SKIP_SYMBOLS, encode
from engine.representation.places import NO_NOTES, Places, notes_of, start_rows
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick

RECALLED = 1024
"""So many notes before those that are read may come back."""

PHRASE = 8
"""The model counts bars in eights; the reading begins at a multiple of it where it can."""

_DENSITY, _REGISTER = list(ROW).index("density"), list(ROW).index("register")


@dataclass(frozen=True)
class Prompt:
    """Rows (n, columns) for the trunk, and the place after the last of them, one line."""

    rows: np.ndarray
    places: Places

    def asking(self, asked: Asked) -> "Prompt":
        """The same, with this asked of the notes to come; the first of them is decided by the last
        row.
        """
        rows = self.rows.copy()
        rows[-1, _DENSITY], rows[-1, _REGISTER] = asked.density, asked.register
        return Prompt(rows, self.places.asking(asked))


def read_prompt(melody: Sequence[Note], grid: MeterMap, until_bar: int, limit: int) -> Prompt:
    """The last `limit` notes of a melody on the grid, or a few less so that it begins a bar. Of
    those before, the last RECALLED are not read but can be recalled.

    Where the stretch to fill begins more bar lines after the last note than one step can cross,
    rests lead up to it, `limit` of them at most: what lies further back is as if it were not there.
    """
    furthest = until_bar - SKIP * limit
    melody = melody[bisect_left(melody, grid.bar_start(furthest), key=lambda note: note.start) :]
    kept, first_bar = _last_bars(melody, grid, limit) if melody else ((), furthest)
    symbols = encode(kept, grid, first_bar)
    before = melody[: len(melody) - len(kept)][-RECALLED:]
    recalled = notes_of(encode(before, grid), grid) if before else NO_NOTES
    bar = grid.bar_at(kept[-1].start) if kept else first_bar
    while until_bar - bar >= SKIP:
        symbols.append(SKIP_SYMBOLS)
        bar += SKIP
    return Prompt(*start_rows(symbols, grid, first_bar, recalled))


def _last_bars(melody: Sequence[Note], grid: MeterMap, limit: int) -> tuple[Sequence[Note], int]:
    """The notes to read and the bar to begin with, a multiple of PHRASE where it can be."""
    earliest = grid.bar_at(melody[0].start)
    if len(melody) <= limit:
        return melody, earliest // PHRASE * PHRASE
    cut = grid.bar_at(melody[-limit - 1].start) + 1
    for first_bar in (-(-cut // PHRASE) * PHRASE, cut):
        kept = [note for note in melody if grid.bar_at(note.start) >= first_bar]
        if len(kept) > limit // 2:
            return kept, first_bar
    kept = melody[-limit:]
    return kept, grid.bar_at(kept[0].start)


def longest_rest(melody: Sequence[Note], grid: MeterMap) -> int:
    """The most bars in a row, between a melody's first and last note, in which nothing sounds."""
    longest, sounding = 0, 0
    for index, note in enumerate(melody):
        if index:
            longest = max(longest, grid.bar_at(note.start) - sounding - 1)
        sounding = max(sounding, grid.bar_at(Tick(note.end - 1)))
    return longest
