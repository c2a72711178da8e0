"""Names of a server: in Host and in the address, and one address in numbers beside a name."""

from inspector.diagnose.facts.case import Case
from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.protocol.urls import host_of, is_loopback, is_numeric, port_of
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


def other_host_named(case: Case) -> tuple[int, Header] | None:
    """Return Host with its index where it names another site than the address; None where not."""
    found = case.sent.header("host")
    named = host_of(f"//{found[1].value}") if found is not None else ""
    here = case.sent.bare_host.strip("[]")
    return found if named and named != here and not same_site(named, here) else None


def misread_under_another_name(case: Case) -> bool:
    """Whether a request that names another host is called a bad one, and nothing else of it."""
    if case.once(other_host_named) is None or not case.sent.has_any:
        return False
    return all(_BAD.search(statement.plain) for statement in case.heard.statements)


# finds `bad request`, `invalid host header`
# but not `the field is missing`
_BAD = lazy_re(r"\bbad request\b|\bhost(?:name)?s?\b|^[\d ]*$")
