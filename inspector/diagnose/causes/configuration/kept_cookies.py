"""The session cookie exists and stays behind: its own attributes keep it from this host or page."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import Left, left_behind
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, LIKELY, STRONG
from inspector.model.finding import Evidence
from inspector.reading.meanings import MeaningName
from inspector.wording import tr

_SLUGS = {
    "host-only": "cookie-not-shared",
    "not-domain": "cookie-not-shared",
    "strict": "cookie-kept-from-other-sites",
    "lax": "cookie-kept-from-other-sites",
}
_SAID_MORE: tuple[MeaningName, ...] = (
    "token-expired",
    "revoked",
    "bad-login",
    "key-refused",
    "locked",
    "permission",
)


def cookie_stays_behind(case: Case) -> Found:
    """A login set its cookie for another host, or for pages of its own site only."""
    left = case.once(left_behind)
    if left is None or case.said(*_SAID_MORE):
        return
    yield case.suspect(
        _SLUGS[left.reason.kind],
        _weight(case, left),
        fact(left.reason.message, left.place),
        *_others(case),
        *_allowed(case),
        case.status_evidence,
        name=left.name,
        other=left.host,
    )


def _weight(case: Case, left: Left) -> float:
    """Weigh more where cookies came along, so that the page did ask for them."""
    if case.sent.cookies:
        return STRONG
    return CLEAR if left.worked or _allowed(case) else LIKELY


def _others(case: Case) -> list[Evidence]:
    if not case.sent.cookies:
        return []
    name, _, place = case.sent.cookies[0]
    return [fact(tr("Other cookies came along, such as {name}.", name=name), place)]


def _allowed(case: Case) -> list[Evidence]:
    place = case.heard.header_place("access-control-allow-credentials")
    return [fact(tr("The server lets pages send credentials."), place)] if place else []


RULES = (cookie_stays_behind,)
