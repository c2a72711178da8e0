"""The parts of a request that are good for one use only: nonces, proofs and one-time codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspector.model.annotation import Place
from inspector.protocol.field_names import is_csrf_name, is_second_factor
from inspector.protocol.patterns import lazy_re
from inspector.reading import places

if TYPE_CHECKING:
    from inspector.reading.request import Sent

_NONCE = lazy_re(r"(?i)^(?:x-(?:[\w-]{1,30}-)?)?(?:\w{1,12}[-_])?nonce$")
_NO_NONCE = lazy_re(r"(?i)csp|style|script")
_IN_XML = lazy_re(rb"<(?:[\w-]{1,20}:)?Nonce\b[^<>]{0,300}>([^<>]{4,400})<")
_WITH_NONCE = frozenset({"oauth", "hawk", "mac", "wsse"})
_LOOK = 16_384


class SingleUse(NamedTuple):
    """name: of the header, parameter or element."""

    name: str
    value: str
    place: Place


def single_use(sent: Sent) -> tuple[SingleUse, ...]:
    """Return the nonces, proofs and one-time codes of a request."""
    found = []
    for index, header in enumerate(sent.message.headers):
        if header.name.lower() == "dpop" or _is_nonce(header.name):
            place = places.in_header(sent.entry, "request", index, header)
            found.append(SingleUse(header.name, header.value, place))
    own = sent.authorization
    if own is not None and own.scheme in _WITH_NONCE:
        named = own.params.get("oauth_nonce") or own.params.get("nonce", "")
        found += [SingleUse("nonce", named, own.place)] if named else []
    line = places.in_line(sent.entry, "request")
    found += [SingleUse(name, v, line) for name, v in sent.query if v and _is_nonce(name)]
    return (*found, *_in_body(sent), *one_time_codes(sent))


_CODE = lazy_re(r"\d{6,8}")


def one_time_codes(sent: Sent) -> list[SingleUse]:
    """Return the one-time codes of a second factor (RFC 6238 §5.2: good for one login)."""
    named = [
        (header.name, header.value, places.in_header(sent.entry, "request", index, header))
        for index, header in enumerate(sent.message.headers)
    ]
    line, body = places.in_line(sent.entry, "request"), places.in_body(sent.entry, "request")
    named += [(name, value, line) for name, value in sent.query]
    named += [(name, value, body) for name, value in sent.fields.items()]
    return [
        SingleUse(*one) for one in named if _CODE.fullmatch(one[1]) and is_second_factor(one[0])
    ]


def _in_body(sent: Sent) -> list[SingleUse]:
    inside = _IN_XML.search(sent.message.body, 0, _LOOK)
    if inside is None:
        return []
    place = places.in_body(sent.entry, "request", inside.span(1))
    return [SingleUse("Nonce", inside[1].decode("latin-1"), place)]


def _is_nonce(name: str) -> bool:
    return bool(_NONCE.match(name)) and not (_NO_NONCE.search(name) or is_csrf_name(name))
