"""The provider's answer comes back with another `state` than was sent (RFC 6749 §10.12)."""

from inspector.diagnose.facts.authorization_requests import asked_before, is_login_callback
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import STRONG
from inspector.reading import places
from inspector.wording import tr

_ERRORS = 400


def state_differs(case: Case) -> Found:
    """The callback is refused, and its state is not the one of this login."""
    state = dict(case.sent.query).get("state", "")
    if case.status < _ERRORS or not state or not is_login_callback(case):
        return
    asked = asked_before(case)
    wanted = asked.parameters.get("state", "") if asked is not None else ""
    if asked is None or not wanted or wanted == state:
        return
    yield case.suspect(
        "csrf-token-mismatch",
        STRONG,
        fact(tr("The state sent back is not the one of this login."), asked.place),
        fact(
            tr("The request brings a code of the provider back."),
            places.in_line(case.index, "request"),
        ),
        case.status_evidence,
        name="state",
    )


RULES = (state_differs,)
