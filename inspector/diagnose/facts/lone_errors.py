"""Errors that answer the one request somebody sent and asks about, though no word refuses access.

In a recording of many requests a 404 is mostly an ordinary one. Whoever sends a single request with
a credential and gets it asks why, and the reply may hide a refusal (RFC 9110 §15.5.4, §15.5.5).
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.server_errors import has_member_for_service
from inspector.diagnose.facts.things.missing_things import (
    asks_for_a_thing,
    may_be_made_there,
    misses_a_thing,
    speaks_of_addresses,
)
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.model.annotation import Place
from inspector.model.exchange import SIGN_IN
from inspector.protocol.cors.recorded import is_preflight
from inspector.protocol.field_names import (
    header_looks_like_session,
)
from inspector.protocol.patterns import lazy_re
from inspector.reading.standard_sentences import calls_a_header_bad
from inspector.reading.statuses import (
    BAD_GATEWAY,
    ERRORS,
    MAY_BECOME_GET,
    MAY_HIDE_PLACE,
    MISREAD_OR_NO_PLACE,
    SERVER_ERRORS,
)
from inspector.wording import tr


def stands_alone(case: Case) -> bool:
    """Whether the exchange answers the request that was just sent from here, not one of its steps.

    In a recording nobody knows which of the errors was asked about.
    """
    return case.trace.attempt.request is not None and case.exchange.purpose not in SIGN_IN


# ---------------- Nothing is there: what of the address may be wrong
# finds `v1`, `v2.0`
# but not `vat`
_VERSION = lazy_re(r"(?i)^(?:v\d{1,3}(?:\.\d{1,3})*(?:(?:alpha|beta)\d*)?|20\d\d-\d\d(?:-\d\d)?)$")
_TENANT = lazy_re(
    r"(?i)^(?:x-)?(?:tenant|org|organi[sz]ation|workspace|realm|account|project)(?:[-_]?(?:id|name))?$"
)


def nothing_there(case: Case) -> bool:
    """Whether a caller who said who it is, or logs in, asked for a place that is not there.

    A thing by its number, a file, or one that the words name, is mostly just not there.
    """
    comes_in = case.sent.has_any or case.sent.is_login or case.sent.is_login_address
    if not comes_in or not stands_alone(case) or may_be_made_there(case):
        return False
    if case.status != HTTPStatus.NOT_FOUND:
        return _quotes_the_path(case) and names_the_route(case)
    if names_the_route(case) or _is_over(case):
        return True
    of_addresses = speaks_of_addresses(case)
    if asks_for_a_thing(case) or (misses_a_thing(case) and not of_addresses):
        return False
    hinted = bool(doubtful_parts(case)) or not case.sent.is_safe
    return hinted or case.heard.gives_no_reason or of_addresses


def taken_off(case: Case) -> bool:
    """Whether 410 says of the address that was just asked that it is closed for good.

    A thing by its number may have been deleted, unless the whole version is what went.
    """
    gone = case.status == HTTPStatus.GONE and stands_alone(case)
    return gone and (bool(_version(case)) or not asks_for_a_thing(case))


def _quotes_the_path(case: Case) -> bool:
    """Whether 400 repeats the path: routes may be what was asked for, as of a map."""
    misread = case.status == HTTPStatus.BAD_REQUEST
    return misread and len(case.sent.path) > 1 and case.sent.path in case.heard.content.text


def _is_over(case: Case) -> bool:
    """Whether the token's time is over: its caller is nobody, who is shown nothing."""
    token = bearer(case)
    return token is not None and expired_by(case, token) is not None


def doubtful_parts(case: Case) -> tuple[str, ...]:
    """Return in sentences which parts of the address are commonly the wrong ones."""
    return tuple(
        said for said in (_version(case), _slash(case), _tenant(case), _realm(case)) if said
    )


def _version(case: Case) -> str:
    parts = case.sent.path.split("/")
    found = next((part for part in parts if _VERSION.match(part)), "")
    return tr("The path names the version {version}.", version=found) if found else ""


def _slash(case: Case) -> str:
    ends = case.sent.path.endswith("/") and case.sent.path != "/"
    return tr("The path ends with a slash.") if ends else ""


def _tenant(case: Case) -> str:
    names = [name for name, _ in case.sent.query]
    names += [header.name for header in case.sent.message.headers]
    found = next((name for name in names if _TENANT.match(name)), "")
    return tr("{name} says whose things are asked for.", name=found) if found else ""


_REALM = lazy_re(r"(?i)/(?:realms|tenants?|orgs?|organi[sz]ations?|workspaces?)/([^/?#]+)")


def _realm(case: Case) -> str:
    found = _REALM.search(case.sent.path)
    return tr("The path names {name}.", name=found[1]) if found else ""


# finds `can not get api orders`, `no route matches`, `missing route for`
# but not `order 12 not found`
_ROUTING = lazy_re(
    r"(?i)\bcan ?not (?:get|post|put|patch|delete|head)\b|"
    r"\b(?:route|handler|endpoint)\b.{0,80}\bnot (?:be )?found|"
    r"\b(?:no|missing|unknown) (?:\w+ )?(?:route|handler|endpoint|procedure|matching resource)\b|"
    r"\bunsupported path\b"
)


def names_the_route(case: Case) -> bool:
    """Whether the words are those with which servers answer for paths they do not know."""
    return _ROUTING.search(case.heard.words) is not None


class OtherTenant(NamedTuple):
    """A tenant that a request names, and the one of its token, with the token's place."""

    name: str
    asked: str
    own: str
    place: Place | None


def other_tenant(case: Case) -> Iterator[OtherTenant]:
    """Yield where the request names another tenant than a claim of its token does."""
    asked = [(name, value) for name, value in case.sent.query if _TENANT.match(name)]
    headers = case.sent.message.headers
    asked += [(one.name, one.value.strip()) for one in headers if _TENANT.match(one.name)]
    realm = _REALM.search(case.sent.path)
    asked += [(tr("The path"), realm[1])] if realm else []
    for token in case.sent.credentials:
        claims = (token.claims or {}).items()
        own = [value for name, value in claims if _TENANT.match(name) and isinstance(value, str)]
        for name, value in asked:
            if own and value and value not in own:
                yield OtherTenant(name, value, own[0], token.place)


def session_named(case: Case) -> str:
    """Return the header in which a session was named that the reply does not find, else empty."""
    may_miss_it = case.status in MISREAD_OR_NO_PLACE
    if not may_miss_it or not _NO_SESSION.search(case.heard.words):
        return ""
    names = (header.name for header in case.sent.message.headers if header.value.strip())
    return next((name for name in names if header_looks_like_session(name)), "")


# finds `session not found`, `unknown session`
# but not `session started`
_NO_SESSION = lazy_re(
    r"(?i)\bsession\b.{0,20}\b(?:not (?:be )?found|unknown|invalid|expired|not exist|terminated|"
    r"closed)\b|\b(?:no such|unknown|invalid|expired|no valid) session\b"
)


# ---------------- The request is called bad without a word of access


def only_authorization_to_misread(case: Case) -> bool:
    """Whether a plain read is called bad, for a header at most, and has none but Authorization.

    Servers that can't take a credential apart say no more (RFC 6750 §3.1, `invalid_request`).
    """
    if case.status != HTTPStatus.BAD_REQUEST or not stands_alone(case):
        return False
    sent = case.sent
    bare = sent.is_safe and not sent.query and not sent.message.body and not sent.cookies
    told = any(calls_a_header_bad(one.plain) for one in case.heard.statements)
    return bare and sent.authorization is not None and (told or case.heard.gives_no_reason)


def refused_preflight(case: Case) -> bool:
    """Whether a preflight is answered with an error: no request of the page will follow."""
    return case.status in ERRORS and is_preflight(case.exchange)


def contradicts_digest(case: Case) -> bool:
    """Whether an answer by Digest is for another address than the one asked (RFC 7616 §3.4.6)."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "digest":
        return False
    address = sent.params.get("uri", "").partition("?")[0]
    return bool(address) and not address.endswith(case.sent.path or "/")


# ---------------- The server broke, or says no more than that it is busy


def gave_up_waiting(case: Case) -> float:
    """Return after how many seconds a wordless error came, where that is a usual limit, else 0.

    Who waits for somebody behind gives up after a round number of seconds, or just after it.
    """
    alone = case.status in SERVER_ERRORS and case.sent.has_any and stands_alone(case)
    waited = (case.exchange.timing.wait or 0) / 1000
    if not alone or not case.heard.gives_no_reason:
        return 0.0
    late = (limit for limit in _LIMITS if 0 <= waited - limit <= max(_LATE, _LATE_SHARE * limit))
    return waited if any(late) else 0.0


_LIMITS = (2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120)  # seconds
_LATE, _LATE_SHARE = 0.15, 0.02  # seconds, and of the limit: what is added to a wait on the way


def login_step_down(case: Case) -> bool:
    """Whether a step of a sign-in, by its address, is answered for a service that is down.

    In a recording it was asked about where a member of the error names a login service.
    """
    if case.status not in BAD_GATEWAY or not case.sent.is_login_address:
        return False
    return stands_alone(case) or has_member_for_service(case)


def slash_redirect(case: Case) -> str:
    """Return the address that differs by its last slash, where a write is led there; else empty."""
    if not case.heard.is_redirect or case.sent.is_safe or not case.sent.has_any:
        return ""
    there = case.heard.location.partition("#")[0]
    path, own = there.partition("?")[0], case.sent.url.partition("#")[0].partition("?")[0]
    alike = path.rstrip("/") == own.rstrip("/") and path != own
    return there if alike and stands_alone(case) else ""


def arrived_as_a_read(case: Case) -> Case | None:
    """Return the write that was led to the same path at another address, and came here as a read.

    Clients go on with GET and without a body (RFC 9110 §15.4.2): what is refused is not the write.
    """
    source = case.previous
    if source is None or source.status not in MAY_BECOME_GET or case.status not in MAY_HIDE_PLACE:
        return None
    shows = source.sent.has_any or source.sent.is_login
    wrote = shows and not source.sent.is_safe and case.sent.is_safe
    same = source.sent.path.rstrip("/") == case.sent.path.rstrip("/")
    return source if wrote and same and source.sent.url != case.sent.url else None
