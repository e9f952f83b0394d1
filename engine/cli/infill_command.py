"""infill: new notes in a range of a melody, of chords or of drums, written to MIDI files."""

from engine.cli.files import InputError, picked_track, read_song
from engine.cli.session import Call, UsageError
from engine.cli.takes import fitted, listening, melody_options, paths_of, write_songs
from engine.score.edits import fill, rescaled
from engine.score.meter import MeterMap
from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.infill_kinds import infill_track
from engine.tools.kind import track_kind
from engine.tools.melody_options import MelodyOptions
from engine.tools.takes import Take

Place = tuple[int, int]
"""A bar and a beat of it, both counted from 1."""


def infill_command(call: Call) -> None:
    """Write one file for each variation. Raises UsageError, AriettaError."""
    options = call.options
    if options.end <= options.begin:
        raise UsageError("the range is empty: --to is the place that the range ends before")
    paths = paths_of(call, options.variations)
    song = read_song(options.input)
    track = picked_track(song, options.track, options.input)
    try:
        span = _span(song, options.begin, options.end)
    except InputError as error:
        raise InputError(f"{options.input}: {error}") from None
    model = call.load_model("infill", track_kind(song, track))
    wanted = MelodyOptions(**melody_options(call))
    with listening(call) as ears:
        answer = infill_track(song, track.id, *span, wanted, model, ears)
    songs = [_with_take(song, track.id, span, take, answer.ppq_factor) for take in answer.takes]
    write_songs(call, paths, songs, answer, ppq=song.ppq, key=answer.key)


def _span(song: Song, begin: Place, end: Place) -> tuple[Tick, Tick]:
    """The ticks of a range, which ends by the song's last bar line. Raises InputError."""
    last = song.meters.bar_line_from(song.end)
    span = _tick(song.meters, begin), _tick(song.meters, end)
    if span[1] > last:
        bars = song.meters.bar_at(last)
        raise InputError(f"the song has {bars} bars, so that --to is {bars + 1} at most")
    return span


def _tick(meters: MeterMap, place: Place) -> Tick:
    """The tick of a place. Raises InputError where the bar has no such beat."""
    bar, beat = place
    line, after = meters.bar_start(bar - 1), meters.bar_start(bar)
    meter = meters.meter_at(line)
    tick = Tick(line + round(meter.bar_ticks(meters.ppq) * (beat - 1) / meter.numerator))
    if tick >= after:
        raise InputError(f"bar {bar} has no beat {beat}; it is in {meter}")
    return tick


def _with_take(song: Song, track_id: int, span: tuple[Tick, Tick], take: Take, factor: int) -> Song:
    """The song with a take in its range, as fine in time as the take needs."""
    needed, notes = fitted(take.notes, factor)
    start, end = (Tick(tick * needed) for tick in span)
    return fill(rescaled(song, needed), track_id, start, end, notes)
