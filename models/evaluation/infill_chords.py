"""Infill for chords beside Continue, which knows nothing of what follows, on gaps of 2 and 4 bars.

python -m models.evaluation.infill_chords --data DIR [--write]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np

from engine.representation.harmony import NONE, Harmony, root_of, tones
from engine.runtime.library import Library, LoadedModel
from engine.runtime.next_chord import NextChordNetwork
from engine.score.meter import Meter, MeterMap
from engine.score.song import Clip, Note, Song, Track
from engine.score.time import TempoMap, Tick
from engine.tools.chords import composing
from engine.tools.chords.composing import Composer, Remembering
from engine.tools.chords.harmonise import Drawing
from engine.tools.chords.part import ChordPart
from engine.tools.chords.wanted import allowed
from engine.tools.continue_options import ContinueOptions
from engine.tools.melody_options import MelodyOptions
from models.evaluation.continue_chords import distinct
from models.evaluation.rows import evaluate
from models.training.chords.data import load_songs
from models.training.chords.songs import ChordSong

GAPS = ((6, 2), (12, 4))
"""The first bar of each gap, and how many it has."""

AROUND = 4
"""So many bars on both sides of a gap have chords throughout."""

EACH = 4
"""One in so many of the held-out songs is looked at."""

TAKES = 4
PPQ = 480
BASS = 48


@dataclass(frozen=True)
class Gap:
    """Bars of a song of block chords that are gone."""

    whole: Song
    begin: int
    bars: int

    @property
    def span(self) -> tuple[Tick, Tick]:
        """In ticks."""
        lines = self.whole.meters.bar_start
        return lines(self.begin), lines(self.begin + self.bars)

    def song(self, until: Tick | None = None) -> Song:
        """The song without them, and without what follows a tick."""
        start, end = self.span
        kept = [n for n in self.whole.track(1).notes if not start <= n.start < end]
        return _with_notes(self.whole, [n for n in kept if until is None or n.start < until])

    @cached_property
    def part(self) -> ChordPart:
        """The song around them, as Infill reads it."""
        song = self.song()
        return ChordPart.within(song, song.track(1), *self.span, MelodyOptions())

    @cached_property
    def real(self) -> np.ndarray:
        """The symbols that are gone."""
        whole = ChordPart.within(self.whole, self.whole.track(1), *self.span, MelodyOptions())
        assert whole.former is not None
        return whole.former

    def before(self) -> np.ndarray:
        """The symbols of as many beats before."""
        first = self.part.new.start
        return self.part.symbols[first - len(self.part.new) : first]


System = Callable[[Gap, int], np.ndarray]
"""Fills a gap, with a seed."""


def infilled(network: NextChordNetwork) -> System:
    """The program's Infill."""
    return lambda gap, seed: _composed(network, gap.part, seed)


def drafted(network: NextChordNetwork) -> System:
    """Its first draft, which is told what follows first, and weighs nothing."""

    def fill(gap: Gap, seed: int) -> np.ndarray:
        return _composed(network, replace(gap.part, gap=None), seed)

    return fill


def continued(network: NextChordNetwork) -> System:
    """The program's Continue, of what stands before the gap."""

    def fill(gap: Gap, seed: int) -> np.ndarray:
        song = gap.song(gap.span[0])
        options = ContinueOptions(bars=gap.bars)
        return _composed(network, ChordPart.after(song, song.track(1), options), seed)

    return fill


def _composed(network: NextChordNetwork, part: ChordPart, seed: int) -> np.ndarray:
    options = MelodyOptions()
    composer = Composer(Remembering(network), part, lambda: allowed(part, options), lambda: False)
    drawing = Drawing(1.0, 0.95, np.random.Generator(np.random.PCG64(seed)))
    return composer.composed(drawing).symbols


def nats(network: NextChordNetwork, harmony: Harmony, beats: range) -> float:
    """How unlikely the symbols of some beats are, in nats a beat."""
    found = [network.chances(harmony, beat)[harmony.symbols[beat]] for beat in beats]
    return -float(np.mean(found))


def filled_row(gaps: Sequence[Gap], network: NextChordNetwork, system: System) -> dict[str, float]:
    """same: beats with the real chord; next: how unlikely the eight beats after the gap are, in
    nats a beat; repeats: beats with the chord of the bars before; chords: of a bar; takes: how many
    of four are different.
    """
    rows = []
    for gap in gaps:
        takes = [system(gap, seed) for seed in range(TAKES)]
        kinds = len({take.tobytes() for take in takes})
        end = gap.part.new.stop
        ahead = range(end, end + composing.AHEAD)
        for take in takes:
            after = nats(network, gap.part.filled(take), ahead)
            same, repeats = (float((take == other).mean()) for other in (gap.real, gap.before()))
            rows.append((same, after, repeats, len(distinct(take)) / gap.bars, kinds))
    names = ("same", "next", "repeats", "chords", "takes")
    return dict(zip(names, np.mean(rows, axis=0).tolist(), strict=True))


def told_row(gaps: Sequence[Gap], network: NextChordNetwork) -> dict[str, float]:
    """How unlikely the real chords of a gap are, in nats a beat, told what comes `before`, and told
    what follows first, as Infill is: `both`.
    """
    rows = []
    for gap in gaps:
        known = replace(gap.part, symbols=gap.part.symbols.copy())
        known.symbols[known.new.start : known.new.stop] = gap.real
        told = known.told
        new = range(len(told.symbols) - len(known.new), len(told.symbols))
        before = nats(network, known.filled(gap.real), range(known.new.start, known.new.stop))
        rows.append((before, nats(network, told, new)))
    return dict(zip(("before", "both"), np.mean(rows, axis=0).tolist(), strict=True))


def gaps_of(song: ChordSong, begin: int, bars: int) -> list[Gap]:
    """The gap of a song, where it has chords around."""
    lines = song.bars.lines
    if len(lines) <= begin + bars + AROUND:
        return []
    near = song.symbols[lines[begin - AROUND] : lines[begin + bars + AROUND]]
    return [] if (near == NONE).any() else [Gap(_blocks(song), begin, bars)]


def _blocks(song: ChordSong) -> Song:
    """A song's symbols as block chords on their roots, a quarter for each beat."""
    meters, here = MeterMap(PPQ), 0
    for length in song.lengths:
        meters = meters.with_meter(Meter(Tick(here), length, 4))
        here += length * PPQ
    notes: list[Note] = []
    beats = zip(song.symbols.tolist(), song.bars.bars.tolist(), strict=True)
    place = 0
    for (symbol, _), run in groupby(beats):
        length = len([*run])
        for tone in sorted(tones(symbol), key=lambda tone: (tone - root_of(symbol)) % 12):
            pitch = BASS + root_of(symbol) + (tone - root_of(symbol)) % 12
            start = Tick(place * PPQ)
            notes.append(Note(len(notes) + 9, pitch, 80, start, Tick(length * PPQ)))
        place += length
    clip = Clip(2, length=Tick(here))
    empty = Song(tempos=TempoMap(PPQ), meters=meters, tracks=(Track(1, clips=(clip,)),))
    return _with_notes(replace(empty, next_id=10**6), notes)


def _with_notes(song: Song, notes: Sequence[Note]) -> Song:
    return song.with_clip(replace(song.clip(2), notes=tuple(notes)))


def rows(data: Path, cache: Path) -> dict[str, dict[str, float]]:
    """Every row of the tables by its name."""
    songs = load_songs(data, cache.with_name("chords.pickle")).validation[::EACH]
    model: LoadedModel = Library(Path("models")).load("continue-chords", "cpu")
    network = NextChordNetwork(model)
    systems: dict[str, System] = {
        "real": lambda gap, _: gap.real,
        "the bars before again": lambda gap, _: gap.before(),
        "Continue": continued(network),
        "told what follows first": drafted(network),
        "Infill": infilled(network),
    }
    found: dict[str, dict[str, float]] = {}
    for begin, bars in GAPS:
        gaps = [gap for song in songs for gap in gaps_of(song, begin, bars)]
        print(len(gaps), "gaps of", bars, "bars", flush=True)
        found[f"gaps of {bars}, nats"] = told_row(gaps, network)
        for name, system in systems.items():
            found[f"gaps of {bars}, {name}"] = filled_row(gaps, network, system)
    return found


if __name__ == "__main__":
    evaluate("continue-chords", __doc__, rows)
