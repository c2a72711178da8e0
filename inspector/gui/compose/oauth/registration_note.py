"""What is known of a client that was registered from here, and the button that takes it back."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from inspector.gui.compose.oauth.oauth_credential import oauth_of
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.presentation.tokens.grant_words import registered_words
from inspector.wording import tr


class RegistrationNote(QFrame):
    """Follows the request; hidden for a client that came from elsewhere."""

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self.setProperty("kind", "note-info")
        self.words = Label("", "small", wrap=True)
        self.withdraw = Button(tools.theme, tr("Withdraw"), "secondary", "undo-2")
        self.withdraw.setObjectName("client_withdraw")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.withdraw)
        self.withdraw.clicked.connect(lambda: tools.actions.run("withdraw-client"))
        current.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        record = oauth_of(self._current.value).client.registration
        self.words.setText(registered_words(record))
        self.withdraw.setVisible(bool(record.address))
        if not record.on or self.parentWidget() is not None:  # alone it would become a window
            self.setVisible(bool(record.on))
