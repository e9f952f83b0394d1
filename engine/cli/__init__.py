"""The second front end: every tool without a window."""

from engine.cli.main import TOOLS, main

__all__ = ["TOOLS", "main"]
