"""What every command needs of a call: its options, the models, and a voice."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from engine.cli.interrupts import Interrupts
from engine.runtime.library import Library, LoadedModel, models_folder


class UsageError(Exception):
    """The call is off, in a way that only all options together show."""


class Call:
    """One call of one tool."""

    def __init__(
        self, options: argparse.Namespace, interrupts: Interrupts, models: Path | None = None
    ) -> None:
        self.options = options
        self.interrupts = interrupts
        self.library = Library(models or models_folder())

    def load_model(self, tool: str, kind: str | None = None) -> LoadedModel:
        """The model that was asked for, or the one for the tool and the kind of music. Raises
        ModelError.
        """
        name = self.options.model
        name = self.library.serving(name, tool) if name else self.library.for_tool(tool, kind)
        model = self.library.load(name, self.options.device)
        if model.notice:
            print(f"arietta: {model.notice}", file=sys.stderr)
        return model

    def load_part(self, tool: str, kind: str) -> LoadedModel:
        """The model that plays along for a tool and a kind of music. Raises ModelError."""
        return self.library.load(self.library.for_tool(tool, kind), self.options.device)

    def answer(self, value: dict[str, Any], lines: list[str]) -> None:
        """Say what came out: one JSON object where that was asked for, else lines for people."""
        if self.options.json:
            print(json.dumps(value, allow_nan=False))
        else:
            for line in lines:
                print(line)

    @staticmethod
    def progress(text: str) -> None:
        """Show how far the work is, on a terminal only; an empty text clears the line."""
        if sys.stderr is not None and sys.stderr.isatty():
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
