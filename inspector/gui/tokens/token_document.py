"""A tab with a token: its text, where it stands, and the request it was sent with."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.returning import Bringing, Keeping
from inspector.presentation.status.remark import Remark
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.annotate.tokens.expected import Expected
    from inspector.annotate.tokens.signatures import Signature
    from inspector.library.drafts import OpenTab, OpenToken, Shown
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


# ---------------- After a restart: the text from the vault, the rest by reference
class TokenReturning:
    """One token with what it was sent in, and what was typed in its header and claims."""

    def keep(self, document: Document, keeping: Keeping) -> "OpenTab | None":
        """Return the token by its reference."""
        if not isinstance(document, TokenDocument) or not document.topic:
            return None
        return kept_tokens(document, (document,), keeping)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Ask the vault for the token."""
        find_tokens(tab, bringing, lambda tokens: bringing.open(tab, tokens[0]))


def kept_tokens(
    document: Document, tokens: tuple[TokenDocument, ...], keeping: Keeping
) -> "OpenTab":
    """Return a tab of tokens by their references."""
    from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

    kept = tuple(_reference(each, keeping) for each in tokens)
    return OpenTab(place=-1, kind=document.kind, title=document.title, tokens=kept)


def _reference(token: TokenDocument, keeping: Keeping) -> "OpenToken":
    from inspector.library.drafts import OpenToken  # noqa: PLC0415 - after the first window

    carrier, exchange = _carrier(token, keeping)
    edited = token.edited
    return OpenToken(
        ref=keeping.secret(token.topic),
        place=token.place,
        carrier=carrier,
        exchange=exchange,
        tab=keeping.place(token.tab),
        edited=edited if edited and all(map(keeping.harmless, edited)) else None,
    )


def _carrier(token: TokenDocument, keeping: Keeping) -> "tuple[Shown, int]":
    """Return the attempt that the token's exchange belongs to, and which of them it is."""
    from inspector.library.drafts import Shown  # noqa: PLC0415 - after the first window

    answers = token.tab.attempts.answers if token.tab is not None else ()
    for answer in reversed(answers if token.exchange is not None else ()):
        for index, exchange in enumerate(answer.attempt.exchanges):
            if exchange is token.exchange:
                return keeping.shown(answer), index
    return Shown(), -1


def find_tokens(
    tab: "OpenTab", bringing: Bringing, take: Callable[[tuple[TokenDocument, ...]], object]
) -> None:
    """Find every token of a tab; where the text of one is gone, that is said."""
    found: dict[int, TokenDocument] = {}

    def have(place: int, kept: "OpenToken", text: str, exchange: "Exchange | None") -> None:
        own = bringing.request_tab(kept.tab)
        found[place] = TokenDocument(text, exchange=exchange, tab=own, place=kept.place)
        found[place].edited = kept.edited
        if len(found) == len(tab.tokens):
            take(tuple(found[each] for each in sorted(found)))

    def read(place: int, kept: "OpenToken", text: str) -> None:
        if text:
            bringing.exchange(kept.carrier, kept.exchange, partial(have, place, kept, text))
        elif tab.place in bringing.waiting:
            locked = bringing.tools.vault.status.closed
            bringing.lost(tab, _gone(tab.title, locked=locked), for_now=locked)

    for place, kept in enumerate(tab.tokens):
        bringing.secret(kept.ref, partial(read, place, kept))


def _gone(title: str, *, locked: bool) -> str:
    if locked:
        return tr(
            "“{name}” is in the vault, which is locked. It comes back with the next start"
            " after you unlocked it.",
            name=title,
        )
    return tr("“{name}” did not come back: the vault did not keep its token.", name=title)
