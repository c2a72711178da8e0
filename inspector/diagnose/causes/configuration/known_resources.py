"""Tokens for an API that has a host of its own, sent to another one."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import audiences, bearer
from inspector.diagnose.products.fingerprints import apis
from inspector.diagnose.weights import STRONG
from inspector.wording import tr


def audience_of_a_known_api(case: Case) -> Found:
    """The token is for an API that has its own host, which is not the one asked."""
    token = bearer(case)
    if token is None or not case.is_refused or case.said("token-expired", "revoked"):
        return
    known = apis(case.trace.left_out)
    for own in audiences(token):
        homes = known.get(own.lower(), ())
        if homes and not any(f".{case.sent.bare_host}".endswith(f".{home}") for home in homes):
            yield case.refused_for(
                "audience-mismatch",
                STRONG,
                fact(tr("The token's aud is {aud}.", aud=own), token.place),
                fact(tr("That is the API at {host}.", host=homes[0]), case.sent_line),
                aud=own,
            )
            return


RULES = (audience_of_a_known_api,)
