"""The clips that a way leads between: what a model of clips reads of them, and whether it can."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.representation.clips import Content, clip_bars
from engine.representation.notes import grid_meters
from engine.score.song import Note, Song, Track
from engine.score.time import Tick
from engine.theory.keys import find_key
from engine.theory.signatures import signature
from engine.tools.clips.music import Sheet
from engine.tools.errors import ToolError
from engine.tools.melody.line import melody_line

MOST_BARS = 512


@dataclass(frozen=True)
class End:
    """One of the clips: its notes, melodies' on the grid, drums' in the song's ticks."""

    song: Song
    notes: tuple[Note, ...]
    drums: bool

    @classmethod
    def of(cls, song: Song, track: Track) -> "End":
        """What a track plays. Raises ToolError."""
        if not track.is_drums:
            every = sum(len(clip.notes) for clip in track.clips)
            return cls(song, melody_line(song, track, every), False)
        notes = tuple(track.notes)
        if not notes:
            raise ToolError("the drum track holds no notes; play or draw some first")
        return cls(song, notes, True)

    @property
    def sharps(self) -> int:
        """The key signature that a melody is in."""
        return 0 if self.drums else signature(find_key(self.notes))

    @property
    def bars(self) -> int:
        """How many bars there are to the end of the last note."""
        meters = self.song.meters if self.drums else grid_meters(self.song.meters)
        return meters.bar_at(Tick(max(note.end for note in self.notes) - 1)) + 1

    def fine(self, bars: int) -> tuple[bool, ...]:
        """Which bars have triplets; those of drums keep their timing without."""
        if self.drums:
            return (False,) * bars
        return clip_bars(self.notes, grid_meters(self.song.meters), 0, bars).fine

    def content(self, sheet: Sheet) -> Content:
        """What the model reads."""
        if not self.drums:
            return sheet.melody(self.notes)
        factor = sheet.meters.ppq // self.song.ppq
        return sheet.drums([n.with_span(n.start * factor, n.end * factor) for n in self.notes])


def check_alike(ends: Sequence[End], kind: str) -> None:
    """Refuse clips that cannot turn into each other. Raises ToolError."""
    if len({end.drums for end in ends}) > 1:
        raise ToolError("one clip is drums and the other is not; choose two of a kind (--track)")
    if ends[0].drums != (kind == "drums"):
        raise ToolError(f"this model turns {kind} into {kind}; choose another model or other clips")
    bars = max(end.bars for end in ends)
    if bars > MOST_BARS:
        raise ToolError(f"there are {bars} bars and at most {MOST_BARS} turn; choose shorter clips")
    first = ends[0].song.meters
    for other in ends[1:]:
        for bar in range(bars):
            here, there = (
                str(meters.meter_at(meters.bar_start(bar))) for meters in (first, other.song.meters)
            )
            if here != there:
                raise ToolError(
                    f"bar {bar + 1} is in {here} here and in {there} there; "
                    "choose clips of one meter"
                )


def sheets_of(ends: Sequence[End], factor: int) -> list[Sheet]:
    """The bars that all clips are read in, in each song's ticks; the first song's are refined."""
    bars = max(end.bars for end in ends)
    fine = [any(each) for each in zip(*(end.fine(bars) for end in ends), strict=True)]
    factors = (factor, *(1 for _ in ends[1:]))
    return [
        Sheet.of(end.song.meters.rescaled(times), 0, bars, fine)
        for end, times in zip(ends, factors, strict=True)
    ]
