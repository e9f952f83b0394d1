"""Continue for whatever a track plays: the tool that goes with a model."""

from collections.abc import Callable

from engine.runtime.library import LoadedModel
from engine.score.song import Note, Song
from engine.tools.chords.continue_ import continue_chords
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.continue_ import continue_drums
from engine.tools.melody.continue_ import continue_melody
from engine.tools.takes import Answer, OnTake


def continue_track(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    *,
    on_note: Callable[[int, Note], None] | None = None,
    on_take: OnTake | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Takes that go on after a track, as melody, chords or drums: what the model is for. Notes are
    told one by one in melodies alone. Raises ToolError, UnknownKey, UnknownChord, ModelError,
    Cancelled.
    """
    if model.card.kind == "melody":
        return continue_melody(
            song, track_id, options, model, on_note=on_note, on_take=on_take, cancelled=cancelled
        )
    tool = continue_drums if model.card.kind == "drums" else continue_chords
    return tool(song, track_id, options, model, on_take=on_take, cancelled=cancelled)
