"""A newer token is refused where an older one was taken that says the same: the check may fail."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import older_one_taken
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.diagnose.weights import HINT
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_CLAIM,
    OF_A_LACK,
    OF_A_SETTING,
    OF_AN_END,
    Names,
)
from inspector.reading.statuses import CHALLENGES
from inspector.wording import tr

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_AN_END, *OF_A_CLAIM, *OF_A_LACK, *OF_A_SETTING, "malformed",
    "algorithm", "unknown-key", "signature",
)  # fmt: skip


def checked_no_longer(case: Case) -> Found:
    """One that was signed with another key is refused so as well, and mostly that is likelier."""
    token = bearer(case)
    if token is None or not (case.status in CHALLENGES or case.is_hidden_error):
        return
    if case.said(*_OTHER_REASON) or expired_by(case, token) is not None:
        return
    found = older_one_taken(case)
    if found is None:
        return
    entry, theirs = found[0].number, found[1]
    taken = tr("Entry {entry} was given the same with an older token.", entry=entry)
    yield case.refused_for(
        "checks-may-fail",
        HINT,
        fact(taken, theirs.place),
        fact(tr("This one says the same of itself, and is newer."), token.place),
    )


RULES = (checked_no_longer,)
