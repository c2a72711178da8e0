"""Notes which tokens an attempt sent and received, by fingerprint, with what became of them. Pure.

The history keeps these notes, so that a token's way can be followed without the token.
"""

from collections.abc import Iterator

from inspector.annotate.tokens.found import FoundToken, tokens_of
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.message import Header
from inspector.model.story import ENDS
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
from inspector.record.token_use import Outcome, TokenUse
from inspector.story.entry import Entry
from inspector.story.telling import lives_by_value, trace_of
from inspector.story.trace_story import TraceStory

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
    story = trace_of(attempt)
    seen: dict[str, str] = {}
    found_ones = [
        (found, at)
        for at, exchange in enumerate(attempt.exchanges)
        for found in tokens_of(exchange)
        if found.kind != "proof" and not _is_hidden(found.secret)
    ]
    uses = []
    for found, at in found_ones:
        seen[found.secret] = seen.get(found.secret) or found.kind
        outcome = "" if found.role == "received" else _outcome(story.entries[at], verdict)
        uses.append(_use(found, told[at], story.entries[at], outcome, key))
    return (*uses, *_ends(story, seen, key))


def _is_hidden(secret: str) -> bool:
    return is_masked(secret) or is_placeholder(secret)


def _use(
    found: FoundToken, shown: Exchange, entry: Entry, outcome: Outcome, key: bytes
) -> TokenUse:
    was_sent, exchange = found.role == "sent", entry.exchange
    source = "" if was_sent else _source(found, exchange)
    return TokenUse(
        fingerprint=fingerprint(found.secret, key),
        exchange=entry.index,
        role=found.role,
        kind=found.kind,
        outcome=outcome,
        status=exchange.reply.status if exchange.reply is not None else None,
        address="" if was_sent else address(shown),
        grant="" if was_sent else _grant(shown),
        source=fingerprint(source, key) if source else "",
    )


def _outcome(entry: Entry, verdict: Verdict) -> Outcome:
    """Return what the story says of what an entry sent, and refused where the verdict explains."""
    if verdict.findings and verdict.entry == entry.index:
        return "refused"
    return entry.outcome if entry.outcome != "unjudged" else ""


def _ends(story: TraceStory, kinds: dict[str, str], key: bytes) -> Iterator[TokenUse]:
    """Yield where the story shows tokens to have ended, and how."""
    lives = lives_by_value(story) if kinds else {}
    for secret, kind in kinds.items():
        life = lives.get(secret)
        for event in life.events if life is not None else ():
            if event.kind in ENDS:
                name, at = fingerprint(secret, key), event.entry
                yield TokenUse(
                    fingerprint=name, exchange=at, role="ended", kind=kind, outcome=event.kind
                )


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
