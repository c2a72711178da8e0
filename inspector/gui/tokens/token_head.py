"""The head of a token's page: an icon and words for the result, its kind as chips, its origin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.tokens.chip import Chip
from inspector.gui.tokens.token_state import Headline
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Label, TitleLabel
from inspector.model.annotation import Level

_ICON, _LINE = 22, 26
_COLOURS: dict[Level, str] = {"info": "text2", "good": "ok", "odd": "warn", "bad": "err"}


class TokenHead(QWidget):
    """The chips stand behind the title, or below it where it is long."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told = Headline("", "info", "scan-search")
        self._kinds: tuple[str, ...] = ()
        self._icon = QLabel()
        self.title = TitleLabel()
        self.title.setObjectName("token_title")
        self.lead = Label("", "body", wrap=True)
        self._chips = FlowLayout(gap=8)
        self._chips.addWidget(self.title)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(self._chips)
        words.addWidget(self.lead)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self._renew)

    def show_result(self, told: Headline) -> None:
        """Show the result as words with its icon."""
        self._told = told
        self.title.setText(told.text)
        self._renew()

    def show_kinds(self, kinds: tuple[str, ...]) -> None:
        """Show what it is, in short."""
        if kinds == self._kinds:
            return
        self._kinds = kinds
        while self._chips.count() > 1:
            taken = self._chips.takeAt(1)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.deleteLater()
        for kind in kinds:
            self._chips.addWidget(Chip(self._theme, kind))

    def show_origin(self, text: str) -> None:
        """Say where it stands and who signed it."""
        self.lead.setText(text)
        self.lead.setVisible(bool(text))

    def _renew(self) -> None:
        colour, ratio = _COLOURS[self._told.level], self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(self._told.icon, colour, _ICON, ratio))
        # As high as one line of the title, so that it stands in its middle.
        for label in (self._icon, self.title):
            label.setMinimumHeight(self._theme.px(_LINE))
