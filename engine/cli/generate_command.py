"""generate: melodies, drums and trios from nothing, written to MIDI files."""

from collections.abc import Sequence
from dataclasses import replace

from engine.cli.session import Call, UsageError
from engine.cli.takes import locks, paths_of, sampling, write_songs
from engine.score.edits import set_tempo
from engine.score.song import Clip, Song, Track
from engine.score.time import TempoMap, Tick
from engine.tools.clips import parts
from engine.tools.clips.generate import GenerateOptions, generate
from engine.tools.clips.parts import Part
from engine.tools.clips.trio import TRIO, Players, trio
from engine.tools.takes import Take


def generate_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
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
    if options.kind == TRIO:
        players = Players.of(model, call.load_part)
        answer = trio(wanted, players, cancelled=lambda: call.interrupts.seen)
    else:
        answer = generate(wanted, model, cancelled=lambda: call.interrupts.seen)
    songs = [_song(take, wanted, PARTS[options.kind], options.tempo) for take in answer.takes]
    write_songs(call, paths, songs, answer, ppq=wanted.meters.ppq)


PARTS = {
    "melody": (parts.MELODY,),
    "drums": (parts.DRUMS,),
    "trio": parts.TRIO,
}
"""The tracks of each kind, in order."""


def _song(take: Take, options: GenerateOptions, players: Sequence[Part], tempo: float) -> Song:
    """A song with a track for each player that ends with the last bar."""
    meters = options.meters
    length = meters.bar_start(options.bars)
    tracks = tuple(
        Track(
            2 * number + 1,
            part.name,
            part.program,
            part.channel,
            clips=(Clip(2 * number + 2, "Clip 1", length=length),),
        )
        for number, part in enumerate(players)
    )
    free = 2 * len(tracks) + 1
    empty = Song("Generated", TempoMap(meters.ppq), meters, tracks=tracks, next_id=free)
    song, notes = empty.with_new_ids(take.notes)
    for track in tracks:
        own = tuple(note for note in notes if note.channel == track.channel)
        song = song.with_clip(replace(track.clips[0], notes=own))
    return set_tempo(song, Tick(0), tempo)
