"""Arietta: opens the window; a tool's name goes to the command line; works without a screen too."""

import sys
from multiprocessing import freeze_support


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
    """Build everything, once, and show the window till it is closed; or let an open one do it."""
    from gui.application import enumerations, imports, memory
    from gui.application.instance import claim

    if (instance := claim(arguments)) is None:
        return 0
    memory.prepare()
    enumerations.make_quickly()
    from PySide6.QtWidgets import QApplication

    imports.make_plain()
    from gui.application.reception import Reception
    from gui.bridge import Bridge
    from gui.faults import FaultHandler
    from gui.look.appearance import Appearance
    from gui.services import opened
    from gui.settings import data_folder, named, state_folder
    from gui.window import MainWindow

    app = named(QApplication(sys.argv[:1]))
    bridge, logs = Bridge(), state_folder()
    faults = FaultHandler(logs)
    faults.install()
    services = opened(app, bridge, data_folder(), logs)
    window = MainWindow(services, Appearance(app, services.settings))
    window.hear_of(faults)
    window.show()
    memory.go_on_later()
    window.open_all(arguments)
    Reception(window, lambda path: window.files.open_path(path)).listen(instance, bridge, app)
    return app.exec()


if __name__ == "__main__":
    freeze_support()
    sys.exit(main(sys.argv[1:]))
