"""Signed tokens of one caller were taken, and one that was made later is refused without a word."""

from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import given_to_its_like
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import made
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer, expired_by, issuer
from inspector.diagnose.weights import HALF
from inspector.wording import tr


def newer_one_refused(case: Case) -> Found:
    """The same call was given to a token with the same claims: who checks them may not answer.

    What is newer was not taken back, and its claims are as good as they were.
    """
    token, before = bearer(case), given_to_its_like(case)
    if token is None or before is None or not before.repeats(case) or case.index < before.index:
        return
    theirs = bearer(before)
    if case.status != HTTPStatus.UNAUTHORIZED or not case.heard.gives_no_reason or theirs is None:
        return
    if made(token) <= made(theirs) or expired_by(case, token) is not None:
        return
    if not issuer(token):  # who signs its own may have taken another key
        return
    if any(one.succeeded and (found := bearer(one)) and found.claims for one in case.after):
        return
    yield case.refused_for(
        "tokens-not-checked",
        HALF,
        fact(tr("A token with the same claims was accepted before."), theirs.place),
        fact(tr("This one was made later, and is refused."), token.place),
    )


RULES = (newer_one_refused,)
