"""Where the secrets lie in a header that carries credentials; scheme words and names stay readable.

Authorization (RFC 9110 §11.6.2), Cookie and Set-Cookie (RFC 6265bis §4), and headers that hold
one bare secret.
"""

from inspector.model.message import Span
from inspector.protocol.challenges.parsing import parse
from inspector.protocol.field_names import is_key_name, is_secret_header
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.scheme_words import STRONG_SCHEMES, WEAK_SCHEMES

_SCHEME = lazy_re(r"[ \t\r\n]*([A-Za-z][A-Za-z0-9\-_.]{0,40})[ \t\r\n:=]+")
_UNKNOWN_SCHEME = lazy_re(r"[A-Z][A-Za-z\-]{1,11}\Z")
_READABLE_PARAMS = word_set(
    """username username* userhash realm nonce uri algorithm qop nc opaque charset ts ext app dlg
    keyid headers created expires version oauth_version oauth_signature_method oauth_timestamp
    oauth_nonce oauth_callback signedheaders client device deviceid stale error profile"""
)
_TRIMMED = " \t\r\n\"'"
_COOKIE = lazy_re(r"[ \t]*([^=;]*)(?:=([^;]*))?(?:;|\Z)")
_PROTOCOL = lazy_re(r"[^\s,]+")
# finds `base64url.bearer.authorization.k8s.io.c2VjcmV0`, `Bearer.c2VjcmV0`
# but not `graphql-transport-ws`, `v4.channel.k8s.io`
_TOKEN_PROTOCOL = lazy_re(
    r"(?i)(?:[\w-]{1,40}\.){0,4}(?:authorization|bearer|token|auth|jwt|api[-_]?key)"
    r"(?:\.k8s\.io)?[.:|_-](?=\S{8})(?!k8s\.io)"
)
_HARMLESS_VALUES = frozenset({"", "deleted", "delete", "null", "0", "1", "true", "false"})
_AWS_SCOPE = lazy_re(r"/\d{8}/")


def credential_spans(name: str, value: str) -> tuple[Span, ...] | None:
    """Return the places of secrets, or None for a header that isn't one for credentials."""
    lower = name.lower()
    if lower.endswith("authorization"):
        return authorization_spans(value)
    if lower in {"set-cookie", "set-cookie2"}:
        return set_cookie_spans(value)
    if lower.endswith("cookie"):
        return cookie_spans(value)
    if lower == "sec-websocket-protocol":
        return subprotocol_spans(value)
    if is_secret_header(name):
        return authorization_spans(value)
    return None


def authorization_spans(value: str) -> tuple[Span, ...]:
    """Return the places of secrets in credentials: all but scheme words and harmless parameters."""
    start = _after_schemes(value)
    params = _param_spans(value) if start else None
    if params is not None:
        return params
    return trimmed(value, start, len(value))


def _after_schemes(value: str) -> int:
    """Return where the secret begins, also after `Bearer Bearer `."""
    start = 0
    while found := _SCHEME.match(value, start):
        word = found[1].lower()
        known = word in STRONG_SCHEMES or word in WEAK_SCHEMES
        if not known and (start or not _UNKNOWN_SCHEME.match(found[1])):
            break
        start = found.end()
        if not known:
            break
    return start


def _param_spans(value: str) -> tuple[Span, ...] | None:
    """Return the values of parameters that aren't harmless; None where there are no parameters."""
    parts = parse(value)
    params = [param for part in parts for param in part.params]
    if not params or any(part.token68 for part in parts):
        return None
    spans = []
    for param in params:
        if param.name.lower() in _READABLE_PARAMS:
            continue
        end = param.value_span[1]
        if param.name.lower() == "credential" and (scope := _AWS_SCOPE.search(param.value)):
            end = param.value_span[0] + scope.start()
        spans.append((param.value_span[0], end))
    return tuple(spans)


def subprotocol_spans(value: str) -> tuple[Span, ...] | None:
    """Return the places of tokens among the protocols of a WebSocket, None without any.

    A browser can send no other header with a handshake: Kubernetes takes a token so, and others
    take it behind the word that says what it is.
    """
    spans: list[Span] = []
    named = False
    for found in _PROTOCOL.finditer(value):
        lead = _TOKEN_PROTOCOL.match(found[0])
        if lead or named or is_random(found[0]):
            spans.append((found.start() + (lead.end() if lead else 0), found.end()))
        named = is_key_name(found[0])
    return tuple(spans) or None


def cookie_spans(value: str) -> tuple[Span, ...]:
    """Return the places of the values in a Cookie header; names stay."""
    spans: list[Span] = []
    position = 0
    while position < len(value) and (found := _COOKIE.match(value, position)):
        group = 2 if found[2] is not None else 1
        if found[group].strip().lower() not in _HARMLESS_VALUES:
            spans += trimmed(value, *found.span(group))
        position = found.end()
    return tuple(spans)


def set_cookie_spans(value: str) -> tuple[Span, ...]:
    """Return the place of the value in a Set-Cookie header; name and attributes stay."""
    end = value.find(";")
    pair = value if end < 0 else value[:end]
    start = pair.find("=") + 1
    if pair[start:].strip(_TRIMMED).lower() in _HARMLESS_VALUES:
        return ()
    return trimmed(value, start, len(pair))


def trimmed(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the span without blanks and quotes at its ends, which stay visible."""
    body = text[start:end]
    left = len(body) - len(body.lstrip(_TRIMMED))
    right = len(body.rstrip(_TRIMMED))
    return ((start + left, start + right),) if right > left else ()
