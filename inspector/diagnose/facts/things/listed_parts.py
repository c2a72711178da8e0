"""A part that a list names, fetched without what the list itself was let through with.

A relative address takes the place of its list over, and not its query (RFC 3986 §5.2.2).
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import proves_in_one
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.signed_address import signs_an_address
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY

_LOOK, _LARGEST, _FEW = 40, 262_144, 2


class ListedPart(NamedTuple):
    """listing: the call whose reply names the part. name: of the parameter, place: of the part.

    again: a part beside it that was given with the parameter.
    """

    listing: Case
    name: str
    place: Place
    again: Case | None


def listed_without_its_query(case: Case) -> ListedPart | None:
    """Return the list that named this address, and the parameter that it alone was sent with."""
    return case.once(_listed_without_its_query)


def _listed_without_its_query(case: Case) -> ListedPart | None:
    sent = case.sent
    if case.status not in TURNS_AWAY or sent.credentials or not sent.is_safe:
        return None
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    beside = [one for one in near if one.succeeded and _above(one) == _above(case)]
    for listing in (one for one in reversed(case.before[-_LOOK:]) if one.succeeded):
        name = _proof(listing)
        span = _named_in(listing, case) if name and name not in dict(sent.query) else None
        if span is None:
            continue
        parts = [one for one in beside if one is not listing]
        if any(name not in dict(one.sent.query) for one in parts):
            return None  # parts are given without it
        place = places.in_body(listing.index, "reply", span)
        return ListedPart(listing, name, place, next(iter(parts), None))
    return None


def _above(case: Case) -> str:
    return case.sent.path.rpartition("/")[0]


def _proof(listing: Case) -> str:
    """Return the parameter that a list was let through with; empty without one."""
    if not listing.sent.is_safe or listing.heard.content.is_html:
        return ""  # what opens a page is mostly good for the page alone
    keys = (one.name for one in listing.sent.credentials if one.where == "query")
    signs = (name for name, value in listing.sent.query if _signs(name, value))
    return next(iter((*keys, *signs)), "")


def _signs(name: str, value: str) -> bool:
    return signs_an_address(name) or proves_in_one(value)


# ---------------- The address itself was handed out with a signature, which was left out
def handed_out_signed(case: Case) -> ListedPart | None:
    """Return the call whose reply has this address with a query that signs it; or None."""
    return case.once(_handed_out_signed)


def _handed_out_signed(case: Case) -> ListedPart | None:
    if case.status not in TURNS_AWAY or case.sent.query or case.sent.has_any:
        return None
    earlier = [one for one in case.neighbours if one.index < case.index]
    for listing in reversed(earlier):
        reply, wanted = listing.exchange.reply, f"{case.sent.url}?".encode()
        start = reply.body.find(wanted, 0, _LARGEST) if reply is not None else -1
        found = _QUERY.match(reply.body, start + len(wanted)) if reply and start >= 0 else None
        query = dict(parse_qsl(unescape(found[0].decode("utf-8", "replace")))) if found else {}
        name = next((name for name, value in query.items() if _signs(name, value)), "")
        if found is not None and name:
            place = places.in_body(listing.index, "reply", (start, found.end()))
            return ListedPart(listing, name, place, None)
    return None


# finds `exp=1741690800&sig=Yk3v` before a quotation mark
# but not `"`
_QUERY = lazy_re(rb"[^\s\"'<>\\]{3,2000}")


def _named_in(listing: Case, case: Case) -> tuple[int, int] | None:
    """Return where a list names an address, in full, from the root or from its own folder."""
    reply, path = listing.exchange.reply, case.sent.path
    last = path.rpartition("/")[2].encode()
    if reply is None or len(last) < _FEW:
        return None
    if reply.body.find(last, 0, _LARGEST) < 0:
        return _by_a_pattern(reply.body, listing, case)
    text = reply.body[:_LARGEST]
    for written in _ways_to_write(listing, case):
        for found in re.finditer(re.escape(written.encode()), text):
            start, end = found.span()
            if _ENDS.match(text, end) and (not start or text[start - 1 : start] in _BEGINS):
                return start, end
    return None


def _ways_to_write(listing: Case, case: Case) -> Iterator[str]:
    path = case.sent.path
    yield case.sent.url.partition("?")[0]
    yield path
    # Where the list is that of a folder or bucket, its own address is the beginning.
    for folder in (f"{_above(listing)}/", f"{listing.sent.path.rstrip('/')}/"):
        if path.startswith(folder):
            yield path[len(folder) :]
            yield f"./{path[len(folder) :]}"


_BEGINS = frozenset({b"\n", b'"', b"'", b">", b" ", b"\t", b"="})
# finds the end of `part-1.ts` in `part-1.ts?v=2` and in `"part-1.ts"`
# but not in `part-1.tsx`
_ENDS = lazy_re(rb"$|[\s\"'<?#]")


def _by_a_pattern(text: bytes, listing: Case, case: Case) -> tuple[int, int] | None:
    """Return where a list of media names its parts by a pattern of their numbers (DASH)."""
    start = text.find(b'media="', 0, _LARGEST) if _above(listing) == _above(case) else -1
    found = _NUMBERED.search(text, start, _LARGEST) if start >= 0 else None
    return found.span() if found is not None else None


# finds `media="chunk-$Number$.m4s"`
# but not `media="all"`
_NUMBERED = lazy_re(rb"(?<=media=\")[^\"<>]{0,200}\$(?:Number|Time)[^\"<>]{0,200}")
