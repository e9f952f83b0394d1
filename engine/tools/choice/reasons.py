"""Why a take is worth a listen: its figures, and one short line made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.theory.keys import Key
from engine.theory.metrics import melody_metrics

RANGES = (
    "one pitch", "a second", "a second", "a third", "a third", "a fourth", "a tritone", "a fifth",
    "a sixth", "a sixth", "a seventh", "a seventh", "an octave", "a ninth", "a ninth", "a tenth",
    "a tenth", "an eleventh", "an eleventh", "a twelfth", "a thirteenth", "a thirteenth",
    "a fourteenth", "a fourteenth", "two octaves",
)  # fmt: skip
"""What musicians call a distance of so many semitones."""

RECENT = 64
"""So many notes of the melody are compared with a take note by note."""

CLOSE = 0.75
"""From this likeness on, a bar is called the echo of another."""

CLIMB = 7
"""Semitones from a take's first pitch to its last that make a direction."""

Bar = frozenset[tuple[int, int]]
"""The notes of a bar as (position, semitones above the bar's first note)."""


@dataclass(frozen=True)
class Heard:
    """The end of the melody that takes are compared with: its last notes, and its bars with their
    onsets alone beside them, by number from 1.
    """

    last: Sequence[Note]
    bars: Mapping[int, Bar]
    rhythms: Mapping[int, Bar]

    @classmethod
    def of(cls, melody: Sequence[Note], grid: MeterMap) -> "Heard":
        """Of notes in grid ticks."""
        bars = _bars(melody, grid)
        return cls(melody[-RECENT:], bars, _onsets(bars))


def figures(
    heard: Heard, new: Sequence[Note], grid: MeterMap, key: Key | None, nats: float
) -> dict[str, float]:
    """The figures of a take, all in grid ticks; `nats` is the sum over its notes.

    nats_per_note; key_share: notes in the key; range: semitones; climb: from the first pitch to the
    last; echo: likeness, from 0 to 1, of the new bar that is most like one of the melody's, and
    echo_bar, that one's number from 1; rhythm and rhythm_bar: the same for onsets alone. The theory
    metrics come with them, told the melody's last RECENT notes.
    """
    bars = _bars(new, grid)
    echo, echo_bar = _echo(heard.bars, bars)
    rhythm, rhythm_bar = _echo(heard.rhythms, _onsets(bars))
    pitches = [note.pitch for note in new]
    scores = melody_metrics(new, grid, key, heard.last) | {
        "nats_per_note": nats / len(new),
        "range": float(max(pitches) - min(pitches)),
        "echo": echo,
        "echo_bar": float(echo_bar),
        "rhythm": rhythm,
        "rhythm_bar": float(rhythm_bar),
        "climb": float(pitches[-1] - pitches[0]),
    }
    if key is not None:
        scale = key.scale
        scores["key_share"] = sum(pitch % 12 in scale for pitch in pitches) / len(pitches)
        scores["ends_on_tonic"] = float(pitches[-1] % 12 == key.tonic)
    return scores


def reason(scores: Mapping[str, float], key: Key | None) -> str:
    """The figures as a line, such as "in A minor, range a tenth, echoes bar 2"."""
    words: list[str] = []
    if key is not None:
        share = scores["key_share"]
        near = f"mostly in {key}" if share >= 0.8 else f"strays from {key}"
        words.append(f"in {key}" if share == 1 else near)
    span = int(scores["range"])
    wide = span >= len(RANGES)
    words.append("range over two octaves" if wide else f"range {RANGES[span]}")
    words.append(_manner(scores))
    return ", ".join(words)


def _manner(scores: Mapping[str, float]) -> str:
    """What is most telling of a take beside its key and its range."""
    if scores["echo"] >= CLOSE:
        bar = f"bar {scores['echo_bar']:.0f}"
        return f"repeats {bar}" if scores["echo"] == 1 else f"echoes {bar}"
    if scores.get("ends_on_tonic"):
        return "comes home"
    if scores["rhythm"] >= CLOSE:
        return f"in the rhythm of bar {scores['rhythm_bar']:.0f}"
    if abs(scores["climb"]) >= CLIMB:
        return "climbs" if scores["climb"] > 0 else "descends"
    return "goes somewhere new"


def _bars(notes: Sequence[Note], grid: MeterMap) -> dict[int, Bar]:
    """Bars with at least two onsets, by their number from 1."""
    by_bar: dict[int, list[Note]] = {}
    for note in notes:
        by_bar.setdefault(grid.bar_at(note.start), []).append(note)
    return {
        bar + 1: frozenset((n.start - grid.bar_start(bar), n.pitch - held[0].pitch) for n in held)
        for bar, held in by_bar.items()
        if len(held) > 1
    }


def _onsets(bars: Mapping[int, Bar]) -> dict[int, Bar]:
    """The same bars with no pitches, where there are at least three onsets."""
    return {
        number: frozenset((position, 0) for position, _ in bar)
        for number, bar in bars.items()
        if len(bar) > 2
    }


def _echo(old: Mapping[int, Bar], new: Mapping[int, Bar]) -> tuple[float, int]:
    """The highest likeness of a new bar to an old one, and the old one's number (0: none)."""
    best, best_bar = 0.0, 0
    for theirs in new.values():
        for number, mine in old.items():
            likeness = 2 * len(mine & theirs) / (len(mine) + len(theirs))
            if likeness > best:
                best, best_bar = likeness, number
    return best, best_bar
