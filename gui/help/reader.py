"""Shows a page of Markdown as the window looks: its type, its colours, pictures as wide as there is
room.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from gui.help.reading import Reading
from gui.look.fonts import text_unit
from gui.look.theme import mixed

LINE_HEIGHT = 135
"""Per cent of the type's own."""
HEADINGS = {1: 1.7, 2: 1.25, 3: 1.1}
"""How much larger than plain text a heading is, by its level."""
SETTLED_MS = 120


class Reader(QTextBrowser):
    """A browser for local pages that follows no link by itself and fetches nothing. Pictures come
    to their places when they are read.
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self.setOpenLinks(False)
        self.setProperty("surface", "panel")
        self.setAccessibleName(self.tr("Page of the manual"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(12)
        self._fitted = 0
        self._page = QUrl()  # `source` is the one before while a page is read
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._redo)
        self.sourceChanged.connect(lambda _url: self.dress())

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """A page from the disk, or the place that a picture will have: no wider than the page.
        Else nothing.
        """
        self._fitted = self._room()
        url = self.source().resolved(name)
        if not url.isLocalFile():
            return None
        if kind != QTextDocument.ResourceType.ImageResource.value:
            self._page = url
            return super().loadResource(kind, url)
        return self._place(name, url.toLocalFile())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures into the new width, once it stays."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settled.start()

    def write(self, text: str) -> None:
        """Show a text in Markdown that is no page."""
        self.setMarkdown(text)
        self.dress()

    def mark(self, line: str, word: str) -> None:
        """Show a line of the page and mark a word in it."""
        document = self.document()
        block = document.begin()
        while block.isValid() and word.lower() not in block.text().lower():
            block = block.next()
        for each in _blocks(document):
            if each.text().strip() and each.text().strip() in line:
                block = each if word.lower() in each.text().lower() else block
        if block.isValid():
            cursor = document.find(word, block.position())
            self.setTextCursor(cursor if not cursor.isNull() else QTextCursor(block))
            self.ensureCursorVisible()

    def _room(self) -> int:
        return self.viewport().width() - 2 * round(self.document().documentMargin()) - 4

    def _place(self, name: QUrl, file: str) -> QImage:
        """Nothing, as large as the picture in a file that is wanted here."""
        ratio, size = self.devicePixelRatioF(), QImageReader(file).size()
        if not size.isValid():
            return QImage()
        size = _within(size, round(self._room() * ratio))
        put = partial(self._put, self._page, name, ratio)
        self._reading.begin(file, lambda: _picture(file, size), put)
        place = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        place.fill(Qt.GlobalColor.transparent)
        place.setDevicePixelRatio(ratio)
        return place

    def _put(self, page: QUrl, name: QUrl, ratio: float, picture: QImage) -> None:
        """Show a picture in its place, if its page is still there."""
        if page == self._page:
            picture.setDevicePixelRatio(ratio)
            kind = QTextDocument.ResourceType.ImageResource.value
            self.document().addResource(kind, name, picture)
            self.viewport().update()

    def _redo(self) -> None:
        if self.source().isEmpty() or self._room() == self._fitted:
            return
        place, marked = self.verticalScrollBar().value(), self.textCursor()
        begin, end = marked.anchor(), marked.position()
        self.reload()
        self.dress()
        marked = self.textCursor()
        marked.setPosition(begin)
        marked.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(marked)
        self.verticalScrollBar().setValue(place)

    def dress(self) -> None:
        """Give headings, lines and tables their measures."""
        document = self.document()
        if document.defaultFont() != self.font():
            document.setDefaultFont(self.font())
        whole = QTextCursor(document)
        whole.beginEditBlock()
        for block in _blocks(document):
            self._dress_block(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        whole.endEditBlock()

    def _dress_block(self, block: QTextBlock) -> None:
        unit, level = text_unit(self), block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            listed = block.textList() is not None
            form.setTopMargin(unit if level > 1 else 0)
            form.setBottomMargin(unit * (0.25 if listed else 0.5 if level else 0.7))
        cursor.mergeBlockFormat(form)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = QTextCharFormat()
            letters.setFontPointSize(self.font().pointSizeF() * HEADINGS.get(level, 1.0))
            cursor.mergeCharFormat(letters)

    def _dress_table(self, table: QTextTable) -> None:
        colors = self.palette()
        form = table.format()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderBrush(mixed(colors.base().color(), colors.text().color(), 0.16))
        form.setCellPadding(round(text_unit(self) * 0.3))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setBottomMargin(text_unit(self) * 0.7)
        table.setFormat(form)


def _within(size: QSize, width: int) -> QSize:
    """A size in the same shape, no wider than so many pixels."""
    return size if size.width() <= width else QSize(width, size.height() * width // size.width())


def _picture(file: str, size: QSize) -> QImage:
    return QImage(file).scaled(size, mode=Qt.TransformationMode.SmoothTransformation)


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks
