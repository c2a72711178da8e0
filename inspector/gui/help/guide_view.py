"""The user guide: chapters at the left, the chosen one at the right, in the theme's colours."""

from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from inspector.gui.lists.plain_rows import NavList
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.page import Page
from inspector.presentation.help.guide_text import Chapter, chapters
from inspector.wording import tr

# ---------------- Lays the guide's Markdown out: sizes, distances and fonts of the theme
_TEXT, _CODE = 14, 13
_LINE = 145.0  # percent of a line's height
_HEADINGS = {1: 20, 2: 16}
_ABOVE_HEADING, _BELOW_HEADING, _BELOW, _BELOW_ITEM = 16, 8, 10, 5


def lay_out(document: QTextDocument, markdown: str, theme: Theme) -> None:
    """Fill the document with the Markdown."""
    document.setDefaultFont(theme.font(_TEXT))
    document.setIndentWidth(theme.px(20))
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    block = document.begin()
    while block.isValid():
        _space(block, theme)
        _dress(block, theme)
        block = block.next()


def _space(block: QTextBlock, theme: Theme) -> None:
    level = block.blockFormat().headingLevel()
    form = QTextBlockFormat()
    form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    among = bool(block.textList()) and bool(block.next().textList())
    below = _BELOW_ITEM if among else _BELOW
    if level:
        form.setTopMargin(theme.px(_ABOVE_HEADING) if block.blockNumber() else 0)
        below = _BELOW_HEADING
    form.setBottomMargin(theme.px(below))
    QTextCursor(block).mergeBlockFormat(form)


def _dress(block: QTextBlock, theme: Theme) -> None:
    """Give headings, code and links the theme's fonts and colours."""
    level = block.blockFormat().headingLevel()
    iterator = block.begin()
    parts = []
    while not iterator.atEnd():
        fragment = iterator.fragment()
        parts.append((fragment.position(), fragment.length(), fragment.charFormat()))
        iterator += 1
    for start, length, form in parts:
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_format(form, level, theme))


def _format(found: QTextCharFormat, level: int, theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    if level:
        form.setFont(theme.font(_HEADINGS.get(level, _TEXT), SEMIBOLD))
    elif found.fontFixedPitch():
        form.setFont(theme.code_font(_CODE))
        form.setBackground(theme.colour("bg"))
    else:
        font = theme.font(_TEXT, SEMIBOLD if found.fontWeight() > QFont.Weight.Medium else 400)
        font.setItalic(found.fontItalic())
        form.setFont(font)
    form.setForeground(theme.colour("accent" if found.isAnchor() else "text"))
    if found.isAnchor():
        form.setAnchor(True)
        form.setAnchorHref(found.anchorHref())
    return form


_WIDEST = 820


class GuideView(Page):
    """Up and Down in the list of chapters show another one."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(document.title, parent=parent)
        self._tools = tools
        self._chapters: tuple[Chapter, ...] = ()
        self.list = NavList(tools.theme, tr("Chapters"))
        self.list.setObjectName("guide_chapters")
        self.text = QTextBrowser()
        self.text.setObjectName("guide_text")
        self.text.setAccessibleName(tr("Chapter"))
        self.text.setOpenLinks(False)
        set_kind(self.text, "bare")
        self._card = Card(tools.theme, 16)
        self._card.column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self._card, 10)
        row.addStretch(1)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self.list)
        self.list.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(QDesktopServices.openUrl)
        tools.theme.changed.connect(self._renew)
        tools.background.compute(chapters).succeeded.connect(self._fill)
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the room to the text."""
        super().resizeEvent(event)
        self.list.set_room(event.size().width())

    def _fill(self, found: tuple[Chapter, ...]) -> None:
        self._chapters = found
        self.list.show_titles(tuple(each.title for each in found))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._chapters):
            self.text.setAccessibleName(self._chapters[row].title)
            lay_out(self.text.document(), self._chapters[row].text, self._tools.theme)
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _renew(self) -> None:
        self._card.setMaximumWidth(self._tools.theme.px(_WIDEST))
        self._show(self.list.currentRow())
