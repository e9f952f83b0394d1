"""The sizes of a network of Continue, and of its memory."""

from dataclasses import dataclass

LSTM_SIZE = 128


@dataclass(frozen=True)
class Shape:
    """The sizes of a network. `layers` counts the trunk's; the pitch head has one more."""

    width: int = 192
    layers: int = 3
    heads: int = 6
    dropout: float = 0.0
    kind: str = "transformer"
    recall: bool = True

    @property
    def head_size(self) -> int:
        """The width of one attention head."""
        return self.width // self.heads

    @property
    def memory(self) -> tuple[int | str, ...]:
        """The shape of one tensor of the memory, by name where it varies."""
        if self.kind == "lstm":
            return 2, "batch", 2, "notes", LSTM_SIZE
        return "batch", self.heads, "notes", self.head_size

    @property
    def memories(self) -> int:
        """How many tensors the memory has: keys and values of each layer, the pitch head's last."""
        return 1 if self.kind == "lstm" else 2 * (self.layers + 1)
