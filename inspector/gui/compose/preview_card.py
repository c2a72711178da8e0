"""The card under the fields: the exact bytes that the credential makes, masked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.label import Label, Picture
from inspector.wording import tr


class PreviewCard(QFrame):
    """Title, the bytes, and what a reader should know about them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "note-info")
        self._icon = Picture()
        self._bytes = Label("", "code", wrap=True)
        self._bytes.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._bytes.setAccessibleName(tr("How this is sent"))
        self._words = Label("", "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(Label(tr("How this is sent"), "heading"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._bytes)
        column.addWidget(self._words)
        theme.changed.connect(self._renew)
        self._renew()

    @property
    def bytes_shown(self) -> str:
        """The line shown, without the places where it may break."""
        return self._bytes.text().replace(_BREAK, "")

    def show_preview(self, sent: str, words: str) -> None:
        """Show other bytes; empty ones are left out."""
        self._bytes.setText(_breakable(sent))
        self._bytes.setVisible(bool(sent))
        self._words.setText(words)

    def _renew(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("info", "info", 16, self.devicePixelRatioF()))


_BREAK = "\u200b"
_LONGEST_WORD = 36


def _breakable(text: str) -> str:
    """Let long words break: a label breaks lines at blanks only."""
    pieces = []
    for word in text.split(" "):
        parts = [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)]
        pieces.append(_BREAK.join(parts))
    return " ".join(pieces)
