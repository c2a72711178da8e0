"""Writes texts and records as bytes, also those that hold halves of characters.

JSON's escapes, file names and terminals allow a lone surrogate (U+D800 to U+DFFF), UTF-8 does not:
such a half becomes a question mark wherever something is kept, shown or exported.
"""

import re
from typing import Any

import msgspec

_LONE = re.compile(r"[\ud800-\udfff]")


def encoded(value: Any) -> bytes:
    """Return a record as JSON in UTF-8; never raises for what its texts hold."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(value)))


def json_text(value: object) -> str:
    """Return a value as JSON that people can read."""
    return msgspec.json.format(encoded(value), indent=2).decode() + "\n"


def packed(value: Any) -> bytes:
    """Return a record as MessagePack; never raises for what its texts hold."""
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode(_whole(msgspec.to_builtins(value, builtin_types=(bytes,))))


def whole(text: str) -> str:
    """Return a text in which each half of a character is a question mark."""
    return text if text.isascii() else _LONE.sub("?", text)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
