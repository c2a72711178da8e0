"""Which site was open in the browser while an entry was sent, or which program sent it."""

from collections.abc import Sequence
from typing import NamedTuple

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import first
from inspector.presentation.story.entry_facts import EntryFacts
from inspector.protocol.media_types import content_type, family
from inspector.protocol.urls import authority_of
from inspector.wording import tr

_LOOKED_AT = 50  # entries whose headers say whether a browser sent them


class Sender(NamedTuple):
    """Who sent the requests: the name of its row, the word after it, its icon."""

    name: str
    tail: str
    icon: str


class Site(NamedTuple):
    """What was open from an entry on, in words."""

    begin: int
    words: str


def sender(attempt: Attempt) -> Sender:
    """Return who sent the requests."""
    if attempt.source == "sent":
        return Sender(tr("This program"), "", "send")
    if is_browser(attempt.exchanges):
        return Sender(tr("Page"), tr("browser"), "globe")
    return Sender(tr("Client"), "", "send")


def is_browser(exchanges: Sequence[Exchange]) -> bool:
    """Whether the headers are a browser's."""
    return any(_from_browser(exchange) for exchange in exchanges[:_LOOKED_AT])


def _from_browser(exchange: Exchange) -> bool:
    return any(
        header.name.lower().startswith("sec-fetch-")
        or (header.name.lower() == "user-agent" and header.value.startswith("Mozilla/"))
        for header in exchange.request.headers
    )


def open_sites(attempt: Attempt, facts: Sequence[EntryFacts]) -> tuple[Site, ...]:
    """Return the sites in the order in which they were opened; one at least."""
    if attempt.source == "sent" or not is_browser(attempt.exchanges):
        return (Site(0, _program(attempt, facts)),)
    found: list[Site] = []
    for index, (exchange, fact) in enumerate(zip(attempt.exchanges, facts, strict=True)):
        if fact.answered == "accepted" and fact.shape[:1] != "*" and _opens_page(exchange):
            begin = index if found else 0
            if not found or found[-1].words != fact.host:
                found.append(Site(begin, fact.host))
    return tuple(found) or (Site(0, _page_of(attempt.exchanges)),)


def _opens_page(exchange: Exchange) -> bool:
    """Whether a browser showed the reply in place of the page before."""
    if exchange.request.method not in {"GET", "POST"} or exchange.reply is None:
        return False
    if family(content_type(exchange.reply.headers)) != "html":
        return False
    target = first(exchange.request.headers, "sec-fetch-dest")
    return target == "document" if target is not None else _asks_for_page(exchange)


def _asks_for_page(exchange: Exchange) -> bool:
    wanted = first(exchange.request.headers, "accept")
    return wanted is None or "text/html" in wanted


def _page_of(exchanges: Sequence[Exchange]) -> str:
    """Return the page that the requests name as theirs."""
    for exchange in exchanges[:_LOOKED_AT]:
        named = first(exchange.request.headers, "origin") or first(
            exchange.request.headers, "referer"
        )
        if named and "://" in named:
            return authority_of(named)
    return ""


def _program(attempt: Attempt, facts: Sequence[EntryFacts]) -> str:
    follows = any(fact.led_by >= 0 for fact in facts)
    name = "" if attempt.source == "sent" else _product(attempt.exchanges)
    if name and follows:
        return tr("{program}, follows redirects", program=name)
    return name or (tr("follows redirects") if follows else "")


def _product(exchanges: Sequence[Exchange]) -> str:
    """Return the program's name and version from its User-Agent: "curl 8.5.0"."""
    agent = first(exchanges[0].request.headers, "user-agent") if exchanges else None
    return " ".join((agent or "").partition(" ")[0].split("/")[:2])
