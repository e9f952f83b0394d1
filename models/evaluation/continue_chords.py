"""The tables of continue-chords' card: how likely real chords are, and how they sit with a melody.

python -m models.evaluation.continue_chords --data DIR [--write]
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.representation.harmony import NONE, SYMBOLS, TONES, Harmony
from engine.runtime.library import Library, LoadedModel
from engine.runtime.next_chord import NextChordNetwork
from engine.tools.chords.harmonise import Allowed, Drawing, harmonise
from models.evaluation.rows import evaluate
from models.training.chords.data import load_songs
from models.training.chords.songs import ChordSong, harmony_of

FIRST = 4
"""Beats from the bar after the first FIRST bars on are counted."""

EACH = 6
"""One in so many of the held-out songs is looked at."""

PROMPT = 8
PSEUDO = 0.5
PLACES = 8


class Markov:
    """Changes by the beat of the bar and the chord's age, chords by those before them (`order`),
    told by shorter histories where the longer were never seen (Witten and Bell's weights).
    """

    def __init__(self, songs: Sequence[ChordSong], order: int) -> None:
        self.order = order
        self._changes = np.full((PLACES, PLACES, 2), PSEUDO)
        self._following: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
        for song in songs:
            harmony = harmony_of(song)
            for beat, place, age in ages(harmony):
                changed = harmony.symbols[beat] != harmony.symbols[beat - 1]
                self._changes[place, age, int(changed)] += 1
            chords = distinct(harmony.symbols)
            for end, chord in enumerate(chords):
                for length in range(min(order, end) + 1):
                    self._following[tuple(chords[end - length : end])][chord] += 1

    def change(self, place: int, age: int) -> float:
        """The chance of another chord."""
        without, with_ = self._changes[place, age]
        return float(with_ / (without + with_))

    def following(self, chords: Sequence[int]) -> np.ndarray:
        """The chances of the next chord after these, (SYMBOLS,), which is another one."""
        chances = np.full(SYMBOLS, 1 / SYMBOLS)
        for length in range(min(self.order, len(chords)) + 1):
            seen = self._following.get(tuple(chords[len(chords) - length :]))
            if seen:
                counts = np.zeros(SYMBOLS)
                counts[list(seen.keys())] = list(seen.values())
                chances = (counts + len(seen) * chances) / (counts.sum() + len(seen))
        if chords:
            chances[chords[-1]] = 0
        return chances / chances.sum()

    def nats(self, harmony: Harmony) -> np.ndarray:
        """Nats of each beat that is counted."""
        found = []
        for beat, place, age in ages(harmony):
            if beat < first_beat(harmony):
                continue
            now, before = harmony.symbols[beat], harmony.symbols[beat - 1]
            chance = self.change(place, age)
            if now != before:
                chance *= self.following(distinct(harmony.symbols[:beat]))[now]
            else:
                chance = 1 - chance
            found.append(-np.log(chance))
        return np.array(found)


def ages(harmony: Harmony) -> list[tuple[int, int, int]]:
    """Each beat but the first, its place in the bar, and how long the chord before it stands."""
    found, age = [], 0
    for beat in range(1, len(harmony.symbols)):
        found.append((beat, min(int(harmony.bars.places[beat]), PLACES - 1), min(age, PLACES - 1)))
        age = 0 if harmony.symbols[beat] != harmony.symbols[beat - 1] else age + 1
    return found


def distinct(symbols: np.ndarray) -> list[int]:
    """The chords in a row, each once as long as it stands."""
    return symbols[np.flatnonzero(np.diff(symbols, prepend=-1))].tolist()


def first_beat(harmony: Harmony) -> int:
    """The first beat that is counted."""
    return int(harmony.bars.lines[min(FIRST, len(harmony.bars.lines) - 1)])


def repeat_nats(harmony: Harmony, rates: Sequence[float], backs: Sequence[int]) -> np.ndarray:
    """Nats of a mixture: the chord `backs` bars ago, the one that stands, or any."""
    found = []
    bars = harmony.bars
    for beat in range(first_beat(harmony), len(harmony.symbols)):
        chances = np.full(SYMBOLS, rates[-1] / SYMBOLS)
        bar = int(bars.bars[beat] - bars.first)
        sources = [bars.lines[bar - b] + bars.places[beat] if bar >= b else -1 for b in backs]
        for rate, source in zip(rates, [beat - 1, *sources], strict=False):
            chances[harmony.symbols[source if 0 <= source < beat else beat - 1]] += rate
        found.append(-np.log(chances[harmony.symbols[beat]]))
    return np.array(found)


def model_nats(model: LoadedModel, harmony: Harmony) -> np.ndarray:
    """Nats of each beat that is counted."""
    network = NextChordNetwork(model)
    beats = range(first_beat(harmony), len(harmony.symbols))
    return -np.array([network.chances(harmony, beat)[harmony.symbols[beat]] for beat in beats])


@dataclass(frozen=True)
class Excerpt:
    """A song's first bars as a prompt and as many after them, in the key that is found in it."""

    song: ChordSong
    harmony: Harmony
    first: int

    @property
    def real(self) -> np.ndarray:
        """The chords that really follow, counted from the tonic."""
        return self.harmony.symbols[self.first :]


def excerpts(songs: Sequence[ChordSong]) -> list[Excerpt]:
    """Bars 9 to 24 of every song that has as many and a melody over them."""
    found = []
    for song in songs:
        if song.melody is None or len(song.lengths) < 3 * PROMPT:
            continue
        whole = harmony_of(song)
        begin, end = (int(whole.bars.lines[bar]) for bar in (PROMPT, 3 * PROMPT))
        part = replace(
            song, lengths=song.lengths[PROMPT : 3 * PROMPT], symbols=song.symbols[begin:end],
            melody=song.melody[begin:end],
        )  # fmt: skip
        harmony = harmony_of(part)
        first = int(harmony.bars.lines[PROMPT])
        assert harmony.melody is not None
        if harmony.melody[first:].sum() > 4 and (harmony.symbols[first:] != NONE).all():
            found.append(Excerpt(part, harmony, first))
    return found


System = Callable[[Excerpt], np.ndarray]


def shipped(model: LoadedModel, told: bool) -> System:
    """The shipped model, drawn, told the melody or not."""
    network = NextChordNetwork(model)

    def goes_on(excerpt: Excerpt) -> np.ndarray:
        harmony = excerpt.harmony if told else replace(excerpt.harmony, melody=None)
        size = len(harmony.symbols)
        free = Allowed(np.ones((size, 12), bool), np.ones(size, bool), 1.0)
        drawing = Drawing(1.0, 0.95, np.random.default_rng(len(excerpt.song.name) + size))
        found, _ = harmonise(network, harmony, excerpt.first, free, 0, drawing, lambda: False)
        return found[excerpt.first :]

    return goes_on


def markov(table: Markov) -> System:
    """Chords drawn from a table."""

    def goes_on(excerpt: Excerpt) -> np.ndarray:
        rng = np.random.default_rng(len(excerpt.song.name) + len(excerpt.real))
        symbols = excerpt.harmony.symbols.copy()
        for beat in range(excerpt.first, len(symbols)):
            known = replace(excerpt.harmony, symbols=symbols[: beat + 1])
            _, place, age = ages(known)[-1]
            symbols[beat] = symbols[beat - 1]
            if rng.random() < table.change(place, age):
                symbols[beat] = rng.choice(SYMBOLS, p=table.following(distinct(symbols[:beat])))
        return symbols[excerpt.first :]

    return goes_on


def generation_row(seen: Sequence[Excerpt], system: System) -> dict[str, float]:
    """melody_share: the share of the melody's length that is of the chord's tones; same: beats with
    the real chord; chords: of a bar; in_prompt: the share of chords that the prompt has; outside:
    the share of chord tones that are not of the key's scale.
    """
    figures: dict[str, list[float]] = defaultdict(list)
    for excerpt in seen:
        found = system(excerpt)
        melody = excerpt.harmony.melody
        assert melody is not None
        sung = melody[excerpt.first :]
        prompt = {*excerpt.harmony.symbols[: excerpt.first].tolist()}
        scale = replace(excerpt.song.key, tonic=0).scale
        outside = np.array([pitch not in scale for pitch in range(12)])
        figures["melody_share"].append(float((sung * TONES[found]).sum() / sung.sum()))
        figures["same"].append(float((found == excerpt.real).mean()))
        figures["chords"].append(len(distinct(found)) / PROMPT)
        figures["in_prompt"].append(sum(s in prompt for s in found.tolist()) / len(found))
        figures["outside"].append(float((TONES[found] * outside).sum() / TONES[found].sum()))
    return {name: float(np.mean(values)) for name, values in figures.items()}


def repeated(excerpt: Excerpt) -> np.ndarray:
    """The prompt once more."""
    prompt = excerpt.harmony.symbols[: excerpt.first]
    return prompt[np.arange(len(excerpt.real)) % len(prompt)]


def rows(data: Path, cache: Path) -> dict[str, dict[str, float]]:
    """Every row of the tables by its name."""
    songs = load_songs(data, cache.with_name("chords.pickle"))
    model = Library(Path("models")).load("continue-chords", "cpu")
    found: dict[str, dict[str, float]] = {}
    for source in ("pop909", "openewld", "billboard"):
        held_out = [song for song in songs.validation if song.source == source]
        found |= nats_rows(source, held_out[::EACH], model, songs.training)
    seen = excerpts(songs.validation)[:: EACH // 2]
    return found | generation_rows("bars", seen, model, songs.training)


def nats_rows(
    source: str, songs: Sequence[ChordSong], model: LoadedModel, training: Sequence[ChordSong]
) -> dict[str, dict[str, float]]:
    """How likely the chords of songs are, told no melody, and told it where all have one."""
    whole = [harmony_of(song) for song in songs]
    hidden = [replace(harmony, melody=None) for harmony in whole]
    prior, third = Markov(training, 0), Markov(training, 3)
    nats = {
        "prior": [prior.nats(h) for h in hidden],
        "Markov, 3 chords": [third.nats(h) for h in hidden],
        "repeat": [repeat_nats(h, (0.5, 0.2, 0.2, 0.1), (4, 8)) for h in hidden],
        "continue-chords": [model_nats(model, h) for h in hidden],
    }
    if all(song.melody is not None for song in songs):
        nats["continue-chords, told the melody"] = [model_nats(model, h) for h in whole]
    chords = sum(len(distinct(h.symbols[first_beat(h) - 1 :])) - 1 for h in hidden)
    found = {}
    for name, each in nats.items():
        every = np.concatenate(each)
        found[f"{source}, {name}"] = {
            "per_beat": float(every.mean()),
            "per_chord": float(every.sum() / chords),
        }
    return found


def generation_rows(
    source: str, seen: Sequence[Excerpt], model: LoadedModel, training: Sequence[ChordSong]
) -> dict[str, dict[str, float]]:
    """What is written after prompts, by system."""
    systems: dict[str, System] = {
        "real": lambda excerpt: excerpt.real,
        "repeat": repeated,
        "Markov, 3 chords": markov(Markov(training, 3)),
        "continue-chords": shipped(model, told=False),
        "continue-chords, told the melody": shipped(model, told=True),
    }
    return {f"{source}, {name}": generation_row(seen, system) for name, system in systems.items()}


if __name__ == "__main__":
    evaluate("continue-chords", __doc__, rows)
