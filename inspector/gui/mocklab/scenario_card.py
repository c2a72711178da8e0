"""The chosen scenario: its family, what the server does, and the button that tries it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector.gui.mocklab.scenario_entries import ScenarioEntry
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label, Picture
from inspector.wording import tr


class ScenarioCard(Card):
    """`send`: the page's one filled button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._entry: ScenarioEntry | None = None
        self._icon = Picture()
        self._family = Label("", "small")
        self.title = Label("", "page-title", wrap=True)
        self.title.setObjectName("scenario_title")
        self._text = Label("", "body", wrap=True)
        self.send = Button(theme, tr("Send to it"), "primary", "send")
        self.send.setObjectName("lab_send")
        self.send.setEnabled(False)
        self._lay_out()
        theme.changed.connect(self._renew)

    def show_entry(self, entry: ScenarioEntry) -> None:
        """Show this scenario."""
        self._entry = entry
        self._family.setText(entry.family if entry.family != entry.title else "")
        self.title.setText(entry.title)
        self._text.setText(entry.description)
        self.send.setEnabled(True)
        self._renew()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._family, 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(head)
        words.addWidget(self.title)
        words.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _renew(self) -> None:
        if self._entry is not None:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(self._entry.icon, "accent", 18, ratio))
