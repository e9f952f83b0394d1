"""Clock times for incoming messages, from the driver's own time stamps."""

_PATIENCE = 0.05


class Stamps:
    """Turns one port's delta times into clock times.

    The driver says how long after the message before it a message came; the callback, held up by
    whatever the machine does, only says that it came no later than now. Both together are as exact
    as the driver's stamps. (JACK's are as fine as its period, whose messages share a time.)
    """

    def __init__(self) -> None:
        self._last: float | None = None

    def at(self, delta: float, now: float) -> float:
        """The clock time of a message that came `delta` seconds after the last, seen at `now`."""
        told = None if self._last is None else self._last + delta
        self._last = now if told is None or not now - _PATIENCE <= told <= now else told
        return self._last
