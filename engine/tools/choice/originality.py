"""How much of a take stands in the music that the models learnt from."""

import logging
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

from engine.representation.notes import to_grid
from engine.representation.phrases import KnownPhrases
from engine.score.song import DRUM_CHANNEL
from engine.tools.takes import Take

log = logging.getLogger(__name__)

FILE = "known-phrases.npz"
SHARED = "shared_notes"
"""The score: so many notes in a row, by interval and duration, stand in a training melody; 0 where
no more do than all music shares.
"""


class Originality:
    """Looks phrases up, in a file that is read when the first take comes. For one thread.

    Where the file cannot be read takes stay as they are: nothing is said, and the log says why.
    """

    def __init__(self, resources: Path) -> None:
        self._path = resources / FILE

    def told(self, take: Take, ppq: int) -> Take:
        """The take, in ticks of `ppq` per quarter, with the score SHARED, which of several parts
        is the first one's; drums as they are.
        """
        channels = {note.channel for note in take.notes} - {DRUM_CHANNEL}
        melody = [note for note in take.notes if note.channel == min(channels, default=-1)]
        known = self._known if melody else None
        if known is None:
            return take
        shared = float(known.shared(to_grid(melody, ppq)))
        return replace(take, scores={**take.scores, SHARED: shared})

    @cached_property
    def _known(self) -> KnownPhrases | None:
        try:
            return KnownPhrases.load(self._path)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return None
