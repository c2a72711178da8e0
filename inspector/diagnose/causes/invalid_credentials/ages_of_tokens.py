"""Tokens without an end of their own: who takes them goes by when they were made."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.weights import HINT, LIKELY, SHOWN, SOUND
from inspector.model.finding import Evidence
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.wording import tr
from inspector.wording.durations import exact, span

_YOUNG = timedelta(seconds=20)  # whatever the limit, a token may be on its way for so long
_AT_ONCE = timedelta(seconds=5)
_LOOK = 40
# finds `stale token`, `issued too long ago`
# but not `token refused`
_OF_ITS_AGE = lazy_re(
    r"\b(?:stale|outdated|too old|(?:too|so) long ago|age of (?:the |this )?(?:token|jwt)|iat|"
    r"issued at|max(?:imum)? age|expired)\b"
)


def too_old_by_its_start(case: Case) -> Found:
    """A token that says when it was made, and not how long it is good, came long after that.

    The clocks agree; one that is taken when it is as old has no such limit.
    """
    token = bearer(case)
    age = _age(case, token) if token is not None and case.is_refused else None
    if token is None or age is None or age < _YOUNG or _is_taken_as_old(case):
        return
    words = next((one for one in case.heard.statements if _OF_ITS_AGE.search(one.plain)), None)
    made_for = _made_for(case, token, age)
    if words is None and not made_for:
        return
    yield case.refused_for(
        "made-too-long-ago",
        (SHOWN if made_for else SOUND) if words is not None else _wordless(case),
        *([quoted(words)] if words is not None else []),
        fact(tr("The token was made {time} before this reply.", time=exact(age)), token.place),
        *made_for,
        fact(tr("The server's clock agrees with the client's."), case.date_place),
        ago=span(age),
    )


def _wordless(case: Case) -> float:
    return LIKELY if case.heard.gives_no_reason else HINT


def _age(case: Case, token: Credential) -> timedelta | None:
    """Return how old the token is by the server's clock, where the client's agrees with it."""
    made = loose_numeric_date(token.claims.get("iat"))
    if made is None or token.claims.get("exp") is not None or case.heard.date is None:
        return None
    agree = case.skew is not None and abs(case.skew) <= _AT_ONCE
    return case.heard.date - made if agree else None


def _is_taken_as_old(case: Case) -> bool:
    return any(one.succeeded and one.shares_credential(case) for one in case.after[:_LOOK])


def _made_for(case: Case, token: Credential, age: timedelta) -> list[Evidence]:
    """Return as evidence the earlier request that the token was made for, or was taken in."""
    now = case.heard.date
    for other in case.before[-_LOOK:]:
        theirs = bearer(other)
        if theirs is None or theirs.bare != token.bare or now is None or other.client_time is None:
            continue
        if other.succeeded or abs(now - age - other.client_time) <= _AT_ONCE:
            entry = other.number
            told = tr("Entry {entry} sent the same token when it was new.", entry=entry)
            return [fact(told, theirs.place)]
    return []


RULES = (too_old_by_its_start,)
