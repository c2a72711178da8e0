"""A token that was asked for in the name of one API and sent to another."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.facts.token_claims import bare_hosts, bearer, issued_in
from inspector.diagnose.weights import FAIR
from inspector.model.annotation import Place
from inspector.reading.meanings import BESIDE_THE_AUDIENCE, Names
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_AUDIENCE


def audience_asked_for(case: Case) -> Found:
    """The token was asked for with the address of another host than the one it went to."""
    token = bearer(case)
    if token is None or case.status != HTTPStatus.UNAUTHORIZED or case.said(*_OTHER_REASON):
        return
    source = issued_in(case, token)
    asked = source[0].sent.fields if source is not None else {}
    wished = asked.get("audience") or asked.get("resource") or ""
    named = bare_hosts((wished,))
    if source is None or not named or case.sent.bare_host in named or case.accepted_elsewhere:
        return
    place = Place(entry=source[0].index, side="request", part="body")
    yield case.refused_for(
        "audience-mismatch",
        FAIR,
        fact(tr("The token was asked for {resource}.", resource=wished), place),
        *went_to(case.sent.host, case.sent_line),
        aud=wished,
    )


RULES = (audience_asked_for,)
