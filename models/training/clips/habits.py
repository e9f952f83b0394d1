"""What a kind of music does over sixteen bars, counted, for Generate: models/clips-*/habits.npz.

python -m models.training.clips.habits --model models/clips-melody --data DIR
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.representation.clips import FRAMES, HOLD, MAJOR, MINOR
from engine.representation.habits import DISTANCES, PLACES, REACH, place_of
from engine.representation.notes import METERS
from models.training.clips.data import Sheet, load_sheets
from models.training.habit_file import ship_habits

STRETCH = 16
"""Bars that are looked at together, from the beginning of a piece on."""

FEWEST_ONSETS = 2
"""A repeat is a bar or longer and has at least so many onsets."""

STRAY = 2
"""Drums are said again where at most so many of the 36 cells of a quarter differ."""

DOUBT = 8.0
"""A table of a style counts as if it had been seen so often as all styles together are."""


def main() -> None:
    """Counts, writes the file and names it in the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--aside", action="store_true", help="as the model was trained")
    options = parser.parse_args()
    kind = json.loads((options.model / "card.json").read_text())["tensors"]["kind"]
    training, _ = load_sheets(kind, options.data, options.cache, options.aside)
    arrays = repeats(training)
    if kind == "melody":
        arrays |= tune_habits(training)
    ship_habits(options.model, arrays)


def repeats(sheets: Sequence[Sheet]) -> dict[str, np.ndarray]:
    """For each style, how often a quarter begins or goes on to say again what stood a whole number
    of bars before: `chances` (styles, PLACES, DISTANCES, DISTANCES) by the place, the distance at
    the quarter before and the new one, 0 for nothing, of the times that there was such a bar; and
    the `shares` of the styles in each meter, (METERS + 1, styles).
    """
    styles = sorted({sheet.style for sheet in sheets})
    said = np.zeros((len(styles), PLACES, DISTANCES, DISTANCES))
    possible = np.zeros_like(said)
    shares = np.zeros((len(METERS) + 1, len(styles)))
    for sheet in (part for whole in sheets for part in stretches(whole)):
        style, before = styles.index(sheet.style), 0
        shares[sheet.meters[0], style] += 1
        for bar, quarter, distance in copied(sheet):
            place = place_of(bar, quarter)
            possible[style, place, before, : bar + 1] += 1
            said[style, place, before, distance] += 1
            before = distance
    usual = said.sum(axis=0) / np.maximum(1, possible.sum(axis=0))
    chances = (said + DOUBT * usual) / (possible + DOUBT)
    chances[..., 0] = 0
    shares += shares.sum(axis=0) / shares.sum()
    return {
        "chances": chances.astype(np.float32),
        "shares": (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32),
    }


def stretches(sheet: Sheet) -> Iterator[Sheet]:
    """The stretches of a piece in one meter, without overlap."""
    for first in range(0, len(sheet.meters) - STRETCH + 1, STRETCH):
        inside = slice(first, first + STRETCH)
        if len({*sheet.meters[inside].tolist()}) == 1:
            yield replace(
                sheet,
                symbols=sheet.symbols[inside],
                loudness=sheet.loudness[inside],
                away=sheet.away[inside],
                quarters=sheet.quarters[inside],
                meters=sheet.meters[inside],
            )


def copied(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    """Bar, quarter and from how many bars before it is said again, 0 where it is new, as long
    repeats as there are, from the first to the last (Lempel and Ziv 1977).
    """
    same, begins = likeness(sheet)
    quarters = [(bar, q) for bar, n in enumerate(sheet.quarters.tolist()) for q in range(n)]
    alike = np.stack([same[:, bar, q] for bar, q in quarters], axis=1)
    onsets = np.array([begins[bar, q] for bar, q in quarters])
    lengths, heard = (np.zeros((DISTANCES, len(quarters) + 1), dtype=int) for _ in range(2))
    for time in reversed(range(len(quarters))):
        lengths[:, time] = (lengths[:, time + 1] + 1) * alike[:, time]
        heard[:, time] = (heard[:, time + 1] + onsets[time]) * alike[:, time]
    distance = 0
    for time, (bar, quarter) in enumerate(quarters):
        if not (distance and alike[distance, time]):
            whole = (lengths[:, time] >= sheet.quarters[bar]) & (heard[:, time] >= FEWEST_ONSETS)
            distance = int((lengths[:, time] * whole).argmax())
        yield bar, quarter, distance


def likeness(sheet: Sheet) -> tuple[np.ndarray, np.ndarray]:
    """Which quarters are as those some bars before, (DISTANCES, bars, quarters), and in which
    something begins (bars, quarters).
    """
    bars, quarters = sheet.symbols.shape[:2]
    steps = sheet.symbols.reshape(bars, quarters, -1)
    drums = sheet.symbols.ndim > 3
    begins = ((steps == 1) if drums else (steps < HOLD)).any(axis=-1)
    stray = STRAY if drums else 0
    same = np.zeros((DISTANCES, bars, quarters), dtype=bool)
    for distance in range(1, min(DISTANCES, bars)):
        differing = (steps[distance:] != steps[:-distance]).sum(axis=-1)
        same[distance, distance:] = differing <= stray
    return same, np.asarray(begins)


def tune_habits(sheets: Sequence[Sheet]) -> dict[str, np.ndarray]:
    """How often each interval comes, `intervals` (2 * REACH + 1,), wider ones as the widest; and
    each pitch class in C major and A minor, `tones` (FRAMES, 12), as shares; all alike in any key.
    """
    intervals, tones = np.ones(2 * REACH + 1), np.ones((FRAMES, 12))
    for sheet in sheets:
        pitches = sheet.symbols[sheet.symbols < HOLD].astype(int)
        np.add.at(intervals, np.clip(np.diff(pitches), -REACH, REACH) + REACH, 1)
        # Keys count as in `notes.key_index`: twelve major ones, then twelve minor ones.
        frame, shift = (MINOR, 9) if sheet.key >= 12 else (MAJOR, 0)
        np.add.at(tones[frame], (pitches - sheet.key % 12 + shift) % 12, 1)
    tones[[f for f in range(FRAMES) if f not in (MAJOR, MINOR)]] = 1
    return {
        "intervals": (intervals / intervals.sum()).astype(np.float32),
        "tones": (tones / tones.sum(axis=1, keepdims=True)).astype(np.float32),
    }


if __name__ == "__main__":
    main()
