"""Says what a browser's cross-origin checks would do with a request and replies (Fetch §3.3)."""

import re
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from inspector.model.message import Header, Message, Reply, first, values
from inspector.protocol.patterns import lazy_re, word_set
from inspector.wording import tr

CorsFaultKind = Literal[
    "preflight-status",
    "preflight-redirect",
    "no-allow-origin",
    "other-origin",
    "several-origins",
    "wildcard-with-credentials",
    "credentials-not-allowed",
    "method-not-allowed",
    "header-not-allowed",
    "authorization-not-by-wildcard",
]

_SAFE_METHODS = frozenset({"GET", "HEAD", "POST"})
_SAFE_HEADERS = frozenset(
    {"accept", "accept-language", "content-language", "content-type", "range"}
)
_SAFE_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
_BROWSERS_OWN = word_set(
    "accept-charset accept-encoding access-control-request-headers access-control-request-method "
    "connection content-length cookie date dnt expect host keep-alive origin referer te trailer "
    "transfer-encoding upgrade via user-agent set-cookie"
)
_UNSAFE_BYTES = lazy_re(r'[\x00-\x08\x0a-\x1f"():<>?@\[\\\]{}\x7f]')
_LONGEST_SAFE_VALUE = 128
_LAST_OK = 299


class CorsFault(msgspec.Struct, frozen=True, kw_only=True):
    """One check that fails; header: the header it is about, as the reply should have it."""

    kind: CorsFaultKind
    message: str
    header: str = ""


def unsafe_headers(headers: Iterable[Header]) -> tuple[str, ...]:
    """Return the names, in small letters and sorted, that need a preflight (Fetch §2.2.2)."""
    return tuple(sorted({one.name.lower() for one in headers if not _is_safe(one)}))


def _is_safe(header: Header) -> bool:
    name = header.name.lower()
    if name in _BROWSERS_OWN or name.startswith(("sec-", "proxy-", ":")):
        return True
    if name not in _SAFE_HEADERS or len(header.value) > _LONGEST_SAFE_VALUE:
        return False
    if name == "content-type":
        essence = header.value.partition(";")[0].strip().lower()
        return essence in _SAFE_TYPES
    if name == "range":
        return bool(re.match(r"bytes=\d+-\d*\Z", header.value))
    return not _UNSAFE_BYTES.search(header.value)


def needs_preflight(method: str, headers: Iterable[Header]) -> bool:
    """Whether a browser asks before it sends this (Fetch §4.1)."""
    return method not in _SAFE_METHODS or bool(unsafe_headers(headers))


def preflight(message: Message, origin: str) -> Message:
    """Return the OPTIONS request that a browser sends first, without any credentials."""
    headers = [
        *(one for one in message.headers if one.name.lower() == "host"),
        Header("Accept", "*/*", "protocol"),
        Header("Access-Control-Request-Method", message.method, "protocol"),
        Header("Origin", origin, "protocol"),
    ]
    if names := unsafe_headers(message.headers):
        headers.append(Header("Access-Control-Request-Headers", ",".join(names), "protocol"))
    return msgspec.structs.replace(
        message,
        method="OPTIONS",
        headers=tuple(headers),
        body=b"",
        body_size=0,
        body_secret=(),
    )


def judge_preflight(
    reply: Reply, message: Message, origin: str, *, with_credentials: bool = False
) -> tuple[CorsFault, ...]:
    """Return why a browser would not go on after this reply to its preflight (Fetch §4.8)."""
    faults = list(judge_reply(reply, origin, with_credentials=with_credentials))
    if 300 <= reply.status <= 399:  # noqa: PLR2004 - the class of redirects
        faults.insert(0, _fault("preflight-redirect"))
    elif not 200 <= reply.status <= _LAST_OK:  # noqa: PLR2004 - the class of success
        faults.insert(0, _fault("preflight-status", str(reply.status)))
    methods = _names(reply.headers, "access-control-allow-methods")
    allows_any = "*" in methods and not with_credentials
    if message.method not in _SAFE_METHODS and message.method not in methods and not allows_any:
        faults.append(_fault("method-not-allowed", message.method))
    return (*faults, *_header_faults(reply, message, with_credentials=with_credentials))


def _header_faults(
    reply: Reply, message: Message, *, with_credentials: bool
) -> tuple[CorsFault, ...]:
    allowed = {name.lower() for name in _names(reply.headers, "access-control-allow-headers")}
    by_wildcard = "*" in allowed and not with_credentials
    faults = []
    for name in unsafe_headers(message.headers):
        if name in allowed or (by_wildcard and name != "authorization"):
            continue
        kind: CorsFaultKind = (
            "authorization-not-by-wildcard"
            if name == "authorization" and "*" in allowed
            else "header-not-allowed"
        )
        faults.append(_fault(kind, name))
    return tuple(faults)


def judge_reply(
    reply: Reply, origin: str, *, with_credentials: bool = False
) -> tuple[CorsFault, ...]:
    """Return why a browser would hide this reply from a page of that origin (Fetch §4.10)."""
    lines = values(reply.headers, "access-control-allow-origin")
    if not lines:
        return (_fault("no-allow-origin"),)
    allowed = ", ".join(lines).strip()
    if allowed == "*":
        return (_fault("wildcard-with-credentials"),) if with_credentials else ()
    if allowed != origin:
        several = "," in allowed or " " in allowed
        return (_fault("several-origins" if several else "other-origin", allowed),)
    may_send = first(reply.headers, "access-control-allow-credentials")
    if with_credentials and may_send != "true":
        return (_fault("credentials-not-allowed"),)
    return ()


def _names(headers: tuple[Header, ...], name: str) -> tuple[str, ...]:
    return tuple(one.strip() for line in values(headers, name) for one in line.split(",") if one)


_ORIGIN = "Access-Control-Allow-Origin"
_HEADERS = "Access-Control-Allow-Headers"
_SENTENCES: dict[CorsFaultKind, tuple[Callable[[str], str], str]] = {
    "preflight-status": (
        lambda part: tr(
            "The preflight was answered with {status}; a browser goes on only after 200 to 299.",
            status=part,
        ),
        "",
    ),
    "preflight-redirect": (
        lambda _: tr("The preflight was redirected, which browsers do not follow."),
        "Location",
    ),
    "no-allow-origin": (
        lambda _: tr("The reply has no Access-Control-Allow-Origin, so a page may not read it."),
        _ORIGIN,
    ),
    "other-origin": (
        lambda part: tr("The reply is meant for pages of {origin} only.", origin=part),
        _ORIGIN,
    ),
    "several-origins": (
        lambda _: tr("Access-Control-Allow-Origin names several origins; only one is allowed."),
        _ORIGIN,
    ),
    "wildcard-with-credentials": (
        lambda _: tr(
            "Access-Control-Allow-Origin is *, which does not count for requests with cookies."
        ),
        _ORIGIN,
    ),
    "credentials-not-allowed": (
        lambda _: tr("Access-Control-Allow-Credentials is not true, so cookies are not allowed."),
        "Access-Control-Allow-Credentials",
    ),
    "method-not-allowed": (
        lambda part: tr("Access-Control-Allow-Methods does not name {method}.", method=part),
        "Access-Control-Allow-Methods",
    ),
    "header-not-allowed": (
        lambda part: tr("Access-Control-Allow-Headers does not name {header}.", header=part),
        _HEADERS,
    ),
    "authorization-not-by-wildcard": (
        lambda _: tr("Access-Control-Allow-Headers is *, which does not cover Authorization."),
        _HEADERS,
    ),
}


def _fault(kind: CorsFaultKind, part: str = "") -> CorsFault:
    sentence, header = _SENTENCES[kind]
    return CorsFault(kind=kind, message=sentence(part[:200]), header=header)
