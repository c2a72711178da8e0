"""The reply names a claim of the token that says what its owner may do, or where it belongs."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.token_claims import bearer, claim_of_a_right, expired_by
from inspector.diagnose.weights import STRONG
from inspector.protocol.tokens.claim_names import SCOPE
from inspector.reading.credential import Credential
from inspector.wording import tr
from inspector.wording.numbers import listed


def claim_refused(case: Case) -> Found:
    """A signed token is good, and its roles, groups, scopes or tenant are not those wanted here."""
    found, token = case.once(claim_of_a_right), bearer(case)
    if found is None or token is None or expired_by(case, token) is not None:
        return
    yield case.refused_for(
        "scope-missing" if found.name in SCOPE else "right-missing",
        STRONG,
        quoted(found.words),
        fact(_own(token, found.name), token.place),
        said=found.words.short,
    )


def _own(token: Credential, name: str) -> str:
    value = token.claims.get(name)
    if not value:
        return tr("The token has no {name}.", name=name)
    shown = value if isinstance(value, list) else [value]
    plain = [str(one)[:_LONGEST] for one in shown[:_MOST] if isinstance(one, str | int)]
    return tr("The token says {name}: {value}.", name=name, value=listed(plain))


_LONGEST, _MOST = 60, 8
RULES = (claim_refused,)
