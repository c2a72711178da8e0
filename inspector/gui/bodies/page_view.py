"""A page as it reads: headings, paragraphs, lists, tables; nothing is loaded, run or clicked."""

from itertools import zip_longest

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.reading.pages.blocks import Block, Look
from inspector.wording import tr

_SIZES = {1: 22, 2: 18, 3: 16}
_TEXT, _GAP, _INDENT, _MARGIN = 14, 8, 20, 16
_LOWEST = 150  # it never becomes lower: what it stands in scrolls then
_COLOURS: dict[Look, str] = {"link": "accent", "field": "info", "emphasis": "text2"}


class PageView(QTextEdit):
    """Shows blocks. All of it is text: no mark-up of a page reaches Qt."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._blocks: tuple[Block, ...] = ()
        self.setObjectName("body_page")
        self.setAccessibleName(tr("Body as a page"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        set_kind(self, "bare")
        theme.changed.connect(self._renew)

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show a page from its beginning."""
        self._blocks = blocks
        self._renew()

    def _renew(self) -> None:
        self.clear()
        self.setMinimumHeight(self._theme.px(_LOWEST))
        self.document().setDocumentMargin(self._theme.px(_MARGIN))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, (block, after) in enumerate(zip_longest(self._blocks, self._blocks[1:])):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._shape(block, after))
            self._write(cursor, block)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _shape(self, block: Block, after: Block | None) -> QTextBlockFormat:
        shape, px = QTextBlockFormat(), self._theme.px
        goes_on = after is not None and block.kind == after.kind and block.kind in ("item", "row")
        shape.setBottomMargin(px(2 if goes_on else _GAP))
        if block.kind == "heading":
            shape.setTopMargin(px(_GAP))
            shape.setHeadingLevel(min(max(block.level, 1), 6))
        depth = block.level if block.kind == "item" else int(block.kind in ("quote", "code"))
        shape.setLeftMargin(px(_INDENT) * min(depth, 10))
        if block.kind == "code":
            shape.setBackground(self._theme.colour("hover"))
        return shape

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        if block.kind == "rule":
            cursor.insertText("─" * 24, self._look(block, ""))
            return
        if block.kind == "item":
            cursor.insertText("•  ", self._look(block, ""))
        for run in block.runs:
            # one block however many lines, so that its ground has no gaps
            text = run.text.replace("\n", "\u2028")
            cursor.insertText(text, self._look(block, run.look))

    def _look(self, block: Block, look: Look) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFont(self._font(block, look))
        shape.setForeground(self._theme.colour(_COLOURS.get(look, "text")))
        shape.setFontUnderline(look == "link")
        return shape

    def _font(self, block: Block, look: Look) -> QFont:
        theme = self._theme
        if block.kind == "heading":
            return theme.font(_SIZES.get(block.level, _TEXT), SEMIBOLD)
        if block.kind == "code" or look == "code":
            return theme.code_font(13)
        font = theme.font(_TEXT, SEMIBOLD) if look == "strong" else theme.font(_TEXT)
        font.setItalic(look == "emphasis")
        return font
