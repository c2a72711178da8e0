"""Reads what a key or ticket shows of itself: account, organization, address, time.

Nothing of it is secret: these parts only name things.
"""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from inspector.protocol.dates import from_seconds
from inspector.protocol.json_text import parse_object
from inspector.protocol.patterns import lazy_re
from inspector.wording.dates import utc_stamp

_TICKET = lazy_re(r"[0-9a-f]{32}([0-9a-f]{8})([A-Za-z][^!\s]{0,80})!")
_AWS_MASK, _AWS_SHIFT = 0x7FFFFFFFFF80, 7
_AWS_NEW = "Q"


class KeyFact(NamedTuple):
    """name: a stable word (account, organization, address, made, user, bot, region, packet)."""

    name: str
    value: str


def facts(slug: str, value: str) -> tuple[KeyFact, ...]:
    """Return what a value of that shape shows; () for shapes that show nothing."""
    read = _READERS.get(slug)
    try:
        return tuple(read(value)) if read else ()
    except (ValueError, binascii.Error, IndexError, OverflowError):
        return ()


def ticket_time(value: str) -> datetime | None:
    """Return when a login ticket with a hexadecimal time was made (mod_auth_tkt, Proxmox VE)."""
    found = _TICKET.match(value)
    if found:
        return _moment(found.group(1))
    if value.startswith("PVE:"):
        return _moment(value.split(":")[2]) if value.count(":") > 1 + 1 else None
    return None


def _moment(digits: str) -> datetime | None:
    try:
        return from_seconds(int(digits, 16))
    except ValueError:
        return None


def _aws(value: str) -> list[KeyFact]:
    """The account number stands in the first six bytes, base 32; keys since 2019 only."""
    if value[4:5] < _AWS_NEW:
        return []
    data = base64.b32decode(value[4:20])
    number = (int.from_bytes(data[:6], "big") & _AWS_MASK) >> _AWS_SHIFT
    return [KeyFact("account", f"{number:012d}")]


def _ticket(value: str) -> list[KeyFact]:
    made = ticket_time(value)
    found = _TICKET.match(value)
    user = found.group(2) if found else value.split(":")[1]
    shown = [KeyFact("user", user)]
    return [*shown, KeyFact("made", utc_stamp(made))] if made else shown


def _sentry(value: str) -> list[KeyFact]:
    found = parse_object(_bytes(value.removeprefix("sntrys_").rpartition("_")[0]))
    members = found.value if found else {}
    named = (("organization", "org"), ("address", "url"))
    return [KeyFact(name, str(members[key])) for name, key in named if members.get(key)]


def _gitlab(value: str) -> list[KeyFact]:
    """The routing part: sixteen random bytes, lines of `letter:number`, and their length."""
    if "." not in value:
        return []
    data = _bytes(value.removeprefix("glpat-").partition(".")[0])
    lines = data[16:-1].decode("ascii", "replace").splitlines()
    pairs = dict(line.partition(":")[::2] for line in lines)
    named = (("organization", "o"), ("user", "u"))
    return [KeyFact(name, str(int(pairs[key], 36))) for name, key in named if pairs.get(key)]


def _pypi(value: str) -> list[KeyFact]:
    data = _bytes(value.removeprefix("pypi-"))
    place = data[3 : 3 + data[2]].decode("ascii", "replace")
    return [KeyFact("address", place)] if place.isprintable() and "." in place else []


def _telegram(value: str) -> list[KeyFact]:
    return [KeyFact("bot", value.partition(":")[0])]


def _discord(value: str) -> list[KeyFact]:
    number = _bytes(value.partition(".")[0]).decode("ascii", "replace")
    return [KeyFact("bot", number)] if number.isdigit() else []


def _mailchimp(value: str) -> list[KeyFact]:
    return [KeyFact("region", value.rpartition("-")[2])]


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_")


_READERS: dict[str, Callable[[str], list[KeyFact]]] = {
    "aws-access": _aws,
    "aws-temporary": _aws,
    "auth-tkt": _ticket,
    "proxmox-ticket": _ticket,
    "sentry": _sentry,
    "gitlab-pat": _gitlab,
    "pypi": _pypi,
    "telegram": _telegram,
    "discord": _discord,
    "mailchimp": _mailchimp,
}
