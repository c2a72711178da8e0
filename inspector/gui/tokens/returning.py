"""Brings tokens back: each text from the vault, what it was sent in by reference."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping, once_all_came
from inspector.gui.tokens.token_document import TokenDocument
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab, OpenToken, Shown
    from inspector.model.exchange import Exchange


class TokenReturning:
    """One token with what it was sent in, and what was typed in its header and claims."""

    def keep(self, document: Document, keeping: Keeping) -> "OpenTab | None":
        """Return the token by its reference."""
        if not isinstance(document, TokenDocument) or not document.topic:
            return None
        return _kept(document, (document,), keeping)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Ask the vault for the token."""
        _find(tab, bringing, lambda tokens: bringing.open(tab, tokens[0]))


class ComparedTokensReturning:
    """Two to six tokens side by side."""

    def keep(self, document: Document, keeping: Keeping) -> "OpenTab | None":
        """Return the tokens by their references."""
        from inspector.gui.tokens.compared_tokens import (  # noqa: PLC0415 - loads at the first use
            ComparedTokens,
        )

        if not isinstance(document, ComparedTokens):
            return None
        return _kept(document, document.tokens, keeping)

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Ask the vault for the tokens."""
        from inspector.gui.tokens.compared_tokens import (  # noqa: PLC0415 - loads at the first use
            ComparedTokens,
        )

        _find(tab, bringing, lambda tokens: bringing.open(tab, ComparedTokens(tokens)))


def _kept(document: Document, tokens: tuple[TokenDocument, ...], keeping: Keeping) -> "OpenTab":
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


def _find(
    tab: "OpenTab", bringing: Bringing, take: Callable[[tuple[TokenDocument, ...]], object]
) -> None:
    """Find every token of a tab; where the text of one is gone, that is said."""
    if tab.tokens:
        once_all_came([partial(_ask, tab, bringing, kept) for kept in tab.tokens], take)


def _ask(
    tab: "OpenTab",
    bringing: Bringing,
    kept: "OpenToken",
    put: Callable[[TokenDocument], object],
) -> None:
    def have(text: str, exchange: "Exchange | None") -> None:
        own = bringing.request_tab(kept.tab)
        document = TokenDocument(text, exchange=exchange, tab=own, place=kept.place)
        document.edited = kept.edited
        put(document)

    def read(text: str) -> None:
        if text:
            bringing.exchange(kept.carrier, kept.exchange, partial(have, text))
        elif tab.place in bringing.waiting:
            locked = bringing.tools.vault.status.closed
            bringing.lost(tab, _gone(tab.title, locked=locked), for_now=locked)

    bringing.secret(kept.ref, read)


def _gone(title: str, *, locked: bool) -> str:
    if locked:
        return tr(
            "“{name}” is in the vault, which is locked. It comes back with the next start"
            " after you unlocked it.",
            name=title,
        )
    return tr("“{name}” did not come back: the vault did not keep its token.", name=title)
