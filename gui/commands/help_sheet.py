"""All keys on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.commands.actions import Actions, keys_text
from gui.look.controls import label
from gui.look.fonts import dress, text_unit

COLUMNS = 3


class HelpSheet(QDialog):
    """The keys, menu by menu, and what the mouse does in the roll. Any key closes it."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        inside = QWidget()
        inside.setProperty("surface", "none")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(20)
        for place, (title, entries) in enumerate(self._groups(actions)):
            box = self._group(title, entries)
            grid.addWidget(box, place // COLUMNS, place % COLUMNS, Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(label(self.tr("Keys"), face="sheet"))
        column.addWidget(scroll)
        dress(self)

    def open_over(self, window: QWidget) -> None:
        """Open as large as it needs and the window allows."""
        width = min(round(text_unit() * 66), window.width() - 20)
        self.resize(width, min(round(text_unit() * 46), window.height() - 20))
        self.show()

    def _groups(self, actions: Actions) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = [
            (title, [(keys_text(a), a.text()) for a in entries if keys_text(a)])
            for title, entries in actions.menus
        ]
        mouse = [
            (self.tr("Wheel"), self.tr("Scroll")),
            (self.tr("Ctrl + wheel"), self.tr("Zoom at the pointer")),
            (self.tr("Middle drag"), self.tr("Pan")),
            (self.tr("Click on a take"), self.tr("Hear it")),
            (self.tr("Double click on a take"), self.tr("Keep it")),
            (self.tr("Drag a take or a clip"), self.tr("Into a DAW or a folder")),
            (self.tr("Drop a .mid"), self.tr("Open it")),
        ]
        return [*groups, (self.tr("Mouse"), mouse)]

    def _group(self, title: str, entries: list[tuple[str, str]]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(title, face="name"), 0, 0, 1, 2)
        for row, (keys, text) in enumerate(entries, 1):
            key = QLabel(keys)
            key.setProperty("meaning", "key")
            key.setProperty("face", "caption")
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(text, level=2), row, 1)
        return box
