"""One server under two addresses, a name and a number: whether it takes calls under both."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.urls import is_loopback, is_numeric, port_of
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS


def taken_by_number(case: Case) -> Case | None:
    """Return who got the very same call by an address in numbers, where a name is refused.

    Only Host differs: the port is the same, and so is what the server says that it is.
    """
    return case.once(_taken_by_number)


def _taken_by_number(case: Case) -> Case | None:
    here = case.sent.bare_host
    if case.status not in MAY_BE_WRONG_ADDRESS or is_numeric(here) or is_loopback(here):
        return None
    return next((one for one in case.neighbours if one.succeeded and _is_same(case, one)), None)


def _is_same(case: Case, other: Case) -> bool:
    there = other.sent.bare_host
    if not (is_numeric(there) or is_loopback(there)) or other.sent.method != case.sent.method:
        return False
    asked = (other.sent.path, other.sent.query) == (case.sent.path, case.sent.query)
    port = port_of(other.sent.url) == port_of(case.sent.url)
    server = other.heard.header("server") == case.heard.header("server") != ""
    return asked and port and server and other.identities == case.identities
