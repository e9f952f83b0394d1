"""How much of a take stands in the music that the models learnt from."""

from dataclasses import replace
from pathlib import Path

from engine.errors import AriettaError
from engine.representation.notes import to_grid
from engine.representation.phrases import KnownPhrases
from engine.score.song import DRUM_CHANNEL
from engine.tools.takes import Take

FILE = "known-phrases.npz"
SHARED = "shared_notes"
"""The score: so many notes in a row, by interval and duration, stand in a training melody; 0 where
no more do than all music shares.
"""


class Originality:
    """Looks phrases up, in a file that is read when the first take comes. For one thread."""

    def __init__(self, resources: Path) -> None:
        self._path = resources / FILE
        self._phrases: KnownPhrases | None = None

    def told(self, take: Take, ppq: int) -> Take:
        """The take, in ticks of `ppq` per quarter, with the score SHARED; drums as they are.

        Raises AriettaError where the file cannot be read.
        """
        melody = [note for note in take.notes if note.channel != DRUM_CHANNEL]
        if not melody:
            return take
        shared = float(self._known().shared(to_grid(melody, ppq)))
        return replace(take, scores={**take.scores, SHARED: shared})

    def _known(self) -> KnownPhrases:
        if self._phrases is None:
            try:
                self._phrases = KnownPhrases.load(self._path)
            except (OSError, ValueError, KeyError) as error:
                raise AriettaError(
                    f"{self._path} cannot be read ({error}); install Arietta again"
                ) from error
        return self._phrases
