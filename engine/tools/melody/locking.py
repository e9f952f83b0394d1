"""What a tool's options lock in a stretch of a melody."""

from collections.abc import Sequence

from engine.score.song import Note, Song
from engine.score.time import Tick
from engine.theory.chords import Chord, laid_out, parse_chords
from engine.theory.keys import Key, find_key, parse_key
from engine.tools.locks.locks import Locks
from engine.tools.melody_options import MelodyOptions
from engine.tools.stretch import Stretch


def key_of(name: str, melody: Sequence[Note]) -> tuple[Key | None, Key | None]:
    """The key that the model is told, and the one that is locked. Raises UnknownKey."""
    if name == "none":
        return None, None
    if name == "auto":
        return find_key(melody), None
    key = parse_key(name)
    return key, key


def locks_of(options: MelodyOptions, key: Key | None, song: Song, stretch: Stretch) -> Locks:
    """What the options lock in a stretch. Raises UnknownChord."""
    chords: list[tuple[Tick, Chord]] = []
    if options.chords:
        meters = song.meters.rescaled(stretch.factor)
        placed = laid_out(parse_chords(options.chords), meters, stretch.start, stretch.end)
        chords = [(stretch.grid_tick(tick), chord) for tick, chord in placed]
    keep = options.rhythm == "keep"
    pitches = (key, options.low, options.high)
    return Locks(*pitches, chords, keep, options.no_repeat, options.strength)
