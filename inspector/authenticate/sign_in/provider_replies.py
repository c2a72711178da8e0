"""Judges what the login provider answers: to the registration, the browser, and for the token."""

import time
from http import HTTPStatus
from typing import Any

import msgspec

from inspector.authenticate.sign_in.documents import is_page
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Reply, first, readable
from inspector.model.sign_in import Trouble
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth import error_reply, registration
from inspector.protocol.oauth.authorization import Callback, read_callback
from inspector.protocol.oauth.error_reply import ErrorReply
from inspector.protocol.oauth.server_metadata import ServerMetadata
from inspector.protocol.oauth.sign_in_faults import trouble
from inspector.protocol.oauth.token_reply import TokenReply, token_reply
from inspector.protocol.tokens import jose
from inspector.protocol.urls import host_of, split
from inspector.reading.statuses import (
    NO_SUCH_PLACE,
    REDIRECTS,
    SERVER_ERRORS,
    SUCCESSES,
    TURNS_AWAY,
)
from inspector.wording import tr

_SKEW = 60  # seconds that clocks may differ


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers belong to.

    registered: whether the client was registered in this very walk. by_api: the scope was named by
    the API. resource: whom the token is for.
    """

    credential: OAuth2
    redirect: str = ""
    issuer: str = ""
    resource: str = ""
    registered: bool = False
    by_api: bool = False


Troubles = tuple[Trouble, ...]


# ---------------------------------------------------------------- registration
def registered(exchange: Exchange, asking: Asking) -> Troubles:
    """Judge the answer to a registration (RFC 7591 §3.2)."""
    reply, host = exchange.reply, host_of(exchange.request.url)
    if reply is None:
        return (trouble("registration-unreachable", host=host),)
    if reply.status in SUCCESSES:
        return _registered_as(reply, host, asking)
    error = error_reply.read(reply.body)
    if error is not None and _is_about_redirect(error):
        return (trouble("redirect-refused", host=host, redirect=asking.redirect),)
    if reply.status in TURNS_AWAY or reply.status in NO_SUCH_PLACE:
        return (trouble("registration-closed", host=host, status=reply.status),)
    if error is not None:
        return (trouble("registration-refused", host=host, words=_words(error)),)
    return (trouble("registration-failed", host=host, status=reply.status),)


def _registered_as(reply: Reply, host: str, asking: Asking) -> Troubles:
    if registration.read(reply.body) is None:
        return (trouble("registration-unreadable", host=host),)
    found = parse_object(reply.body)
    theirs = found.value.get("redirect_uris") if found else None
    if isinstance(theirs, list) and asking.redirect not in theirs:
        return (trouble("redirect-changed", host=host, redirect=asking.redirect),)
    return ()


def _is_about_redirect(error: ErrorReply) -> bool:
    return "redirect" in error.code.lower() or "redirect" in error.words.lower()


def _words(error: ErrorReply) -> str:
    return f"{error.code}: {error.words}" if error.words else error.code


# ---------------------------------------------------------------- the browser
def page(exchange: Exchange, asking: Asking) -> Troubles:
    """Judge how the login page answers before the browser is sent there."""
    reply, host = exchange.reply, host_of(exchange.request.url)
    if reply is None:
        return (trouble("login-page-unreachable", host=host),)
    if reply.status in REDIRECTS:
        return _sent_on(reply, host, asking)
    if reply.status in SERVER_ERRORS:
        return (trouble("login-page-failed", host=host, status=reply.status),)
    if reply.status in NO_SUCH_PLACE:
        return (trouble("login-page-missing", host=host, status=reply.status),)
    return (_bad_request(reply, host, asking),) if reply.status == HTTPStatus.BAD_REQUEST else ()


def _sent_on(reply: Reply, host: str, asking: Asking) -> Troubles:
    """Judge a redirect that is an answer already; one to a login page is none."""
    place = readable(first(reply.headers, "Location") or "")
    callback = read_callback(place)
    if callback is None or not split(place).netloc:
        return ()
    if place.partition("?")[0].rstrip("/") != asking.redirect.rstrip("/"):
        other = place.partition("?")[0]
        elsewhere = {"host": host, "other": other, "redirect": asking.redirect}
        return (trouble("answer-elsewhere", **elsewhere),)
    return refused(ErrorReply(code=callback.error), host, asking) if callback.error else ()


def _bad_request(reply: Reply, host: str, asking: Asking) -> Trouble:
    text = reply.body.decode("utf-8", "replace")
    if "redirect" in text.lower():
        slug = "redirect-not-known" if asking.registered else "redirect-not-registered"
        return trouble(slug, host=host, redirect=asking.redirect)
    error = error_reply.read(reply.body)
    if error is not None:
        return refused(error, host, asking)[0]
    words = tr("it answered {status}", status=reply.status)
    return trouble("login-request-refused", host=host, words=words)


def refused(error: ErrorReply, host: str, asking: Asking) -> Troubles:
    """Judge an error in the answer that the browser brings (RFC 6749 §4.1.2.1)."""
    scope = asking.credential.scope
    match error.code:
        case "access_denied" | "login_required" | "consent_required" | "interaction_required":
            return (trouble("sign-in-declined", host=host),)
        case "invalid_scope":
            slug = "scope-refused" if asking.by_api else "scope-not-given"
            return (trouble(slug, host=host, scope=scope),)
        case "invalid_target":
            return (trouble("target-refused", host=host, resource=asking.resource),)
        case "unauthorized_client" | "unsupported_response_type":
            return (trouble("client-not-allowed", host=host),)
        case "server_error" | "temporarily_unavailable":
            return (trouble("login-failed", host=host, words=_words(error)),)
    return (trouble("login-request-refused", host=host, words=_words(error)),)


def answered(exchange: Exchange, host: str, asking: Asking) -> Troubles:
    """Judge an error in what the browser brought; what else may be wrong the grant says."""
    found = _callback_in(exchange)
    if found is None or not found.error:
        return ()
    return refused(ErrorReply(code=found.error, words=found.words), host, asking)


def difference(exchange: Exchange | None, metadata: ServerMetadata) -> str:
    """Return what differs in the browser's answer, of which the state is most telling."""
    found = _callback_in(exchange) if exchange is not None else None
    if found is None or not found.state:
        return "state-differs"
    promised = found.issuer or metadata.answers_with_issuer
    if promised and found.issuer != metadata.issuer:
        return "answer-issuer-differs"
    return "state-differs" if found.code else "no-code"


def _callback_in(exchange: Exchange) -> Callback | None:
    by_post = exchange.request.method == "POST"
    text = exchange.request.body.decode("utf-8", "replace") if by_post else exchange.request.target
    return read_callback(text, by_post=by_post)


# ---------------------------------------------------------------- the token
def token(exchange: Exchange, asking: Asking) -> Troubles:
    """Judge the answer of the token endpoint (RFC 6749 §5)."""
    reply, host = exchange.reply, host_of(exchange.request.url)
    if reply is None:
        return (trouble("token-unreachable", host=host),)
    if reply.status in SUCCESSES:
        return _token_of(reply, host, asking)
    error = error_reply.read(reply.body)
    if error is not None:
        return (_token_refused(error, host, asking),)
    if reply.status in NO_SUCH_PLACE:
        return (trouble("token-endpoint-missing", host=host, status=reply.status),)
    return (trouble("token-failed", host=host, status=reply.status),)


def _token_refused(error: ErrorReply, host: str, asking: Asking) -> Trouble:
    words, text = _words(error), error.words.lower()
    match error.code:
        case "invalid_client":
            return trouble(
                "client-refused" if asking.registered else "client-not-accepted", host=host
            )
        case "invalid_grant" if "verifier" in text or "pkce" in text or "challenge" in text:
            return trouble("pkce-refused", host=host)
        case "invalid_grant":
            return trouble("code-refused", host=host, words=words)
        case "invalid_target":
            return trouble("target-refused", host=host, resource=asking.resource)
        case "unauthorized_client" | "unsupported_grant_type":
            return trouble("client-not-allowed", host=host)
    return trouble("token-refused", host=host, words=words)


def _token_of(reply: Reply, host: str, asking: Asking) -> Troubles:
    found = token_reply(reply.body)
    error = error_reply.read(reply.body)
    if found is None and error is not None:
        about = {"host": host, "status": reply.status, "words": _words(error)}
        return (trouble("error-as-success", **about),)
    if is_page(reply) or (found is None and parse_object(reply.body) is None):
        return (trouble("token-unreadable", host=host),)
    if found is None:
        return (trouble("no-token", host=host),)
    if found.token_type and found.token_type.lower() not in {"bearer", "dpop"}:
        return (trouble("token-type-other", host=host, type=found.token_type),)
    untyped = () if found.token_type else (trouble("token-type-missing", host=host),)
    return (*untyped, *_inside(found, host, asking))


def _inside(found: TokenReply, host: str, asking: Asking) -> Troubles:
    """Judge what can be read of the token itself; an opaque one says nothing."""
    made: list[Trouble] = []
    asked = set(asking.credential.scope.split())
    if found.scopes and (lacking := sorted(asked - set(found.scopes) - {"offline_access"})):
        made.append(trouble("scope-narrowed", host=host, scope=" ".join(lacking)))
    if found.expires_in is not None and found.expires_in <= 0:
        made.append(trouble("token-ended", host=host))
    read = jose.read(found.access_token)
    claims = getattr(read, "claims", None)
    if isinstance(claims, dict):
        made += _claims(claims, host, asking)
    return tuple({one.slug: one for one in made}.values())


def _claims(claims: dict[str, Any], host: str, asking: Asking) -> list[Trouble]:
    made = []
    if asking.resource and not _is_for(claims.get("aud"), asking.resource):
        made.append(trouble("token-without-audience", resource=asking.resource))
    issuer = claims.get("iss")
    if (
        isinstance(issuer, str)
        and asking.issuer
        and issuer.rstrip("/") != asking.issuer.rstrip("/")
    ):
        made.append(trouble("token-of-another-issuer", named=issuer, issuer=asking.issuer))
    ends = claims.get("exp")
    if isinstance(ends, int | float) and ends < time.time() - _SKEW:
        made.append(trouble("token-ended", host=host))
    return made


def _is_for(audience: object, resource: str) -> bool:
    names = audience if isinstance(audience, list) else [audience]
    return resource.rstrip("/") in {str(name).rstrip("/") for name in names}
