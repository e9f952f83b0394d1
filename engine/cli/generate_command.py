"""generate: melodies and drums from nothing, written to MIDI files."""

from engine.cli.session import Call, UsageError
from engine.cli.takes import locks, paths_of, sampling, write_songs
from engine.errors import AriettaError
from engine.score.edits import set_tempo
from engine.score.song import DRUM_CHANNEL, Clip, Song, Track
from engine.score.time import TempoMap, Tick
from engine.tools.generate import GenerateOptions, generate
from engine.tools.takes import Take


class NotYet(AriettaError):
    """Something that this version does not do."""


def generate_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
    if options.kind == "trio":
        raise NotYet("generate makes no trio in this version; choose --kind melody or drums")
    if options.rhythm == "keep":
        raise UsageError(
            "generate begins with nothing: there is no rhythm to keep; leave --rhythm out"
        )
    paths = paths_of(call, options.variations)
    wanted = GenerateOptions(
        bars=options.bars,
        meter=options.meter,
        **sampling(call),
        **locks(call),
    )
    model = call.load_model("generate", options.kind)
    answer = generate(wanted, model, cancelled=lambda: call.interrupts.seen)
    songs = [_song(take, wanted, options.kind == "drums", options.tempo) for take in answer.takes]
    write_songs(call, paths, songs, answer, ppq=wanted.meters.ppq)


def _song(take: Take, options: GenerateOptions, drums: bool, tempo: float) -> Song:
    """A song of one track that ends with the last bar."""
    meters = options.meters
    clip = Clip(2, "Clip 1", length=meters.bar_start(options.bars))
    name, channel = ("Drums", DRUM_CHANNEL) if drums else ("Melody", 0)
    track = Track(1, name, channel=channel, clips=(clip,))
    empty = Song("Generated", TempoMap(meters.ppq), meters, tracks=(track,), next_id=3)
    song, notes = empty.with_new_ids(take.notes)
    filled = Clip(2, "Clip 1", length=clip.length, notes=notes)
    return set_tempo(song.with_clip(filled), Tick(0), tempo)
