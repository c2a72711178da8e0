"""The tokens that the open tabs sent and received, with how each fares. Pure: no Qt."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.found import FoundToken, found_tokens
from inspector.annotate.tokens.standing import standing
from inspector.model.annotation import Level
from inspector.model.exchange import Exchange
from inspector.model.token import Token
from inspector.presentation.tokens.token_state import plain_title
from inspector.wording import tr
from inspector.wording.durations import span

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

_MOST = 60
_OPAQUE = frozenset({"opaque", "key", "uuid"})


class SeenToken(NamedTuple):
    """found: text and place. tab: whose it is. level: how it stands now."""

    found: FoundToken
    exchange: Exchange
    tab: object
    title: str
    state: str
    level: Level
    uses: int


def seen_tokens(tabs: "Iterable[tuple[object, str, tuple[Answer, ...]]]") -> tuple[SeenToken, ...]:
    """Return every token once, the newest first; tabs: document, its title, its answers."""
    seen: dict[str, SeenToken] = {}
    now = datetime.now(UTC)
    for document, title, answers in tabs:
        for answer in reversed(answers):
            for exchange in reversed(answer.attempt.exchanges):
                for found in found_tokens(exchange):
                    known = seen.get(found.secret)
                    if known is not None:
                        seen[found.secret] = known._replace(uses=known.uses + 1)
                    elif len(seen) < _MOST:
                        seen[found.secret] = _seen(found, exchange, (document, title), now)
    return tuple(seen.values())


def _seen(
    found: FoundToken, exchange: Exchange, tab: tuple[object, str], now: datetime
) -> SeenToken:
    token = decode(found.text)
    state, level = _state(token, now)
    return SeenToken(
        found=found,
        exchange=exchange,
        tab=tab[0],
        title=plain_title(token),
        state=tr("{state}, {tab}", state=state, tab=tab[1]),
        level=level,
        uses=1,
    )


def _state(token: Token, now: datetime) -> tuple[str, Level]:
    if token.expires is not None and token.expires <= now:
        return tr("Expired"), "bad"
    if token.expires is not None:
        found = standing(token, span(token.expires - now))
        return found.text, found.level
    if any(remark.level == "bad" for remark in token.remarks):
        return tr("Looks wrong"), "bad"
    return (tr("Opaque") if token.kind in _OPAQUE else tr("No end known")), "info"
