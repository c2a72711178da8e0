"""What a token says of where it belongs: addresses and regions in its claims or in its own JSON."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspector.protocol.json_text import parse_object

if TYPE_CHECKING:
    from inspector.diagnose.credential import Credential

_ADDRESS = re.compile(
    r"(?i)^(?:region|instance|api|base|service|server|home|site|tenant|cluster|sign_?in|host|rest)?"
    r"_?(?:url|uri|endpoint|host|address|server|base|domain)$"
)
_REGION = re.compile(r"(?i)^(?:r|region|data_?cent(?:er|re)|dc|residency)$")
_PIECE = re.compile(r"[A-Za-z0-9_\-+/]{16,4000}={0,2}")
_PARTS = re.compile(r"[._:|~]")
_LONGEST, _MANY, _DEEP = 400, 60, 3


class Told(NamedTuple):
    """kind: "address" or "region". name: the member that says it."""

    kind: str
    name: str
    value: str


def told_by(credential: Credential) -> tuple[Told, ...]:
    """Return the addresses and regions that a token names, most particular first."""
    members = credential.claims or _inside(credential.bare)
    found = list(_told(members, 0))
    found.sort(key=lambda told: "region" not in told.name.lower())
    return tuple(found[:_MANY])


def _inside(value: str) -> dict[str, object]:
    """Return the JSON object that stands in a part of an opaque token, {} without one."""
    for start in range(len(value[:_PREFIX])):
        at_part = start == 0 or _PARTS.match(value[start - 1])
        if not at_part or not value.startswith(_OPENING, start):
            continue
        piece = _PIECE.match(value, start)
        # A low line may be a letter of Base64 or stand between two parts.
        for text in (piece.group(), piece.group().partition("_")[0]) if piece else ():
            found = parse_object(_decoded(text))
            if found is not None:
                return found.value
    return {}


_OPENING = ("eyJ", "eyI", "ew")  # {" and { in Base64
_PREFIX = 40


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_")
    except (binascii.Error, ValueError):
        return b""


def _told(members: dict[str, object], depth: int) -> Iterator[Told]:
    for name, value in list(members.items())[:_MANY]:
        if isinstance(value, dict) and depth < _DEEP:
            yield from _told(value, depth + 1)
        elif isinstance(value, str) and 0 < len(value) < _LONGEST:
            if _ADDRESS.match(name) and "." in value:
                yield Told("address", name, value)
            elif _REGION.match(name):
                yield Told("region", name, value)
