"""The claims of a token as table, as JSON or as they came; the closing line below."""

import json
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.tokens.claims_list import ClaimsList
from inspector.gui.tokens.token_rows import counted
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.line import Line
from inspector.gui.widgets.underline_tabs import UnderlineTabs
from inspector.protocol import jose
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.model.token import Token


class ClaimsCard(Card):
    """Three ways to read the same token."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 1)
        self._theme = theme
        self.claims = ClaimsList(theme)
        self.json, self.raw = QPlainTextEdit(), QPlainTextEdit()
        self.tabs = UnderlineTabs(theme, tr("Ways to read the token"))
        self.tabs.setObjectName("token_tabs")
        self.count = Label("", "field")
        self._pages = QStackedWidget()
        self._bulb, self.closing = QLabel(), Label("", "body", wrap=True)
        self.closing.setObjectName("token_closing")
        self._lay_out()
        theme.changed.connect(self._renew)
        self._renew()

    def _lay_out(self) -> None:
        titles = ((tr("Claims"), self.claims), (tr("JSON"), self.json), (tr("Raw"), self.raw))
        for title, page in titles:
            self.tabs.addTab(title)
            self._pages.addWidget(page)
        for name, field in ((tr("Token as JSON"), self.json), (tr("Token as it came"), self.raw)):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            field.setAccessibleName(name)
            set_kind(field, "bare-code")
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        top = QHBoxLayout()
        top.setContentsMargins(8, 2, 16, 0)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.count)
        last = QHBoxLayout()
        last.setContentsMargins(16, 6, 16, 12)
        last.setSpacing(8)
        last.addWidget(self._bulb)
        last.addWidget(self.closing, 1)
        self.column.setSpacing(0)
        self.column.addLayout(top)
        self.column.addWidget(Line())
        inside = QVBoxLayout()
        inside.setContentsMargins(10, 4, 6, 0)
        inside.addWidget(self._pages)
        self.column.addLayout(inside, 1)
        self.column.addLayout(last)

    def show_token(self, token: "Token", text: str) -> None:
        """Show a token taken apart; text: the token itself where it is signed, else empty."""
        self.claims.show_parts(token.parts)
        total, passed = counted(token.parts)
        words = tr_n(
            "{passed} of {count} check passes",
            "{passed} of {count} checks pass",
            total,
            passed=passed,
        )
        self.count.setText(words if total else "")
        self.raw.setPlainText(token.masked)
        read = jose.read(text) if text else None
        for place in (1, 2):
            self.tabs.setTabVisible(place, read is not None or place == 2)  # noqa: PLR2004 - Raw
        if read is not None:
            content = {"header": read.header, "payload": read.claims}
            self.json.setPlainText(json.dumps(content, indent=2, ensure_ascii=False))

    def show_closing(self, text: str) -> None:
        """Say the one thing to change."""
        self.closing.setText(text)
        self.closing.setVisible(bool(text))
        self._bulb.setVisible(bool(text))

    def _renew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._bulb.setPixmap(self._theme.pixmap("lightbulb", "warn", 16, ratio))
