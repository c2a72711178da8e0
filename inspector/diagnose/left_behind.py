"""Which session cookie a browser held and did not send, and the attribute that kept it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from inspector.diagnose import places
from inspector.diagnose.names import looks_like_session
from inspector.model.annotation import Place
from inspector.protocol.cookie_reasons import Reason
from inspector.protocol.cookie_rules import StoredCookie, registrable, store, withheld
from inspector.protocol.cookies import parse
from inspector.protocol.urls import host_of

if TYPE_CHECKING:
    from inspector.diagnose.case import Case

_KEEPS_BACK = frozenset({"host-only", "not-domain", "strict", "lax"})


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie that stayed behind. worked: the host that set it took it afterwards."""

    name: str
    host: str
    place: Place
    reason: Reason
    worked: bool


def left_behind(case: Case) -> Left | None:
    """Return the session cookie that its attributes kept back, None without one."""
    if not case.is_refused or case.sent.session_cookies or case.sent.credentials:
        return None
    for other in reversed(case.neighbours):
        if other.index < case.index and _is_same_site(case, other):
            for stored, place in _stored(other):
                found = _reason(case, stored)
                if found is not None:
                    name, host = stored.cookie.name, other.sent.bare_host
                    worked = _worked(case, name, host)
                    return Left(name=name, host=host, place=place, reason=found, worked=worked)
    return None


def _is_same_site(case: Case, other: Case) -> bool:
    here, there = case.sent.bare_host, other.sent.bare_host
    return here == there or registrable(here) == registrable(there)


def _stored(other: Case) -> Iterator[tuple[StoredCookie, Place]]:
    now = other.server_time
    for index, header in enumerate(other.heard.headers[:_LINES]):
        if now is None or header.name.lower() != "set-cookie":
            continue
        if not looks_like_session(header.value.partition("=")[0].strip()):
            continue
        stored = store(parse(header.value, now), other.sent.url)
        if isinstance(stored, StoredCookie) and stored.cookie.value:
            yield stored, places.in_header(other.index, "reply", index, header)


def _reason(case: Case, stored: StoredCookie) -> Reason | None:
    now = case.server_time
    if now is None:
        return None
    page = case.sent.header("origin") or case.sent.header("referer")
    site = page[1].value if page is not None else ""
    found = withheld(stored, case.sent.url, now, site=site, is_navigation=_navigates(case))
    return found if found is not None and found.kind in _KEEPS_BACK else None


def _navigates(case: Case) -> bool:
    mode = case.sent.header("sec-fetch-mode")
    return mode is not None and mode[1].value == "navigate" and case.sent.method == "GET"


def _worked(case: Case, name: str, host: str) -> bool:
    return any(
        other.succeeded
        and host_of(other.sent.url) == host
        and any(sent == name for sent, _, _ in other.sent.cookies)
        for other in case.neighbours
    )


_LINES = 400
