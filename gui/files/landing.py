"""Where music that is dragged over the window would go."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

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
