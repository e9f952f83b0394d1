"""The tables of continue-drums' card: how likely real drums are, and how new bars look beside them.

python -m models.evaluation.continue_drums --data DIR [--aside validation|test] [--write]
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.representation.bars import Bars
from engine.representation.bins import OFFSETS, VELOCITIES, nearest
from engine.representation.drum_past import Past
from engine.representation.drums import VOICES, Cells, decode, steps_of
from engine.runtime.library import LoadedModel
from engine.runtime.next_step import WAYS, NextStepNetwork, told_of
from engine.score.meter import MeterMap
from engine.theory.musegan import drum_pattern
from engine.tools.choice.drum_reasons import TURN, likeness
from engine.tools.drums.writing import DrumWriter, Hands, Holds
from models.evaluation.aside import Ground, measure
from models.evaluation.rows import Rows
from models.training.drums.performances import Take
from models.training.next_step.parts import bars_of_take, learnable, past_of

BAR = 16
PROMPT = 8
"""So many bars of a performance are gone on with, for as many bars."""

EACH = 3
"""One in so many of the held-out performances, and of their windows, is looked at."""

FIRST = 2 * BAR
"""Steps from the third bar on are counted."""

PRIOR, MARKOV = "prior", "Markov, 3 steps"
CONTEXTS = (PRIOR, MARKOV, "the last two bars", "the bars 1, 2, 3 and 4 before")


def context(hits: np.ndarray, positions: np.ndarray, kind: str) -> np.ndarray:
    """What a table knows of each cell (T, 9), as a number."""
    steps = np.arange(len(hits))

    def ago(count: int) -> np.ndarray:
        return np.where((steps >= count)[:, None], hits[np.maximum(0, steps - count)], 0)

    place = np.repeat(positions[:, None], len(VOICES), axis=1)
    backs = {
        CONTEXTS[0]: (), CONTEXTS[1]: (1, 2, 3), CONTEXTS[2]: (BAR, 2 * BAR),
        CONTEXTS[3]: (BAR, 2 * BAR, 3 * BAR, 4 * BAR),
    }[kind]  # fmt: skip
    number = place if kind in CONTEXTS[:2] else np.zeros_like(place)
    for back in backs:
        number = 2 * number + ago(back).astype(np.int64)
    return len(VOICES) * number + np.arange(len(VOICES))


class Table:
    """The chance of a hit given a context, voice by voice, counted in the training part."""

    def __init__(self, takes: Sequence[Take], kind: str) -> None:
        self.kind = kind
        struck, seen = np.full(2**14, 0.5), np.ones(2**14)
        for take in takes:
            hits = take.straight.hits
            number = context(hits, take.positions, kind)
            np.add.at(struck, number.ravel(), hits.ravel())
            np.add.at(seen, number.ravel(), 1)
        self._chances = struck / seen

    def chances(self, hits: np.ndarray, positions: np.ndarray) -> np.ndarray:
        """(T, 9)."""
        return self._chances[context(hits, positions, self.kind)]

    def nats(self, take: Take) -> np.ndarray:
        """Nats of each step from FIRST on."""
        chances = self.chances(take.straight.hits, take.positions)
        right = np.where(take.straight.hits, chances, 1 - chances)
        return -np.log(right).sum(1)[FIRST : len(right) - 1]

    def goes_on(self, window: "Window") -> Cells:
        """New bars on the grid, drawn step by step."""
        rng = np.random.default_rng(window.number)
        hits = window.prompt.hits.astype(np.int64)
        for step in range(PROMPT * BAR, 2 * PROMPT * BAR):
            recent = np.vstack([hits[-4 * BAR :], np.zeros((1, len(VOICES)), np.int64)])
            positions = np.arange(step + 1 - len(recent), step + 1) % BAR
            hits = np.vstack([hits, rng.random(9) < self.chances(recent, positions)[-1]])
        return on_grid(hits[PROMPT * BAR :] > 0)


def on_grid(hits: np.ndarray) -> Cells:
    """Hits (T, 9) on the grid, all of one loudness."""
    return Cells(hits, np.where(hits, 0.5, 0.0), np.zeros(hits.shape), np.zeros(hits.shape))


def model_nats(model: LoadedModel, take: Take) -> tuple[np.ndarray, float, float, int]:
    """Nats of each step from FIRST on; of all its velocities, of all its offsets; its hits."""
    past = past_of(take, take.straight, slice(0, len(bars_of_take(take))), 0)
    network, cells = NextStepNetwork(model), take.straight
    steps, loud, away, hits = [], 0.0, 0.0, 0
    for step in range(FIRST, len(past.bars.bars)):
        found = network.step(past, np.zeros(1, np.int64), step)
        struck = past.hits(step)[0]
        steps.append(-found.ways[0, int(np.all(struck == WAYS, axis=1).argmax())])
        velocities, offsets = (np.zeros((1, len(VOICES)), np.float32) for _ in range(2))
        for voice in np.flatnonzero(struck).tolist():
            bins = network.stroke(found.state, told_of(voice, struck[None], velocities, offsets))
            velocities[0, voice] = cells.velocities[step, voice]
            offsets[0, voice] = cells.offsets[step, voice]
            loud += _nats(bins[0][0], velocities[0, voice], VELOCITIES)
            away += _nats(bins[1][0], offsets[0, voice], OFFSETS)
            hits += 1
    return np.array(steps), loud, away, hits


def _nats(logits: np.ndarray, value: float, centres: np.ndarray) -> float:
    index = int(nearest(np.array([value]), centres)[0])
    return float(np.logaddexp.reduce(logits) - logits[index])


def played_nats(takes: Sequence[Take], held_out: Sequence[Take]) -> dict[str, float]:
    """Nats by hit of velocity and offset, from how often each bin comes at a voice and position."""
    figures = {}
    for name, centres in (("velocities", VELOCITIES), ("offsets", OFFSETS)):
        counts = np.full((len(VOICES), BAR, len(centres)), 0.5)
        for take in takes:
            steps, voices = np.nonzero(take.straight.hits)
            bins = nearest(getattr(take.straight, name)[steps, voices], centres)
            np.add.at(counts, (voices, take.positions[steps], bins), 1)
        chances = np.log(counts / counts.sum(-1, keepdims=True))
        total, hits = 0.0, 0
        for take in held_out:
            steps, voices = np.nonzero(take.straight.hits)
            bins = nearest(getattr(take.straight, name)[steps, voices], centres)
            total -= float(chances[voices, take.positions[steps], bins].sum())
            hits += len(steps)
        figures[f"{name}_per_hit"] = total / hits
    return figures


@dataclass(frozen=True)
class Window:
    """PROMPT bars of a performance and the real ones after them."""

    take: Take
    prompt: Cells
    real: Cells
    number: int


def windows(takes: Sequence[Take]) -> Iterator[Window]:
    """Every sixteen bars of the 4/4 performances, the second half of which plays to its end."""
    for take in takes:
        for first in range(0, len(take.straight) - 2 * PROMPT * BAR + 1, 2 * PROMPT * BAR):
            half = first + PROMPT * BAR
            real = take.straight.at(slice(half, half + PROMPT * BAR))
            if real.hits.reshape(PROMPT, -1).any(1).all():
                yield Window(take, take.straight.at(slice(first, half)), real, first // BAR)


System = Callable[[Window], Cells]


def shipped(model: LoadedModel, temperature: float = 1.0, top_p: float = 0.95) -> System:
    """The shipped model, drawn."""
    network = NextStepNetwork(model)

    def goes_on(window: Window) -> Cells:
        return continued(network, window, 0, temperature, top_p)

    return goes_on


def continued(
    network: NextStepNetwork, window: Window, seed: int, temperature: float, top_p: float
) -> Cells:
    """The cells of new bars after a window's prompt."""
    bars = Bars.of([BAR] * 2 * PROMPT, window.number)
    past = Past(bars, window.take.bpm)
    past.write(0, window.prompt)
    new = range(PROMPT * BAR, len(bars.bars))
    hands = Hands(temperature, top_p, [np.random.default_rng([seed, window.number])])
    holds = Holds(np.zeros((len(bars.bars), len(VOICES)), np.float32))
    ((cells, _),) = DrumWriter(network, past, new, holds, hands).write(lambda: False)
    return cells.at(slice(PROMPT * BAR, None))


def repeated(bars: int) -> System:
    """The prompt's last bars, over and over."""

    def goes_on(window: Window) -> Cells:
        return window.prompt.at(np.arange(PROMPT * BAR) % (bars * BAR) + (PROMPT - bars) * BAR)

    return goes_on


def generation_row(seen: Sequence[Window], system: System) -> dict[str, float]:
    """hits: of a bar; voices: how far each voice's hits of a bar are from the real ones', summed;
    next: the likeness of a bar to the one before it; from_prompt: to the prompt's most alike;
    turns: the percentage of bars 4 and 8 that are unlike the bar before; other_turns: of the other
    bars; pattern: MuseGAN's share of notes in 8ths and 16ths.
    """
    hits, off, following, known, turns, others, patterns = ([] for _ in range(7))
    meters = MeterMap(480)
    steps = steps_of(meters, 0, PROMPT)
    for window in seen:
        cells = system(window)
        new = cells.hits
        bars, old = new.reshape(PROMPT, BAR, -1), window.prompt.hits.reshape(PROMPT, BAR, -1)
        hits.append(new.sum() / PROMPT)
        off.append(np.abs(new.sum(0) - window.real.hits.sum(0)).sum() / PROMPT)
        each = [likeness(a, b) for a, b in pairwise([old[-1], *bars])]
        following += each
        known += [max(likeness(bar, other) for other in old) for bar in bars]
        turns += [each[i] < TURN for i in (3, 7)]
        others += [each[i] < TURN for i in (0, 1, 2, 4, 5, 6)]
        notes = decode(cells, steps, 60)
        patterns.append(drum_pattern(notes, meters) if notes else 0.0)
    figures = {
        "hits": hits, "voices": off, "next": following, "from_prompt": known,
        "turns": 100 * np.array(turns), "other_turns": 100 * np.array(others), "pattern": patterns,
    }  # fmt: skip
    return {name: float(np.mean(values)) for name, values in figures.items()}


def rows(ground: Ground) -> Rows:
    """Every row of the tables by its name."""
    training, held_out = learnable(ground.training), learnable(ground.held_out)
    held_out = [take for take in held_out if take.common_time]
    seen = list(windows(held_out))[::EACH]
    held_out = held_out[::EACH]
    model = ground.model
    tables = {kind: Table(training, kind) for kind in CONTEXTS}
    found: dict[str, dict[str, float]] = {}
    for kind, table in tables.items():
        nats = np.concatenate([table.nats(take) for take in held_out])
        found[f"nats, {kind}"] = {"per_step": float(nats.mean())}
    found["nats, prior"] |= played_nats(training, held_out)
    each = [model_nats(model, take) for take in held_out]
    hits = sum(count for *_, count in each)
    found["nats, continue-drums"] = {
        "per_step": float(np.concatenate([nats for nats, *_ in each]).mean()),
        "velocities_per_hit": sum(loud for _, loud, _, _ in each) / hits,
        "offsets_per_hit": sum(away for _, _, away, _ in each) / hits,
    }
    systems: dict[str, System] = {
        "real": lambda window: window.real,
        "repeat the last bar": repeated(1),
        "repeat the last four": repeated(4),
        "Markov, 3 steps": tables[CONTEXTS[1]].goes_on,
        "the last two bars, drawn": tables[CONTEXTS[2]].goes_on,
        "continue-drums": shipped(model),
        "continue-drums, temperature .8": shipped(model, temperature=0.8),
        "continue-drums, top-p 1": shipped(model, top_p=1.0),
    }
    for name, system in systems.items():
        found[f"bars, {name}"] = generation_row(seen, system)
    return found


if __name__ == "__main__":
    measure("continue-drums", __doc__, rows)
