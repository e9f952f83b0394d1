"""What may be said of drums: of new bars beside those they follow, and of what a kit plays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from engine.representation.bars import Bars
from engine.representation.drums import voice_of
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.strokes import GROUP_OF, GROUPS

ALIKE = 0.9
"""From this likeness on a bar repeats another."""

TURN = 0.6
"""Below this likeness to every bar before it a bar turns away: a fill, or another groove."""

USUAL = 0.6
"""A beat that is struck in so many of the bars is one that a drum falls on."""

RATES = ((3.0, "sixteenths"), (1.5, "eighths"), (0.7, "quarters"))
"""So many hits a quarter on average, and what a drummer calls it."""

KICK, SNARE, HATS, CYMBALS = (GROUPS.index(n) for n in ("kick", "snare", "hi-hats", "cymbals"))


def drum_figures(hits: np.ndarray, bars: Bars, first_bar: int) -> dict[str, float]:
    """Of the bars from `first_bar` on: drums: how many are struck; hits_per_bar; echo: the
    likeness, from 0 to 1, of the bar that is most like one before, and echo_bar, that one's number
    counted from the first one heard, 0 where none was; turn_bar: the last new bar that is like none
    before, counted from 1, 0 where all are.
    """
    lines = bars.lines
    every = [hits[a:b] for a, b in pairwise(lines)]
    old, new = every[:first_bar], every[first_bar:]
    table = likenesses(new, old) if old else np.zeros((len(new), 1))
    best = np.unravel_index(int(table.argmax()), table.shape)
    turns = np.flatnonzero(table.max(axis=1) < TURN)
    fresh = hits[lines[first_bar] :]
    return {
        "drums": float(fresh.any(axis=0).sum()),
        "hits_per_bar": float(fresh.sum() / len(new)),
        "echo": float(table.max()),
        "echo_bar": float(best[1] + 1 if old else 0),
        "turn_bar": float(turns[-1] + 1 if old and len(turns) else 0),
    }


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """How alike two bars of hits (T, 9) are, from 0 to 1: twice those in common over all, where
    they are as long.
    """
    return float(likenesses([one], [other])[0, 0])


def likenesses(ones: Sequence[np.ndarray], others: Sequence[np.ndarray]) -> np.ndarray:
    """How alike each of some bars is to each of others, (bars, other bars)."""
    steps = max(map(len, (*ones, *others)))
    these, those = (_filled(bars, steps) for bars in (ones, others))
    both = (these @ those.T).astype(float)
    each = these.sum(1)[:, None] + those.sum(1)
    as_long = np.equal.outer([len(bar) for bar in ones], [len(bar) for bar in others])
    return np.where(as_long, 2 * both / np.maximum(1, each), 0.0)


def _filled(bars: Sequence[np.ndarray], steps: int) -> np.ndarray:
    """The hits of bars of `steps` steps at most, a row for each."""
    rows = np.zeros((len(bars), steps, bars[0].shape[1]), np.float32)
    for row, bar in zip(rows, bars, strict=True):
        row[: len(bar)] = bar
    return rows.reshape(len(bars), -1)


def drum_reason(scores: Mapping[str, float]) -> str:
    """The figures as a line, such as "5 drums, keeps the groove, turns in bar 4"."""
    drums = int(scores["drums"])
    words = [f"{drums} drum{'' if drums == 1 else 's'}"]
    if scores["echo_bar"]:
        words.append("keeps the groove" if scores["echo"] >= ALIKE else "varies the groove")
    if scores["turn_bar"]:
        words.append(f"turns in bar {scores['turn_bar']:.0f}")
    return ", ".join(words)


def kit_reason(notes: Sequence[Note], meters: MeterMap) -> str:
    """What a kit plays, such as "hi-hats in eighths, snare on 2 and 4, kick on 1"; how many drums
    there are where that is all that can be said. `meters` counts the notes' ticks.
    """
    if not notes:
        return "silence"
    sixteenth = meters.ppq / 4
    places = [(_group(note), Tick(round(round(note.start / sixteenth) * sixteenth)))
              for note in notes]  # fmt: skip
    words = [
        _pulse(places, meters),
        _beats("snare", SNARE, places, meters),
        _beats("kick", KICK, places, meters),
    ]
    drums = len({note.pitch for note in notes})
    return ", ".join(filter(None, words)) or f"{drums} drum{'' if drums == 1 else 's'}"


def _group(note: Note) -> int:
    return GROUP_OF[voice_of(note.pitch)]


def _pulse(places: Sequence[tuple[int, Tick]], meters: MeterMap) -> str:
    """Which of hi-hats and cymbals is struck more, and how often."""
    names = {HATS: "hi-hats", CYMBALS: "cymbals"}
    struck = {group: {at for each, at in places if each == group} for group in names}
    group = max(names, key=lambda each: len(struck[each]))
    ticks = [at for _, at in places]
    rate = len(struck[group]) / ((max(ticks) - min(ticks)) / meters.ppq + 1)
    rhythm = next((name for least, name in RATES if rate >= least), "")
    return f"{names[group]} in {rhythm}" if rhythm else ""


def _beats(drum: str, group: int, places: Sequence[tuple[int, Tick]], meters: MeterMap) -> str:
    """The beats that a drum usually falls on, where they are few enough to be named."""
    bars = {meters.bar_at(at) for _, at in places}
    struck = [meters.position_at(at) for at in {at for each, at in places if each == group}]
    counts = Counter(place.beat for place in struck if place.tick == 0)
    usual = sorted(beat for beat, count in counts.items() if count >= USUAL * len(bars))
    whole = min(meters.meter_at(at).numerator for _, at in places)
    match usual:
        case [beat]:
            return f"{drum} on {beat}"
        case [beat, other]:
            return f"{drum} on {beat} and {other}"
        case _:
            return f"{drum} on every beat" if len(usual) == whole else ""
