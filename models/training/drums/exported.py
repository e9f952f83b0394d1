"""What a trained drum network gives its model's folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn


@dataclass(frozen=True)
class Exported:
    """A `graph` by its name, ready to be used, with an example of its `inputs`, rows side by side,
    and the names of its `outputs`; its representation with the version, the `channels` that it is
    told, and how answers are drawn.
    """

    name: str
    graph: nn.Module
    inputs: Mapping[str, Tensor]
    outputs: Sequence[str]
    representation: tuple[str, int]
    channels: Sequence[str]
    sampling: Mapping[str, Any]
