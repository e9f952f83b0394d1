"""What is played by hand on its way to the instrument: which channel it sounds on, what is held."""


class Thru:
    """Leads live messages to one channel and remembers the keys that are down, by their source.

    A key that goes up is ended on the channel that it went down on, whatever was chosen meanwhile.
    """

    def __init__(self) -> None:
        self.channel = 0
        self._held: dict[tuple[str, int, int], int] = {}
        self._pedals: set[tuple[str, int, int]] = set()

    def route(self, data: bytes, source: str) -> bytes:
        """The message as it is to sound."""
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        to = self.channel
        if kind == 0x90 and data[2]:
            self._held[source, channel, data[1]] = to
        elif kind in (0x80, 0x90):
            to = self._held.pop((source, channel, data[1]), to)
        elif kind == 0xB0 and data[1] in (64, 66):
            change = self._pedals.add if data[2] else self._pedals.discard
            change((source, to, data[1]))
        return bytes((kind | to, *data[1:]))

    def let_go(self, source: str | None = None) -> list[tuple[bytes, bytes]]:
        """Lets go of all that a source (None: any) holds.

        For each key the message as its source would have sent it, and as it is to sound.
        """
        out: list[tuple[bytes, bytes]] = []
        for key in [key for key in self._held if source in (None, key[0])]:
            to = self._held.pop(key, 0)
            _, channel, pitch = key
            out.append((bytes((0x80 | channel, pitch, 64)), bytes((0x80 | to, pitch, 64))))
        for key in [key for key in self._pedals if source in (None, key[0])]:
            self._pedals.discard(key)
            data = bytes((0xB0 | key[1], key[2], 0))
            out.append((data, data))
        return out
