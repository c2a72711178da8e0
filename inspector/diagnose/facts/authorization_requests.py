"""The request for authorization that began a login, and the answer to it (RFC 6749 §4.1)."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.oauth import error_reply
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.story.logins import is_login_callback

_MOST_FIELDS = 60


class Asked(NamedTuple):
    """The parameters of a request for authorization, and where they stand."""

    parameters: dict[str, str]
    place: Place


def asked_before(case: Case) -> Asked | None:
    """Return the last request for authorization before an exchange, of the same client; or None."""
    client = case.sent.fields.get("client_id", "")
    for other in reversed([one for one in case.neighbours if one.index < case.index]):
        found = _sent(other) or _led_to(other)
        if found is not None and client in {"", found.parameters.get("client_id", "")}:
            return found
    return None


def asked_of(case: Case) -> Asked | None:
    """Return the request for authorization that this is, or that led here; or None."""
    own = _sent(case)
    return own if own is not None or case.previous is None else _sent(case.previous)


def _sent(case: Case) -> Asked | None:
    parameters = dict(case.sent.query)
    if not _asks(parameters):
        return None
    return Asked(parameters, case.sent_line)


def _led_to(case: Case) -> Asked | None:
    if not case.heard.is_redirect:
        return None
    parameters = of_address(case.heard.location)
    place = case.heard.header_place("location")
    return Asked(parameters, place) if place is not None and _asks(parameters) else None


def _asks(parameters: dict[str, str]) -> bool:
    return "response_type" in parameters and "client_id" in parameters


def of_address(address: str) -> dict[str, str]:
    """Return the parameters in the query or the fragment of an address."""
    try:
        parts = split(address)
        return dict(parse_qsl(parts.query or parts.fragment, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}


def brought_back(case: Case) -> tuple[str, str]:
    """Return the error and its description that a provider sends back, empty without one.

    They stand in the request of the callback, or in the redirect that leads to it.
    """
    for found in (dict(case.sent.query), dict(case.sent.fields), _redirected(case)):
        said = error_reply.of_fields(found)
        if said and said.code in ERRORS and found.keys() & _BESIDE:
            return said.code, said.words
    return _refused_before_the_login(case)


def _refused_before_the_login(case: Case) -> tuple[str, str]:
    """Return the error in the address of the provider's own error page, empty without one.

    A provider must not send the browser to an address that it does not know (RFC 6749 §3.1.2.4).
    """
    found = _redirected(case) if _sent(case) is not None else {}
    if not found and _on_the_way_back(case):
        found = dict(case.sent.query)
    error = found.get("error") or found.get("error_code") or ""
    if error == "AccessDenied":  # so Auth.js writes the code
        error = "access_denied"
    if "code" in found or not _CODE.fullmatch(error):
        return "", ""
    return error, found.get("error_description", "")


def _on_the_way_back(case: Case) -> bool:
    came, path = case.previous, case.sent.path.lower()
    asked = came is not None and _sent(came) is not None and "error" in path
    return asked or path.endswith("/auth/error")


_CODE = lazy_re(r"[a-z]{2,30}(?:_[a-z]{2,30}){1,5}")


def _redirected(case: Case) -> dict[str, str]:
    return of_address(case.heard.location) if case.heard.is_redirect else {}


_BESIDE = frozenset({"state", "error_description", "session_state", "iss", "error_uri"})
NEEDS_A_LOGIN = frozenset({"login_required", "interaction_required", "account_selection_required"})
# RFC 6749 §4.1.2.1; OpenID Connect Core §3.1.2.6.
ERRORS = frozenset(
    {
        "access_denied",
        "invalid_client",
        "unauthorized_client",
        "unsupported_response_type",
        "invalid_scope",
        "invalid_target",  # RFC 8707 §2
    }
    | {"server_error", "temporarily_unavailable", "invalid_request", "consent_required"}
    | NEEDS_A_LOGIN
    | {"invalid_request_uri", "invalid_request_object", "request_not_supported"}
    | {
        "request_uri_not_supported",
        "registration_not_supported",
        "unmet_authentication_requirements",
    }
)


# The parameters that are no credential, so that a complaint of one is none of a credential.
# finds `code_challenge is required`
# but not `the subject_token is not valid`
_NAMES = lazy_re(
    r"\b(?:requested_token_type|subject_token_type|actor_token_type|response_type|response_mode|"
    r"code_challenge(?:_method)?|code_verifier|request_uri|nonce|prompt|max_age|acr_values)\b"
)


def names_parameter(case: Case) -> str:
    """Return the parameter that a login provider complains of (RFC 6749 §5.2), else nothing."""
    said = error_reply.of_fields(case.heard.content.object) if case.asks_provider else None
    if said is None or said.code != "invalid_request":
        return ""
    found = _NAMES.search(said.words)
    return found[0] if found else ""


# ---------------- The step in which a login provider sends the browser back with a code
def shows_a_callback(case: Case) -> bool:
    """Whether a reply tells what became of a provider's code: the callback's or next page's."""
    return any(one is not None and is_login_callback(one) for one in (case, case.previous))
