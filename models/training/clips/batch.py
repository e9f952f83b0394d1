"""A batch of clips."""

from dataclasses import dataclass

from torch import Tensor

from engine.representation.clips import HOLD


@dataclass(frozen=True)
class Batch:
    """B clips of N bars of up to Q quarters; steps (B, N, Q, S) says which slots are steps.

    A melody has symbols (B, N, Q, 12), drums hits (B, N, Q, 4, 9), 0, 1 or NO_STEP. loudness from
    0 to 1, 0 where it is unknown or nothing begins, and away, in 16ths from the step, are shaped
    as the symbols; quarters and meters (B, N). keys (B,) are key indices as in `notes.key_index`,
    frames (B,) say what the conductor is told of them, as in `clips.FRAMES`. heard (B, N, Q, HEARD)
    is what a bass hears of the others, as in `rhythm_section`; (B, N, Q, 0) for who plays alone.
    """

    steps: Tensor
    symbols: Tensor
    loudness: Tensor
    away: Tensor
    quarters: Tensor
    meters: Tensor
    keys: Tensor
    frames: Tensor
    heard: Tensor

    def to(self, device: str) -> "Batch":
        """The same batch on a device."""
        return Batch(*(part.to(device) for part in vars(self).values()))

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return self.meters.numel()

    @property
    def begins(self) -> Tensor:
        """Where a note or a hit begins, for each step (T,) or (T, 9)."""
        return begins(self.symbols[self.steps])


def begins(symbols: Tensor) -> Tensor:
    """Where symbols of steps (T,), or hits (T, 9), begin a note."""
    return symbols == 1 if symbols.ndim == 2 else symbols < HOLD
