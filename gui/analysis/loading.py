"""Loads what the plots are drawn with, of which a start knows nothing: Qt's types on the window's
thread, a few in a turn, and pyqtgraph, which asks for all of them, on the disk's.

PySide makes a type when it is first asked for. Were it first asked for on another thread, the
window's could meanwhile find half of it.
"""

from importlib import import_module

from engine.jobs import JobContext
from gui.ahead import Steps
from gui.analysis.panel import page_kinds
from gui.application.memory import loading

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGLWidgets", "QtTest")
"""Those that pyqtgraph looks through or imports."""

TOGETHER = 4
"""So many types take a millisecond or two."""


def qt_types() -> Steps:
    """Make all types of Qt that pyqtgraph asks for. An installed Arietta lacks a module or two."""
    for name in MODULES:
        try:
            module = import_module(f"PySide6.{name}")
        except ImportError:
            continue
        for number, each in enumerate(dir(module)):
            if number % TOGETHER == 0:
                yield
            getattr(module, each)


def load_plots(_job: JobContext) -> None:
    """On the disk's thread, when Qt's types are made: pyqtgraph and the pages that it draws."""
    with loading():
        import pyqtgraph as pg

        page_kinds()
        pg.setConfigOption("exitCleanup", False)
