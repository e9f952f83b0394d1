"""Continue for whatever a track plays: the tool that goes with a model."""

from engine.runtime.library import LoadedModel
from engine.score.song import Song
from engine.tools.asking import NOBODY, Ears
from engine.tools.chords.continue_ import continue_chords
from engine.tools.continue_options import ContinueOptions
from engine.tools.drums.continue_ import continue_drums
from engine.tools.melody.continue_ import continue_melody
from engine.tools.takes import Answer


def continue_track(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """Takes that go on after a track, as melody, chords or drums: what the model is for. Notes are
    told one by one in melodies alone. Raises ToolError, UnknownKey, UnknownChord, ModelError,
    Cancelled.
    """
    if model.card.kind == "melody":
        return continue_melody(song, track_id, options, model, ears)
    tool = continue_drums if model.card.kind == "drums" else continue_chords
    return tool(song, track_id, options, model, ears)
