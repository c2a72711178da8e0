"""A tab with a token: its text, where it stands, and the request it was sent with."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document, RequestDocument
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.exchange import Exchange


class TokenDocument(Document):
    """The text is kept in memory only.

    exchange: that carried it, to judge it by its times and challenge. tab: the request's tab, to
    renew the token there. place: where it stands, in words.
    """

    def __init__(
        self,
        text: str,
        *,
        exchange: "Exchange | None" = None,
        tab: RequestDocument | None = None,
        place: str = "",
    ) -> None:
        super().__init__("token", tr("Token"), "scan-search", text)
        self.exchange = exchange
        self.tab = tab
        self.place = place

    @property
    def title(self) -> str:
        """Whose token it is."""
        return tr("Token of {name}", name=self.tab.title) if self.tab else tr("Token")
