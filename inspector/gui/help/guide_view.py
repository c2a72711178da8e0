"""The user guide: chapters at the left, the chosen one at the right, in the theme's colours."""

from PySide6.QtGui import QDesktopServices, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser

from inspector.gui.help.guide_text import Chapter, chapters
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.page import Page
from inspector.wording import tr

_LIST, _WIDEST, _PAD = 216, 760, 16
_LINE = 140  # percent of a line's height


class GuideView(Page):
    """Up and Down in the list of chapters show another one."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("User guide"))
        self._tools = tools
        self._chapters: tuple[Chapter, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("guide_chapters")
        self.list.setAccessibleName(tr("Chapters"))
        set_kind(self.list, "bare")
        self.text = QTextBrowser()
        self.text.setObjectName("guide_text")
        self.text.setAccessibleName(tr("Chapter"))
        self.text.setOpenLinks(False)
        set_kind(self.text, "bare")
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(QDesktopServices.openUrl)
        tools.theme.changed.connect(self._renew)
        tools.background.compute(chapters).succeeded.connect(self._fill)
        self._renew()

    def _lay_out(self) -> None:
        card = Card(self._tools.theme, _PAD)
        card.column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(card, 1)
        self.column.addLayout(row, 1)

    def _fill(self, found: tuple[Chapter, ...]) -> None:
        self._chapters = found
        self.list.addItems([each.title for each in found])
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._chapters):
            self.text.setAccessibleName(self._chapters[row].title)
            fill(self.text.document(), self._chapters[row].text, self._tools.theme)
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _renew(self) -> None:
        self.list.setFixedWidth(self._tools.theme.px(_LIST))
        self._show(self.list.currentRow())


def fill(document: QTextDocument, markdown: str, theme: Theme) -> None:
    """Lay Markdown out in the document, with the theme's fonts and airy lines."""
    document.setDefaultFont(theme.font(14))
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    airy = QTextBlockFormat()
    airy.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(airy)
