"""The request for authorization that began a login, and the answer to it (RFC 6749 §4.1)."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.oauth import error_reply
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.story.logins import is_login_callback

_MOST_FIELDS = 60
_Pairs = tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """The parameters of a request for authorization, in their order, and where they stand."""

    pairs: _Pairs
    place: Place

    @property
    def parameters(self) -> dict[str, str]:
        """The same by their names, the last of those that came several times."""
        return dict(self.pairs)


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


def sends_to_provider(case: Case) -> bool:
    """Whether a redirect begins a login at a provider."""
    return _led_to(case) is not None


def _sent(case: Case) -> Asked | None:
    if not _asks(case.sent.query):
        return None
    return Asked(case.sent.query, case.sent_line)


def _led_to(case: Case) -> Asked | None:
    if not case.heard.is_redirect:
        return None
    pairs = _of_address(case.heard.location)
    place = case.heard.header_place("location")
    return Asked(pairs, place) if place is not None and _asks(pairs) else None


def _asks(pairs: _Pairs) -> bool:
    return {"response_type", "client_id"} <= {name for name, _ in pairs}


def of_address(address: str) -> dict[str, str]:
    """Return the parameters in the query or the fragment of an address."""
    return dict(_of_address(address))


def _of_address(address: str) -> _Pairs:
    try:
        parts = split(address)
        return tuple(parse_qsl(parts.query or parts.fragment, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return ()


# ---------------- What a token was asked for: where it came of, or where that began
class Wish(NamedTuple):
    """What the last of those requests names, that names something."""

    values: tuple[str, ...]
    place: Place


def wished(source: Case, *names: str) -> Wish | None:
    """Return what a request for tokens asked for by these parameters; None where it left it open.

    Where it names nothing, what began its grant counts: the request for authorization, for a device
    code (RFC 8628 §3.1), or the one that gave the refresh token.
    """
    for asked in _steps(source):
        values = tuple(value for name, value in asked.pairs if name in names and value)
        if values:
            return Wish(values, asked.place)
    return None


def _steps(source: Case) -> Iterator[Asked]:
    at: Case | None = source
    for _ in range(_MOST_STEPS):
        if at is None:
            return
        yield Asked((*at.sent.query, *at.sent.fields.items()), _where(at))
        began = asked_before(at) if at.sent.grant_type == "authorization_code" else None
        if began is not None:
            yield began
        at = _handed_out_by(at)


_MOST_STEPS = 5


def _where(case: Case) -> Place:
    return case.sent_body if case.sent.message.body else case.sent_line


def _handed_out_by(case: Case) -> Case | None:
    """Return the exchange that gave the device code or refresh token of a token request."""
    given = {case.sent.fields.get(name, "") for name in _GIVEN} - {""}
    before = (one for one in reversed(case.neighbours) if given and one.index < case.index)
    return next((one for one in before if _gave(one, given)), None)


def _gave(case: Case, given: set[str]) -> bool:
    return any(name in _GIVEN and value in given for name, value in case.heard.content.scalars())


_GIVEN = ("device_code", "auth_req_id", "refresh_token")


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


def calls_a_part_wrong(case: Case) -> bool:
    """Whether a provider calls wrong what was sent, but for the client: it looked for none."""
    said = error_reply.of_fields(case.heard.content.object) if case.asks_provider else None
    if said is None or said.code != "invalid_request":
        return False
    return bool(_WRONG.search(said.words)) and not _OF_THE_CLIENT.search(said.words)


# finds `invalid user name`, `malformed body`
# but not `invalid request`, `missing parameter`
_WRONG = lazy_re(r"(?i)\b(?:invalid|malformed|bad|wrong|incorrect)\b (?!request\b)")
_OF_THE_CLIENT = lazy_re(r"(?i)\b(?:clients?|credentials?|authoriz\w*|authenticat\w*|missing)\b")


# ---------------- The step in which a login provider sends the browser back with a code
def shows_a_callback(case: Case) -> bool:
    """Whether a reply tells what became of a provider's code: the callback's or next page's."""
    return any(one is not None and is_login_callback(one) for one in (case, case.previous))


def given_up_on_the_code(case: Case) -> float | None:
    """Return how long a callback waited before it led back to the login, in milliseconds.

    None where it did not, or at once: what was brought back was judged then, and is told by words.
    The server itself takes the code to its provider in between (RFC 6749 §4.1.3).
    """
    timing = case.exchange.timing
    wait = timing.wait or timing.total or 0.0
    back = is_login_callback(case) and case.heard.is_redirect and case.heard.leads_to_login
    return wait if back and wait >= _GIVES_UP else None


_GIVES_UP = 4_500  # milliseconds: the shortest timeout of such clients is five seconds
