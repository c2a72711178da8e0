"""Reads requests to token endpoints and the tokens in their replies (RFC 6749 §5.1)."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec

from inspector.protocol.field_names import rank_among_tokens
from inspector.protocol.json_text import parse_object
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.patterns import lazy_re


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


_PAIR = lazy_re(r"[\w.\-\[\]%]{1,80}=")
_LONGEST = 200_000


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


# ---------------- What a login outside OAuth hands out, under many names
class HandedOut(NamedTuple):
    """A token for the calls after a login, the member that held it, and the token_type beside it.

    Each is empty without one (RFC 6749 §5.1).
    """

    name: str = ""
    value: str = ""
    kind: str = ""

    def __repr__(self) -> str:
        return f"HandedOut(name={self.name!r}, kind={self.kind!r})"


_DEEPEST = 3  # {"data": {"user": {"token": …}}}


def handed_out(body: bytes | str) -> HandedOut:
    """Return the token that a login's reply holds at any depth, or that is all of it."""
    for level in _levels(body):
        found = min(_tokens(level), default=None)
        if found is not None:
            return found[1]
    return HandedOut("", _lone(body))


def handed_out_to_renew(body: bytes | str) -> str:
    """Return the refresh token that a login's reply holds at any depth, empty without one."""
    pairs = (pair for level in _levels(body) for one in level for pair in one.items())
    texts = (text for name, text in pairs if token_use(name) == "renewal")
    return next((text for text in texts if isinstance(text, str) and text), "")


def _levels(body: bytes | str) -> Iterator[list[dict[str, Any]]]:
    level: list[dict[str, Any]] = [fields(body)]
    for _ in range(_DEEPEST):
        yield level
        level = [each for one in level for each in one.values() if isinstance(each, dict)]


def _lone(body: bytes | str) -> str:
    """Return the one word that is all of a body, where it looks like a token; else empty."""
    start = body[:_LONGEST_WORD]
    text = start.decode("utf-8", "replace") if isinstance(start, bytes) else start
    word = text.strip().strip('"')
    return word if len(body) <= _LONGEST_WORD and _LONE.fullmatch(word) else ""


_LONGEST_WORD = 8_000
# finds `eyJhbGci.eyJzdWIi.c2ln`, `5y0lL7yfhV87QqQvLsC5zHrISHusbrK7`
# but not `stored`, `2023-11-14T09:00:00Z`, `logged in`
_LONE = lazy_re(
    r"ey[\w-]{4,4000}\.[\w-]{4,8000}\.[\w-]{4,4000}|"
    r"(?=[^\d]{0,60}\d)(?=[^A-Za-z]{0,60}[A-Za-z])[\w+/~-]{20,200}={0,2}"
)


def _tokens(level: list[dict[str, Any]]) -> Iterator[tuple[int, HandedOut]]:
    for beside, name, value in ((one, *pair) for one in level for pair in one.items()):
        rank = rank_among_tokens(name)
        if rank is not None and isinstance(value, str) and value and not _BLANK.search(value):
            yield rank, HandedOut(name, value, _text(beside.get("token_type")))


_BLANK = lazy_re(r"\s")


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
