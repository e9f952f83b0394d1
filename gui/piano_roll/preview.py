"""What a running gesture shows before it edits."""

from dataclasses import dataclass

from engine.score.time import Tick
from gui.piano_roll.arrays import Mask, NoteArrays

NOTHING = NoteArrays.of(())


@dataclass(frozen=True, eq=False)
class Preview:
    """What a running gesture shows. The song is not touched before the gesture ends.

    `hidden` notes are left out, `notes` are drawn in their place; `band` is a rubber band (ticks
    from and to, rows from the top from and to), `cut` a knife's line (a tick, the lowest and the
    highest pitch), `label` a word beside the pointer. `chosen` says which of the notes are selected
    where the gesture knows it.
    """

    hidden: frozenset[int] = frozenset()
    notes: NoteArrays = NOTHING
    band: tuple[float, float, float, float] | None = None
    cut: tuple[Tick, int, int] | None = None
    label: str = ""
    chosen: Mask | None = None

    def chosen_of(self, selection: frozenset[int]) -> Mask:
        """Which of the notes are selected."""
        return self.notes.mask_of(selection) if self.chosen is None else self.chosen
