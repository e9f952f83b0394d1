"""The sizes of an autoencoder of clips."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClipShape:
    """`kind` is melody, drums or bass. `latent` counts the numbers of one quarter. `drafting` of
    the writer's layers come before its draft, `finishing` after it. A bass hears the others:
    `listening` layers take in what they play, in the conductor's width; 0 for who plays alone.
    """

    kind: str = "melody"
    width: int = 160
    heads: int = 5
    reading: int = 1
    drafting: int = 2
    finishing: int = 2
    latent: int = 32
    conductor_width: int = 144
    conductor_layers: int = 3
    couplings: int = 4
    dropout: float = 0.0
    listening: int = 0
