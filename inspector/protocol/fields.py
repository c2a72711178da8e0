"""Reads structured fields, forgiving: what can't be read is None, never an exception (RFC 9651)."""

from collections.abc import Callable
from typing import Any

import http_sf

_LONGEST = 100_000


def item(value: str) -> tuple[Any, dict[str, Any]] | None:
    """Return (value, parameters) of an Item (RFC 9651 §3.3)."""
    found: tuple[Any, dict[str, Any]] | None = _read(value, "item")
    return found


def inner_list(value: str) -> list[Any] | None:
    """Return the members of a List (RFC 9651 §3.1), each with its parameters."""
    found: list[Any] | None = _read(value, "list")
    return found


def dictionary(value: str) -> dict[str, Any] | None:
    """Return the members of a Dictionary (RFC 9651 §3.2), each with its parameters."""
    found: dict[str, Any] | None = _read(value, "dictionary")
    return found


def _read(value: str, kind: str) -> Any:
    if len(value) > _LONGEST:
        return None
    parse: Callable[..., Any] = http_sf.parse
    try:
        return parse(value.encode("latin-1"), tltype=kind)
    except Exception:  # noqa: BLE001 - the library raises many kinds on hostile input
        return None
