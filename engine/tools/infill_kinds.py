"""Infill for whatever a track plays: the tool that goes with a model."""

from engine.runtime.library import LoadedModel
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.asking import NOBODY, Ears
from engine.tools.chords.infill import infill_chords
from engine.tools.drums.infill import infill_drums
from engine.tools.melody.infill import infill_melody
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Answer


def infill_track(
    song: Song,
    track_id: int,
    start: Tick,
    end: Tick,
    options: MelodyOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """Takes for [start, end) of a track, in song ticks: melody, chords or drums, what the model is
    for.
    Raises ToolError, UnknownKey, UnknownChord, ModelError, Cancelled.
    """
    tools = {"drums": infill_drums, "chords": infill_chords}
    tool = tools.get(model.card.kind, infill_melody)
    return tool(song, track_id, start, end, options, model, ears)
