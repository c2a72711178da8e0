"""The lines under the client ID: registering this program, or the document that describes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.compose.oauth.issuer_search import IssuerSearch
from inspector.gui.compose.oauth.oauth_credential import oauth_of
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import InlineCheck
from inspector.model.kinds.oauth2 import OAuth2
from inspector.presentation.tokens import grant_words
from inspector.wording import tr


class ClientRow(QWidget):
    """Follows the request and the search; hidden while there is nothing to offer."""

    def __init__(self, current: CurrentRequest, search: IssuerSearch, tools: Tools) -> None:
        super().__init__()
        self._current, self._search, self._tools = current, search, tools
        self.note = InlineCheck(tools.theme)
        self.register = Button(tools.theme, tr("Register this program"), "link", "log-in")
        self.register.setObjectName("client_register")
        self.document = Button(tools.theme, tr("Copy the client document"), "link", "copy")
        self.document.setObjectName("client_document")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        left = Qt.AlignmentFlag.AlignLeft
        for button in (self.register, self.document):
            column.addWidget(button, 0, left)
        self.register.clicked.connect(lambda: tools.actions.run("register-client"))
        self.document.clicked.connect(self._copy)
        current.changed.connect(self._renew)
        search.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        credential, found = oauth_of(self._current.value), self._search.metadata
        text = grant_words.client_words(credential, found)
        offered = grant_words.registers(credential, found)
        described = grant_words.is_document(credential)
        self.note.show_check(text, "info")
        self.register.setVisible(offered)
        self.document.setVisible(described)
        wanted = bool(text) or offered or described
        if not wanted or self.parentWidget() is not None:  # alone it would become a window
            self.setVisible(wanted)

    def _copy(self) -> None:
        """Copy what has to stand at the address that is the client ID."""
        credential: OAuth2 = oauth_of(self._current.value)
        made = self._tools.workbench.tokens.document(credential, credential.client_id.strip())
        copy_text(made.decode())
        self._tools.notices.say(
            tr("Publish what was copied at {url}.", url=credential.client_id.strip())
        )
