"""Turns a secret into lines that every keyring keeps unharmed, and back.

Some keyrings lose values of several lines (gnome-keyring), some hold 1,280 characters (Windows).
So a value becomes Base64 in pieces of at most 1,000 characters, and its head says how many pieces
there are and what their digest is.
"""

import base64
import binascii
import hashlib

import msgspec

PIECE = 1000
_MARK = "ri1"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the head line says. inline: the whole encoded value where it fits into the head."""

    pieces: int = 0
    generation: str = ""
    digest: str = ""
    inline: str = ""


def encode(value: str) -> str:
    """Return the value as one line of Base64."""
    return base64.urlsafe_b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")


def decode(line: str) -> str:
    """Return the value of such a line. Raises ValueError where it is none."""
    try:
        data = base64.b64decode(line, altchars=b"-_", validate=True)
        return data.decode("utf-8", "surrogatepass")
    except (binascii.Error, ValueError):
        # The error's own text could quote the value.
        raise ValueError("not an encoded value") from None


def digest(line: str) -> str:
    """Return 16 hex digits that change with the line."""
    return hashlib.sha256(line.encode("ascii", "replace")).hexdigest()[:16]


def split(line: str) -> list[str]:
    """Cut an encoded line into pieces."""
    return [line[start : start + PIECE] for start in range(0, len(line), PIECE)]


def head_line(head: Head) -> str:
    """Write a head as one line."""
    if not head.pieces:
        return f"{_MARK}=.{head.inline}"
    return f"{_MARK}+.{head.pieces}.{head.generation}.{head.digest}"


def read_head(line: str) -> Head | None:
    """Read a head line; None where it is none (damaged, or written by another program)."""
    mark, _, rest = line.partition(".")
    if mark == f"{_MARK}=":
        return Head(inline=rest)
    parts = rest.split(".")
    if mark != f"{_MARK}+" or len(parts) != 3 or not parts[0].isdecimal():  # noqa: PLR2004 - fields of the head
        return None
    return Head(pieces=int(parts[0]), generation=parts[1], digest=parts[2])
