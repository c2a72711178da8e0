"""Keys where few look: deep in a body, in messages, under names of things, under no known name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from inspector.model.message import Header
from inspector.protocol.field_names import (
    is_csrf_name,
    is_key_name,
    is_key_parameter,
    is_password_name,
    is_setting,
    may_name_a_key,
)
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content

# finds `User-Agent`
# but not `X-Acme-Pass`
_USUAL = lazy_re(
    r"(?i)^(?:accept|user-agent|host$|cookie|content-|sec-|origin$|refer|if-|range$|via$|te$|dnt$|"
    r"connection|upgrade|cache-|pragma|priority|expect|date$|forwarded|x-forwarded|x-real-ip|cf-|"
    r"traceparent|tracestate|baggage|sentry|newrelic|x-newrelic|x-datadog|x-cloud-trace|x-amzn-trace|"
    r"access-control|proxy-|amz-sdk|x-amz-(?:user-agent|date|content|target)|uber-trace|b3$|x-b3)|"
    r"(?:request|correlation|trace|transaction|span|device|client-version|message|event|session-uu)-?id$|"
    r"idempoten|etag|version|build|commit|revision|checksum|digest"
)
# finds `page_token`
# but not `pass`
_USUAL_FIELD = lazy_re(
    r"(?i)^(?:_|v|t|ts|cb|id|state|nonce|next|prev|page|cursor|after|before|offset|marker|etag|rev|"
    r"version|hash|uuid|guid|redirect\w*|return\w*|continue|url|q|query|search|filter|fields)$|"
    r"(?:id|uuid|cursor|page_?token|continuation\w{0,40}|date|time|hash|challenge)$|^utm_|^code_"
)
_RANDOM = lazy_re(r"(?=(?:\D*\d){3})(?=(?:[^A-Za-z]*[A-Za-z]){4})[\w+/=.:~-]{16,400}\Z")
_ID = lazy_re(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


def may_hold_a_key(headers: Iterable[Header], query: Iterable[tuple[str, str]]) -> bool:
    """Whether a header or parameter of no known name has a value such as keys have."""
    if any(not _is_usual(one.name) and _like_a_key(one.name, one.value) for one in headers):
        return True
    return any(not _USUAL_FIELD.search(name) and _like_a_key(name, value) for name, value in query)


def _is_usual(name: str) -> bool:
    return is_csrf_name(name) or bool(_USUAL.search(name))


def _like_a_key(name: str, value: str) -> bool:
    if is_password_name(name):
        return bool(value.strip())
    return _RANDOM.match(value.strip()) is not None and not _ID.match(value.strip())


# ---------------- In a query, by the name or by the value
_PASSWORD = 6  # characters; the names of days and lifts have no digit or sign in them


def may_be_a_key(name: str) -> bool:
    """Whether a parameter of that name may hold a key, by some value."""
    usual = is_key_parameter(name) or is_password_name(name) or _is_token_id(name)
    return usual or may_name_a_key(name) or _TICKET.search(name) is not None


def _is_token_id(name: str) -> bool:
    return name.lower().replace("_", "") == "tokenid"


def is_a_field_key(name: str, value: str) -> bool:
    """Whether a field of a body holds a key or token by its name, and no choice: `public`."""
    known = is_key_name(name) or name.lower() == "refresh_token"
    return bool(value) and known and not (is_password_name(name) or is_setting(name, value))


def is_about_tokens(path: str) -> bool:
    """Whether who posts a token there asks about it or ends it (RFC 7662 §2.1, RFC 7009 §2.1).

    Who asks shows another credential.
    """
    return _ABOUT_TOKENS.search(path) is not None


# finds `/oauth2/introspect`, `/token_revocation`, `/revoke`
# but not `/oauth2/token`
_ABOUT_TOKENS = lazy_re(r"(?i)(?<![a-z])(?:introspect(?:ion)?|revoke|(?:token_?)?revocation)/?$")


def is_a_key(name: str, value: str) -> bool:
    """Whether a parameter holds a key: by a usual name, or by its own name and a random value."""
    if is_key_parameter(name):
        return True
    if is_password_name(name):  # `pass` may be what opens a lift
        return len(value) >= _PASSWORD and not value.isalpha()
    whole = name.replace("_", "").replace("-", "").isalnum()  # `amp;api_key` is no name
    if not whole or _SPEAKS_OF_ONE.search(name) is not None or is_csrf_name(name):
        return False
    named = may_name_a_key(name) or _TICKET.search(name) is not None
    return named and (is_random(value) or _FOR_A_SERVICE.match(value) is not None)


def is_a_token(name: str, value: str) -> bool:
    """Whether a parameter holds a JWT that is no other request's (RFC 7519 §3).

    On the way to a login such a text keeps where somebody came from, whatever its name.
    """
    other = is_csrf_name(name) or _SPEAKS_OF_ONE.search(name) is not None
    return not other and _JWT.match(value) is not None


# finds `state`, `id_token_hint`, `client_assertion`, `logout_token`
# but not `ticket`, `t`
_SPEAKS_OF_ONE = lazy_re(
    r"(?i)^(?:state|nonce|request|code|relaystate|.{0,40}hint)$|logout|^client_"
)
# finds `ticket`, `wsTicket`, `bewit` (Hawk's signed address)
# but not `tickets`
_TICKET = lazy_re(r"(?i)(?:^|[_-]|ws|service|access)ticket$|^bewit$")
# finds `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln`
# but not `ey.a.b`
_JWT = lazy_re(r"ey[\w-]{10,4000}\.[\w-]{4,8000}\.[\w-]{0,2000}\Z")
# The ticket of a service or proxy (CAS protocol 3.0 §3.1.1, §3.2.1).
# finds `ST-12-Ab3dEf9hIjKl`
# but not `ST-12`
_FOR_A_SERVICE = lazy_re(r"(?:ST|PT)-\d{1,9}-[\w.-]{4,300}\Z")


# ---------------- Where no other credential is
_OF_A_KEY = 12  # characters


def only_keys(
    query: Iterable[tuple[str, str]], content: Content
) -> Iterator[tuple[Literal["query", "body"], str, str]]:
    """Yield place, name and value of what may be the key where no other is: `tokenId`, deep JSON.

    Beside another credential such names are those of things that are spoken of.
    """
    for name, value in query:
        if _is_token_id(name) and len(value) >= _OF_A_KEY:
            yield "query", name, value
    for name, member in content.scalars():
        value = member if isinstance(member, str) else ""
        if len(value) >= _OF_A_KEY and is_key_name(name) and not is_password_name(name):
            yield "body", name, value


# ---------------- Messages of a WebSocket: tokens come in the first, often deep
def keys_in_a_message(content: Content, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of the tokens in a message, an Authorization of its own last."""
    for name, value in content.scalars():
        named = name.lower() == "authorization" or is_key_name(name)
        if named and name not in fields and isinstance(value, str) and value:
            yield name, value
    plain = fields.get("Authorization") or fields.get("authorization")
    if plain:
        yield "Authorization", plain
