"""A tab with a token: its text, where it stands, and the request it was sent with."""

from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document, RequestDocument
from inspector.presentation.status.remark import Remark
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.annotate.tokens.expected import Expected
    from inspector.annotate.tokens.signatures import Signature
    from inspector.model.exchange import Exchange


class TokenDocument(Document):
    """The text is kept in memory only.

    exchange: that carried it, to judge it by its times and challenge. tab: the request's tab, to
    renew the token there. place: where it stands, in words. signature, expected, edited: what was
    found and typed, for a page that is made anew; edited: header and claims.
    """

    def __init__(
        self,
        text: str,
        *,
        exchange: "Exchange | None" = None,
        tab: RequestDocument | None = None,
        place: str = "",
    ) -> None:
        super().__init__("token", topic=text)
        self.exchange = exchange
        self.tab = tab
        self.place = place
        self.signature: Signature | None = None
        self.expected: Expected | None = None
        self.edited: tuple[str, str] | None = None
        self._remark: Remark | None = None
        self._named = ""

    @property
    def title(self) -> str:
        """What token it is and whose; until it was read, which tab it comes from."""
        if self._named:
            return self._named
        return tr("Token of {name}", name=self.tab.title) if self.tab else tr("Token")

    def set_name(self, name: str) -> None:
        """Say what token it is and whose."""
        if name != self._named:
            self._named = name
            self.changed.emit()

    @property
    def remark(self) -> Remark | None:
        """How its checks went."""
        return self._remark

    def set_remark(self, remark: Remark | None) -> None:
        """Say how its checks went."""
        if remark != self._remark:
            self._remark = remark
            self.changed.emit()
