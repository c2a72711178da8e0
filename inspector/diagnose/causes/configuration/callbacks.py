"""The provider let the user in, and the application can't make a login of what it got."""

from inspector.diagnose.facts.authorization_requests import is_login_callback
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import HALF, HINT, OPEN, RATHER
from inspector.reading import places
from inspector.reading.meanings import MeaningName
from inspector.wording import tr

_ERRORS, _UNAUTHORIZED = 400, 401
_EXCHANGE_FAILED = 561  # AWS: the provider answered the token request with an error
_TOLD: tuple[MeaningName, ...] = (
    "csrf",
    "unreachable",
    "connection-failed",
    "client-refused",
    "code-refused",
    "clock",
    "signature",
    "issuer",
    "audience",
    "permission",
    "locked",
)


def exchange_failed(case: Case) -> Found:
    """The callback with a code is answered with an error: the code was not exchanged."""
    back = is_login_callback(case)
    if case.status < _ERRORS or case.said(*_TOLD) or not (back or case.status == _EXCHANGE_FAILED):
        return
    own = fact(
        tr("The request brings a code of the provider back."),
        places.in_line(case.index, "request"),
    )
    evidence = (own, case.status_evidence) if back else (case.status_evidence,)
    for slug, weight in _readings(case.status):
        yield case.suspect(slug, weight, *evidence)


def _readings(status: int) -> tuple[tuple[str, float], ...]:
    """Return what may be behind it: a wrong secret looks like a provider that fails."""
    config = RATHER if status == _EXCHANGE_FAILED else HALF
    code = HALF if status == _UNAUTHORIZED else HINT
    return (
        ("login-exchange-failed", config),
        ("token-endpoint-failed", OPEN),
        ("client-secret-refused", code),
    )


RULES = (exchange_failed,)
