"""Judges what the API answers without a token, and with the one that was obtained for it."""

from http import HTTPStatus

import msgspec

from inspector.authenticate.sign_in.documents import is_page
from inspector.compose.amend import with_header
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message, first
from inspector.model.sign_in import Trouble
from inspector.protocol.challenges.parsing import challenges_of
from inspector.protocol.challenges.records import Challenge
from inspector.protocol.discovery import is_address
from inspector.protocol.oauth import resource_metadata
from inspector.protocol.oauth.sign_in_faults import trouble
from inspector.protocol.urls import authority_of, host_and_path, host_of, joined, origin_of, split
from inspector.reading.statuses import REDIRECTS, REPEATS, SERVER_ERRORS, SUCCESSES

_replace = msgspec.structs.replace
_MOVED = REPEATS | {HTTPStatus.MOVED_PERMANENTLY}
_TOKEN_WORDS = frozenset({"bearer", "dpop"})


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the call without a token says about signing in; empty where it says nothing.

    issuer: of a challenge that names its login provider itself (as_uri, authorization_uri).
    """

    metadata: str = ""
    issuer: str = ""
    scope: str = ""
    troubles: tuple[Trouble, ...] = ()


# ---------------------------------------------------------------- without a token
def moved_to(exchange: Exchange) -> str:
    """Return where the same call is to be sent instead, on the same host; empty for nowhere."""
    reply = exchange.reply
    place = first(reply.headers, "Location") if reply is not None else None
    if reply is None or reply.status not in _MOVED or not place:
        return ""
    url = joined(exchange.request.url, place)
    return url if host_of(url) == host_of(exchange.request.url) and not _is_login(url) else ""


def moved(message: Message, url: str) -> Message:
    """Return the call to the place that a redirect named, on the same host."""
    parts = split(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    made = _replace(message, url=url.partition("#")[0], target=target, target_secret=())
    if origin_of(url) == origin_of(message.url):
        return made
    return with_header(made, Header("Host", authority_of(url), "default"))


def _is_login(url: str) -> bool:
    return any(word in split(url).path.lower() for word in ("login", "signin", "sign-in", "auth"))


def without_token(exchange: Exchange) -> Asked:
    """Judge the first call: it should be refused with 401 and say how to sign in."""
    reply, url = exchange.reply, exchange.request.url
    host, path = host_and_path(url)
    if reply is None:
        return Asked(troubles=(trouble("api-unreachable", host=host),))
    about = {"host": host, "path": path, "status": reply.status}
    if reply.status == HTTPStatus.UNAUTHORIZED:
        return _challenged(exchange, host)
    if reply.status == HTTPStatus.FORBIDDEN:
        named = _challenged(exchange, host)
        odd = trouble("forbidden-without-token", host=host)
        return msgspec.structs.replace(named, troubles=(odd,))
    if reply.status in REDIRECTS:
        return Asked(troubles=(_redirected(exchange),))
    return Asked(troubles=(_unasked(exchange, about),))


def _unasked(exchange: Exchange, about: dict[str, object]) -> Trouble:
    reply = exchange.reply
    assert reply is not None  # noqa: S101 - the caller looked
    if reply.status in SUCCESSES:
        return trouble("login-page" if is_page(reply) else "asks-nobody", **about)
    if reply.status in SERVER_ERRORS:
        return trouble("api-failed", **about)
    missing = reply.status == HTTPStatus.NOT_FOUND
    return trouble("nothing-there" if missing else "not-understood", **about)


def _redirected(exchange: Exchange) -> Trouble:
    reply, url = exchange.reply, exchange.request.url
    assert reply is not None  # noqa: S101 - the caller looked
    place = joined(url, first(reply.headers, "Location") or "")
    other = host_of(place) or place
    if reply.status in _MOVED and host_of(place) != host_of(url) and not _is_login(place):
        return trouble("moved-elsewhere", host=host_of(url), other=other)
    shown = other if other != host_of(url) else split(place).path
    return trouble("login-redirect", host=host_of(url), other=shown)


def _challenged(exchange: Exchange, host: str) -> Asked:
    assert exchange.reply is not None  # noqa: S101 - the caller looked
    challenges = [each for _, each in challenges_of(exchange.reply.headers)]
    challenge = _for_tokens(challenges)
    if challenge is None:
        words = ", ".join(dict.fromkeys(each.scheme for each in challenges if each.scheme))
        odd = trouble("other-scheme", host=host, scheme=words) if words else None
        return Asked(troubles=(odd or trouble("no-challenge", host=host),))
    place = resource_metadata.url_in(challenge)
    usable = is_address(place)
    odd = trouble("metadata-address", host=host, address=place) if place and not usable else None
    return Asked(
        metadata=place if usable else "",
        issuer=_issuer_in(challenge),
        scope=challenge.get("scope"),
        troubles=(odd,) if odd else (),
    )


def _for_tokens(challenges: list[Challenge]) -> Challenge | None:
    """Return the challenge that asks for a token, one that names its metadata first."""
    asking = [each for each in challenges if each.scheme.lower() in _TOKEN_WORDS]
    naming = (each for each in asking if resource_metadata.url_in(each))
    return next(naming, asking[0] if asking else None)


def _issuer_in(challenge: Challenge) -> str:
    """Return the login provider that a challenge names (UMA §3.2; Microsoft's own parameter)."""
    own = challenge.get("authorization_uri").partition("/oauth2/")[0]
    found = challenge.get("as_uri") or own
    return found if is_address(found) else ""


# ---------------------------------------------------------------- with the token
class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What a call with the token came to.

    token: the troubles of the token that are the reason; they are at fault then, not the API.
    """

    troubles: tuple[Trouble, ...] = ()
    token: tuple[Trouble, ...] = ()


def with_token(
    dialled: str, exchange: Exchange, credential: OAuth2, odd: tuple[Trouble, ...]
) -> Call:
    """Judge the call with the token, after redirects. odd: what is odd about the token."""
    reply, host = exchange.reply, host_of(exchange.request.url)
    if elsewhere := _unsent(dialled, exchange, credential):
        about = {"host": host_of(dialled), "other": elsewhere}
        return Call(troubles=(trouble("token-not-sent", **about),))
    if reply is None:
        return Call(troubles=(trouble("call-unreachable", host=host),))
    if reply.status == HTTPStatus.UNAUTHORIZED:
        return _refused(exchange, odd)
    if reply.status == HTTPStatus.FORBIDDEN:
        return _forbidden(exchange, credential, odd)
    if reply.status in SERVER_ERRORS:
        return Call(troubles=(trouble("call-failed", host=host, status=reply.status),))
    unchecked = any(one.slug == "token-without-audience" for one in odd)
    return Call(troubles=(trouble("audience-not-checked", host=host),) if unchecked else ())


def _refused(exchange: Exchange, odd: tuple[Trouble, ...]) -> Call:
    host = host_of(exchange.request.url)
    reasons = tuple(one for one in odd if one.slug in _REASONS)
    if reasons:
        return Call(token=reasons)
    challenge = _challenge_of(exchange)
    if challenge is None or not challenge.get("error"):
        return Call(troubles=(trouble("token-not-seen", host=host),))
    return Call(troubles=(trouble("token-not-accepted", host=host),))


_REASONS = ("token-without-audience", "token-of-another-issuer", "token-ended")


def _forbidden(exchange: Exchange, credential: OAuth2, odd: tuple[Trouble, ...]) -> Call:
    host, challenge = host_of(exchange.request.url), _challenge_of(exchange)
    narrowed = tuple(one for one in odd if one.slug == "scope-narrowed")
    if narrowed:
        return Call(token=narrowed)
    wanted = challenge.get("scope").split() if challenge is not None else []
    new = [each for each in wanted if each not in credential.scope.split()]
    if new:
        return Call(troubles=(trouble("scope-not-named", host=host, scope=" ".join(new)),))
    return Call(troubles=(trouble("not-permitted", host=host),))


def _challenge_of(exchange: Exchange) -> Challenge | None:
    assert exchange.reply is not None  # noqa: S101 - the callers looked
    return _for_tokens([each for _, each in challenges_of(exchange.reply.headers)])


def _unsent(dialled: str, exchange: Exchange, credential: OAuth2) -> str:
    """Return which host got the call without the token, empty where the token went along."""
    name, url = credential.use.name.lower(), exchange.request.url
    sent = any(header.name.lower() == name for header in exchange.request.headers)
    is_away = origin_of(url) != origin_of(dialled)
    return authority_of(url) if is_away and not sent and credential.use.place == "header" else ""
