"""The times that a request names of itself: in its query, headers, signatures and signed body."""

from __future__ import annotations

from datetime import datetime

from inspector.model.annotation import Place
from inspector.protocol.dates import http_date, iso_date, loose_numeric_date
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory

STAMP = lazy_re(r"(?i)(timestamp|^ts$|(^|[-_])date$|time$|^t$|created|nonce-?time)")
"""Names of what holds the time of a request."""
_T = lazy_re(r"(?:^|[,;\s])t=(\d{10,13})(?=[,;\s]|$)")
_SIGNED = lazy_re(r"(?i)signature|hmac|(?:^|[-_])sign?$")
Stamp = tuple[str, str, Place]


def is_signature(name: str) -> bool:
    """Whether a header or field of this name holds a signature."""
    return _SIGNED.search(name) is not None


def is_signed(entry: Entry) -> bool:
    """Whether a request carries a signature."""
    return bool(signatures(entry))


def signatures(entry: Entry) -> frozenset[str]:
    """Return the signatures of a request: in fields of that name, and in Authorization."""
    mine = entry.sent.authorization
    signs = mine is not None and (mine.signer or any(map(is_signature, mine.params)))
    headers = ((header.name, header.value) for header in entry.sent.message.headers)
    pairs = (*headers, *entry.sent.query, *entry.sent.fields.items())
    found = {value for name, value in pairs if value and is_signature(name)}
    signs = signs or bool(_in_a_login(entry))
    return frozenset(found | ({mine.value} if mine is not None and signs else set()))


def sent_before(story: TraceStory, entry: Entry) -> Entry | None:
    """Return the first entry that sent the very same signature, beside a time; None without."""
    mine = signatures(entry) if stamps(entry) else frozenset()
    before = story.before(entry, _LOOK) if mine else ()
    return next((one for one in before if one.repeats(entry) and mine & signatures(one)), None)


_LOOK = 200


def stamps(entry: Entry) -> list[Stamp]:
    """Return the times that a request names of itself: name, value and place."""
    line = places.in_line(entry.index, "request")
    found = [(name, value, line) for name, value in entry.sent.query if STAMP.search(name)]
    for index, header in enumerate(entry.sent.message.headers):
        if STAMP.search(header.name) and "if-" not in header.name.lower():
            place = places.in_header(entry.index, "request", index, header)
            found.append((header.name, header.value, place))
    sent = entry.sent.authorization
    if sent is not None and sent.scheme in {"hawk", "mac", "oauth", "wsse", "signature"}:
        found += [
            (name, sent.params[name], sent.place)
            for name in ("ts", "oauth_timestamp", "created")
            if name in sent.params
        ]
    found += [*_in_signatures(entry), *_in_a_signed_body(entry), *_in_a_login(entry)]
    return [*found, *_in_a_soap_header(entry), *_beside_a_login(entry)]


# finds `<wsu:Created>2026-04-18T21:00:01Z</wsu:Created>` (WS-Security 1.1 §10)
# but not `<Creator>ann</Creator>`
_CREATED = lazy_re(rb"<(?:[\w-]{1,20}:)?Created\b[^<>]{0,300}>([^<>]{10,40})<")
# finds `<wsse:Security soap:mustUnderstand="1">`
# but not `<SecurityQuestion>`
_SECURITY = lazy_re(rb"<(?:[\w-]{1,20}:)?Security[\s>]")
_READ = 16_384


def secures_a_message(entry: Entry) -> bool:
    """Whether a SOAP message has a header of WS-Security, which says who sends it, and when."""
    return _header_of(entry) is not None


def _header_of(entry: Entry) -> tuple[int, int] | None:
    """Return where the header of WS-Security begins and ends in a body; None without one."""
    body = entry.sent.message.body
    found = _SECURITY.search(body, 0, _READ) if entry.sent.content.is_xml else None
    end = body.find(b"Security>", found.end(), _READ) if found is not None else -1
    return (found.end(), end) if found is not None and end > 0 else None


def _in_a_soap_header(entry: Entry) -> list[Stamp]:
    """Return the time at which a SOAP message says that it, or its token, was made."""
    header = _header_of(entry)
    made = _CREATED.search(entry.sent.message.body, *header) if header is not None else None
    if made is None:
        return []
    place = places.in_body(entry.index, "request", made.span(1))
    return [("Created", made[1].decode("latin-1"), place)]


# A Basic login with a hash in place of the password, made for a moment that stands beside it.
# finds `hash:sha256:1795983698:6711c477a86ecf3e…`, `key-7:1795983698.6711c477a86ecf3e…`
# but not `lena:1795983698`
_OF_A_MOMENT = lazy_re(rb"(?:[^:]{0,80}:){1,3}(\d{10})[:.][A-Za-z0-9+/=_-]{32,128}")


def _in_a_login(entry: Entry) -> list[Stamp]:
    sent = entry.sent.authorization
    inside = _OF_A_MOMENT.fullmatch(sent.basic or b"") if sent is not None else None
    if sent is None or inside is None or sent.scheme != "basic":
        return []
    return [(sent.name, inside[1].decode("ascii"), sent.place)]


def _in_a_signed_body(entry: Entry) -> list[Stamp]:
    """Return the times that stand in a body beside its signature, as in one made for an upload."""
    fields = entry.sent.fields
    if not any(map(is_signature, fields)):
        return []
    numbers = ((n, str(v)) for n, v in entry.sent.content.scalars() if isinstance(v, int | float))
    pairs = (*fields.items(), *numbers)
    return [
        (name, text, places.in_body(entry.index, "request"))
        for name, text in pairs
        if STAMP.search(name)
    ]


def _beside_a_login(entry: Entry) -> list[Stamp]:
    """Return the times beside name and password in a SOAP header that is a server's own."""
    if secures_a_message(entry) or not entry.sent.login.is_in_soap_header:
        return []
    body, told = entry.sent.message.body, entry.sent.fields.items()
    return [
        (name, text, places.in_body(entry.index, "request", places.find(body, text)))
        for name, text in told
        if name.lower() in _OF_A_MESSAGE
    ]


_OF_A_MESSAGE = frozenset({"created", "timestamp"})


def _in_signatures(entry: Entry) -> list[Stamp]:
    """Return the times that stand in a header beside the signature itself: `t=…,v1=…`."""
    found = []
    for index, header in enumerate(entry.sent.message.headers):
        inside = _T.search(header.value) if "signature" in header.name.lower() else None
        if inside is not None:
            place = places.in_header(entry.index, "request", index, header, inside.span(1))
            found.append((header.name, inside[1], place))
    return found


def time_of(value: str) -> datetime | None:
    """Return a time stamp in one of the usual forms as a moment, None for another."""
    text = value.strip()
    if text.isdigit():
        return loose_numeric_date(int(text)) if len(text) <= _DIGITS else None
    return http_date(text) if text.endswith(" GMT") else iso_date(text)


_DIGITS = 14
