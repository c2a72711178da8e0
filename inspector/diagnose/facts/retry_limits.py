"""Reads limits out of headers: how long to wait, and whether tries are left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case

_FEW = 2
_REMAINING = re.compile(r"(?i)^(?:x-)?rate-?limit-remaining(?:-\w+)?$")
# draft-ietf-httpapi-ratelimit-headers: `limit=5, remaining=0` and `"default";r=0;t=10`.
_ONE_HEADER = re.compile(r"(?i)\b(?:remaining|r)=0\b")


def waits(case: Case) -> Place | None:
    """Return the place of Retry-After where it names a time, None without one."""
    return case.heard.header_place("retry-after") if case.heard.seconds_to_wait else None


def refused_logins_before(case: Case) -> tuple[Case, ...]:
    """Return the tries to log in at the same address that were refused before, two at least."""
    tries = tuple(
        c for c in case.same_request_before if c.status in TURNS_AWAY and tries_a_password(c)
    )
    return tries if len(tries) >= _FEW and tries_a_password(case) else ()


def tries_a_password(case: Case) -> bool:
    """Whether a request brings a name and password: in a login, or as Basic or Digest."""
    sent = case.sent.authorization
    return case.sent.is_login or (sent is not None and sent.scheme in LOGIN_SCHEMES)


def no_tries_left(case: Case) -> tuple[str, Place] | None:
    """Return name and place of the header that says that no more tries are left, or None."""
    for index, header in enumerate(case.heard.headers):
        spent = _REMAINING.match(header.name) and header.value.strip() == "0"
        one = header.name.lower() == "ratelimit" and _ONE_HEADER.search(header.value)
        if spent or one:
            return header.name, places.in_header(case.index, "reply", index, header)
    return None
