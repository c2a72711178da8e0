"""The encoded token in its coloured parts; the part of the chosen claim is lit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.wording import tr

_PARTS = ("jwt_header", "jwt_payload", "jwt_signature")
_LINES, _LINE, _AROUND = 10, 18, 4


class EncodedView(QTextEdit):
    """Read-only; Ctrl+C copies what is shown, the signature masked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setObjectName("token_text")
        self.setAccessibleName(tr("Encoded token, secrets hidden"))
        self.setWordWrapMode(self.wordWrapMode().WrapAnywhere)
        set_kind(self, "bare-code")
        theme.changed.connect(self._renew)

    def show_token(self, masked: str) -> None:
        """Show a token whose secrets are masked."""
        self._text = masked
        self._renew()

    def _renew(self) -> None:
        self.setPlainText(self._text)
        pieces = self._text.split(".") if self._text.startswith("eyJ") else []
        at = 0
        for place, piece in enumerate(pieces):
            name = _PARTS[min(place, len(_PARTS) - 1)]
            self._colour(at, at + len(piece), name)
            at += len(piece) + 1
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines need."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height of the text, up to ten lines."""
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + _AROUND
        most = self._theme.code_px(_LINE * _LINES) + _AROUND
        never, needed = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            Qt.ScrollBarPolicy.ScrollBarAsNeeded,
        )
        self.setVerticalScrollBarPolicy(never if height <= most else needed)
        self.setFixedHeight(min(height, most))

    def _colour(self, start: int, end: int, name: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(self._theme.colour(name))
        look.setBackground(self._theme.colour(f"{name}_soft"))
        cursor.mergeCharFormat(look)
