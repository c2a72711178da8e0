"""Judges recorded exchanges as the browser did that made them (Fetch §3.3, §4.8, §4.10)."""

import msgspec

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, first
from inspector.protocol.cors import checks
from inspector.protocol.cors.checks import CorsFault, CorsFaultKind
from inspector.protocol.media_types import content_type, family
from inspector.protocol.urls import origin_of

_UNSAFE = '"'  # a value that makes any header need permission
# What nobody writes on purpose; a reply without the headers may just be none for pages.
_PLAIN: frozenset[CorsFaultKind] = frozenset(
    {"several-origins", "wildcard-with-credentials", "credentials-not-allowed"}
)


def asked_by_page(exchange: Exchange, origin: str) -> bool:
    """Whether a script of another origin asked, so that CORS applies; forms only navigate."""
    headers = exchange.request.headers
    if origin_of(exchange.request.url) == origin.lower():
        return False
    mode = first(headers, "sec-fetch-mode")
    if mode is not None:
        return mode.strip().lower() == "cors"
    is_form = family(content_type(headers)) == "form"
    return not is_form and "text/html" not in (first(headers, "accept") or "")


def is_preflight(exchange: Exchange) -> bool:
    """Whether a browser asked before the request itself (Fetch §4.8)."""
    announced = first(exchange.request.headers, "access-control-request-method")
    named = exchange.purpose == "preflight" or exchange.request.method == "OPTIONS"
    return named and announced is not None


def faults(exchange: Exchange, origin: str) -> tuple[CorsFault, ...]:
    """Return why a browser hides the reply from a page of that origin, or goes no further."""
    if exchange.reply is None:
        return ()
    if is_preflight(exchange):
        return checks.judge_preflight(exchange.reply, announced(exchange.request), origin)
    with_login = first(exchange.request.headers, "cookie") is not None
    return checks.judge_reply(exchange.reply, origin, with_credentials=with_login)


def announced(preflight: Message) -> Message:
    """Return the request that a preflight announces, as far as it does."""
    names = (first(preflight.headers, "access-control-request-headers") or "").split(",")
    headers = tuple(Header(name.strip(), _UNSAFE) for name in names if name.strip())
    method = first(preflight.headers, "access-control-request-method") or preflight.method
    return msgspec.structs.replace(preflight, method=method, headers=headers)


def plain_fault(exchange: Exchange) -> CorsFault | None:
    """Return what makes a browser hide a successful reply for certain, None where it may not.

    A script's request says that it is one (Sec-Fetch-Mode); of a preflight every fault counts.
    """
    origin = first(exchange.request.headers, "origin")
    if not origin or exchange.reply is None or not asked_by_page(exchange, origin):
        return None
    preflight = is_preflight(exchange)
    if not preflight and first(exchange.request.headers, "sec-fetch-mode") is None:
        return None
    found = faults(exchange, origin)
    return next((one for one in found if preflight or one.kind in _PLAIN), None)
