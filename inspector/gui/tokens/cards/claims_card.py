"""The claims of a token as table, as JSON or as they came; the closing line below."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QStackedWidget

from inspector.gui.theme import Theme
from inspector.gui.tokens.claims_list import ClaimsList
from inspector.gui.widgets.card import Card, Line
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.left_as import keep_as
from inspector.gui.widgets.tabs import UnderlineTabs
from inspector.presentation.tokens.token_rows import counted, shortened
from inspector.protocol.tokens import jose
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.token import Token

_JSON, _RAW = 1, 2


class ClaimsCard(Card):
    """Three ways to read the same token; the two texts are made when they are first shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 1)
        self._token: Token | None = None
        self._read: jose.Jws | None = None
        self._fields: dict[int, QPlainTextEdit] = {}
        self.tabs = UnderlineTabs(theme, tr("Ways to read the token"))
        self.tabs.setObjectName("token_tabs")
        keep_as("token_part", self.tabs)
        self.count = Label("", "strong")
        self._pages = QStackedWidget()
        self.claims = ClaimsList(theme, self._pages)
        self._pages.addWidget(self.claims)
        self._bulb, self.closing = Picture(), Label("", "medium", wrap=True)
        self.closing.setObjectName("token_closing")
        self._lay_out()
        theme.changed.connect(self._renew)
        theme.changed.connect(self._fit)
        self._renew()

    def _lay_out(self) -> None:
        for title in (tr("Claims"), tr("JSON"), tr("Raw")):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._turn)
        top = QHBoxLayout()
        top.setContentsMargins(5, 2, 16, 0)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.count)
        last = QHBoxLayout()
        last.setContentsMargins(16, 8, 16, 12)
        last.setSpacing(8)
        last.addWidget(self._bulb)
        last.addWidget(self.closing, 1)
        self.column.setSpacing(0)
        self.column.addLayout(top)
        self.column.addWidget(Line())
        self.column.addWidget(self._pages, 1)
        self.column.addLayout(last)

    def show_token(
        self, token: "Token", read: jose.Jws | None, pins: Mapping[str, int] = {}
    ) -> None:
        """Show a token taken apart; read: its header and claims, None where they are hidden.

        pins: the number of the evidence that stands on a claim.
        """
        self._token, self._read = token, read
        # The signature has a card of its own.
        hidden = {"signature"} if token.kind == "jwt" else set()
        parts = tuple(part for part in token.parts if part.name not in hidden)
        self.claims.show_parts(parts, pins)
        # A challenge says why it refuses: that is no check of ours.
        self.count.setText(counted(token.parts).said if token.kind != "challenge" else "")
        if read is None and self.tabs.currentIndex() == _JSON:
            self.tabs.setCurrentIndex(0)
        self.tabs.setTabVisible(_JSON, read is not None)
        self._fit()
        for place, field in self._fields.items():
            field.setPlainText(self._text(place))

    def _text(self, place: int) -> str:
        """Return what a tab shows, as much of it as can be shown at once."""
        if place == _RAW:
            return shortened(self._token.masked) if self._token is not None else ""
        if self._read is None:
            return ""
        content = {"header": self._read.header, "payload": self._read.claims}
        return shortened(json.dumps(content, indent=2, ensure_ascii=False))

    def field(self, place: int) -> QPlainTextEdit:
        """Return the text of a tab."""
        if place not in self._fields:
            names = {_JSON: tr("Token as JSON"), _RAW: tr("Token as it came, secrets hidden")}
            made = QPlainTextEdit(self._pages)
            made.setReadOnly(True)
            made.setTabChangesFocus(True)
            made.setAccessibleName(names[place])
            made.document().setDocumentMargin(14)
            set_kind(made, "bare-code")
            made.setPlainText(self._text(place))
            self._pages.addWidget(made)
            self._fields[place] = made
        return self._fields[place]

    def show_closing(self, text: str) -> None:
        """Say the one thing to change."""
        self.closing.setText(text)
        self.closing.setVisible(bool(text))
        self._bulb.setVisible(bool(text))

    def _turn(self, place: int) -> None:
        self._pages.setCurrentWidget(self.field(place) if place else self.claims)
        self._fit()

    def _fit(self) -> None:
        """Be no higher than the rows need; a text takes all the room there is."""
        rows = self.tabs.currentIndex() == 0
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum if rows else policy.Expanding)
        self.claims.updateGeometry()

    def _renew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._bulb.setPixmap(self._theme.pixmap("lightbulb", "warn", 16, ratio))
