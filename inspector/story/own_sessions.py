"""Cookies that are sessions by what was done with them, whatever they are called.

A login sets one out of reach of scripts (RFC 6265 §4.1.2.6). Whoever signs out, or is refused and
told to forget it, has it cleared. One that came alone was what let in, where a call that was given
is refused with 401 later, and where a token against forgery was asked for, which belongs to one.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from inspector.model.exchange import Exchange
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import authority_of
from inspector.reading.request import Sent
from inspector.reading.statuses import SUCCESSES, TURNS_AWAY

Sessions = dict[str, frozenset[str]]
"""The names of a host's cookies that were treated as sessions."""

# finds `crew=7f3a; Max-Age=0`
# but not `crew=7f3a; Max-Age=3600`
_IS_OVER = lazy_re(r"(?i);\s?max-age=[0-]|\b1970\b")
_EMPTY = frozenset({"", "deleted"})
_NO_SCRIPTS = lazy_re(r"(?i);\s?httponly\b")
_SIGN_OUT = lazy_re(r"(?i)(?:log|sign)[-_]?(?:out|off)\b")
# What a page has to say once is cleared as it is shown, and a login's own steps after it.
_ONCE = lazy_re(r"(?i)flash|messages?|toast|notice|state|nonce|verifier|redirect|return|next")


def sessions_by_use(exchanges: Iterable[Exchange]) -> Sessions:
    """Return for each host which of its cookies were treated as sessions."""
    found: dict[str, set[str]] = {}
    given: dict[tuple[str, str], str] = {}
    for exchange in exchanges:
        names = {*_treated_so(exchange), *_let_in_alone(exchange, given)}
        if names:
            found.setdefault(authority_of(exchange.request.url), set()).update(names)
    return {host: frozenset(names) for host, names in found.items()}


def _treated_so(exchange: Exchange) -> Iterator[str]:
    lines = _lines(exchange)
    if not lines:
        return
    sent = Sent(0, exchange.request)
    ends = _ends_a_session(exchange, sent)
    mine = {name for name, value, _ in sent.cookies if value}
    for line in lines:
        name = line.partition("=")[0].strip()
        cleared = _is_cleared(line)
        begun = not cleared and sent.is_login and _NO_SCRIPTS.search(line) is not None
        if begun or (cleared and ends and name in mine):
            yield name


def _is_cleared(line: str) -> bool:
    value = line.partition("=")[2].partition(";")[0]
    return value.strip(' "') in _EMPTY or _IS_OVER.search(line) is not None


def _lines(exchange: Exchange) -> list[str]:
    """Return the lines that set or clear a cookie that may be a session."""
    headers = exchange.reply.headers if exchange.reply is not None else ()
    found = [one.value for one in headers if one.name.lower() == "set-cookie"]
    return [one for one in found if not _is_of_another_use(one.partition("=")[0])]


def _is_of_another_use(name: str) -> bool:
    return is_csrf_name(name) or _ONCE.search(name) is not None


def _ends_a_session(exchange: Exchange, sent: Sent) -> bool:
    refused = exchange.reply is not None and exchange.reply.status in TURNS_AWAY
    return refused or _SIGN_OUT.search(sent.path) is not None


def _let_in_alone(exchange: Exchange, given: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the only cookie of a call, and all that it came with, where access hangs on it.

    given: the calls that were given so far, by method and address, each with its cookie.
    """
    asked, reply = exchange.request, exchange.reply
    if reply is None or not any(one.name.lower() == "cookie" for one in asked.headers):
        return
    sent = Sent(0, asked)
    lone = sent.cookies[0][0] if len(sent.cookies) == 1 and not sent.credentials else ""
    if not lone or _is_of_another_use(lone):
        return
    call = asked.method, asked.url
    if reply.status in SUCCESSES:
        given[call] = lone
        if is_csrf_name(sent.path.rstrip("/").rpartition("/")[2]):
            yield lone
    elif reply.status == HTTPStatus.UNAUTHORIZED and given.get(call) == lone:
        yield lone
