"""The lane of a controller: what it is told over time, to draw and to clear."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.score.controllers import BEND, Point, Points, cleared, drawn, held, value_at
from engine.score.edits import set_points
from engine.score.song import Clip
from engine.score.time import Tick
from gui.look.theme import faint, mixed
from gui.piano_roll.controller_names import long_name, scale_of, value_text
from gui.piano_roll.gestures.base import Gesture, Pointer
from gui.piano_roll.gestures.controlling import Clear, DrawCurve, DrawLine, Lift, Press
from gui.piano_roll.lane import Lane
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate

DOT = 2.5
ROOM_FOR_DOTS = 9.0
"""Points that stand so many pixels apart on average get a dot each."""
STEPS = 16
"""A key moves a value by this part of its whole range."""


class ControllerLane(Lane):
    """Shows the controller that the stage's lane names; draws, presses, clears."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._columns: tuple[Points, np.ndarray] = ((), np.empty((0, 2), np.int64))
        self.setCursor(Qt.CursorShape.CrossCursor)
        stage.lane.changed.connect(self._show_lane)
        stage.playhead_moved.connect(lambda *_: self.update() if self.hasFocus() else None)

    def gesture_at(self, at: Pointer, button: Qt.MouseButton) -> Gesture | None:
        """Draw with the left button, clear with the right one."""
        stage, controller = self._stage, self._stage.lane.controller
        if controller is None:
            return None
        if button is Qt.MouseButton.LeftButton:
            if controller.is_switch:
                return Press(stage, at)
            return DrawLine(stage, at) if at.shift else DrawCurve(stage, at)
        if button is Qt.MouseButton.RightButton:
            return Lift(stage, at) if controller.is_switch else Clear(stage, at)
        return None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows: to another place of the grid, to another value there. Del takes it away."""
        stage, key = self._stage, event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = stage.visible_step if key == Qt.Key.Key_Right else -stage.visible_step
            place = stage.snapped(stage.playhead + step)
            stage.seek_requested.emit(Tick(max(0, place)))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._turn(1 if key == Qt.Key.Key_Up else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._turn(0)
        else:
            super().keyPressEvent(event)

    def _turn(self, up: int) -> None:
        """Give the place of the playhead a higher or a lower value; with 0, none of its own."""
        stage, controller = self._stage, self._stage.lane.controller
        track, clip, at = stage.track, stage.clip, stage.playhead
        if track is None or clip is None or controller is None or not clip.start <= at < clip.end:
            return
        points, before = stage.lane.told(track, clip)
        end = Tick(min(clip.end, at + stage.visible_step))
        if up == 0:
            points = cleared(points, at, end)
        elif controller.is_switch:
            last = Tick(min(end, clip.end - 1))
            points = held(points, at, last, controller.highest if up > 0 else 0, before)
        else:
            step = up * (controller.highest + 1) // STEPS
            value = max(0, min(controller.highest, value_at(points, at, before) + step))
            points = drawn(points, [Point(at, value)], Tick(at + 1))
        song = set_points(stage.song, clip.id, controller, points)
        stage.document.edit(long_name(controller), song)
        self._tell(value_text(controller, value_at(points, at, before)))

    def _tell(self, value: str = "") -> None:
        """Say what this is, and what holds at the playhead."""
        controller = self._stage.lane.controller
        name, scale = long_name(controller), scale_of(controller)
        self.setAccessibleName(f"{name}: {value}" if value else name)
        self.setAccessibleDescription(
            translate("Roll", "%1. Arrows: to another place, to another value; Del clears.")
            .replace("%1", scale)
        )  # fmt: skip

    def _show_lane(self) -> None:
        if self._stage.lane.draft is None:
            self._tell()
            self._show_tip()
        self.update()

    def _show_tip(self) -> None:
        controller = self._stage.lane.controller
        if controller is None:
            return
        if controller.is_switch:
            words = translate("Roll", "Drag: down · right drag: up · Alt: off the grid")
        else:
            words = translate("Roll", "Drag: draw · Shift + drag: a line · right drag: clear")
        self.setToolTip(f"{long_name(controller)} ({scale_of(controller)})\n{words}")

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the curve, or how to begin one."""
        stage, lane = self._stage, self._stage.lane
        track, clip = stage.track, stage.clip
        with QPainter(self) as painter:
            self.paint_ground(painter, stage.coordinates, QRectF(self.rect()))
            if track is not None and clip is not None and lane.controller is not None:
                points, before = lane.told(track, clip)
                points = points if lane.draft is None else lane.draft
                self._paint_rest(painter)
                if points:
                    self._paint_curve(painter, points, before, clip)
                else:
                    self._paint_hint(painter)
                self.paint_word(painter)
            painter.fillRect(QRectF(0, 0, self.width(), 1), stage.theme.line)
            if self.hasFocus():
                x = round(stage.coordinates.x_of(stage.playhead))
                painter.fillRect(x, 0, 1, self.height(), stage.theme.machine)

    def _paint_rest(self, painter: QPainter) -> None:
        """A line where a bend does nothing."""
        controller = self._stage.lane.controller
        if controller is not None and controller.status == BEND:
            theme = self._stage.theme
            painter.setPen(QPen(mixed(theme.panel, theme.text_3, 0.8), 1, Qt.PenStyle.DashLine))
            y = self.height_of(0.5)
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_hint(self, painter: QPainter) -> None:
        theme = self._stage.theme
        words = self.toolTip().partition("\n")[2]
        painter.setPen(theme.text_3)
        room = QRectF(self.rect()).adjusted(12, 0, -12, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _paint_curve(self, painter: QPainter, points: Points, before: int, clip: Clip) -> None:
        """Steps from the clip's beginning to its end, and a dot at each point if they are few."""
        stage = self._stage
        controller = stage.lane.controller
        assert controller is not None
        if points is not self._columns[0]:
            self._columns = points, np.array(points, np.int64)
        told = self._columns[1]
        ticks, values = (np.append(first, column) for first, column in
                         zip((clip.start, before), told.T, strict=True))  # fmt: skip
        xs = np.floor(stage.coordinates.x_of(ticks))
        seen = in_view(xs, self.width())
        xs, shares = xs[seen], values[seen] / controller.highest
        end = min(stage.coordinates.x_of(clip.end), self.width() + 2.0)
        ys = np.floor(self.height_of(shares))
        base = self.height_of(0.5 if controller.status == BEND else 0.0)
        you = stage.theme.you
        tint = faint(you, 0.22)
        last = base
        for x, until, y in steps(xs, ys, end):
            painter.fillRect(QRectF(x, min(y, base), until - x, abs(base - y)), tint)
            painter.fillRect(QRectF(x, y, until - x + 1, 1), you)
            painter.fillRect(QRectF(x, min(y, last), 1, abs(last - y) + 1), you)
            last = y
        if len(xs) * ROOM_FOR_DOTS < self.width() and not controller.is_switch:
            self._paint_dots(painter, xs[1:], ys[1:])

    def _paint_dots(self, painter: QPainter, xs: np.ndarray, ys: np.ndarray) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._stage.theme.you)
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            painter.drawEllipse(QPointF(x + 0.5, y), DOT, DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def in_view(xs: np.ndarray, width: float) -> np.ndarray:
    """The indices of steps to be drawn: those in view and one before; of those that fall on one
    pixel the last. `xs` must not fall.
    """
    first = max(0, int(np.searchsorted(xs, 0.0, side="right")) - 1)
    last = int(np.searchsorted(xs, width, side="right"))
    part = xs[first:last]
    if not len(part):
        return np.array([max(0, min(len(xs) - 1, first))])
    return np.flatnonzero(np.append(part[1:] != part[:-1], True)) + first


def steps(xs: np.ndarray, ys: np.ndarray, end: float) -> list[list[float]]:
    """The steps of a line that keeps each height until the next x, and the last one until `end`:
    from where, to where, how high.
    """
    return np.column_stack((xs, np.append(xs[1:], max(end, xs[-1])), ys)).tolist()
