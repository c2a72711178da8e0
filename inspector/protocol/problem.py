"""Reads problem details, the standard form of an error body (RFC 9457)."""

from typing import Any

import msgspec

from inspector.model.message import Header, first
from inspector.protocol.json_text import parse_object

_MEMBERS = frozenset({"type", "title", "status", "detail", "instance"})
_LONGEST = 1_000_000


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """The members of RFC 9457 §3.1; absent or of a wrong type: empty. extensions: all others.

    is_declared: the reply's content type says that it is a problem.
    """

    type: str = "about:blank"
    title: str = ""
    status: int | None = None
    detail: str = ""
    instance: str = ""
    extensions: dict[str, Any] = {}
    is_declared: bool = True


def read(headers: tuple[Header, ...], body: bytes) -> ProblemDetails | None:
    """Return the problem in a reply; also where only its members show that it is one."""
    declared = "problem+json" in (first(headers, "content-type") or "").lower()
    if len(body) > _LONGEST or b"{" not in body[:100]:
        return None
    found = parse_object(body)
    if found is None or not (declared or _looks_like_problem(found.value)):
        return None
    value = found.value
    status = value.get("status")
    return ProblemDetails(
        type=_text(value, "type") or "about:blank",
        title=_text(value, "title"),
        status=status if isinstance(status, int) and not isinstance(status, bool) else None,
        detail=_text(value, "detail"),
        instance=_text(value, "instance"),
        extensions={name: one for name, one in value.items() if name not in _MEMBERS},
        is_declared=declared,
    )


def _looks_like_problem(value: dict[str, Any]) -> bool:
    return isinstance(value.get("title"), str) and (
        isinstance(value.get("type"), str) or isinstance(value.get("status"), int)
    )


def _text(value: dict[str, Any], name: str) -> str:
    member = value.get(name)
    return member if isinstance(member, str) else ""
