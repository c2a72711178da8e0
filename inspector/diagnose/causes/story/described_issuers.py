"""The login provider describes itself in the trace, under another name than its token gives it."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.described_issuers import described_otherwise
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import accepted_tokens, bearer, expired_by, issuer
from inspector.diagnose.weights import CLEAR, LIKELY
from inspector.model.finding import Evidence
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_AN_END, Names
from inspector.wording import tr


def issuer_described_otherwise(case: Case) -> Found:
    """Whoever checks the token against the provider's description finds another issuer in it.

    Its keys fit and its time is not over: nothing else of it is known to be wrong.
    """
    token = bearer(case)
    if token is None or case.said(*_OTHER_REASON) or not _may_be_of_the_token(case):
        return
    found = described_otherwise(case, token)
    if found is None or expired_by(case, token) is not None:
        return
    if issuer(token) in map(issuer, accepted_tokens(case)):
        return
    yield case.refused_for(
        "issuer-not-trusted",
        CLEAR if found.nearly and found.keys is not None else LIKELY,
        fact(tr("The provider calls itself {name}.", name=found.name), found.by.heard_body),
        fact(tr("The token's iss is {iss}.", iss=issuer(token)), token.place),
        *_by_keys(found.keys),
        *case.quote("issuer"),
        iss=issuer(token),
        described=found.name,
    )


def _may_be_of_the_token(case: Case) -> bool:
    """Whether the refusal may be that of a token: who lacks a right is answered 403."""
    return case.status == HTTPStatus.UNAUTHORIZED or case.said("issuer", "token-refused") > 0


def _by_keys(keys: Case | None) -> list[Evidence]:
    said = tr("The keys of that provider fit the token's signature.")
    return [fact(said, keys.heard_body)] if keys is not None else []


_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_AN_END, "audience", "signature", "unknown-key",
)  # fmt: skip


RULES = (issuer_described_otherwise,)
