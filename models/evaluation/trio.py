"""The tables of the trio's card: a bass under real melodies, and trios from nothing.

python -m models.evaluation.trio --data DIR --model models/clips-trio [--write]
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.representation.clips import (
    HOLD,
    SLOTS,
    Bars,
    clip_bars,
    melody_clip,
    melody_notes,
    shift_to_frame,
)
from engine.representation.clips import melody_of as clip_of_steps
from engine.representation.drums import encode, steps_of, voice_of
from engine.representation.notes import GRID
from engine.representation.rhythm_section import Harmony, heard, retuned
from engine.runtime.autoencoder import Autoencoder
from engine.runtime.library import Library, LoadedModel
from engine.score.meter import MeterMap
from engine.score.song import Note
from engine.score.time import Tick
from engine.theory.keys import find_key
from engine.theory.musegan import five, tonal_distance
from engine.tools.clips.generate import GenerateOptions, drawn, frame_of
from engine.tools.clips.locks import moved
from engine.tools.clips.music import likeliest
from engine.tools.clips.parts import BASS, DRUMS, MELODY
from engine.tools.clips.trio import Players, trio
from models.evaluation.chain_bass import ChainBass
from models.evaluation.continue_melody import merge, rounded, write
from models.evaluation.generation import summary
from models.training.clips.parts import harmony_of
from models.training.data.bands import Band
from models.training.data.freedoom import cached_bands

BARS = 4
SLOT = GRID // SLOTS
LOW = 28
"""The lowest note of a bass of root notes."""

Notes = Sequence[Note]


@dataclass(frozen=True)
class Excerpt:
    """BARS bars of 4/4 of a held-out piece, from tick 0 of the grid on."""

    melody: tuple[Note, ...]
    bass: tuple[Note, ...]
    drums: tuple[Note, ...]
    harmony: Harmony
    style: str

    @property
    def kicks(self) -> set[int]:
        """The sixteenths on which there is a kick."""
        return {round(4 * n.start / GRID) for n in self.drums if voice_of(n.pitch) == 0}


def meters_of(grid: int = GRID) -> MeterMap:
    """4/4 in ticks."""
    return MeterMap(grid, GenerateOptions().meters.changes)


def excerpts(bands: Sequence[Band], count: int) -> list[Excerpt]:
    """So many stretches in which melody and bass play, evenly spread over the held-out pieces."""
    found = []
    for band in (each for each in bands if each.held_out):
        chords = harmony_of(band, band.meters.bar_at(band.bass[-1].start) + 1)
        for bar in range(8, band.meters.bar_at(band.bass[-1].start) - BARS, 4 * BARS):
            begin, end = band.meters.bar_start(bar), band.meters.bar_start(bar + BARS)
            if end - begin != BARS * 4 * GRID or str(band.meters.meter_at(begin)) != "4/4":
                continue
            melody, bass = (_cut(part, begin, end) for part in (band.melody, band.bass))
            if len(melody) > 2 * BARS and len(bass) > BARS:
                drums, under = _cut(band.drums, begin, end), _from(chords, begin // SLOT)
                found.append(Excerpt(melody, bass, drums, under, band.style))
    step = max(1, len(found) // count)
    return found[::step][:count]


def _cut(notes: Notes, begin: Tick, end: Tick) -> tuple[Note, ...]:
    inside = [note for note in notes if begin <= note.start < end]
    return tuple(n.with_span(Tick(n.start - begin), Tick(min(n.end, end) - begin)) for n in inside)


def _from(harmony: Harmony, slot: int) -> Harmony:
    """The chords from a slot on, which is counted as 0."""
    first = harmony.at(slot) or 0
    slots = tuple(max(0, each - slot) for each in harmony.slots[first:])
    return Harmony(slots, harmony.roots[first:], harmony.tones[first:])


def roots(excerpt: Excerpt) -> tuple[Note, ...]:
    """The trivial bass: the chord's root on every quarter."""
    notes = []
    for beat in range(4 * BARS):
        number = excerpt.harmony.at(beat * SLOTS)
        root = None if number is None else excerpt.harmony.roots[number]
        if root is not None:
            pitch = LOW + (root - LOW) % 12
            notes.append(Note(beat, pitch, 80, Tick(beat * GRID), Tick(GRID)))
    return tuple(notes)


def played(coder: Autoencoder, each: Excerpt, told: Excerpt, seed: int) -> tuple[Note, ...]:
    """The model's bass for an excerpt, hearing what is `told`."""
    bars = common_time()
    key = find_key([*told.melody, *told.bass])
    shift = 0 if key is None else shift_to_frame(key)
    steps = steps_of(meters_of(), 0, BARS)
    hits = encode(told.drums, steps, triplets=False).hits[:-1] if told.drums else None
    clip = melody_clip(told.melody, meters_of(), bars, 0)
    features = retuned(heard(bars, clip, told.harmony, hits)[None], np.array([shift]))
    frame = 2 if key is None else frame_of(key)
    generators = [np.random.default_rng(seed)]
    listened = coder.listen(features, bars)
    said = drawn(coder, bars, generators, [frame], 1.0, listened=listened)
    symbols = likeliest(said.logits[0])
    logits = moved(said.logits[0][:, :HOLD], -shift)
    symbols = np.where(symbols < HOLD, logits.argmax(axis=1), symbols)
    notes = melody_notes(clip_of_steps(bars, symbols, said.loudness[0]))
    return tuple(note.with_span(note.start * SLOT, note.end * SLOT) for note in notes)


def common_time() -> Bars:
    """The bars of an excerpt."""
    return clip_bars((), meters_of(), 0, BARS, fine=False)


def fits(bass: Notes, each: Excerpt) -> dict[str, float]:
    """How a bass fits what is played above it; what cannot be told is left out."""
    if len(bass) < 2:
        return {}
    lines = [bar * 4 * GRID for bar in range(BARS)]
    on_line = [n for n in bass if n.start in lines]
    told = [(n, each.harmony.at(n.start // SLOT)) for n in bass]
    tones = each.harmony.tones
    inside = [n.length for n, k in told if k is not None and n.pitch % 12 in tones[k]]
    first = [
        n.pitch % 12 == each.harmony.roots[k] for n, k in told if n in on_line and k is not None
    ]
    found = {
        "bars begun": len({n.start for n in on_line}) / BARS,
        "chord tones": sum(inside) / sum(n.length for n in bass),
        "notes a bar": len(bass) / BARS,
    }
    if first:
        found["root at the line"] = sum(first) / len(first)
    kicks = each.kicks
    begins = {round(4 * note.start / GRID) for note in bass}
    if kicks:
        found["kicks with bass"] = len(kicks & begins) / len(kicks)
        found["bass with kicks"] = len(kicks & begins) / len(begins)
    figures = five(bass, meters_of(), [each.melody])
    return found | {name.replace("_", " "): value for name, value in figures.items()}


def table(rows: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    """The mean of each figure with its 95 % interval and maximum."""
    rng = np.random.default_rng(0)
    names = sorted({name for row in rows for name in row})
    return {n: summary(np.array([row[n] for row in rows if n in row]), rng) for n in names}


def under_real(
    coder: Autoencoder, chain: ChainBass, chosen: Sequence[Excerpt]
) -> dict[str, dict[str, list[float]]]:
    """A bass under held-out melodies, by system."""
    pairs = list(zip(chosen, [*chosen[1:], *chosen[:1]], strict=True))
    systems = {
        "real": [each.bass for each in chosen],
        "roots": [roots(each) for each in chosen],
        "chain": [chain.play(each.harmony, BARS, number) for number, each in enumerate(chosen)],
        "deaf": [played(coder, each, other, number) for number, (each, other) in enumerate(pairs)],
        "arietta": [played(coder, each, each, number) for number, each in enumerate(chosen)],
    }
    return {
        name: table([fits(bass, each) for bass, each in zip(basses, chosen, strict=True)])
        for name, basses in systems.items()
    }


def from_nothing(players: Players, count: int) -> dict[str, dict[str, list[float]]]:
    """Trios of BARS bars in C major, and the same with the bass of another one."""
    options = GenerateOptions(bars=BARS, key="C major", variations=16)
    takes = [take for seed in range(-(-count // 16))
             for take in trio(replace(options, seed=seed), players).takes]  # fmt: skip
    parts = [{p: [n for n in take.notes if n.channel == p.channel] for p in (MELODY, BASS, DRUMS)}
             for take in takes]  # fmt: skip
    meters = options.meters
    rows: dict[str, list[dict[str, float]]] = {"arietta": [], "another bass": []}
    for own, other in zip(parts, [*parts[1:], *parts[:1]], strict=True):
        for name, bass in (("arietta", own[BASS]), ("another bass", other[BASS])):
            rows[name].append(_together(own[MELODY], bass, own[DRUMS], meters))
    return {name: table(each) for name, each in rows.items()}


def of_bands(chosen: Sequence[Excerpt]) -> dict[str, list[float]]:
    """The same figures of real music."""
    return table([_together(e.melody, e.bass, e.drums, meters_of()) for e in chosen])


def _together(melody: Notes, bass: Notes, drums: Notes, meters: MeterMap) -> dict[str, float]:
    near = meters.ppq / 8
    kicks = [note.start for note in drums if voice_of(note.pitch) == 0]
    with_bass = [any(abs(kick - note.start) <= near for note in bass) for kick in kicks]
    found = {} if not kicks else {"kicks with bass": sum(with_bass) / len(kicks)}
    distance = tonal_distance(melody, bass, meters)
    if distance is not None:
        found["tonal distance"] = distance
    for name, notes in (("melody", melody), ("bass", bass)):
        figures = five(notes, meters) if notes else {}
        found |= {f"{name}: {n.replace('_', ' ')}": value for n, value in figures.items()}
    if drums:
        found["drum pattern"] = five(drums, meters, drums=drums)["drum_pattern"]
    return found


def main() -> None:
    """Measures the model, adds its figures to those in the card, prints them."""
    options = parse_options()
    library = Library(options.models)

    def load(tool: str, kind: str) -> LoadedModel:
        return library.load(library.for_tool(tool, kind), "cpu")

    bass = Library(options.model.parent).load(options.model.name, "cpu")
    pieces = cached_bands(options.data, options.cache / "bands.pickle")
    chosen = excerpts([piece for piece in pieces if not piece.drums], options.count)
    bands = excerpts([piece for piece in pieces if piece.drums], options.count)
    learnt = [piece for piece in pieces if not piece.held_out]
    chains = [ChainBass.of(p for p in learnt if bool(p.drums) == drums) for drums in (False, True)]
    figures = {
        "bass": {
            "POP909": under_real(Autoencoder(bass), chains[0], chosen),
            "freedoom": under_real(Autoencoder(bass), chains[1], bands),
        },
        "trio": {
            **from_nothing(Players.of(bass, load), options.count),
            "real": of_bands([*chosen, *bands]),
        },
    }
    figures = rounded(figures)
    print(json.dumps(figures, indent=1))
    if options.write:
        card = json.loads((options.model / "card.json").read_text())["figures"]
        merge(card, figures)
        write(options.model / "card.json", card)


def parse_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=Path("models"), help="who plays along")
    parser.add_argument("--cache", type=Path, default=Path("scratch"))
    parser.add_argument("--count", type=int, default=48, help="how many of each")
    parser.add_argument("--write", action="store_true", help="put the figures into the card")
    return parser.parse_args()


if __name__ == "__main__":
    main()
