"""The token of a credential that a folder or the collection passes on; nothing to fill in."""

from PySide6.QtWidgets import QVBoxLayout

from inspector.gui.compose.draft import Draft
from inspector.gui.compose.form import Form
from inspector.gui.compose.oauth.token_card import TokenCard
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools


class InheritedToken(Form):
    """Holds the card, which is hidden where the credential keeps no tokens."""

    def __init__(self, current: CurrentRequest, draft: Draft, tools: Tools) -> None:
        super().__init__((), current, draft, tools)
        self.token = TokenCard(draft, tools)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.token)
        self.token.renew()
