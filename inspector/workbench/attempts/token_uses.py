"""Notes which tokens an attempt sent and received, by fingerprint, with what became of them. Pure.

The history keeps these notes, so that a token's way can be followed without the token.
"""

from collections.abc import Iterator

from inspector.annotate.tokens.found import FoundToken, tokens_of
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.message import Header
from inspector.protocol.oauth import token_reply
from inspector.protocol.redaction import (
    fingerprint,
    is_masked,
    is_placeholder,
    message_url_spans,
    replaced,
)
from inspector.protocol.schemes.basic import read as read_basic
from inspector.protocol.tokens import jose
from inspector.protocol.urls import split
from inspector.reading.statuses import ERRORS, REFUSES_LOGIN
from inspector.record.token_use import Outcome, TokenUse

_RENEWED = frozenset({"access", "refresh", "id", "session", "saml", "assertion"})
_LONGEST = 200  # characters of an address or a grant


def token_uses(
    attempt: Attempt, verdict: Verdict, key: bytes, shown: Attempt | None = None
) -> tuple[TokenUse, ...]:
    """Return the uses of all tokens of an attempt.

    key: of the fingerprints. shown: the attempt without secrets, for addresses. Proofs are left
    out, each is used once; what was masked already, too.
    """
    told = (shown or attempt).exchanges
    return tuple(
        _use(found, at, told[at], exchange, verdict, key)
        for at, exchange in enumerate(attempt.exchanges)
        for found in tokens_of(exchange)
        if found.kind != "proof" and not _is_hidden(found.secret)
    )


def _is_hidden(secret: str) -> bool:
    return is_masked(secret) or is_placeholder(secret)


def _use(
    found: FoundToken,
    at: int,
    shown: Exchange,
    exchange: Exchange,
    verdict: Verdict,
    key: bytes,
) -> TokenUse:
    was_sent = found.role == "sent"
    source = "" if was_sent else _source(found, exchange)
    return TokenUse(
        fingerprint=fingerprint(found.secret, key),
        exchange=at,
        role=found.role,
        kind=found.kind,
        outcome=_outcome(exchange, refused=_is_refused(verdict, at)) if was_sent else "",
        status=exchange.reply.status if exchange.reply is not None else None,
        address="" if was_sent else address(shown),
        grant="" if was_sent else _grant(shown),
        source=fingerprint(source, key) if source else "",
    )


def _is_refused(verdict: Verdict, at: int) -> bool:
    return bool(verdict.findings) and verdict.entry == at


def _outcome(exchange: Exchange, *, refused: bool) -> Outcome:
    if exchange.reply is None:
        return ""
    status = exchange.reply.status
    if refused or status in REFUSES_LOGIN:
        return "refused"
    return "accepted" if status not in ERRORS else ""


def address(exchange: Exchange) -> str:
    """Return method, host and path of a request, its secrets masked."""
    message = exchange.request
    parts = split(replaced(message.url, message_url_spans(message)))
    host = parts.netloc.rpartition("@")[2]
    return f"{message.method} {host}{parts.path or '/'}"[:_LONGEST]


def _grant(exchange: Exchange) -> str:
    grant = token_reply.fields(exchange.request.body).get("grant_type")
    return grant[:_LONGEST] if isinstance(grant, str) else ""


def _source(found: FoundToken, exchange: Exchange) -> str:
    """Return who asked where, the same for a token and for what comes in its place."""
    if found.kind not in _RENEWED:
        return ""
    where = split(exchange.request.url)
    if found.kind == "session":
        name = found.text.partition("=")[0]
        return f"{where.netloc}\n{name if name.startswith('Cookie: ') else ''}\nsession"
    asked = token_reply.fields(exchange.request.body)
    who = (_client(asked, exchange), _subject(found, asked, exchange), found.kind)
    return "\n".join((where.netloc, where.path, *who))


def _client(asked: dict[str, object], exchange: Exchange) -> str:
    named = asked.get("client_id")
    if isinstance(named, str) and named:
        return named
    assertion = asked.get("client_assertion")
    if isinstance(assertion, str) and assertion:
        return _claim(assertion, "sub")
    return next(filter(None, map(_login, exchange.request.headers)), "")


def _login(header: Header) -> str:
    login = read_basic(header.value) if header.name.lower() == "authorization" else None
    return login.user if login is not None else ""


def _subject(found: FoundToken, asked: dict[str, object], exchange: Exchange) -> str:
    """Return whom the tokens of a reply are for, empty where nothing says it."""
    beside = (found.secret, *_tokens_beside(exchange))
    told = next(filter(None, (_claim(token, "sub") for token in beside)), "")
    if told:
        return told
    names = (asked.get(name) for name in ("username", "user", "email"))
    return next((name for name in names if isinstance(name, str)), "")


def _tokens_beside(exchange: Exchange) -> Iterator[str]:
    reply = token_reply.token_reply(exchange.reply.body) if exchange.reply is not None else None
    if reply is not None:
        yield from (reply.access_token, reply.id_token)


def _claim(token: str, name: str) -> str:
    read = jose.read(token) if token.count(".") == _DOTS else None
    claims = read.claims if isinstance(read, jose.Jws) else None
    value = (claims or {}).get(name)
    return value if isinstance(value, str) else ""


_DOTS = 2
