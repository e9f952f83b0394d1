"""Where the window speaks: the line at the bottom, and bars under the transport that ask and do
not block.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.language.said import told
from gui.look.controls import ENTER, ElidedLabel, PressedBy, label
from gui.look.fonts import dress, text_unit

translate = QCoreApplication.translate

SECONDS_SHOWN = 8


def sentence(text: str) -> str:
    """An error's line as a sentence in the language that is spoken; a file's name at its beginning
    stays as it is written.
    """
    text = told(text)
    first = text.split(" ", 1)[0]
    if not set(first) & set("./\\\"“'"):
        text = text[:1].upper() + text[1:]
    ended = text.endswith((".", "!", "?", "。", "！", "？"))
    return text if ended else translate("Said", "%1.").replace("%1", text)


class StatusBar(QFrame):
    """One line: what just happened, else what is selected, else what the keys do; on the
    right what drives the music.
    """

    def __init__(self, keys: str) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._hint = self._selection = ""
        self._text = ElidedLabel("", "caption")
        self._text.setProperty("level", 2)
        self.mode = QLabel()
        self.mode.setProperty("meaning", "mode")
        self.mode.setProperty("face", "caption")
        self.mode.hide()
        self.backend = label("", level=3, face="caption")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.mode)
        row.addWidget(self._text, 1)
        row.addWidget(self.backend)
        self._keys = label(keys, level=2, face="caption")
        row.addWidget(self._keys)

    @property
    def text(self) -> str:
        """What is written on the left."""
        return self._text.text()

    def sizeHint(self) -> QSize:
        """The room it would like."""
        return QSize(200, round(text_unit() * 1.75))

    def minimumSizeHint(self) -> QSize:
        """The room it needs."""
        return QSize(100, round(text_unit() * 1.75))

    def say(self, text: str) -> None:
        """Write a message for a while."""
        self._text.setText(text)
        self._text.setToolTip(text)
        self._timer.start(max(SECONDS_SHOWN, len(text) // 12) * 1000)

    def show_hint(self, text: str) -> None:
        """What the keys do, told where nothing else is."""
        self._hint = text
        if not self._timer.isActive():
            self._rest()

    def show_selection(self, text: str) -> None:
        """What is selected, told where nothing else is; the hint again where nothing is."""
        self._selection = text
        if not self._timer.isActive():
            self._rest()

    def _rest(self) -> None:
        self._text.setText(self._selection or self._hint)
        self._text.setToolTip("")

    def show_mode(self, text: str) -> None:
        """Show the mode the window is in, or none."""
        self.mode.setText(text)
        self.mode.setVisible(bool(text))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the keys where a mode needs their room."""
        self._keys.show()
        layout = self.layout()
        if layout is not None and layout.minimumSize().width() > self.width():
            self._keys.hide()


class MessageBars(QWidget):
    """Messages that wait for an answer, one under the other, while everything else goes on.

    Tab leads from the `place` where the hands are to the answers, which give the focus back.
    """

    def __init__(self, place: QWidget) -> None:
        super().__init__()
        self._place = place.focusProxy() or place
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._bars: list[MessageBar] = []
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is asked or said now."""
        return [bar.text for bar in self._bars]

    def take_over(self, former: "MessageBars") -> None:
        """Say again what nobody has read yet; what asks is asked by those who want to know."""
        for bar in former._bars:
            if len(bar.buttons) == 1:
                self.tell(bar.text)

    def ask(self, text: str, answers: Mapping[str, Callable[[], object]]) -> None:
        """Show a text with a button for each answer, any of which ends it; each text once."""
        if text not in self.texts:
            bar = MessageBar(text, answers, self._gone)
            dress(bar)
            self._column.addWidget(bar)
            before = self._bars[-1].buttons[-1] if self._bars else self._place
            for button in bar.buttons:
                QWidget.setTabOrder(before, button)
                before = button
            self._bars.append(bar)
            self.show()

    def tell(self, text: str) -> None:
        """Say what went wrong, until it is read."""
        self.ask(sentence(text), {self.tr("OK"): lambda: None})

    def _gone(self, bar: "MessageBar") -> None:
        if any(button.hasFocus() for button in bar.buttons):
            self._place.setFocus(Qt.FocusReason.TabFocusReason)
        self._bars.remove(bar)
        self._column.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(bool(self._bars))


class MessageBar(QFrame):
    """One message with its answers."""

    def __init__(
        self,
        text: str,
        answers: Mapping[str, Callable[[], object]],
        gone: Callable[["MessageBar"], None],
    ) -> None:
        super().__init__()
        self.text = text
        self.setProperty("meaning", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        self.buttons: list[QPushButton] = []
        for name, answer in answers.items():
            button = QPushButton(name)
            PressedBy(button, Qt.Key.Key_Space, *ENTER)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, answer=answer: (gone(self), answer()))
            self.buttons.append(button)
            row.addWidget(button)
