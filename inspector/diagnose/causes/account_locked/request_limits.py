"""Requests that are counted: of a login, of a caller, with 429 or in the words of it."""

from http import HTTPStatus

from inspector.diagnose.causes.account_locked.locked import account_of, banned_address, time_to_wait
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.server_errors import no_tries_left, waits
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import COUNTS_REQUESTS, MAY_REFUSE_CREDENTIAL
from inspector.wording import tr


def too_many(case: Case) -> Found:
    """Status 429 to a login, or another refusal in the words of it."""
    counts = case.status == HTTPStatus.TOO_MANY_REQUESTS or _says_too_many(case)
    if counts and _is_of_tries(case):
        told = _when_to_come(case)
        yield case.suspect(
            "too-many-attempts",
            STRONG if case.status == HTTPStatus.TOO_MANY_REQUESTS else LIKELY,
            case.status_evidence,
            *case.quote("too-many-attempts", "rate-limited"),
            *told,
            user=account_of(case) if not banned_address(case, "too-many-attempts") else "",
            banned=banned_address(case, "too-many-attempts"),
            wait=time_to_wait(case),
        )


def rate_limited(case: Case) -> Found:
    """Status 429: requests are counted; of whom, or of which address. A password may be right.

    Some say so with 401, 403 (GitHub) or 503, in words and by a header that tells the same.
    """
    counts = (
        case.status == HTTPStatus.TOO_MANY_REQUESTS
        or _counts_requests(case)
        or _says_too_many(case)
    )
    if not counts:
        return
    if _is_of_tries(case) or case.said("quota"):
        return
    told = [*_when_to_come(case), *_none_left(case)]
    words = case.quote("rate-limited")
    yield case.suspect(
        "rate-limited",
        CLEAR if told or words else SOUND,
        case.status_evidence,
        *words,
        *told,
        wait=time_to_wait(case),
    )


def _is_of_tries(case: Case) -> bool:
    """Whether logins are counted that fail; the web server in front counts whatever is asked."""
    login = case.sent.is_login or case.sent.is_token_request
    by_program = not case.heard.content.page.is_of_web_server
    return (login and by_program) or case.said("too-many-attempts") > 0


def _when_to_come(case: Case) -> list[Evidence]:
    place = case.heard.header_place(case.heard.wait_header or "retry-after")
    return [fact(tr("{name} says when to come back.", name=place.name), place)] if place else []


def _counts_requests(case: Case) -> bool:
    """Whether a reply that turns away says twice that it is for the number of requests."""
    is_told = waits(case) is not None or no_tries_left(case) is not None
    return case.status in COUNTS_REQUESTS and is_told and bool(case.said("rate-limited"))


def _says_too_many(case: Case) -> bool:
    """Whether another refusal says nothing but what 429 means, and blocks no address for it."""
    refused = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error
    told = case.says("rate-limited") if refused else None
    if told is None or case.said("ip-refused", "bad-login", "locked", "quota"):
        return False
    said = _TOO_MANY_REQUESTS.search(told.statement.plain)
    return told.is_of_another_script or said is not None


# finds `too many requests, please slow down`, `access frequency is too high`,
# `ratelimit exceeded`, `server is over capacity`
# but not `a quota of 100 requests per day`, `see the docs on rate limits`
_TOO_MANY_REQUESTS = lazy_re(
    r"\btoo (?:many (?:requests|connections|clients)|frequent(?:ly)?|fast|often|busy)\b|"
    r"^throttled$|\bthrottled by\b|"
    r"\bover (?:its )?capacity\b|\bserver (?:is )?overloaded\b|"
    r"\bfrequency (?:\S+ ){0,3}(?:high|exceed(?:s|ed)|limit(?:ed)?)\b|"
    r"\brate ?limit(?:ed|s)?(?: (?:is|was|has been))? (?:exceeded|reached|hit)\b|"
    r"\b(?:exceed(?:s|ed|ing)?|reached|hit) (?:\S+ ){0,4}rate ?limits?\b"
)


def _none_left(case: Case) -> list[Evidence]:
    spent = no_tries_left(case)
    return [fact(tr("No requests are left: {name}.", name=spent[0]), spent[1])] if spent else []


RULES = (too_many, rate_limited)
