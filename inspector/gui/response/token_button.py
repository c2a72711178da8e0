"""Opens the tokens of the body shown; hidden where there are none."""

from PySide6.QtCore import QPoint

from inspector.annotate.tokens.found import FoundToken, tokens_at
from inspector.gui.state.documents import Chosen
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.wording import tr

_BODY = Place(side="reply", part="body")


class TokenButton(Button):
    """Opens the one token at once; of several it lets choose."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, tr("Inspect token"), "ghost", "scan-search")
        self._tools = tools
        self._exchange: Exchange | None = None
        self._tokens: tuple[FoundToken, ...] = ()
        self.setObjectName("body_tokens")
        self.clicked.connect(self._open)
        self.hide()

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Offer the tokens in the body of an exchange's reply."""
        self._exchange = exchange
        self._tokens = tokens_at(exchange, _BODY) if exchange is not None else ()
        self.setVisible(bool(self._tokens))

    def _open(self) -> None:
        if len(self._tokens) == 1:
            self._inspect(self._tokens[0])
            return
        entries = tuple(
            Entry(each.place, lambda each=each: self._inspect(each), "scan-search")  # type: ignore[misc] # bound now
            for each in self._tokens
        )
        corner = self.mapToGlobal(QPoint(0, self.height()))
        menu_of(self, entries, self._tools.theme).popup(corner)

    def _inspect(self, found: FoundToken) -> None:
        if self._exchange is not None:
            self._tools.actions.run("inspect-token", Chosen(found, self._exchange))
