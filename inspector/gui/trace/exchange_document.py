"""Fills a text document with the lines of an exchange, one block a line."""

from collections.abc import Sequence

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from inspector.gui.theme import Theme
from inspector.gui.trace.line import Line, Style

LINE_HEIGHT = 21  # pixels at the usual font size
_COLOURS: dict[Style, str] = {
    "plain": "text",
    "name": "text2",
    "dim": "text3",
    "method": "info",
    "scheme": "jwt_payload",
    "good": "ok",
    "bad": "err",
    "heading": "text",
    "cut": "accent",
    "mask": "text",
    "warn": "warn",
}
_WEIGHTED = ("plain", "mask", "name")
# These would be too faint on the ground of highlighted bytes.
_ON_MARKS: dict[Style, str] = {"dim": "text2", "good": "text", "method": "text"}


class Formats:
    """The character formats by style, made once for a theme; strong: for pinned lines."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[tuple[Style, bool, str], QTextCharFormat] = {}
        self.block = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        self.block.setLineHeight(theme.code_px(LINE_HEIGHT), fixed)
        self.heading = QTextBlockFormat(self.block)
        self.heading.setTopMargin(theme.px(10))

    def of(self, style: Style, *, strong: bool, text: str) -> QTextCharFormat:
        """Return the format of a piece of text."""
        method = text if style == "method" else ""
        key = (style, strong, method)
        if key not in self._known:
            self._known[key] = self._make(style, strong=strong, method=method)
        return self._known[key]

    def _make(self, style: Style, *, strong: bool, method: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.code_font(weight=_weight(style, strong=strong)))
        name = _ON_MARKS.get(style, _COLOURS[style]) if strong else _COLOURS[style]
        colour = self._theme.tokens.method(method) if method and not strong else None
        made.setForeground(QColor(colour or self._theme.tokens.colour(name)))
        made.setFontUnderline(style == "cut")
        return made


def _weight(style: Style, *, strong: bool) -> int:
    if style == "heading":
        return int(QFont.Weight.Bold)
    medium = strong and style in _WEIGHTED
    return int(QFont.Weight.Medium if medium else QFont.Weight.Normal)


def fill(document: QTextDocument, lines: Sequence[Line], theme: Theme) -> None:
    """Replace the document's text by the lines."""
    formats = Formats(theme)
    document.setUndoRedoEnabled(False)
    document.clear()
    document.setDefaultFont(theme.code_font())
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock()
        apart = line.kind == "heading" and number > 0
        cursor.setBlockFormat(formats.heading if apart else formats.block)
        for segment in line.segments:
            made = formats.of(segment.style, strong=bool(line.pins), text=segment.text)
            cursor.insertText(segment.text, made)
    cursor.endEditBlock()
