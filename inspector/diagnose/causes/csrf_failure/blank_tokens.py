"""The field or header of a CSRF token holds nothing, or what stands for nothing."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import may_be_for_forgery
from inspector.diagnose.facts.successes.blank_tokens import blank_token
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR
from inspector.protocol.stand_ins import CERTAIN, StandIn, stand_in
from inspector.reading.credential import Credential
from inspector.wording import tr


def token_is_a_stand_in(case: Case) -> Found:
    """The token's header or field holds `undefined`, a variable or nothing at all.

    `X-CSRF: true` is no token either: some servers want only that such a header is there.
    """
    if not may_be_for_forgery(case) or not case.sent.cookies:
        return
    for sent in case.sent.csrf_tokens:
        value = sent.value.strip()
        unfilled = not value or stand_in(value) in _UNFILLED
        if unfilled and not _was_taken(case, sent):
            yield case.explained_by(
                sent, "csrf-token-missing", CLEAR, tr("{name} holds no token.", name=sent.name)
            )
            return


_UNFILLED: frozenset[StandIn] = CERTAIN | {"variable", "to_do"}


def nothing_for_a_blank(case: Case) -> Found:
    """A form with a blank token got an empty success; with a token the same form is answered."""
    found = case.once(blank_token)
    if found is None:
        return
    entry = found.given.number
    yield case.refused_for(
        "csrf-token-missing",
        CLEAR,
        fact(tr("{name} holds no token.", name=found.token.name), found.token.place),
        fact(
            tr("Entry {entry} sent one, and was answered with more than nothing.", entry=entry),
            found.given.heard_line,
        ),
        name=found.token.name,
    )


def _was_taken(case: Case, sent: Credential) -> bool:
    """Whether another change was accepted with the same in the same place."""
    others = (one for one in case.neighbours if one.succeeded and not one.sent.is_safe)
    held = (token for one in others for token in one.sent.csrf_tokens)
    return any(token.name == sent.name and token.value == sent.value for token in held)


RULES = (token_is_a_stand_in, nothing_for_a_blank)
