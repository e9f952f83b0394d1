"""Where music that is dragged over the window would go."""

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from engine.score.time import Tick
from gui.places import Places

Kind = Literal["open", "track", "new"]


@dataclass(frozen=True)
class Landing:
    """A place for music: the song that is open gives way ("open"), or it goes onto a "track", or
    it becomes "new" tracks.

    `bar` counts from 0; None: after the track's last. `box` is the place in the window's pixels.
    """

    kind: Kind
    box: QRect
    track_id: int | None = None
    bar: int | None = None


@dataclass(frozen=True)
class Move:
    """A clip that would begin at another tick of its track; `box` is where, in the window's
    pixels.
    """

    clip_id: int
    start: Tick
    box: QRect


def move_at(places: Places, window: QWidget, at: QPoint, clip_id: int | None) -> Move | None:
    """The move of a clip that is let go of at a point of the window; None anywhere but on the strip
    that shows it.
    """
    strip = places.strip
    point, clip = strip.mapFrom(window, at), strip.clip(clip_id)
    if clip is None or not strip.isVisible() or not strip.rect().contains(point):
        return None
    start = strip.start_of_move(clip, point)
    box = strip.clip_box(replace(clip, start=start)).toRect()
    return Move(clip.id, start, QRect(strip.mapTo(window, box.topLeft()), box.size()))


def landing_at(places: Places, window: QWidget, at: QPoint, own: bool) -> Landing | None:
    """The landing at a point of the window, for music of the `own` window or from elsewhere.

    None where it can go nowhere.
    """
    tracks, strip, roll = places.tracks, places.strip, places.roll

    def inside(part: QWidget) -> QPoint | None:
        point = part.mapFrom(window, at)
        return point if part.isVisible() and part.rect().contains(point) else None

    def box(part: QWidget, rect: QRect) -> QRect:
        return QRect(part.mapTo(window, rect.topLeft()), rect.size())

    if (point := inside(tracks)) is not None:
        row = tracks.row_at(point)
        if row is not None:
            return Landing("track", box(row, row.rect()), row.track_id)
        return Landing("new", box(tracks, tracks.free_box()))
    if (point := inside(strip)) is not None and strip.track_id is not None:
        bar = strip.bar_at(point)
        return Landing("track", box(strip, strip.bar_box(bar)), strip.track_id, bar)
    if (point := inside(roll)) is not None and (own or not roll.is_empty):
        bar = roll.bar_at(point)
        return Landing("track", box(roll, roll.bar_box(bar)), roll.track_id, bar)
    return None if own else Landing("open", window.rect())
