"""Reads session cookies that hold data: Django, Flask, Rails, Express, Laravel, ASP.NET Core.

Each framework's documentation fixes its shape. Nothing is verified: that needs the site's key.
"""

import base64
import binascii
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import msgspec

from inspector.model.message import Span
from inspector.protocol.dates import from_seconds
from inspector.protocol.json_text import parse, parse_object
from inspector.protocol.patterns import lazy_re

MOST_UNPACKED = 1_000_000
_LONGEST = 100_000
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DJANGO = lazy_re(r"(\.?[A-Za-z0-9_-]+):([0-9A-Za-z]{5,7}):([A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{43})")
_FLASK = lazy_re(r"(\.?[A-Za-z0-9_=+/-]{2,})\.([A-Za-z0-9_-]{5,8})\.([A-Za-z0-9_-]{27,86})")
_EXPRESS = lazy_re(r"s:(.{1,2000})\.([A-Za-z0-9+/]{43}=?)")
_RAILS_SIGNED = lazy_re(r"([A-Za-z0-9+/=_-]{8,})--([0-9a-f]{40}|[0-9a-f]{64})")
_RAILS_SEALED = lazy_re(
    r"([A-Za-z0-9+/=_-]{8,})--([A-Za-z0-9+/=_-]{16})--([A-Za-z0-9+/=_-]{22,24})"
)
_ASP_NET = lazy_re(r"CfDJ8[A-Za-z0-9_-]{40,}")
_BASE64 = lazy_re(r"[A-Za-z0-9+/_=-]{16,}")
_FLASK_OLD = 1_293_840_000
_OLD_STAMPS = 500_000_000


class SessionCookie(msgspec.Struct, frozen=True, kw_only=True):
    """maker: django, flask, rails, express, laravel, asp-net or json. members: what it holds.

    text: content that is no object. made: when, UTC. payload: its place in the unquoted text,
    which `shift` says is the text as given. Without a signature is_signed is False.
    """

    maker: str
    members: dict[str, Any] = {}
    text: str = ""
    made: datetime | None = None
    is_signed: bool = True
    is_encrypted: bool = False
    is_packed: bool = False
    is_too_big: bool = False
    payload: Span = (0, 0)

    def __repr__(self) -> str:
        return f"SessionCookie(maker={self.maker!r})"


def read(value: str) -> SessionCookie | None:
    """Return what a cookie's value holds, None where it has no known shape. Never raises."""
    if len(value) > _LONGEST:
        return None
    plain = unquote(value) if "%" in value else value
    for reader in _READERS:
        if (found := reader(plain)) is not None:
            return found
    return None


def _django(text: str) -> SessionCookie | None:
    found = _DJANGO.fullmatch(text)
    if found is None:
        return None
    packed = found[1].startswith(".")
    data, too_big = _content(found[1].removeprefix("."), packed=packed)
    members = _members(data)
    shown = "" if members else _printable(data) or found[1]
    return SessionCookie(
        maker="django",
        members=members,
        text=shown,
        made=from_seconds(_base62(found[2])),
        is_packed=packed,
        is_too_big=too_big,
        payload=found.span(1),
    )


def _flask(text: str) -> SessionCookie | None:
    found = _FLASK.fullmatch(text)
    stamp = _bytes(found[2]) if found else b""
    if found is None or not 3 < len(stamp) <= 6:  # noqa: PLR2004 - a time takes four bytes
        return None
    packed = found[1].startswith(".")
    data, too_big = _content(found[1].removeprefix("."), packed=packed)
    members = _members(data)
    if "alg" in members or not (members or parse(data) is not None or too_big):
        return None
    seconds = int.from_bytes(stamp, "big")
    return SessionCookie(
        maker="flask",
        members=members,
        text="" if members else _printable(data),
        made=from_seconds(seconds + _FLASK_OLD if seconds < _OLD_STAMPS else seconds),
        is_packed=packed,
        is_too_big=too_big,
        payload=found.span(1),
    )


def _express(text: str) -> SessionCookie | None:
    found = _EXPRESS.fullmatch(text)
    if found is None:
        return None
    body = found[1].removeprefix("j:")
    members = _members(body.encode()) or _members(_bytes(body))
    return SessionCookie(maker="express", members=members, payload=found.span(1))


def _rails(text: str) -> SessionCookie | None:
    if found := _RAILS_SEALED.fullmatch(text):
        return SessionCookie(maker="rails", is_encrypted=True, payload=found.span(1))
    found = _RAILS_SIGNED.fullmatch(text)
    if found is None:
        return None
    data = _bytes(found[1])
    if b"--" in data:
        return SessionCookie(maker="rails", is_encrypted=True, payload=found.span(1))
    members = _members(data)
    wrapped = members.get("_rails")
    message = wrapped.get("message") if isinstance(wrapped, dict) else None
    if isinstance(message, str):
        inner = _bytes(message)
        members = _members(inner)
        data = inner
    shown = "" if members else _printable(data)
    return SessionCookie(maker="rails", members=members, text=shown, payload=found.span(1))


def _asp_net(text: str) -> SessionCookie | None:
    if not _ASP_NET.fullmatch(text):
        return None
    return SessionCookie(maker="asp-net", is_encrypted=True, payload=(0, len(text)))


def _json(text: str) -> SessionCookie | None:
    """Base64 of an object alone: Laravel's, encrypted, or cookie-session's, without signature."""
    if not text.startswith(("eyJ", "ey0")) or not _BASE64.fullmatch(text):
        return None
    members = _members(_bytes(text))
    if not members or "alg" in members:
        return None
    span = (0, len(text))
    if {"iv", "value"} <= set(members):
        return SessionCookie(maker="laravel", is_encrypted=True, payload=span)
    return SessionCookie(maker="json", members=members, is_signed=False, payload=span)


_READERS: tuple[Callable[[str], SessionCookie | None], ...] = (
    _django,
    _flask,
    _express,
    _rails,
    _asp_net,
    _json,
)


def _content(text: str, *, packed: bool) -> tuple[bytes, bool]:
    """Return the bytes of a payload, and whether it unpacks to too much."""
    data = _bytes(text)
    if not packed:
        return data, False
    work = zlib.decompressobj()
    try:
        unpacked = work.decompress(data, MOST_UNPACKED)
    except zlib.error:
        return b"", False
    return (b"", True) if work.unconsumed_tail else (unpacked, False)


def _members(data: bytes) -> dict[str, Any]:
    found = parse_object(data) if data[:1] in (b"{", b" ") else None
    return found.value if found else {}


def _printable(data: bytes) -> str:
    text = data[:500].decode("utf-8", "replace")
    return text if text.isprintable() and "\ufffd" not in text else ""


def _base62(text: str) -> int:
    number = 0
    for character in text:
        number = number * 62 + _DIGITS.index(character)
    return number


def _bytes(text: str) -> bytes:
    bare = text.rstrip("=").translate({43: "-", 47: "_"})
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""
