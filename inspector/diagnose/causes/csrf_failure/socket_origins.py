"""A handshake of WebSocket turned away though the session is good: its Origin is looked at."""

from collections.abc import Iterator

from inspector.diagnose.facts.browser import opens_a_socket
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, SOUND
from inspector.protocol.streams.socket_messages import SWITCHED
from inspector.protocol.urls import authority_of
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr


def origin_of_a_socket(case: Case) -> Found:
    """A bare refusal of the handshake, beside a page that the same session was given.

    Browsers send cookies with any handshake, so servers are to check the Origin (RFC 6455 §10.2),
    against the names that they were told to be called by.
    """
    origin = case.sent.header("origin")
    if origin is None or not opens_a_socket(case) or not case.heard.gives_no_reason:
        return
    page = next(_pages_given(case), None)
    if case.status not in TURNS_AWAY or case.heard.challenges or page is None:
        return
    other = next(_opened_from_elsewhere(case, origin[1].value), None)
    opened = tr("Entry {entry} opened it with another Origin.", entry=other.number) if other else ""
    yield case.refused_for(
        "origin-refused",
        SOUND if other is not None else FAIR,
        fact(
            tr("{name} is {value}.", name=origin[1].name, value=origin[1].value),
            places.in_header(case.index, "request", *origin),
        ),
        fact(tr("{path} took the same session.", path=page.sent.path), page.heard_line),
        *([fact(opened, other.sent_line)] if other is not None else ()),
        explains=True,
        origin=origin[1].value,
    )


def _pages_given(case: Case) -> Iterator[Case]:
    """Yield what this host gave to the same session, the latest first."""
    for one in reversed(case.before):
        here = one.sent.bare_host == case.sent.bare_host and one.succeeded
        if here and case.sent.session_cookies and case.shares_credential(one):
            yield one


def _opened_from_elsewhere(case: Case, origin: str) -> Iterator[Case]:
    """Yield handshakes that were taken, from here or under another name of the same service."""
    for one in case.neighbours:
        theirs = one.sent.header("origin")
        if one.status != SWITCHED or one.sent.path != case.sent.path or theirs is None:
            continue
        if authority_of(theirs[1].value) != authority_of(origin):
            yield one


RULES = (origin_of_a_socket,)
