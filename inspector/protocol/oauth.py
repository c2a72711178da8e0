"""Reads the replies of token endpoints: tokens and errors (RFC 6749 §5, RFC 8628 §3.5)."""

import re
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from inspector.protocol.bearer import ErrorMeaning
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth_errors import ERRORS
from inspector.protocol.urls import split


class TokenReply(msgspec.Struct, frozen=True, kw_only=True):
    """A successful reply; the tokens in it are secrets. expires_in: seconds, None if not said."""

    access_token: str
    token_type: str = ""
    expires_in: int | None = None
    refresh_token: str = ""
    scopes: tuple[str, ...] = ()
    id_token: str = ""

    def __repr__(self) -> str:
        return f"TokenReply(token_type={self.token_type!r}, expires_in={self.expires_in!r})"


class OAuthError(msgspec.Struct, frozen=True, kw_only=True):
    """An error reply. sub_code: a vendor's own, more precise code (AADSTS50034 …)."""

    code: str
    description: str = ""
    uri: str = ""
    sub_code: str = ""
    state: str = ""


_VENDOR_CODE = re.compile(r"\b(AADSTS\d{4,8}|IDX\d{5}|E\d{4,7}|interaction_required)\b")
_CODE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,80}\Z")
_PAIR = re.compile(r"[\w.\-\[\]%]{1,80}=")
_LONGEST = 200_000


def meaning(code: str) -> ErrorMeaning | None:
    """Return what a registered code says; None for codes that no standard names."""
    entry = ERRORS.get(code)
    if entry is None:
        return None
    return ErrorMeaning(
        code=code, text=entry.sentence(), status=entry.status, reference=entry.source
    )


def fields(body: bytes | str) -> dict[str, Any]:
    """Return the fields of a JSON object or form; empty for anything else."""
    text = body if isinstance(body, str) else body[:_LONGEST].decode("utf-8", "replace")
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        found = parse_object(text)
        return found.value if found else {}
    if not _is_form(text):
        return {}
    try:
        return dict(parse_qsl(text.strip(), keep_blank_values=True, max_num_fields=1000))
    except ValueError:
        return {}


def _is_form(text: str) -> bool:
    """Whether the text is one line of `name=value` pairs."""
    if len(text) > _LONGEST or "<" in text[:100] or "\n" in text.strip():
        return False
    return bool(_PAIR.match(text.strip()))


def token_reply(body: bytes | str) -> TokenReply | None:
    """Return the tokens of a successful reply, or None."""
    found = fields(body)
    token = found.get("access_token")
    if not isinstance(token, str) or not token:
        return None
    return TokenReply(
        access_token=token,
        token_type=_text(found.get("token_type")),
        expires_in=_seconds(found.get("expires_in")),
        refresh_token=_text(found.get("refresh_token")),
        scopes=_scopes(found.get("scope")),
        id_token=_text(found.get("id_token")),
    )


def error_reply(body: bytes | str) -> OAuthError | None:
    """Return the error of a reply whose `error` is a code (RFC 6749 §5.2), or None."""
    return _error(fields(body))


def redirect_error(url: str) -> OAuthError | None:
    """Return the error that an authorization endpoint put into a redirect (RFC 6749 §4.1.2.1)."""
    parts = split(url[:_LONGEST])
    return _error(fields(parts.query)) or _error(fields(parts.fragment))


def _error(found: dict[str, Any]) -> OAuthError | None:
    code = found.get("error")
    if not isinstance(code, str) or not _CODE.match(code):
        return None
    description = _text(found.get("error_description"))
    vendor = _VENDOR_CODE.search(description)
    return OAuthError(
        code=code,
        description=description,
        uri=_text(found.get("error_uri")),
        sub_code=_text(found.get("suberror")) or (vendor[1] if vendor else ""),
        state=_text(found.get("state")),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _scopes(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(one for one in value if isinstance(one, str))
    return tuple(_text(value).split())


def _seconds(value: Any) -> int | None:
    """Read a number of seconds; some servers send it as text, against RFC 6749 §5.1."""
    if isinstance(value, bool):
        return None
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
