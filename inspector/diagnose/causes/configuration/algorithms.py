"""The token was signed with an algorithm that the API is not set to check."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.tokens import bearer, expired_by
from inspector.diagnose.facts.weights import STRONG
from inspector.wording import tr


def algorithm_told(case: Case) -> Found:
    """The server does not take the algorithm that the token's header names."""
    trust = case.said("algorithm")
    token = bearer(case)
    if not trust or token is None or not token.claims or expired_by(case, token) is not None:
        return
    name = str(token.jose_header.get("alg", ""))[:20]
    if name.lower() in {"", "none"}:  # then nobody signed it
        return
    yield case.suspect(
        "token-algorithm-not-accepted",
        STRONG * trust,
        *case.quote("algorithm"),
        fact(tr("The token is signed with {alg}.", alg=name), token.place),
        case.status_evidence,
        alg=name,
    )


RULES = (algorithm_told,)
