"""Secrets in addresses and forms that hold a sign with a meaning of its own there, written raw.

`&` and `#` end a value, `+` is read as a blank (URL Standard, application/x-www-form-urlencoded);
a client's id and secret in Basic are encoded in that way, too (RFC 6749 §2.3.1).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

from inspector.protocol.field_names import is_key_parameter, is_password_name, looks_like_session
from inspector.protocol.patterns import lazy_re

_MOST = 60
# finds `q4xV+Zt81/kQw==`
# but not `correct horse battery`
_RANDOM = lazy_re(r"(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d)[A-Za-z0-9+/=_.~-]{12,4000}")
# finds `bow7`, `p@ss`
# but not `pretty`
_NO_WORD = lazy_re(r"[^A-Za-z_-]")


class Cut(NamedTuple):
    """name: of the parameter. sign: what is read otherwise. rest: what came after the sign.

    is_plain: whether what was cut off may as well be a switch that has no value (`&pretty`).
    """

    name: str
    sign: str
    rest: str
    is_plain: bool


def cut_in(text: str) -> Iterator[Cut]:
    """Yield the secrets of a query or form that are read otherwise, as it was sent."""
    pieces = text.split("&")[:_MOST]
    for at, piece in enumerate(pieces):
        name, _, value = piece.partition("=")
        after = pieces[at + 1] if at + 1 < len(pieces) else ""
        ends = bool(after) and "=" not in after
        if not value or not (ends or "+" in value.strip("+")) or not _is_secret(name):
            continue
        if ends:
            flag = not is_password_name(unquote(name)) and not _NO_WORD.search(after)
            yield Cut(name, "&", after, flag)
        elif _RANDOM.fullmatch(value):
            yield Cut(name, "+", value.partition("+")[2], False)


def _is_secret(name: str) -> bool:
    plain = unquote(name)
    return is_password_name(plain) or is_key_parameter(plain)


def cut_in_address(address: str) -> Iterator[Cut]:
    """Yield those of an address, also what a raw `#` cut off."""
    _, _, rest = address.partition("?")
    query, sign, fragment = rest.partition("#")
    yield from cut_in(query)
    name, _, value = query.rpartition("&")[2].partition("=")
    own = fragment[:1] not in _OF_A_PAGE and "=" not in fragment
    if sign and value and own and is_password_name(unquote(name)):
        yield Cut(name, "#", fragment, False)


def cut_in_cookies(header: str) -> Iterator[Cut]:
    """Yield the sessions and tokens of a Cookie header that a raw `;` ends (RFC 6265 §4.1.1)."""
    pieces = [piece.strip() for piece in header.split(";")][:_MOST]
    for piece, after in pairwise(pieces):
        name, _, value = piece.partition("=")
        rest = after.rstrip("=")
        alone = rest and "=" not in rest and after not in pieces[: pieces.index(piece)]
        padded = len(rest) >= _TAIL and _NO_WORD.search(rest)  # else a cookie without a value
        if value and alone and (after == rest or padded) and looks_like_session(name):
            yield Cut(name, ";", after, False)


_TAIL = 4
_OF_A_PAGE = frozenset({"", "/", "!", "_"})


def sign_read_otherwise(value: str) -> str:
    """Return the sign by which a form reads a raw value as another one, empty without one."""
    if unquote_plus(value) == value:
        return ""
    return "+" if "+" in value else "%"
