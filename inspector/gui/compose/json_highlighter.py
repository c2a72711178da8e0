"""Colours JSON while it is typed: names, strings, numbers, words; one pattern does it."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from inspector.gui.theme import Theme

_PARTS = re.compile(
    r'(?P<name>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d[\d.eE+-]*)|(?P<word>\b(?:true|false|null)\b)|(?P<variable>\{\{[^{}]*\}\})"
)
_COLOURS = {
    "name": "info",
    "string": "ok",
    "number": "warn",
    "word": "jwt_payload",
    "variable": "accent",
}
_LONGEST_LINE = 5_000


class JsonHighlighter(QSyntaxHighlighter):
    """Switched on for JSON bodies only; very long lines stay plain."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._on = False
        theme.changed.connect(self.rehighlight)

    def switch(self, on: bool) -> None:  # noqa: FBT001 - a setter as Qt's are
        """Switch it on or off."""
        if on != self._on:
            self._on = on
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if not self._on or len(text) > _LONGEST_LINE:
            return
        for found in _PARTS.finditer(text):
            shape = QTextCharFormat()
            shape.setForeground(self._theme.colour(_COLOURS[found.lastgroup or "string"]))
            self.setFormat(found.start(), found.end() - found.start(), shape)
