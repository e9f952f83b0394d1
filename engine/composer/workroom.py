"""What the composer process keeps from one task to the next."""

from functools import partial
from pathlib import Path

from engine.composer.tasks import Line
from engine.runtime.card import NETWORK
from engine.runtime.library import Library, LoadedModel
from engine.runtime.session import Device
from engine.score.song import in_order
from engine.tools.asking import Load
from engine.tools.choice.originality import Originality
from engine.tools.hearing.surprise import Reading


class Workroom:
    """The models in a folder, each looked for once, the known phrases, and what is being read."""

    def __init__(self, models: Path, resources: Path) -> None:
        self.originality = Originality(resources)
        self.reading: Reading | None = None
        self._own: Reading | None = None
        self._library = Library(models)
        self._found: dict[tuple[Device, str, str | None, str], LoadedModel] = {}

    def begin(self, line: Line) -> Reading:
        """Begin to read a line, with what is known of its notes. Raises ToolError, ModelError."""
        model = self.load("auto")("score", None)
        track = line.song.track(line.track_id)
        self.reading = Reading(
            line.song, track, in_order(track.notes), model, line.around, self._own
        )
        if line.is_own:
            self._own = self.reading
        return self.reading

    def load(self, device: Device) -> Load:
        """Gives the models that serve the tools, on a device. It raises ModelError."""
        return partial(self._serving, device)

    def _serving(
        self, device: Device, tool: str, kind: str | None, family: str = NETWORK, /
    ) -> LoadedModel:
        wanted = device, tool, kind, family
        if wanted not in self._found:
            name = self._library.for_tool(tool, kind, family)
            self._found[wanted] = self._library.load(name, device)
        return self._found[wanted]
