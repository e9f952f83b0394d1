"""Keeps loud moments of the built-in synth below full scale, block by block."""

from array import array

_CEILING = 0.97
_RECOVERY = 0.004
_RAMP = 64
_CLOSE_TO_ONE = 0.999


class Limiter:
    """Turns blocks down as far as their peaks demand and back up within a second or two.

    Blocks are memoryviews of 32-bit floats; those that need nothing are left as they are, so that
    quiet music costs no more than looking for the peak.
    """

    def __init__(self) -> None:
        self.gain = 1.0

    def apply(self, block: memoryview) -> None:
        """Limits one block in place."""
        samples = block.cast("f")
        if not len(samples):
            return
        highest, lowest = max(samples), min(samples)
        peak = max(highest, -lowest)
        before = self.gain
        after = min(1.0, before + (1.0 - before) * _RECOVERY)
        if after > _CLOSE_TO_ONE:
            after = 1.0
        if peak * after > _CEILING:
            after = _CEILING / peak
        self.gain = after
        if before == after == 1.0:
            return
        ramp = min(_RAMP, len(samples)) if before > after else len(samples)
        step = (after - before) / ramp
        scaled = [samples[i] * (before + step * i) for i in range(ramp)]
        scaled += [sample * after for sample in samples[ramp:]]
        samples[:] = memoryview(array("f", scaled))
