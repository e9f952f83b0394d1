"""What a press is about: the track and clip under the hands, and what is selected in the roll."""

from typing import Any

from engine.score.song import Song
from engine.score.time import Tick
from engine.tools.asking import Request, Span, Tool
from gui.assistant.target import Target
from gui.desk import Desk
from gui.document import Document
from gui.piano_roll.roll import PianoRoll


class Subject:
    """Looks at the document, the desk, the roll and the target; keeps nothing."""

    def __init__(self, document: Document, desk: Desk, roll: PianoRoll, target: Target) -> None:
        self._document = document
        self._desk = desk
        self._roll = roll
        self._target = target

    def request(self, tool: Tool, options: Any, span: Span | None = None) -> Request | None:
        """What a tool would be asked now: about `span` where one is given, else about what is
        selected if that is for the tool. None where there is no track.
        """
        track, clip = self._desk.track, self._desk.clip
        if track is None:
            return None
        clip_id = clip.id if clip is not None else None
        if span is None and tool.of_selection:
            span = self.selected()
        to_clip = self._arrival(tool)
        return Request(self._document.song, track.id, options, clip_id, to_clip, span).fine()

    def request_in(
        self, song: Song, clip_id: int, tool: Tool, options: Any, stretch: Span
    ) -> Request:
        """The same of a clip of another song, and of a stretch of it where the tool is about what
        is chosen.
        """
        track, span = song.track_of(clip_id), stretch if tool.of_selection else None
        return Request(song, track.id, options, clip_id, self._arrival(tool), span).fine()

    def _arrival(self, tool: Tool) -> int | None:
        return self._target.clip_id if tool.two_clips else None

    def selected(self) -> Span | None:
        """From the first to the last end of the notes that are selected."""
        track, chosen = self._desk.track, self._roll.selection
        notes = [note for note in track.notes if note.id in chosen] if track and chosen else []
        if not notes:
            return None
        return min(note.start for note in notes), max(note.end for note in notes)

    def until_here(self) -> Span:
        """From the song's beginning to the end of what is selected, else to the playhead's bar."""
        meters = self._document.song.meters
        selected = self.selected()
        end = selected[1] if selected else self._desk.tick
        return Tick(0), meters.bar_line_from(end)

    def likely_tool(self) -> str:
        """The tool that is most likely meant."""
        track = self._desk.track
        if track is None or not any(track.notes):
            return "generate"
        if self.selected():
            return "groove" if track.is_drums else "infill"
        return "continue"
