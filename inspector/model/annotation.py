"""A remark about bytes: what a header, cookie, token or body part means."""

from typing import Literal

import msgspec

Side = Literal["request", "reply"]
Part = Literal["line", "header", "body", "connection"]
Level = Literal["info", "good", "odd", "bad"]


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Bytes of an exchange.

    entry: index of the exchange. name: the header's name as recorded, empty for other parts.
    index: which of the header lines of the whole message (0 = first line of the header block)
    for part "header", else 0. start, end: half-open byte offsets in the value of that part as
    recorded (for "line": in the target of a request, in the reason phrase of a reply); None =
    the whole of it.
    """

    entry: int = 0
    side: Side = "reply"
    part: Part = "header"
    name: str = ""
    index: int = 0
    start: int | None = None
    end: int | None = None


class Annotation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """text: one short sentence without secrets. reference: RFC and section, or the vendor's page.

    kind: a stable slug of the remark (challenge-parameter, token-expiry, clock-offset …).
    """

    place: Place
    text: str
    level: Level = "info"
    kind: str = ""
    reference: str = ""
