"""What sounds at an instrument right now, so that every note that began also ends."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.playback.scheduler import Message

_BEND_AT_REST = (0, 64)


@dataclass(frozen=True, slots=True)
class Voice:
    """A note that sounds: which one, on which track, and the message that began it."""

    note_id: int
    track_id: int
    data: bytes

    @property
    def release(self) -> bytes:
        """The message that ends it."""
        return bytes((0x80 | self.data[0] & 0x0F, self.data[1], 64))


class Voices:
    """Follows the messages on their way to an instrument and answers what must be sent.

    A pitch on a channel belongs to the note that began it last: that one's end ends it, and the
    end of an earlier note with the same pitch is left out.
    """

    def __init__(self) -> None:
        self._owners: dict[tuple[int, int], Voice] = {}
        self._bent: set[int] = set()
        self._pedalled: set[tuple[int, int]] = set()

    def __len__(self) -> int:
        return len(self._owners)

    @property
    def held(self) -> frozenset[int]:
        """The ids of the notes that sound."""
        return frozenset(voice.note_id for voice in self._owners.values())

    def follow(self, message: Message, track_id: int) -> list[bytes]:
        """What to send for a message of the music."""
        kind, channel = message.data[0] & 0xF0, message.data[0] & 0x0F
        if kind == 0x90:
            key = channel, message.data[1]
            before = self._owners.pop(key, None)
            self._owners[key] = Voice(message.note_id, track_id, message.data)
            return [before.release, message.data] if before else [message.data]
        if kind == 0x80:
            key = channel, message.data[1]
            owner = self._owners.get(key)
            if owner is None or owner.note_id != message.note_id:
                return []
            del self._owners[key]
        self.follow_control(message.data)
        return [message.data]

    def follow_control(self, data: bytes) -> None:
        """Remembers a held pedal or a bend that was sent."""
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == 0xB0 and data[1] in (64, 66):
            change = self._pedalled.add if data[2] else self._pedalled.discard
            change((channel, data[1]))
        elif kind == 0xE0:
            change = self._bent.discard if (data[1], data[2]) == _BEND_AT_REST else self._bent.add
            change(channel)

    def release(self, ends: Callable[[Voice], bool]) -> list[bytes]:
        """What ends all notes for which `ends` holds."""
        ending = [(key, voice) for key, voice in self._owners.items() if ends(voice)]
        for key, _ in ending:
            del self._owners[key]
        return [voice.release for _, voice in ending]

    def release_all(self) -> list[bytes]:
        """What ends every note, lifts the pedals and straightens the bends."""
        out = self.release(lambda _: True)
        out += [bytes((0xB0 | channel, pedal, 0)) for channel, pedal in sorted(self._pedalled)]
        out += [bytes((0xE0 | channel, *_BEND_AT_REST)) for channel in sorted(self._bent)]
        self._pedalled.clear()
        self._bent.clear()
        return out
