"""Arietta: opens the window; a tool's name goes to the command line; works without a screen too."""

import sys
from multiprocessing import freeze_support
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run with the words after the program's name; gives the exit code."""
    if arguments and (arguments[0].isalpha() or arguments[0] in ("-h", "--help")):
        from engine import cli

        if arguments[0] in cli.TOOLS or arguments[0].startswith("-"):
            return cli.main(arguments)
    from gui.screen import has_screen

    if "--headless" in arguments or not has_screen():
        from gui.headless import tour

        return tour([word for word in arguments if word != "--headless"])
    return open_window(arguments)


def open_window(arguments: list[str]) -> int:
    """Build everything, once, and show the window until it is closed."""
    from engine.jobs import JobRunner
    from engine.playback.player import Player
    from engine.runtime.library import Library, models_folder
    from engine.score.autosave import Autosave

    # isort: split
    from PySide6.QtWidgets import QApplication  # reads the source of all that is imported after

    from gui.bridge import Bridge
    from gui.document import Document
    from gui.faults import FaultHandler
    from gui.look.appearance import Appearance
    from gui.services import Services
    from gui.settings import Settings, data_folder, named
    from gui.window import MainWindow

    app = named(QApplication(sys.argv[:1]))
    settings, bridge, data = Settings(), Bridge(), data_folder()
    services = Services(
        settings, Document(), bridge, Player(bridge.on_event), JobRunner(), JobRunner(),
        Library(models_folder()), Autosave(data / "autosave"), data / "dragged",
    )  # fmt: skip
    faults = FaultHandler(data)
    faults.install()
    window = MainWindow(services, Appearance(app, settings))
    faults.tell = window.tell
    window.show()
    window.open_all([Path(word) for word in arguments])
    return app.exec()


if __name__ == "__main__":
    freeze_support()
    sys.exit(main(sys.argv[1:]))
