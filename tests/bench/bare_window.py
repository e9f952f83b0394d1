"""An empty window of Qt that answers a key by its colour: no start can be shorter than its."""

import sys

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

SIZE = (1440, 860)
BEFORE, AFTER = "white", "silver"


class BareWindow(QWidget):
    """White, and silver once a key was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show that it is heard."""
        self.setStyleSheet(f"background: {AFTER}")


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = BareWindow()
    window.setStyleSheet(f"background: {BEFORE}")
    window.resize(*SIZE)
    window.show()
    sys.exit(app.exec())
