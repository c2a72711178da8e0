"""Checks a key against what its provider fixes: its length, and the checksum some have in them.

GitHub and npm end in the CRC-32 of the 30 characters before it, in base 62; Grafana in the CRC-32
of all before it, as little-endian hexadecimal digits; GitLab's routable tokens in that of all
before it, in base 36.
"""

import zlib
from typing import Literal, NamedTuple

from inspector.protocol.keys.key_shapes import Checksum, KeyShape, compiled, recognise
from inspector.protocol.patterns import lazy_re

Damage = Literal["", "short", "long", "other", "checksum"]
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_CRC62, _CRC36 = 6, 7
_REPEATED = lazy_re(r"\[[^\]]{0,200}\]\{(\d+)\}|\\\.")
_STAND_INS = ("example", "xxxx", "0000", "1234567890", "abcdef", "your", "dummy", "fake", "aaaa")
_DISTINCT = 12


class KeyCheck(NamedTuple):
    """shape: what it is. damage: what is wrong with it. is_checked: its checksum is right."""

    shape: KeyShape
    damage: Damage = ""
    is_checked: bool = False


def check(value: str) -> KeyCheck | None:
    """Recognise a value and check it; None where its shape is unknown or of no provider."""
    shape = recognise(value)
    if shape is None or shape.is_general:
        return None
    if not shape.whole:
        return KeyCheck(shape)
    rest = value[len(shape.starts) :]
    if not compiled(shape.whole).fullmatch(rest):
        return KeyCheck(shape, _sized(value, shape))
    wanted = _checksum(value, shape.starts, shape.checksum)
    if wanted is None:
        return KeyCheck(shape)
    right = wanted == value[-len(wanted) :]
    return KeyCheck(shape, "" if right else "checksum", right)


def looks_made_up(value: str) -> bool:
    """Return whether a value reads like an example: few different characters, or tell-tale runs."""
    small = value.lower()
    return len(set(value)) < _DISTINCT or any(word in small for word in _STAND_INS)


def full_size(shape: KeyShape) -> int | None:
    """Return how many characters a complete value has, None where that varies."""
    flat = _REPEATED.sub(lambda found: "x" * int(found.group(1) or 1), shape.whole)
    return None if not flat or set(flat) & set("[]{}|()?*+") else len(shape.starts) + len(flat)


def _sized(value: str, shape: KeyShape) -> Damage:
    size = full_size(shape)
    if size is None or size == len(value):
        return "other"
    return "short" if len(value) < size else "long"


def _checksum(value: str, starts: str, kind: Checksum) -> str | None:
    """Return the checksum the value ought to end in, None where its kind has none."""
    if kind == "crc32-base62":
        return _written(zlib.crc32(value[len(starts) : -_CRC62].encode()), _DIGITS, _CRC62)
    if kind == "grafana":
        body = value.rpartition("_")[0]
        return zlib.crc32(body.encode()).to_bytes(4, "little").hex()
    if kind == "gitlab-routable" and "." in value:
        return _written(zlib.crc32(value[:-_CRC36].encode()), _BASE36, _CRC36)
    return None


def _written(number: int, digits: str, width: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, len(digits))
        text = digits[digit] + text
    return text.rjust(width, digits[0])
