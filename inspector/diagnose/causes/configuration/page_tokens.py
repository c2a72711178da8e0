"""A page sent its token in the address, the only way it has there, and nobody read it."""

from inspector.diagnose.facts.browser import can_set_no_headers
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import expired_by
from inspector.diagnose.facts.weights import FAIR, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_SAID_MORE: tuple[MeaningName, ...] = (
    "token-expired",
    "token-refused",
    "revoked",
    "scope",
    "permission",
    "signature",
)


def query_token_not_read(case: Case) -> Found:
    """A WebSocket or event stream is refused as if nothing had come; its token is in the query."""
    if case.status not in TURNS_AWAY or not can_set_no_headers(case):
        return
    sent = next((key for key in case.sent.keys if key.where == "query"), None)
    if sent is None or case.sent.authorization is not None or case.said(*_SAID_MORE):
        return
    if case.heard.error[0] or expired_by(case, sent) is not None:
        return
    accepted = _accepted_in_header(case, sent)
    asks = bool(case.heard.challenges) or case.said("missing", "not-authenticated") > 0
    if not accepted and not asks:
        return
    yield case.suspect(
        "query-token-not-read",
        STRONG if accepted else FAIR,
        *accepted,
        fact(tr("Here the token stands in the query as {name}.", name=sent.name), sent.place),
        *case.quote("missing", "not-authenticated"),
        *_bare(case),
        case.status_evidence,
        name=sent.name,
    )


def _accepted_in_header(case: Case, sent: Credential) -> list[Evidence]:
    for other in (*reversed(case.before), *case.after):
        theirs = other.sent.authorization
        if theirs is not None and theirs.bare == sent.bare and other.succeeded:
            said = tr("{path} accepted the same token in Authorization.", path=other.sent.path)
            return [fact(said, theirs.place)]
    return []


def _bare(case: Case) -> list[Evidence]:
    """Return a challenge without a reason as evidence: nothing was found, says RFC 6750 §3.1."""
    found = case.heard.challenge("bearer")
    if found is None:
        return [fact(tr("The request went there."), places.in_line(case.index, "request"))]
    said = tr("The challenge names no error, as where no token was found.")
    return [fact(said, case.heard.challenge_place(*found))]


RULES = (query_token_not_read,)
