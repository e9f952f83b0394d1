"""A model of clips at work: a clip to its latents, latents to standard normal noise, and back."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.representation.clips import ANY_KEY, Bars, Content
from engine.representation.habits import Habits
from engine.representation.scatter import Scatter
from engine.runtime.library import LoadedModel

Floats = np.ndarray


class Said(NamedTuple):
    """What is said of the steps of clips: logits of symbols (clips, steps, 130), or of the voices'
    hits (clips, steps, 9); loudness from 0 to 1, and distance from the step in 16ths, (clips,
    steps) or (clips, steps, 9).
    """

    logits: Floats
    loudness: Floats
    away: Floats


class Autoencoder:
    """A loaded model of clips. Latents and noise are (clips, quarters, latent), 0 where a bar has
    fewer quarters than the longest. All clips of a call share their bars. The bass of a trio is
    told, wherever latents become noise or steps or come of them, what it `listened` to.
    """

    def __init__(self, model: LoadedModel) -> None:
        """Names and sizes come from the model's card."""
        self.kind: str = model.card.tensors["kind"]
        self.latent: int = model.card.tensors["latent"]
        self._memory: Sequence[int | str] = model.card.tensors["memory"]
        self._graphs, self._told = model.graphs, model.card.graphs
        self._card = model.card

    @cached_property
    def habits(self) -> Habits | None:
        """What was counted of the music beside the networks; None where nothing was."""
        name = self._card.tensors.get("habits")
        return None if name is None else Habits.read(self._card.folder / str(name))

    @cached_property
    def scatter(self) -> Scatter | None:
        """How drummers scatter around what is said; None where nothing was counted of it."""
        name = self._card.tensors.get("scatter")
        return None if name is None else Scatter.read(self._card.folder / str(name))

    def listen(self, heard: Floats, bars: Bars) -> Floats:
        """What the bass of a trio makes of the others, (clips, quarters, width), from what it hears
        of them (clips, bars, quarters of the longest bar, HEARD), as in `rhythm_section`.
        """
        (listened,) = self._run("listener", {"heard": heard, **_places(bars, len(heard))})
        return listened

    def read(self, contents: Sequence[Content], bars: Bars) -> tuple[Floats, Floats]:
        """The means of the clips' latents, and the logarithms of their variances."""
        feeds = {
            "symbols": np.stack([content.symbols for content in contents]).astype(np.int64),
            "loudness": np.stack([content.loudness for content in contents]).astype(np.float32),
            "away": np.stack([content.away for content in contents]).astype(np.float32),
            **_places(bars, len(contents)),
        }
        mean, log_variance = self._run("reader", feeds)
        return mean, log_variance

    def noise(self, latent: Floats, bars: Bars, frame: int = ANY_KEY) -> tuple[Floats, Floats]:
        """The noise that latents stand for, and the log-density of each quarter's latent; `frame`
        says what is known of the key.
        """
        frames = np.full(len(latent), frame)
        feeds = {"latent": latent, "frames": frames, **_places(bars, len(latent))}
        noise, density = self._run("noise", feeds)
        return noise, density

    def conduct(
        self,
        noise: Floats,
        bars: Bars,
        frames: Sequence[int] = (),
        listened: Floats | None = None,
        again: np.ndarray | None = None,
    ) -> Floats:
        """The latents that noise stands for, quarter after quarter; `frames` say for each clip what
        is known of its key, nothing where they are left out. `again` (clips, quarters) says which
        earlier quarter has the same latent, whatever the noise, negative for none.
        """
        clips, there = len(noise), bars.there
        sizes = {"batch": clips, "held": 0}
        empty = np.zeros([n if isinstance(n, int) else sizes[n] for n in self._memory], np.float32)
        names = [name for name in self._told["conduct"].inputs if name.startswith(_REMEMBERED)]
        memory = dict.fromkeys(names, empty)
        latent = np.zeros_like(noise)
        before = latent[:, 0]
        for time, (bar, quarter) in enumerate(np.ndindex(there.shape)):
            feeds = {
                "noise": noise[:, time],
                "before": before,
                "quarter": np.array([quarter]),
                "time": np.array([time]),
                "meter": np.full(clips, bars.meters[bar]),
                "frames": np.array(frames or [ANY_KEY] * clips),
                **memory,
            }
            if listened is not None:
                feeds["listened"] = listened[:, time]
            before, *held = self._run("conduct", feeds)
            if again is not None:
                known = latent[np.arange(clips), again[:, time]]
                before = np.where(again[:, [time]] < 0, before, known)
            before = before * there[bar, quarter]
            latent[:, time] = before
            memory = dict(zip(names, held, strict=True))
        return latent

    def write(self, latent: Floats, bars: Bars, listened: Floats | None = None) -> Said:
        """What the latents say of the bars' steps."""
        steps = bars.sixteenths if self.kind == "drums" else bars.steps
        feeds = {
            "latent": latent,
            "steps": np.repeat(steps[None], len(latent), axis=0),
            **_places(bars, len(latent)),
        }
        if listened is not None:
            feeds["listened"] = listened
        count = int(steps.sum())
        return Said(
            *(
                part.reshape(len(latent), count, *part.shape[1:])
                for part in self._run("writer", feeds)
            )
        )

    def _run(self, graph: str, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        told = self._told[graph]
        return self._graphs[graph].run(told.outputs, {name: feeds[name] for name in told.inputs})


_REMEMBERED = ("keys", "values")


def _places(bars: Bars, clips: int) -> dict[str, np.ndarray]:
    return {
        "meters": np.tile(np.array(bars.meters, dtype=np.int64), (clips, 1)),
        "there": np.repeat(bars.there[None], clips, axis=0),
    }
