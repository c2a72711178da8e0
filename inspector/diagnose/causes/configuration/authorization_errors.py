"""The provider sent the browser back with an error, or the code came to another address."""

from inspector.diagnose.facts.authorization_requests import (
    NEEDS_A_LOGIN,
    asked_before,
    asked_of,
    brought_back,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, LIKELY, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.statuses import REFUSES_TOKEN_REQUEST
from inspector.wording import tr

_REDIRECT = 300
_CLIENT = ("client-not-set-up", CLEAR)
_ADDRESS = ("client-not-set-up", SHOWN)
_SESSION = ("session-ended", LIKELY)
_MEANS: dict[str, tuple[str, float]] = {
    "access_denied": ("consent-missing", LIKELY),
    "consent_required": ("consent-missing", STRONG),
    "invalid_scope": ("scope-not-allowed", CLEAR),
    "unmet_authentication_requirements": ("step-up-required", CLEAR),
    "server_error": ("login-service-down", CLEAR),
    "temporarily_unavailable": ("login-service-down", STRONG),
    **dict.fromkeys(NEEDS_A_LOGIN, _SESSION),
    **dict.fromkeys(
        ("redirect_mismatch", "redirect_uri_mismatch", "invalid_redirect_uri"), _ADDRESS
    ),
}


def error_brought_back(case: Case) -> Found:
    """The provider's answer is an error, in the callback or in the redirect to it."""
    error, description = brought_back(case)
    if not error or case.status < _REDIRECT:
        return
    slug, weight = _MEANS.get(error, _CLIENT)
    words = f"{error}: {description}" if description else error
    side = "reply" if case.heard.is_redirect else "request"
    place = case.heard.header_place("location") if side == "reply" else None
    yield case.suspect(
        slug,
        weight,
        fact(
            tr("The login provider sent back: {text}", text=words[:_LONGEST]),
            place or places.in_line(case.index, "request"),
        ),
        *_address(case, weight),
        case.status_evidence,
    )


def _address(case: Case, weight: float) -> list[Evidence]:
    """Return the redirect_uri that was asked for, where the provider says that it is the error."""
    asked = asked_of(case) if weight == _ADDRESS[1] else None
    if asked is None or "redirect_uri" not in asked.parameters:
        return []
    said = tr("The redirect_uri sent is {address}.", address=asked.parameters["redirect_uri"])
    return [fact(said, asked.place)]


def redirect_uri_differs(case: Case) -> Found:
    """The code is exchanged with another redirect_uri than it was asked for with."""
    sent = case.sent.fields.get("redirect_uri", "")
    if not sent or case.sent.grant_type != "authorization_code":
        return
    asked = asked_before(case) if case.status in REFUSES_TOKEN_REQUEST else None
    wanted = asked.parameters.get("redirect_uri", "") if asked is not None else ""
    if asked is None or not wanted or wanted == sent or case.said("client-refused"):
        return
    yield case.suspect(
        "client-not-set-up",
        CLEAR,
        fact(
            tr("The code was asked for with redirect_uri={address}.", address=wanted),
            asked.place,
        ),
        fact(
            tr("It is exchanged with redirect_uri={address}.", address=sent),
            places.in_body(case.index, "request"),
        ),
        case.status_evidence,
    )


_LONGEST = 200
RULES = (error_brought_back, redirect_uri_differs)
