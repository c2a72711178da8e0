"""Writes records as JSON, also those that hold halves of characters.

JSON allows a lone surrogate (U+D800), UTF-8 does not: such a half becomes a question mark.
"""

from typing import Any

import msgspec


def encoded(value: Any) -> bytes:
    """Return a record as JSON in UTF-8; never raises for what its texts hold."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(value)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
