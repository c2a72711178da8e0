"""Names of a server: in Host and in the address, and one address in numbers beside a name."""

from http import HTTPStatus

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
    by_number = (one for one in case.neighbours if _is_a_number(one.sent.bare_host))
    told = case.heard.header("server") != ""
    return next((one for one in by_number if told and _is_same(case, one)), None)


def _is_a_number(host: str) -> bool:
    return is_numeric(host) or is_loopback(host)


def _is_same(case: Case, other: Case) -> bool:
    if not other.succeeded or other.sent.method != case.sent.method:
        return False
    asked = (other.sent.path, other.sent.query) == (case.sent.path, case.sent.query)
    port = port_of(other.sent.url) == port_of(case.sent.url)
    server = other.heard.header("server") == case.heard.header("server")
    return asked and port and server and other.identities == case.identities


def taken_on_this_machine(case: Case) -> Case | None:
    """Return who got the very same call at this machine's own address, where 403 came without it.

    Who does not know a login asks for another one (RFC 9110 §15.5.2): with 403 and no word or
    challenge it may be the caller's address, which differs.
    """
    return case.once(_taken_on_this_machine)


def _taken_on_this_machine(case: Case) -> Case | None:
    here = case.sent.bare_host
    if not refuses_a_known_caller(case) or not is_numeric(here) or is_loopback(here):
        return None
    own = (one for one in case.neighbours if is_loopback(one.sent.bare_host))
    return next((one for one in own if case.identities and _is_same(case, one)), None)


def refuses_a_known_caller(case: Case) -> bool:
    """Whether 403 comes without a word and a challenge: an unknown caller is answered 401."""
    wordless = case.heard.gives_no_reason and not case.heard.challenges
    return case.status == HTTPStatus.FORBIDDEN and wordless


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
