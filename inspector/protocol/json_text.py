"""Reads JSON that may be hostile: deep, duplicated, with huge numbers; never raises (RFC 8259)."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

import msgspec

from inspector.protocol.patterns import lazy_re

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


# ---------------- The beginning of a JSON object that was cut off or altered
_LONGEST = 100_000
_TRIES = 20  # places where the object may be closed
_PIECE = lazy_re(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}
_WHOLE = frozenset('"]}el')  # ends of values; digits may go on


def begun_object(text: str) -> dict[str, Any] | None:
    """Return the members that stand whole in the text, None where it begins no object."""
    if not text.lstrip().startswith("{") or len(text) > _LONGEST:
        return None
    tries = (text, *(f"{text[:place]}}}" for place in list(_ends(text))[: -_TRIES - 1 : -1]))
    found = next(filter(None, map(parse_object, tries)), None)
    return found.value if found is not None else {}


def _ends(text: str) -> Iterator[int]:
    """Yield where a member of the outermost object ends: at its commas, and where the text does."""
    depth = 0
    for piece in _PIECE.finditer(text):
        depth += _DEPTH.get(piece[0], 0)
        if piece[0] == "," and depth == 1:
            yield piece.start()
    if text.rstrip()[-1:] in _WHOLE:
        yield len(text)


def member_text(value: dict[str, Any], name: str) -> str:
    """Return a member that is a text; empty where it is none."""
    member = value.get(name)
    return member if isinstance(member, str) else ""


def member_texts(value: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a member that is a list; none where it is none."""
    member = value.get(name)
    if not isinstance(member, list):
        return ()
    return tuple(one for one in member if isinstance(one, str))
