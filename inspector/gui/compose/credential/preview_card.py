"""The card under the fields: the exact bytes that the credential makes, masked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inspector.gui.compose.signed_steps import SignedSteps, Step, breakable
from inspector.gui.theme import Theme
from inspector.gui.widgets.label import ExactLabel, Label, Picture
from inspector.wording import tr


class PreviewCard(QFrame):
    """Title, the bytes, and what a reader should know about them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "note-info")
        self._icon = Picture()
        self._bytes = ExactLabel()
        self._bytes.setAccessibleName(tr("How this is sent"))
        self._words = Label("", "small", wrap=True)
        self.steps = SignedSteps()
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
        column.addWidget(self.steps)
        theme.changed.connect(self._renew)
        self._renew()

    def show_preview(self, sent: str, words: str, steps: Sequence[Step] = ()) -> None:
        """Show other bytes, and what their signature covers; empty ones are left out."""
        self._bytes.setText(breakable(sent))
        self._bytes.setVisible(bool(sent))
        self._words.setText(words)
        self.steps.show_steps(steps)

    def _renew(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("info", "info", 16, self.devicePixelRatioF()))
