"""The exact redirect address that has to be registered at the login provider."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inspector.gui.compose.oauth.oauth_credential import oauth_of
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import ExactLabel, Label
from inspector.presentation.tokens.grant_words import redirect_address
from inspector.wording import tr


class RedirectNote(QFrame):
    """Follows the request."""

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self.setProperty("kind", "note-info")
        self.address = ExactLabel()
        self.copy = IconButton(tools.theme, "copy", tr("Copy the address to register"), 14)
        self.copy.setObjectName("redirect_copy")
        line = QHBoxLayout()
        line.addWidget(self.address, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.setSpacing(2)
        column.addWidget(Label(tr("Register this at the provider"), "strong"))
        column.addLayout(line)
        self.copy.clicked.connect(lambda: copy_text(self.address.text()))
        current.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        self.address.setText(redirect_address(oauth_of(self._current.value).login))
