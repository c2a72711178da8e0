"""Lays the guide's Markdown out: sizes, distances and fonts of the theme."""

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD

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
