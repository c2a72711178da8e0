"""Reads JSON that may be hostile: deep, duplicated, with huge numbers; never raises (RFC 8259)."""

import json
from collections import Counter
from typing import Any, NoReturn

import msgspec

_DEEPEST = 200
_LONGEST_NUMBER = 4000


class JsonObject(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON object. duplicates: names met more than once (the last one counts)."""

    value: dict[str, Any]
    duplicates: tuple[str, ...] = ()


class _TooMuchError(ValueError):
    """The text goes beyond a limit."""


def parse_object(data: bytes | str) -> JsonObject | None:
    """Return the object in the text, or None where it is no JSON object or beyond the limits."""
    duplicates: list[str] = []
    value = _load(data, duplicates)
    if not isinstance(value, dict):
        return None
    return JsonObject(value=value, duplicates=tuple(dict.fromkeys(duplicates)))


def parse(data: bytes | str) -> Any:
    """Return any JSON value, or None where the text is none (or is `null`)."""
    return _load(data, [])


def _load(data: bytes | str, duplicates: list[str]) -> Any:
    text = data if isinstance(data, str) else _decode(data)
    if not text or _is_too_deep(text):
        return None

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) != len(items):
            duplicates.extend(_repeated(items))
        return result

    try:
        return json.loads(
            text.lstrip("\ufeff"),
            object_pairs_hook=pairs,
            parse_int=_integer,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError):
        return None


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _is_too_deep(text: str) -> bool:
    """Whether brackets may nest too deeply; a cheap bound first, counted only where it fails."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest > _DEEPEST


def _repeated(items: list[tuple[str, Any]]) -> list[str]:
    counts = Counter(name for name, _ in items)
    return [name for name, count in counts.items() if count > 1]


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _TooMuchError
    return int(text)


def _refuse(_: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise _TooMuchError
