"""A tab with a pasted token taken apart: what it is, its times, its members, what is odd."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.claims_list import ClaimsList
from inspector.gui.tokens.token_rows import counted, decoded_text, times_text
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.model.token import Token

_LINE, _AROUND = 18, 16  # pixels of a line, and of borders and margins together
_PER_LINE, _MOST_LINES = 80, 5


class TokenPage(QWidget):
    """Shows the token of the document's topic; decoding needs no network."""

    def __init__(self, document: Document, tools: Tools) -> None:
        super().__init__()
        from inspector.annotate.tokens import decode  # noqa: PLC0415 - at the first token

        self._tools = tools
        self._token: Token = decode(document.topic.strip())
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.claims = ClaimsList(tools.theme)
        self._text = QPlainTextEdit(self._token.masked)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setObjectName("token_text")
        set_kind(self._text, "code")
        self.claims.show_parts(self._token.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._about())
        column.addWidget(self._claims(), 1)
        tools.theme.changed.connect(self._size)
        self._size()

    def _head(self) -> QHBoxLayout:
        title = Label(self._token.title, "page-title", wrap=True)
        title.setObjectName("token_title")
        copy = Button(self._tools.theme, tr("Copy decoded"), "secondary", "copy")
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(title, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _about(self) -> QWidget:
        card = Card(self._tools.theme)
        name = FieldLabel(tr("Token, secrets hidden"), self._text)
        card.column.addWidget(name)
        card.column.addWidget(self._text)
        times = times_text(self._token)
        if times:
            card.column.addWidget(Label(times, "small", wrap=True))
        for remark in self._token.remarks:
            card.column.addWidget(InlineCheck(self._tools.theme, remark.text, remark.level))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return card

    def _claims(self) -> QWidget:
        card = Card(self._tools.theme, 1)
        card.column.setContentsMargins(12, 8, 12, 8)
        checks, passed = counted(self._token.parts)
        if checks:
            text = tr_n(
                "{passed} of {count} check passes",
                "{passed} of {count} checks pass",
                checks,
                passed=passed,
            )
            said = Label(text, "field")
            card.column.addWidget(said, 0, Qt.AlignmentFlag.AlignRight)
        card.column.addWidget(self.claims, 1)
        offline = Label(tr("Decoded on this computer; nothing was sent."), "quiet")
        card.column.addWidget(offline)
        return card

    def _copy(self) -> None:
        copy_text(decoded_text(self._token))
        self._tools.notices.say(tr("Copied the decoded token, secrets masked."))

    def _size(self) -> None:
        lines = min(len(self._token.masked) // _PER_LINE + 1, _MOST_LINES)
        self._text.setFixedHeight(self._tools.theme.code_px(_LINE * lines) + _AROUND)
